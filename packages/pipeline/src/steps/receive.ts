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
  const { table, clock } = io.ports
  const desk = deskOfKey(io.desks, dropped.key)
  if (desk === undefined) throw new Error(`no desk is configured for "${dropped.key}"`)
  const upload = uploadId(dropped, wishes)
  const bytes = await io.inbox.get(dropped)
  if (bytes === undefined) return undefined
  const known = (await table.get(keys.upload(upload)))?.value as UploadItem | undefined
  const received = known?.received ?? receivedAt(dropped, clock())
  const { key, versionId, sequencer } = dropped
  const name = key.slice(desk.prefix.length + 1)
  const file = { key, name, versionId, order: orderOf(dropped, received), ...(sequencer ? { sequencer } : {}) }
  await takeIn(io, upload, file, bytes, { desk, received, wishes })
  await io.inbox.delete(dropped)
  return upload
}

/** A file on its way into the archive. */
export interface TakenFile {
  /** as uploaded: `{prefix}/{name}` */
  readonly key: string
  readonly name: string
  readonly versionId: string
  /** orders what came in the same millisecond: part of the archive's keys */
  readonly order: string
  readonly sequencer?: string
  /** the upload that held it among others */
  readonly partOf?: string
}

/** Archives a file, opens its work, writes the upload and its line on the board, and sends the message. Each call does what is missing. */
export async function takeIn(
  io: Pick<Receiving, 'ports' | 'observe'>,
  upload: string,
  file: TakenFile,
  bytes: Uint8Array,
  about: About,
): Promise<void> {
  const { table, queue, clock } = io.ports
  const item = await archive(io, file, bytes, about)
  const trace = { id: upload.slice(0, 16), received: about.received }
  const message: Message = { station: 'normalize', cause: `normalize-${upload}`, upload, trace }
  const work = await openWork(table, message, clock() + REDRIVE_MS)
  const first = await putItem(table, keys.upload(upload), item as unknown as Value, 0)
  const stands = first ? item : ((await table.get(keys.upload(upload)))?.value as unknown as UploadItem)
  await putItem(table, keys.board(stands.received, upload), { upload }, 0)
  if (first) io.observe({ kind: 'received', upload, desk: about.desk.name, name: item.name, bytes: bytes.length })
  await queue.send({ ...message, work })
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

/** What is known of a file beside itself. */
export interface About {
  readonly desk: Pick<DeskSettings, 'name' | 'withheld'>
  /** ISO 8601, UTC */
  readonly received: string
  readonly wishes: Wishes
}

async function archive(
  { ports: { documents } }: Pick<Receiving, 'ports'>,
  { key, name, versionId, order, sequencer, partOf }: TakenFile,
  bytes: Uint8Array,
  { desk, received, wishes }: About,
): Promise<UploadItem> {
  const base = `originals/${received.slice(0, 10)}/${received.replaceAll(/[:.]/g, '-')}-${order}`
  const original = `${base}-${sha256(bytes)}`
  await documents.put(original, bytes)
  // the name is not trusted and may be very long: the envelope has it whole, the ledger a part
  const releases = desk.withheld === 'release' ? { releases: true as const } : {}
  const said = { ...wishes, ...releases, ...(partOf ? { partOf } : {}) }
  const envelope = { desk: desk.name, key, versionId, ...(sequencer ? { sequencer } : {}), received, original, ...said }
  const hash = await putJson(documents, envelope, (h) => `${base}-envelope-${h}.json`)
  return {
    desk: desk.name,
    key: clip(key, 300),
    name: clip(name, 200),
    versionId,
    original,
    envelope: `${base}-envelope-${hash}.json`,
    received,
    bytes: bytes.length,
    ...said,
    state: 'received',
  }
}
