/** Reading the ledger for people: the board, an article's languages and feeds. Looks only. */
import type { Feed } from '@depesche/syndication/product'
import { endOf, feedOfMarker, keys } from './keys.ts'
import { currentEpoch } from './ledger/epoch.ts'
import { closings, type Head } from './ledger/head.ts'
import { getValue, queryAll } from './ledger/items.ts'
import type { Entry, LanguageItem, Marker, UploadItem, VersionItem } from './ledger/shapes.ts'
import type { Stored, Table } from './ports.ts'

/** An article as the ledger has it now. */
export interface ArticleSurvey {
  readonly id: string
  readonly head: Head
  /** why nothing of it leaves; empty when it is plainly usable */
  readonly closings: readonly string[]
  readonly versions: readonly (VersionItem & { readonly version: number })[]
  readonly languages: readonly (LanguageItem & { readonly language: string })[]
  readonly feeds: readonly (Marker & { readonly feed: Feed })[]
}

/** One article; `undefined` when the ledger has none of that id. */
export async function surveyArticle(table: Table, id: string, now = Date.now()): Promise<ArticleSurvey | undefined> {
  const head = await getValue<Head>(table, keys.head(id))
  if (head === undefined) return undefined
  const { partition } = keys.head(id)
  const all = async <T extends object>(prefix: string): Promise<Stored<T>[]> => {
    const items: Stored<T>[] = []
    for await (const item of queryAll<T>(table, partition, prefix, endOf(prefix))) items.push(item)
    return items
  }
  return {
    id,
    head,
    closings: closings(head, now),
    versions: (await all<VersionItem>('V#')).map(({ sort, value }) => ({ ...value, version: Number(sort.slice(2)) })),
    languages: (await all<LanguageItem>('L#')).map(({ sort, value }) => ({ ...value, language: sort.slice(2) })),
    feeds: (await all<Marker>('C#')).map(({ sort, value }) => ({ ...value, feed: feedOfMarker(sort) })),
  }
}

/** An upload with its article, if it has become one. */
export interface BoardRow {
  readonly upload: UploadItem & { readonly upload: string }
  readonly survey?: ArticleSurvey
}

/** One article whole, with the last entry of each feed that carried it, by `product/language`. */
export interface ArticleStory {
  readonly survey: ArticleSurvey
  readonly entries: Readonly<Record<string, Entry>>
}

/** One article and what its feeds say of it; `undefined`: none of that id. */
export async function articleStory(table: Table, id: string, now = Date.now()): Promise<ArticleStory | undefined> {
  const survey = await surveyArticle(table, id, now)
  if (survey === undefined) return undefined
  const epoch = await currentEpoch(table)
  const entries: Record<string, Entry> = {}
  for (const { feed, from, carried } of survey.feeds) {
    const entry = carried ? await getValue<Entry>(table, keys.entry(epoch, feed, from)) : undefined
    if (entry) entries[`${feed.product}/${feed.language}`] = entry
  }
  return { survey, entries }
}

const DAY_MS = 86_400_000
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** Where a reading of the board goes on: after the line of the board with this sort key. */
export type BoardCursor = string

/** Uploads and their articles, newest first, received at or after `since` (ms), after `cursor` if there is one. */
export async function* surveyBoard(
  table: Table,
  now: number,
  since: number,
  cursor?: BoardCursor,
): AsyncGenerator<BoardRow & { readonly cursor: BoardCursor }> {
  for await (const { upload, sort } of uploadsBackwards(table, now, since, cursor)) {
    const survey = upload.assigned && (await surveyArticle(table, upload.assigned.id, now))
    yield { upload, cursor: sort, ...(survey ? { survey } : {}) }
  }
}

/** Uploads of a day and before, newest first. `days`: how many days to go back. */
export async function* surveyUploads(table: Table, from: Date, days: number): AsyncGenerator<UploadItem & { readonly upload: string }> {
  const since = Date.parse(`${dayOf(from.getTime() - days * DAY_MS)}T00:00:00Z`)
  for await (const { upload } of uploadsBackwards(table, from.getTime(), since)) yield upload
}

/** Uploads on the board, newest first, received at or after `since` (ms), after `cursor` if there is one. */
export async function* uploadsBackwards(table: Table, now: number, since: number, cursor?: BoardCursor) {
  const start = cursor ?? endOf(dayOf(now))
  const last = new Date(since).toISOString()
  for (let day = start.slice(0, 10); day >= last.slice(0, 10); day = dayOf(Date.parse(`${day}T00:00:00Z`) - DAY_MS)) {
    let to = start
    for (;;) {
      const page = await table.query(`B#${day}`, { limit: 101, backwards: true, to })
      // inclusive: a later page begins with the last one's end
      for (const { sort, value } of page) {
        if (sort === to) continue
        if (sort < last) return
        const upload = String(value.upload)
        const item = await getValue<UploadItem>(table, keys.upload(upload))
        if (item !== undefined) yield { sort, upload: { ...item, upload } }
      }
      const end = page.at(-1)
      if (end === undefined || page.length < 101) break
      to = end.sort
    }
  }
}
