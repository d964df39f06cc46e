import { padded, sha256 } from './keys.ts'
import type { Decision } from './ledger/decision.ts'
import type { Documents } from './ports.ts'

/** Where each kind of document lies; every key ends in the hash of its bytes. */
export const paths = {
  article: (id: string, version: number, hash: string) => `articles/${id}/${version}-${hash}.json`,
  translation: (id: string, language: string, version: number, edition: number, hash: string) =>
    `translations/${id}/${language}/${version}-${edition}-${hash}.json`,
  rendition: (product: string, language: string, id: string, version: number, edition: number, hash: string) =>
    `syndicated/${product}/${language}/${id}/${version}-${edition}-${hash}.json`,
  /** by its number, which is a time: of two about one article the later one comes later in the archive, whatever the clocks said */
  decision: ({ set: [, number] }: Pick<Decision, 'set'>, hash: string) => {
    const at = new Date(number).toISOString()
    return `originals/${at.slice(0, 10)}/${at.replaceAll(/[:.]/g, '-')}-${padded(number)}-decision-${hash}.json`
  },
  partnerChange: (number: number, hash: string) => {
    const at = new Date(number).toISOString()
    return `originals/${at.slice(0, 10)}/${at.replaceAll(/[:.]/g, '-')}-${padded(number)}-partner-${hash}.json`
  },
  rejected: (date: string, upload: string, hash: string) => `rejected/${date}/${upload}-${hash}.json`,
} as const

/** JSON as a document: the bytes, their hash and the key that `path` makes of it. */
export async function putJson(documents: Documents, value: unknown, path: (hash: string) => string): Promise<string> {
  const bytes = Buffer.from(JSON.stringify(value))
  const hash = sha256(bytes)
  await documents.put(path(hash), bytes)
  return hash
}

/** A document of ours, parsed; `undefined` when there is none under that key. */
export async function getJson<T>(documents: Pick<Documents, 'get'>, key: string): Promise<T | undefined> {
  const bytes = await documents.get(key)
  return bytes === undefined ? undefined : (JSON.parse(Buffer.from(bytes).toString('utf8')) as T)
}

/** A document that a table item names and that therefore must be there. Throws otherwise: the step is tried again. */
export async function requireJson<T>(documents: Documents, key: string): Promise<T> {
  const value = await getJson<T>(documents, key)
  if (value === undefined) throw new Error(`the document ${key} is named in the ledger and is not in the store`)
  return value
}
