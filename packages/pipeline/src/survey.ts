/** Reading the ledger for people: the board, an article's languages and feeds. Looks only. */
import type { Feed } from '@depesche/syndication/product'
import { endOf, feedOfMarker, keys } from './keys.ts'
import { closings, type Head } from './ledger/head.ts'
import { getValue, queryAll } from './ledger/items.ts'
import type { LanguageItem, Marker, UploadItem, VersionItem } from './ledger/shapes.ts'
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
export async function surveyArticle(table: Table, id: string): Promise<ArticleSurvey | undefined> {
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
    closings: closings(head),
    versions: (await all<VersionItem>('V#')).map(({ sort, value }) => ({ ...value, version: Number(sort.slice(2)) })),
    languages: (await all<LanguageItem>('L#')).map(({ sort, value }) => ({ ...value, language: sort.slice(2) })),
    feeds: (await all<Marker>('C#')).map(({ sort, value }) => ({ ...value, feed: feedOfMarker(sort) })),
  }
}

/** Uploads of a day and before, newest first. `days`: how many days to go back. */
export async function* surveyUploads(table: Table, from: Date, days: number): AsyncGenerator<UploadItem & { readonly upload: string }> {
  for (let back = 0; back <= days; back++) {
    const day = new Date(from.getTime() - back * 86_400_000).toISOString().slice(0, 10)
    let to: string | undefined
    for (;;) {
      const page = await table.query(`B#${day}`, { limit: 101, backwards: true, ...(to === undefined ? {} : { to }) })
      for (const { value } of page.slice(to === undefined ? 0 : 1)) {
        const upload = String(value.upload)
        const item = await getValue<UploadItem>(table, keys.upload(upload))
        if (item !== undefined) yield { ...item, upload }
      }
      const last = page.at(-1)
      if (last === undefined || page.length < 101) break
      to = last.sort // inclusive: the next page begins with it again
    }
  }
}
