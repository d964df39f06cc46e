import { endOf, feedOfMarker, keys } from '../keys.ts'
import type { Head } from '../ledger/head.ts'
import { getValue, queryAll } from '../ledger/items.ts'
import type { LanguageItem, Marker, VersionItem } from '../ledger/shapes.ts'
import type { Table } from '../ports.ts'
import { documentsBelow } from '../replay/archive.ts'
import type { Looked, Looking } from './looking.ts'

/** The articles, translations and output documents of versions that newer ones have replaced and that nobody offers any more. */
export async function oldVersions({ table, documents, limit }: Looking, id: string): Promise<Looked> {
  const head = await getValue<Head>(table, keys.head(id))
  if (head === undefined) return { documents: [], items: [], isDone: true }
  const { feeds, versions: offered } = await offers(table, id)
  const replaced = (await before(table, id, limit)).filter((version) => version !== head.version)
  const old = new Set(replaced.filter((version) => !offered.has(version)))
  const found: string[] = []
  const folders = [`articles/${id}/`, `translations/${id}/`, ...feeds.map((feed) => `syndicated/${feed}/${id}/`)]
  for (const folder of folders) for await (const key of documentsBelow(documents, folder)) if (old.has(versionIn(key))) found.push(key)
  // what is still offered in a language whose newer words are on their way
  return { documents: found, items: [], isDone: replaced.length === old.size }
}

/** `…/{version}-{edition}-{hash}.json`, or `…/{version}-{hash}.json` */
const versionIn = (key: string) => Number(/\/(\d+)-[^/]*$/.exec(key)?.[1] ?? 0)

/** Versions that arrived before a time. */
async function before(table: Table, id: string, limit: string): Promise<readonly number[]> {
  const versions: number[] = []
  for await (const { sort, value } of queryAll<VersionItem>(table, keys.head(id).partition, 'V#', endOf('V#')))
    if (value.at < limit) versions.push(Number(sort.slice(2)))
  return versions
}

/** What the feeds show, and the words that they would show next. */
async function offers(table: Table, id: string): Promise<{ readonly feeds: readonly string[]; readonly versions: ReadonlySet<number> }> {
  const feeds: string[] = []
  const versions = new Set<number>()
  const { partition } = keys.head(id)
  for await (const { sort, value } of queryAll<Marker>(table, partition, 'C#', endOf('C#'))) {
    const { product, language } = feedOfMarker(sort)
    feeds.push(`${product}/${language}`)
    if (value.rendition) versions.add(value.rendition.version)
  }
  for await (const { value } of queryAll<LanguageItem>(table, partition, 'L#', endOf('L#'))) if (value.out) versions.add(value.out.version)
  return { feeds, versions }
}
