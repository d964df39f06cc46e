import type { Note } from '@depesche/article/model'
import { type JournalLine, readJournal } from '@depesche/pipeline/ledger/journal'
import type { Documents, Table } from '@depesche/pipeline/ports'
import type { Translation } from '@depesche/pipeline/steps/language-words'
import { getJson, paths } from '@depesche/pipeline/store-json'
import { type ArticleStory, articleStory } from '@depesche/pipeline/survey'

/** One article, what its feeds say of it, and what has happened to it, oldest first. */
export interface ArticleWhole extends ArticleStory {
  readonly journal: readonly JournalLine[]
  /** what the machine may have got wrong, by language: the Notes on its newest words that a desk should see, heaviest first */
  readonly doubts: Readonly<Record<string, readonly Note[]>>
}

/** Notes of a language that are told. */
const MOST = 20

/** One article whole; `undefined`: none of that id. */
export async function articleWhole(
  { table, documents }: { readonly table: Table; readonly documents: Pick<Documents, 'get'> },
  id: string,
  now: number,
): Promise<ArticleWhole | undefined> {
  const story = await articleStory(table, id, now)
  if (story === undefined) return undefined
  const [journal, doubts] = await Promise.all([readJournal(table, id), doubtsOf(documents, story)])
  return { ...story, journal, doubts }
}

async function doubtsOf(documents: Pick<Documents, 'get'>, { survey }: ArticleStory): Promise<ArticleWhole['doubts']> {
  const found = survey.languages.map(async ({ language, out }): Promise<readonly [string, readonly Note[]]> => {
    if (out?.provenance === undefined || (out.level !== 'check' && out.level !== 'hold')) return [language, []]
    const path = paths.translation(survey.id, language, out.version, out.edition, out.hash)
    const notes = (await getJson<Translation>(documents, path))?.notes ?? []
    const [holds, checks] = [notes.filter(({ level }) => level === 'hold'), notes.filter(({ level }) => level === 'check')]
    return [language, [...holds, ...checks].slice(0, MOST)]
  })
  return Object.fromEntries((await Promise.all(found)).filter(([, notes]) => notes.length > 0))
}
