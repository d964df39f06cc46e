import type { Block, Dateline, Draft, Identity, Note } from '@depesche/article/model'
import { check, dropped, present } from '../draft.ts'
import { takeCodes } from '../json/take-codes.ts'
import { itemsOf, lineOf, member, numberOf, peekText, type View } from '../json/view.ts'
import { splitPlace } from '../life/cantons.ts'
import { takeOpeningDateline } from '../life/opening-dateline.ts'
import type { BodyRead } from './body.ts'
import { conceptsIn } from './concepts.ts'
import { infoSourcesOf } from './info-sources.ts'
import { OURS } from './life.ts'
import { associatedWith, renditionsOf } from './pictures.ts'
import { roledTexts } from './roled-texts.ts'

type Fields = Pick<Draft, 'associations' | 'pictures' | 'places' | 'sources' | 'subjects'> &
  Partial<Pick<Draft, 'byline' | 'credit' | 'dateline' | 'genre' | 'organisations' | 'people' | 'provider' | 'slugline' | 'urgency'>>

export interface Facts {
  readonly draft: Fields
  /** the body without a dateline that opened it */
  readonly blocks: readonly Block[]
  readonly notes: readonly Note[]
}

/** Everything about the item but its text and its life. */
export function factsOf(root: View, { value }: Identity, body: BodyRead): Facts {
  takeLabels(root)
  // our own bodies never open with a dateline
  const opening = value.startsWith(OURS) ? { blocks: body.blocks, sources: [], notes: [] } : takeOpeningDateline(body.blocks)
  const parties = infoSourcesOf(root)
  const located = lineOf(member(root, 'located'))
  const urgency = urgencyOf(root)
  const associated = associatedWith(root)
  const place = placeOf(opening.dateline, located)
  const credits = [parties.credit, creditline(root), opening.credit, lineOf(member(root, 'copyrightHolder'))]
  return {
    draft: present({
      provider: parties.provider,
      credit: credits.find((one) => one !== undefined),
      sources: [...new Set([...parties.sources, ...opening.sources])],
      slugline: lineOf(member(root, 'slugline')),
      byline: lineOf(member(root, 'by', 'byline')),
      dateline: place.dateline,
      urgency: urgency.urgency,
      genre: genreOf(root),
      subjects: conceptsIn(root, 'subjects', 'subject'),
      places: conceptsIn(root, 'places', 'place'),
      people: some(conceptsIn(root, 'people', 'person')),
      organisations: some(conceptsIn(root, 'organisations', 'organisation')),
      associations: associated.associations,
      pictures: [...associated.pictures, ...body.pictures],
    }),
    blocks: opening.blocks,
    notes: [...opening.notes, ...urgency.notes, ...notUsed(credits), ...place.notes],
  }
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}

/** What names things for programs: ids, the standard itself, names of renditions. */
function takeLabels(root: View): void {
  for (const name of ['altIds', 'standard', '$standard', 'advices', 'rightsInfo', 'trustIndicators', 'trustIndicator'])
    takeCodes(member(root, name))
  renditionsOf(root)
}

/** Not in the standard, and common: a description in the role of a credit (seen in AP's items). */
function creditline(root: View): string | undefined {
  const found = roledTexts(root, 'description', 'descriptions').find(({ role }) => /^credit[-_ ]?(?:line)?$/.test(role))
  return found && lineOf(found.value)
}

function genreOf(root: View): string | undefined {
  const [first] = itemsOf(member(root, 'genres', 'genre'))
  if (first === undefined) return undefined
  return (
    lineOf(first.node?.kind === 'text' ? first : member(first, 'name')) ?? lineOf(member(first, 'code')) ?? lineOf(member(first, 'literal'))
  )
}

function urgencyOf(root: View): { readonly urgency: number | undefined; readonly notes: readonly Note[] } {
  const urgency = numberOf(member(root, 'urgency'))
  const printed = peekText(member(root, 'urgency'))
  if (urgency !== undefined && Number.isInteger(urgency) && urgency >= 1 && urgency <= 9) return { urgency, notes: [] }
  if (printed === undefined) return { urgency: undefined, notes: [] }
  const reason = `The urgency “${printed.slice(0, 40)}” is not a number from 1 to 9.`
  return { urgency: undefined, notes: [check('urgency-unreadable', reason, { part: 'urgency' }, printed)] }
}

/** One credit goes with the text; the others are told of. */
function notUsed(credits: readonly (string | undefined)[]): readonly Note[] {
  const [used, ...others] = [...new Set(credits.filter((one) => one !== undefined))]
  return others.map((one) => dropped('credit-differs', `The credit is “${used}”; another was given, too.`, { part: 'credit' }, one))
}

/** The dateline that opens the text, with the canton that `located` may add; where it names another place, the text's counts. */
function placeOf(
  dateline: Dateline | undefined,
  located: string | undefined,
): { readonly dateline?: Dateline; readonly notes: readonly Note[] } {
  const place = located === undefined ? undefined : splitPlace(located)
  if (dateline === undefined || place === undefined)
    return { ...((dateline ?? place) ? { dateline: (dateline ?? place)! } : {}), notes: [] }
  if (dateline.place === place.place) return { dateline: { ...place, ...dateline }, notes: [] }
  const reason = 'The item names another place than its dateline; the dateline was used.'
  return { dateline, notes: [dropped('located', reason, { part: 'dateline' }, located!)] }
}
