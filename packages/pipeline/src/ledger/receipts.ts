/**
 * What partners have confirmed (`T#{partner}`): pushed and answered, or asked with a cursor at or past the entry. A line says
 * "everything up to this sequence, at this time"; the earliest of those at or past an entry is that entry's receipt. Lines are
 * put if absent and never changed, so whoever writes them needs no right to read.
 */
import type { Feed } from '@depesche/syndication/product'
import { endOf, keys, padded } from '../keys.ts'
import type { Stored, Table, Value } from '../ports.ts'

/** How a partner confirmed: it was sent there, or it asked with a later cursor. */
export type ReceivedBy = 'push' | 'pull'

interface ReceiptItem {
  /** ISO 8601, UTC */
  readonly at: string
  readonly by: ReceivedBy
}

export interface Receipt extends ReceiptItem {
  readonly epoch: number
  /** everything up to this one */
  readonly sequence: number
}

interface Place {
  readonly epoch: number
  readonly sequence: number
}

/** Notes that a partner has a feed up to a place. Once more it changes nothing. */
export async function writeReceipt(table: Table, partner: string, feed: Feed, place: Place, item: ReceiptItem): Promise<void> {
  if (place.sequence > 0) await table.put(keys.receipt(partner, feed, place), item as unknown as Value, { rev: 0, by: 'receipt' })
}

/** So many lines past a place are looked at: a partner that begins anew leaves lower ones, which are later. */
const LINES = 100

/** When a partner first confirmed that it has a feed up to a place or past it, in that epoch; `undefined`: it has not. */
export async function receiptOf(table: Table, partner: string, feed: Feed, place: Place): Promise<Receipt | undefined> {
  const { partition, sort } = keys.receipt(partner, feed, place)
  const ofEpoch = sort.slice(0, sort.lastIndexOf('#') + 1)
  const lines = (await table.query(partition, { from: sort, to: endOf(ofEpoch), limit: LINES })).map(receiptIn)
  return lines.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0]
}

/** The furthest that a partner has confirmed in a feed; `undefined`: nothing. */
export async function lastReceipt(table: Table, partner: string, feed: Feed): Promise<Receipt | undefined> {
  const { partition, sort } = keys.receipt(partner, feed, { epoch: 0, sequence: 0 })
  const ofFeed = sort.slice(0, sort.length - 2 * (padded(0).length + 1) + 1)
  return (await table.query(partition, { from: ofFeed, to: endOf(ofFeed), limit: 1, backwards: true })).map(receiptIn)[0]
}

function receiptIn({ sort, value }: Stored): Receipt {
  const [epoch = 0, sequence = 0] = sort.split('#').slice(-2).map(Number)
  return { ...(value as unknown as ReceiptItem), epoch, sequence }
}

/** Notes that a key was used in the hour of `now` (ms). Once more it changes nothing. */
export async function writeKeyUse(table: Table, partner: string, hash: string, now: number): Promise<void> {
  const hour = new Date(now).toISOString().slice(0, 13)
  await table.put(keys.keyUse(partner, hash, hour), {}, { rev: 0, by: 'use' })
}

/** The hour in which a key was last used (`2026-11-24T13`, UTC); `undefined`: never. */
export async function lastKeyUse(table: Table, partner: string, hash: string): Promise<string | undefined> {
  const { partition, sort: from } = keys.keyUse(partner, hash, '')
  const [item] = await table.query(partition, { from, to: endOf(from), limit: 1, backwards: true })
  return item?.sort.slice(from.length)
}
