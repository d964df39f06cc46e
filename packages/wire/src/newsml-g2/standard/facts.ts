import type { Coded, Draft, Note } from '@depesche/article/model'
import { check, dropped, info, present } from '../../draft.ts'
import { splitPlace } from '../../life/cantons.ts'
import { type PrintedDateline, printedDateline } from '../../life/printed-dateline.ts'
import { at, elements } from '../../xml/element.ts'
import { conceptsOf, placesIn, unique } from './concepts.ts'
import { codeIn, type Item, isOurs, nameOf } from './item.ts'
import { lineIn } from './line.ts'
import { partiesOf } from './parties.ts'
import { sourceTypeOf } from './source-type.ts'

type Fields = Pick<Draft, 'authors' | 'machineMade' | 'places' | 'sources' | 'subjects'> &
  Partial<
    Pick<Draft, 'byline' | 'credit' | 'dateline' | 'genre' | 'organisations' | 'people' | 'provider' | 'service' | 'slugline' | 'urgency'>
  >

export interface Facts {
  readonly draft: Fields
  /** the place that the item comes from, for an item that prints no dateline */
  readonly located: string | undefined
  /** `creditline`, the credit that the dateline prints, the holder of the rights: each where there is one */
  readonly credits: readonly (string | undefined)[]
  /** the dateline as printed, by which the text may open */
  readonly line: string | undefined
  readonly notes: readonly Note[]
}

/** Everything about the item but its text and its life (NewsML-G2, contentMeta: administrative and descriptive metadata). */
export function factsOf(item: Item): Facts {
  const { account, content } = item
  const parties = partiesOf(item)
  const concepts = conceptsOf(item)
  const printed = datelineOf(item)
  const urgency = urgencyOf(item)
  const source = sourceTypeOf(item, parties.authors)
  const by = elements(content, 'by').flatMap((one) => account.text(one, lineIn) ?? [])
  const located = elements(content, 'located')
  const [first] = located.flatMap((one) => nameOf(item, one) ?? [])
  return {
    draft: present({
      provider: parties.provider,
      sources: [...new Set([...printed.sources, ...parties.sources])],
      authors: parties.authors,
      machineMade: source.machineMade,
      service: codeIn(at(item.meta, 'service')),
      byline: by.length === 0 ? undefined : by.join('; '),
      dateline: printed.dateline,
      slugline: account.text(at(content, 'slugline'), lineIn),
      urgency: urgency.urgency,
      genre: nameOf(item, at(content, 'genre')) ?? codeIn(at(content, 'genre')),
      subjects: concepts.subjects,
      places: unique([...placesOf(item, printed.dateline?.place ?? first), ...concepts.places]),
      people: some(concepts.people),
      organisations: some(concepts.organisations),
    }),
    located: first,
    credits: [account.text(at(content, 'creditline'), lineIn), printed.credit, parties.holder],
    line: printed.line,
    notes: [...urgency.notes, ...printed.notes, ...source.notes],
  }
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}

/** A place that has no code and is the dateline's says nothing more than that. */
function placesOf(item: Item, dateline: string | undefined): readonly Coded[] {
  const located = elements(item.content, 'located').flatMap((one) => placesIn(item, one))
  const isSame = (name: string) => name === dateline || splitPlace(name).place === dateline
  return located.filter(({ scheme, code }) => scheme !== 'name' || !isSame(code))
}

const PLACE = { part: 'dateline' }

interface Printed extends PrintedDateline {
  readonly line: string | undefined
  readonly notes: readonly Note[]
}

/** `dateline`: place, date and agencies as printed above the text; our own items have the place alone. */
function datelineOf(item: Item): Printed {
  const line = item.account.text(at(item.content, 'dateline'), lineIn)
  if (line === undefined) return { line, sources: [], notes: [] }
  if (isOurs(item)) return { line, dateline: splitPlace(line), sources: [], notes: [] }
  const printed = printedDateline(line)
  if (printed === undefined)
    return { line, sources: [], notes: [dropped('dateline-unread', 'The dateline is not understood.', PLACE, line)] }
  const notes = printed.dateline?.place === line ? [] : [info('dateline-field', 'The dateline is as the item says.', PLACE, line)]
  return { ...printed, line, notes }
}

function urgencyOf(item: Item): { readonly urgency: number | undefined; readonly notes: readonly Note[] } {
  const printed = item.account.text(at(item.content, 'urgency'), lineIn)
  const urgency = Number(printed)
  if (Number.isInteger(urgency) && urgency >= 1 && urgency <= 9) return { urgency, notes: [] }
  if (printed === undefined) return { urgency: undefined, notes: [] }
  const reason = `The urgency “${printed.slice(0, 40)}” is not a number from 1 to 9.`
  return { urgency: undefined, notes: [check('urgency-unreadable', reason, { part: 'urgency' }, printed)] }
}
