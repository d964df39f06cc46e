import { clip } from '@depesche/article/model'
import { type DeskSettings, deskOfKey } from '../desks.ts'
import { keys, padded, sha256 } from '../keys.ts'
import { putItem } from '../ledger/items.ts'
import type { UploadItem } from '../ledger/shapes.ts'
import { openWork, REDRIVE_MS } from '../ledger/work.ts'
import type { Observe } from '../observe.ts'
import type { Dropped, Inbox, Message, Ports, Value } from '../ports.ts'
import { putJson } from '../store-json.ts'

export interface Receiving {
  readonly ports: Omit<Ports, 'inbox'>
  readonly inbox: Inbox
  readonly desks: readonly DeskSettings[]
  readonly observe: Observe
}

/** What the desk says along with an upload. */
export interface Wishes {
  /** the identity to use, whatever the document says */
  readonly asId?: string
  /** our id of the article that this replaces */
  readonly replaces?: string
  /** why it corrects what was before: told to partners */
  readonly reason?: string
}

/**
 * Takes one dropped file in (LEDGER.md section 3): the bytes and their envelope to `originals/`, open work, the upload
 * and its line on the board, the message; then that version leaves the inbox. Any crash between heals on the next call:
 * the same (key, versionId) is the same upload. Answers the upload, or `undefined` when the file was gone already.
 * Throws when the key belongs to no desk.
 */
export async function receive(io: Receiving, dropped: Dropped, wishes: Wishes = {}): Promise<string | undefined> {
  const { table, queue, clock } = io.ports
  const desk = deskOfKey(io.desks, dropped.key)
  if (desk === undefined) throw new Error(`no desk is configured for "${dropped.key}"`)
  const upload = uploadId(dropped, wishes)
  const bytes = await io.inbox.get(dropped)
  if (bytes === undefined) return undefined
  const known = await table.get(keys.upload(upload))
  const received = (known?.value as UploadItem | undefined)?.received ?? receivedAt(dropped, clock())
  const item = await archive(io, dropped, bytes, { desk, received, wishes })
  const trace = { id: upload.slice(0, 16), received }
  const message: Message = { station: 'normalize', cause: `normalize-${upload}`, upload, trace }
  const work = await openWork(table, message, clock() + REDRIVE_MS)
  const first = await putItem(table, keys.upload(upload), item as unknown as Value, 0)
  const stands = first ? item : ((await table.get(keys.upload(upload)))?.value as unknown as UploadItem)
  await putItem(table, keys.board(stands.received, upload), { upload }, 0)
  if (first) io.observe({ kind: 'received', upload, desk: desk.name, name: item.name, bytes: bytes.length })
  await queue.send({ ...message, work })
  await io.inbox.delete(dropped)
  return upload
}

/**
 * An upload is (key, versionId), never its bytes alone: the same text again later may be a new version. The same file
 * with another wish of the desk is another upload.
 */
export function uploadId({ key, versionId }: Dropped, { asId, replaces }: Wishes = {}): string {
  const wished = asId === undefined && replaces === undefined ? [] : [asId ?? null, replaces ?? null]
  return sha256(JSON.stringify([key, versionId, ...wished])).slice(0, 32)
}

/** When the drop box got it, if that is a time and not ahead of us; else now. */
function receivedAt({ at }: Dropped, now: number): string {
  const told = at === undefined ? Number.NaN : Date.parse(at)
  return new Date(told <= now ? told : now).toISOString()
}

/** Orders what came in the same millisecond; without the box's own order, by the time alone. */
function orderOf({ sequencer }: Dropped, received: string): string {
  return sequencer !== undefined && /^[0-9a-f]{1,64}$/i.test(sequencer) ? sequencer.toUpperCase() : padded(Date.parse(received))
}

interface Envelope {
  readonly desk: DeskSettings
  readonly received: string
  readonly wishes: Wishes
}

async function archive(io: Receiving, dropped: Dropped, bytes: Uint8Array, { desk, received, wishes }: Envelope): Promise<UploadItem> {
  const { documents } = io.ports
  const base = `originals/${received.slice(0, 10)}/${received.replaceAll(/[:.]/g, '-')}-${orderOf(dropped, received)}`
  const original = `${base}-${sha256(bytes)}`
  await documents.put(original, bytes)
  // the name is not trusted and may be very long: the envelope has it whole, the ledger a part
  const { key, versionId, sequencer } = dropped
  const releases = desk.withheld === 'release' ? { releases: true as const } : {}
  const said = { ...wishes, ...releases }
  const envelope = { desk: desk.name, key, versionId, ...(sequencer ? { sequencer } : {}), received, original, ...said }
  const hash = await putJson(documents, envelope, (h) => `${base}-envelope-${h}.json`)
  return {
    desk: desk.name,
    key: clip(dropped.key, 300),
    name: clip(dropped.key.slice(desk.prefix.length + 1), 200),
    versionId: dropped.versionId,
    original,
    envelope: `${base}-envelope-${hash}.json`,
    received,
    bytes: bytes.length,
    ...said,
    state: 'received',
  }
}
