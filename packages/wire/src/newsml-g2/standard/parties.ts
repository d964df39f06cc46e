import type { Note } from '@depesche/article/model'
import { dropped } from '../../draft.ts'
import { at, attribute, type Element, elements, textOf } from '../../xml/element.ts'
import { codeIn, type Item, nameOf, roleOf } from './item.ts'

export interface Parties {
  readonly provider: string | undefined
  readonly sources: readonly string[]
  readonly authors: readonly string[]
  readonly holder: string | undefined
}

/** Who told something for the story owns nothing of it. */
const INTERVIEWED = /interview|translator|media-?office|witness/i

/**
 * Who made and sent the item (NewsML-G2, `provider`, `creator`, `contributor`, `infoSource` by role, `copyrightHolder`). Those who were
 * asked are no sources in the sense of rights and become Notes, as in ninjs.
 */
export function partiesOf(item: Item): Parties {
  const all = elements(item.content, 'infoSource').filter((one) => !INTERVIEWED.test(roleOf(one)))
  const sources = all.map((one) => ({ role: roleOf(one), name: partyOf(item, one) }))
  const sender = at(item.meta, 'provider')
  const provider = partyOf(item, sender) ?? item.account.attribute(sender, 'uri') ?? sources.find(({ role }) => role === 'provider')?.name
  const named = sources.flatMap(({ role, name }) => (name === undefined || (role === 'provider' && name === provider) ? [] : [name]))
  const makers = [...elements(item.content, 'creator'), ...elements(item.content, 'contributor')]
  const holders = elements(item.element, 'rightsInfo').flatMap((rights) => elements(rights, 'copyrightHolder'))
  return {
    provider,
    sources: [...new Set(named)],
    authors: [...new Set(makers.flatMap((one) => nameOf(item, one) ?? []))],
    holder: nameOf(
      item,
      holders.find((one) => textOf(at(one, 'name')) !== undefined),
    ),
  }
}

/** Its name, else its code; an address is no name. */
function partyOf(item: Item, element: Element | undefined): string | undefined {
  return nameOf(item, element) ?? (attribute(element, 'qcode') === undefined ? undefined : codeIn(element))
}

/** One credit goes with the text; the others are told of. */
export function otherCredits(credits: readonly (string | undefined)[]): readonly Note[] {
  const [used, ...others] = [...new Set(credits.filter((one) => one !== undefined))]
  return others.map((one) => dropped('credit-differs', `The credit is “${used}”; another was given, too.`, { part: 'credit' }, one))
}
