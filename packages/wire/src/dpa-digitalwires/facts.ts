import type { Coded, Draft, Note } from '@depesche/article/model'
import { check, dropped, present } from '../draft.ts'
import { takeCodes } from '../json/take-codes.ts'
import { lineOf, member, numberOf, peekText, type View } from '../json/view.ts'
import { splitPlace } from '../life/cantons.ts'
import type { BodyRead } from './body.ts'
import { type Category, categoriesOf } from './categories.ts'

type Fields = Pick<Draft, 'authors' | 'places' | 'sources' | 'subjects'> &
  Partial<
    Pick<Draft, 'byline' | 'credit' | 'dateline' | 'genre' | 'organisations' | 'people' | 'provider' | 'service' | 'storyType' | 'urgency'>
  >

export interface Facts {
  readonly draft: Fields
  readonly notes: readonly Note[]
}

/** Everything about the entry but its text and its life; the most useful subjects first, since filters see sixteen. */
export function factsOf(root: View, body: BodyRead): Facts {
  const categories = categoriesOf(root)
  takeLabels(root, categories)
  const all = (...types: readonly string[]) => types.flatMap((type) => categories.filter((one) => one.type === type))
  const names = (...types: readonly string[]) => [...new Set(all(...types).flatMap(({ name }) => name() ?? []))]
  const coded = (...types: readonly string[]) => unique(all(...types).flatMap((one) => one.coded() ?? []))
  const credits = [lineOf(member(root, 'creditline')), body.credit]
  const [located, ...elsewhere] = names('located')
  const urgency = urgencyOf(root)
  return {
    draft: present({
      provider: names('provider')[0],
      credit: credits.find((one) => one !== undefined),
      sources: [...new Set([...body.sources, ...names('infosource')])],
      byline: lineOf(member(root, 'byline')),
      dateline: body.dateline ?? (located === undefined ? undefined : splitPlace(located)),
      urgency: urgency.urgency,
      service: all('wire')[0]?.coded()?.code,
      genre: all('genre')[0]?.name(),
      authors: names('creator', 'contributor'),
      subjects: unique([...coded('dpasubject', 'subject', 'desk'), ...keywords(all('keyword'))]),
      places: [...coded('geosubject', 'locationcreated', 'poi'), ...(body.dateline ? place(located) : []), ...elsewhere.flatMap(place)],
      people: some(coded('person')),
      organisations: some(coded('organisation', 'company')),
    }),
    notes: [...urgency.notes, ...creditNotes(credits)],
  }
}

/** The status, the wires and the web's rubrics are codes, also where they stand as names. */
function takeLabels(root: View, categories: readonly Category[]): void {
  for (const { type, view } of categories) if (LABELS.has(type)) takeCodes(view)
  for (const name of ['desk_names', 'rubric_names', 'current_rubric_names']) takeCodes(member(root, name))
}

const LABELS: ReadonlySet<string> = new Set(['pubstatus', 'signal', 'urgency', 'wire', 'rubric'])

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list
}

function unique(list: readonly Coded[]): readonly Coded[] {
  return [...new Map(list.map((one) => [JSON.stringify([one.scheme, one.code]), one])).values()]
}

function keywords(categories: readonly Category[]): readonly Coded[] {
  return categories.flatMap(({ name }) => name() ?? []).map((name) => ({ scheme: 'keyword', code: name, name }))
}

function place(name: string | undefined): readonly Coded[] {
  return name === undefined ? [] : [{ scheme: 'name', code: name, name }]
}

function urgencyOf(root: View): { readonly urgency: number | undefined; readonly notes: readonly Note[] } {
  const printed = peekText(member(root, 'urgency'))
  const urgency = numberOf(member(root, 'urgency'))
  if (urgency !== undefined && Number.isInteger(urgency) && urgency >= 1 && urgency <= 9) return { urgency, notes: [] }
  if (printed === undefined) return { urgency: undefined, notes: [] }
  const reason = `The urgency “${printed.slice(0, 40)}” is not a number from 1 to 9.`
  return { urgency: undefined, notes: [check('urgency-unreadable', reason, { part: 'urgency' }, printed)] }
}

function creditNotes(credits: readonly (string | undefined)[]): readonly Note[] {
  const [used, ...others] = [...new Set(credits.filter((one) => one !== undefined))]
  return others.map((one) => dropped('credit-differs', `The credit is “${used}”; the dateline names another.`, { part: 'credit' }, one))
}
