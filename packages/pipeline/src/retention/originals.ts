import { setImmediate } from 'node:timers/promises'
import { endOf, keys } from '../keys.ts'
import { queryAll, valueIn } from '../ledger/items.ts'
import type { UploadItem, VersionItem } from '../ledger/shapes.ts'
import type { Table } from '../ports.ts'
import { documentsBelow, type Envelope, isDecision, isEnvelope, isPartnerChange } from '../replay/archive.ts'
import { uploadOf } from '../replay/upload.ts'
import { requireJson } from '../store-json.ts'
import type { Looked, Looking } from './looking.ts'

/** So many documents are looked at before others may have their turn: a day can have thousands. */
const GROUP = 50

/**
 * What the archive has of a day. All that it has of an article stays until its last version is old: what is left of it could be
 * replayed, without the kill that came before.
 */
export async function oldOriginals(io: Looking, day: string): Promise<Looked> {
  const said: string[] = []
  const bytes: string[] = []
  const needed = new Set<string>()
  let [isDone, seen] = [true, 0]
  const isAlive = remembered((id) => isYoung(io.table, id, io.limit))
  for await (const key of documentsBelow(io.documents, `originals/${day}/`)) {
    if (++seen % GROUP === 0) await setImmediate()
    // contracts and the hashes of keys are few, and stand in the archive alone
    if (isPartnerChange(key)) continue
    if (isDecision(key)) {
      const { id } = await requireJson<{ readonly id: string }>(io.documents, key)
      if (await isAlive(id)) isDone = false
      else said.push(key)
    } else if (isEnvelope(key)) {
      const envelope = await requireJson<Envelope>(io.documents, key)
      if (await isNeeded(io.table, envelope, isAlive)) needed.add(envelope.original)
      else said.push(key)
    } else bytes.push(key)
  }
  // the envelope goes first: bytes without one are found again, an envelope without bytes is a trouble of the next replay
  return { documents: [...said, ...bytes.filter((key) => !needed.has(key))], items: [], isDone: isDone && needed.size === 0 }
}

/** An upload that has not become anything yet is never old. */
async function isNeeded(table: Table, envelope: Envelope, isAlive: (id: string) => Promise<boolean>): Promise<boolean> {
  const upload = valueIn<UploadItem>(await table.get(keys.upload(uploadOf(envelope))))
  if (upload === undefined || upload.state === 'received') return true
  return upload.assigned !== undefined && (await isAlive(upload.assigned.id))
}

async function isYoung(table: Table, id: string, limit: string): Promise<boolean> {
  for await (const { value } of queryAll<VersionItem>(table, keys.head(id).partition, 'V#', endOf('V#'))) if (value.at >= limit) return true
  return false
}

function remembered<T>(ask: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return (id) => {
    const answer = known.get(id) ?? ask(id)
    known.set(id, answer)
    return answer
  }
}
