import { type JournalLine, readJournal } from '@depesche/pipeline/ledger/journal'
import type { Table } from '@depesche/pipeline/ports'
import { type ArticleStory, articleStory } from '@depesche/pipeline/survey'

/** One article, what its feeds say of it, and what has happened to it, oldest first. */
export interface ArticleWhole extends ArticleStory {
  readonly journal: readonly JournalLine[]
}

/** One article whole; `undefined`: none of that id. */
export async function articleWhole(table: Table, id: string, now: number): Promise<ArticleWhole | undefined> {
  const story = await articleStory(table, id, now)
  return story && { ...story, journal: await readJournal(table, id) }
}
