import type { Documents } from '../ports.ts'
import type { Wishes } from '../steps/receive.ts'

/** What receive keeps beside an upload's bytes. */
export interface Envelope extends Wishes {
  readonly desk: string
  readonly key: string
  readonly versionId: string
  readonly received: string
  /** the document that holds the bytes */
  readonly original: string
  readonly releases?: true
  /** the upload that held it among others */
  readonly partOf?: string
}

/** True for the key of a decision's document. */
export const isDecision = (key: string): boolean => /-decision-[0-9a-f]{64}\.json$/.test(key)

/** True for the key of a document that changes a partner. */
export const isPartnerChange = (key: string): boolean => /-partner-[0-9a-f]{64}\.json$/.test(key)

/** True for the key of an upload's envelope. */
export const isEnvelope = (key: string): boolean => /-envelope-[0-9a-f]{64}\.json$/.test(key)

const PAGE = 1000

/** Every document below a prefix, in order, from `after` on. */
export async function* documentsBelow(documents: Documents, prefix: string, after = ''): AsyncGenerator<string> {
  for (let last = after; ; ) {
    const page = await documents.list(prefix, last, PAGE)
    yield* page
    const end = page.at(-1)
    if (end === undefined || page.length < PAGE) return
    last = end
  }
}

/** What the archive says from a day on (`2026-11-24`), in order: the uploads' envelopes, the decisions, the changes of partners. */
export async function archived(documents: Documents, since: string): Promise<readonly string[]> {
  const found: string[] = []
  for await (const key of documentsBelow(documents, 'originals/', `originals/${since}`))
    if (isEnvelope(key) || isDecision(key) || isPartnerChange(key)) found.push(key)
  return found
}
