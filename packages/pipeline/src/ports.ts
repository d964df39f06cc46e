/**
 * The four storage ports (LEDGER.md section 1). In the cloud S3, DynamoDB and SQS; on one machine a folder and one
 * SQLite file; in tests memory. Every twin passes `tests/contract`.
 */

/** What lies in the drop box. `key` is `{prefix}/{name}` as uploaded: not trusted, never part of another key. */
export interface Dropped {
  readonly key: string
  /** names these very bytes under that key */
  readonly versionId: string
  /** when it was put there, where the drop box knows: ISO 8601, UTC */
  readonly at?: string
  /** in bytes, where the drop box knows */
  readonly size?: number
  /** the box's own order of what came under one key at the same time: hexadecimal, compared as text (S3's `sequencer`) */
  readonly sequencer?: string
}

/** Larger uploads are not taken in: the readers would refuse them, and they must not fill our memory. They stay where they are. */
export const MAX_UPLOAD_BYTES = 32 * 1024 * 1024

/** The drop box. */
export interface Inbox {
  /** All that waits and is whole (a half-written file is not listed). */
  list(): Promise<readonly Dropped[]>
  /** The bytes of that version; `undefined` when it is gone or has become another. */
  get(dropped: Dropped): Promise<Uint8Array | undefined>
  /** Takes away that version alone; another one under the same key stays. */
  delete(dropped: Dropped): Promise<void>
}

/** Blobs by key. Every key ends in the sha256 of its bytes, so a put never changes anything. */
export interface Documents {
  /** Throws when the key does not end in the bytes' sha256. */
  put(key: string, bytes: Uint8Array): Promise<void>
  get(key: string): Promise<Uint8Array | undefined>
  /** Keys that begin with `prefix` and come after `after`, in byte order. */
  list(prefix: string, after: string, limit: number): Promise<readonly string[]>
  delete(key: string): Promise<void>
}

/** JSON that a table item holds. */
export type Value = Readonly<Record<string, unknown>>

/** An item as it stands. */
export interface Stored<T = Value> {
  readonly sort: string
  /** 1 or more; one higher with each put: compare-and-set */
  readonly rev: number
  /** who wrote it last: a random mark of that one put */
  readonly by: string
  readonly value: T
}

export interface Key {
  readonly partition: string
  readonly sort: string
}

/** A part of a partition, in the byte order of sort keys (UTF-8). Bounds are inclusive. */
export interface Range {
  readonly from?: string
  readonly to?: string
  readonly limit: number
  readonly backwards?: boolean
}

/** Items by partition and sort key; every read is consistent. An item's JSON is under `MAX_ITEM_BYTES`. */
export interface Table {
  get(key: Key): Promise<Stored | undefined>
  /** As many answers as keys, in order. */
  getMany(keys: readonly Key[]): Promise<readonly (Stored | undefined)[]>
  /**
   * Writes if the item stands at `rev` (0: if there is none) and answers whether it did. The new item has `rev + 1`.
   * A "no" may be this caller's own write whose answer was lost: `ledger/items.ts` reads `by` back.
   * Throws `ItemTooLarge`.
   */
  put(key: Key, value: Value, condition: { readonly rev: number; readonly by: string }): Promise<boolean>
  /** Deletes if the item stands at `rev`; answers whether it did. */
  delete(key: Key, rev: number): Promise<boolean>
  query(partition: string, range: Range): Promise<readonly Stored[]>
}

export const MAX_ITEM_BYTES = 4096

export class ItemTooLarge extends Error {
  constructor(key: Key, bytes: number) {
    super(`the item ${key.partition} ${key.sort} has ${bytes} bytes, ${MAX_ITEM_BYTES} are the most: the text belongs in a document`)
    this.name = 'ItemTooLarge'
  }
}

export type Station = 'normalize' | 'translate' | 'syndicate' | 'deliver'

/** A pointer to work, under 1 KB. The same message may come twice, late and out of order. */
export interface Message {
  readonly station: Station
  /** why there is work: part of the key of its open work, so the same cause opens it once */
  readonly cause: string
  /** key of the open work that this message is about; closed when it is done */
  readonly work?: Key
  readonly upload?: string
  readonly id?: string
  readonly version?: number
  readonly language?: string
  /** the work carries what a desk has decided, under this name */
  readonly decision?: string
  /** the work carries a change of a partner, under this name */
  readonly partner?: string
  /** whose webhook has something to send, perhaps; with `number`, the follower's own clock: of which webhook */
  readonly follow?: { readonly partner: string; readonly number?: number }
  /** the clock's own message: an embargo has ended, or the article expires */
  readonly wake?: true
  /** from the archive, once more: the document it makes is kept beside the one that stands */
  readonly replay?: true
  /** the products have changed: every article that came since that time, from there on along the board */
  readonly reapply?: { readonly since: string; readonly cursor?: string }
  /** of the upload that set this going: for logs, not for decisions */
  readonly trace?: Trace
}

/** Follows an upload across queues and functions. */
export interface Trace {
  readonly id: string
  /** when the upload was received: ISO 8601, UTC */
  readonly received: string
}

/** Sends to a station. Order is the ledger's work, not the queue's. */
export interface Queue {
  /** `delay` in seconds, 0 to 900. */
  send(message: Message, delay?: number): Promise<void>
}

/** Milliseconds since 1970, UTC. */
export type Clock = () => number

export interface Ports {
  readonly inbox: Inbox
  readonly documents: Documents
  readonly table: Table
  readonly queue: Queue
  readonly clock: Clock
}

/** The queue's limit: SQS delays a message by at most 900 seconds. */
export const MAX_DELAY_SECONDS = 900
