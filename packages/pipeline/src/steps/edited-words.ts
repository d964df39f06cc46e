import type { Article, Note } from '@depesche/article/model'
import { pairsOf, segmentsOf, withSegments } from '@depesche/translation/segments'
import { keys } from '../keys.ts'
import type { Decision, Deed, EditedPassage } from '../ledger/decision.ts'
import { getValue } from '../ledger/items.ts'
import { PERSON_WORDS, rememberPerson } from '../ledger/person-words.ts'
import type { VersionItem } from '../ledger/shapes.ts'
import type { Documents, Table } from '../ports.ts'
import { paths, requireJson } from '../store-json.ts'
import type { Translation } from './language-words.ts'

const WRITTEN: Note = { rule: PERSON_WORDS, level: 'info', reason: 'a person has written this passage', place: {} }

interface Stores {
  readonly table: Table
  readonly documents: Documents
}

/**
 * What a person wrote, for the memory: it comes first and rests on nothing but the version that was edited, so that an edit survives
 * where its passage does, also when other words stand there by now, or none.
 */
export async function rememberEdit(
  { table, documents }: Stores,
  { id, set }: Pick<Decision, 'id' | 'set'>,
  { language, mark, passages }: Extract<Deed, { kind: 'edit' }>,
): Promise<void> {
  const version = await getValue<VersionItem>(table, keys.version(id, mark.version))
  if (version === undefined) throw new Error(`version ${mark.version} of ${id} is not there: the edit waits for it`)
  const article = await requireJson<Article>(documents, paths.article(id, mark.version, version.hash))
  const segments = segmentsOf(article.content)
  for (const { at, spans } of passages) {
    const segment = segments[at]
    if (segment) await rememberPerson(table, { from: article.language, to: language, segment }, { spans, notes: [WRITTEN], number: set[1] })
  }
}

/**
 * A translation with passages as a person wrote them. Doubts about those passages go: they were about other words. Throws when the
 * translation is not built as its source is, which no translation of ours is.
 */
export async function editedWords({ documents }: Stores, before: Translation, passages: readonly EditedPassage[]): Promise<Translation> {
  const { id, version, language } = before
  const article = await requireJson<Article>(documents, paths.article(id, version, before.articleHash))
  const pairs = pairsOf(article.content, before.content)
  if (pairs === undefined) throw new Error(`the translation of ${id} into ${language} is not built as its source is`)
  const written = new Map(passages.filter(({ at }) => at < pairs.length).map(({ at, spans }) => [at, spans]))
  const places = new Set([...written.keys()].map((at) => JSON.stringify(pairs[at]!.place)))
  const translated = pairs.map(({ target }, at) => ({ spans: written.get(at) ?? target, notes: written.has(at) ? [WRITTEN] : [] }))
  const { content, notes } = withSegments(article.content, translated)
  // Notes on a cell or an item name its block: one edited there clears them all, and the person has read it
  const kept = before.notes.filter(
    ({ place: { part, block } }) => !places.has(JSON.stringify({ part, ...(block === undefined ? {} : { block }) })),
  )
  return { ...before, content, notes: [...kept, ...notes] }
}
