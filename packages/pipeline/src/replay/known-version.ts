import { type Article, type Draft, Rejected } from '@depesche/article/model'
import { endOf, keys } from '../keys.ts'
import { getValue, queryAll } from '../ledger/items.ts'
import type { Assigned, UploadItem, VersionItem } from '../ledger/shapes.ts'
import type { Ports } from '../ports.ts'
import { assign } from '../steps/assign.ts'
import { getJson, paths } from '../store-json.ts'

type Store = Pick<Ports, 'table' | 'documents'>

/** The version that stands there and was made by this upload, whose own item has gone; `undefined`: none is known. */
export async function knownVersion(
  store: Store,
  upload: string,
  item: UploadItem,
  draft: Draft,
  copy: string,
): Promise<Assigned | undefined> {
  const named = await getValue<{ readonly id: string }>(store.table, keys.name(item.desk, item.key))
  const assigned = await assign(store, upload, item, draft, copy).catch(unlessRejected)
  for (const id of new Set([assigned?.id, named?.id])) {
    const found = id === undefined ? undefined : await versionOf(store, id, upload)
    if (found) return { ...found, stated: assigned?.id === id && assigned?.stated === true, notes: [] }
  }
  return undefined
}

function unlessRejected(error: unknown): undefined {
  if (!(error instanceof Rejected)) throw error
}

async function versionOf({ table, documents }: Store, id: string, upload: string): Promise<Omit<Assigned, 'stated' | 'notes'> | undefined> {
  for await (const { sort, value } of queryAll<VersionItem>(table, keys.head(id).partition, 'V#', endOf('V#'))) {
    if (value.upload !== upload) continue
    const version = Number(sort.slice(2))
    const article = await getJson<Article>(documents, paths.article(id, version, value.hash))
    return article && { id, identity: article.identity, version }
  }
  return undefined
}
