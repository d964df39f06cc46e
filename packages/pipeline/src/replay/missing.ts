import { keys } from '../keys.ts'
import type { Head } from '../ledger/head.ts'
import type { UploadItem, VersionItem } from '../ledger/shapes.ts'
import type { Ports, Stored } from '../ports.ts'
import { paths } from '../store-json.ts'

/** What a replay found missing. */
export interface Missing {
  readonly uploads: number
  readonly heads: number
  readonly versions: number
  readonly languages: number
  readonly documents: number
}

const KINDS = ['uploads', 'heads', 'versions', 'languages', 'documents'] as const

/** Counts each missing thing once, whoever speaks of it. */
export class Tally {
  readonly #found: Readonly<Record<keyof Missing, Set<string>>> = {
    uploads: new Set(),
    heads: new Set(),
    versions: new Set(),
    languages: new Set(),
    documents: new Set(),
  }

  add(kind: keyof Missing, name: string): void {
    this.#found[kind].add(name)
  }

  counts(): Missing {
    return Object.fromEntries(KINDS.map((kind) => [kind, this.#found[kind].size])) as unknown as Missing
  }
}

/** Counts what is not there of an upload that the ledger knows, and of the version that it made. Answers whether all is there. */
export async function isWhole({ table, documents }: Omit<Ports, 'inbox'>, tally: Tally, item: UploadItem): Promise<boolean> {
  if (item.assigned === undefined || item.decided !== undefined) return item.state !== 'received'
  const { id, version } = item.assigned
  const [head, found] = await table.getMany([keys.head(id), keys.version(id, version)])
  const { hash } = (found as Stored<VersionItem> | undefined)?.value ?? {}
  if (head === undefined) tally.add('heads', id)
  if (hash === undefined) tally.add('versions', `${id} ${version}`)
  const document = hash && paths.article(id, version, hash)
  const isThere = document !== undefined && (await documents.get(document)) !== undefined
  if (document && !isThere) tally.add('documents', document)
  return isThere && ((head?.value as unknown as Head | undefined)?.version ?? 0) >= version
}
