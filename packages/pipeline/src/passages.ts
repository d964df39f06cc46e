import { type Article, type Mark as Markup, type Note, type Place, plain, type Span } from '@depesche/article/model'
import { pairsOf } from '@depesche/translation/segments'
import { keys } from './keys.ts'
import type { Deed, EditedPassage } from './ledger/decision.ts'
import type { Head } from './ledger/head.ts'
import { getValue } from './ledger/items.ts'
import type { Mark } from './ledger/mark.ts'
import { PERSON_WORDS_OFFERED } from './ledger/person-words.ts'
import type { LanguageItem } from './ledger/shapes.ts'
import type { Documents, Table } from './ports.ts'
import type { Translation } from './steps/language-words.ts'
import { paths, requireJson } from './store-json.ts'

/** A passage of a translation, for a person to read and change. */
export interface Passage {
  /** from 0, in reading order */
  readonly at: number
  readonly place: Place
  readonly source: string
  readonly target: readonly Span[]
  /** what a person had written before the source changed, and what has changed */
  readonly offered?: { readonly words: string; readonly reason: string }
}

/** The words of a language as they stand, passage by passage. */
export interface Passages {
  readonly from: string
  readonly mark: Mark
  readonly passages: readonly Passage[]
}

interface Stores {
  readonly table: Table
  readonly documents: Documents
}

/** A translation passage by passage; `undefined`: there is no such article, or nothing was translated into that language. */
export async function passagesOf({ table, documents }: Stores, id: string, language: string): Promise<Passages | undefined> {
  const [head, item] = [await getValue<Head>(table, keys.head(id)), await getValue<LanguageItem>(table, keys.language(id, language))]
  const { out } = item ?? {}
  if (head === undefined || out?.provenance === undefined) return undefined
  const { version, edition, hash } = out
  const translation = await requireJson<Translation>(documents, paths.translation(id, language, version, edition, hash))
  const article = await requireJson<Article>(documents, paths.article(id, version, translation.articleHash))
  const pairs = pairsOf(article.content, translation.content) ?? []
  const offers = translation.notes.filter(({ rule }) => rule === PERSON_WORDS_OFFERED)
  const passages = pairs.map(({ place, source, target }, at) => ({ at, place, source: plain(source), target, ...offerFor(place, offers) }))
  return { from: article.language, mark: { version, edition }, passages }
}

function offerFor({ part, block }: Place, offers: readonly Note[]): Pick<Passage, 'offered'> {
  const found = offers.find(({ place }) => place.part === part && place.block === block)
  return found?.text ? { offered: { words: found.text, reason: found.reason } } : {}
}

/** JSON of an edit: more does not fit the work that holds a decision. */
const MOST_BYTES = 2_400

/** The deeds that make of a translation what a person wrote, by passage; a text that is the same is none. As few as fit the ledger. */
export function editDeeds(
  language: string,
  { mark, passages }: Passages,
  written: ReadonlyMap<number, string>,
): readonly Extract<Deed, { kind: 'edit' }>[] {
  const changed = passages.flatMap(({ at, target }): readonly EditedPassage[] => {
    const text = cleaned(written.get(at))
    return text === '' || text === plain(target) ? [] : [{ at, spans: remarked(target, text) }]
  })
  const groups: EditedPassage[][] = []
  for (const passage of changed) {
    const last = groups.at(-1)
    if (last && Buffer.byteLength(JSON.stringify([...last, passage])) <= MOST_BYTES) last.push(passage)
    else groups.push([passage])
  }
  return groups.map((group, index) => ({ kind: 'edit', language, mark: { ...mark, edition: mark.edition + index }, passages: group }))
}

/** What stands in a span: one line, whole characters, none that controls. */
const cleaned = (text = '') =>
  text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()

/** The first passage that is too long to be edited: its place among them; `undefined`: none is. */
export const tooLong = (deeds: readonly Extract<Deed, { kind: 'edit' }>[]): number | undefined =>
  deeds.flatMap(({ passages }) => passages).find((passage) => Buffer.byteLength(JSON.stringify(passage)) > MOST_BYTES)?.at

/** A text with the markup of what it replaces, where the marked words stand in it still, in their order. */
export function remarked(before: readonly Span[], text: string): readonly Span[] {
  const spans: Span[] = []
  let from = 0
  for (const { text: marked, marks } of before) {
    if (marks === undefined || marked.trim() === '') continue
    const at = text.indexOf(marked, from)
    if (at < 0) continue
    if (at > from) spans.push({ text: text.slice(from, at) })
    spans.push({ text: marked, marks: marks as readonly Markup[] })
    from = at + marked.length
  }
  return from < text.length || spans.length === 0 ? [...spans, { text: text.slice(from) }] : spans
}
