import { endOf, keys, SHARDS } from '../keys.ts'
import { type Clock, type Key, MAX_DELAY_SECONDS, type Message, type Queue, type Table, type Value } from '../ports.ts'
import { putItem, queryAll } from './items.ts'
import type { WorkItem } from './shapes.ts'

/** How long open work is left to the queue before the clock sends it again. */
export const REDRIVE_MS = 60_000
/** How far ahead the clock puts work that it has sent. */
const AGAIN_MS = 300_000

interface Clockwork {
  readonly table: Table
  readonly queue: Queue
  readonly clock: Clock
}

/** When (ms) the work under this key is due. */
const dueOf = ({ sort }: Key): number => Number(sort.slice(0, sort.indexOf('#'))) * 1000

/** Whoever writes work that is due so soon sends its message too: the clock's reads would come late. */
export const SOON_MS = 120_000

/** Opens work for a time (ms), and sends its message along when that is soon. Answers the work's key. */
export async function openWorkAt(io: Clockwork, message: Message, at: number, more: Pick<WorkItem, 'waiting'> = {}): Promise<Key> {
  const work = await openWork(io.table, message, at, more)
  const delay = at - io.clock()
  if (delay <= SOON_MS) await io.queue.send({ ...message, work }, Math.min(MAX_DELAY_SECONDS, Math.max(0, delay / 1000)))
  return work
}

/** Opens work before its message is sent: a crash between the two is healed by the clock. Answers its key. */
export async function openWork(
  table: Table,
  message: Message,
  due: number,
  more: Pick<WorkItem, 'waiting' | 'decision' | 'partner'> = {},
): Promise<Key> {
  const key = keys.work(due, message.cause)
  const { work: _, ...pointer } = message
  await putItem(table, key, { message: pointer, sent: 0, ...more } satisfies WorkItem as unknown as Value, 0)
  return key
}

/** Closes work that is done; gone already is as good. */
export async function closeWork(table: Table, key: Key): Promise<void> {
  const item = await table.get(key)
  if (item !== undefined) await table.delete(key, item.rev)
}

/** Open work that is due by `until` (ms), or all of it. */
export async function* openWorks(
  table: Table,
  until = Number.POSITIVE_INFINITY,
): AsyncGenerator<{ readonly key: Key; readonly rev: number; readonly value: WorkItem }> {
  const to = Number.isFinite(until) ? endOf(keys.work(until, '').sort) : '\uffff'
  for (let shard = 0; shard < SHARDS; shard++)
    for await (const { sort, rev, value } of queryAll<WorkItem>(table, `O#${shard}`, '', to))
      yield { key: { partition: `O#${shard}`, sort }, rev, value }
}

/** Open work, at most so many of each shard: to see how things stand, not to act on. */
export async function someOpenWorks(table: Table, perShard: number): Promise<readonly WorkItem[]> {
  const pages = Array.from({ length: SHARDS }, (_, shard) => table.query(`O#${shard}`, { limit: perShard }))
  return (await Promise.all(pages)).flat().map(({ value }) => value as unknown as WorkItem)
}

/**
 * The one clock (LEDGER.md section 6): sends what is due. The work moves ahead before its message is sent, so that
 * overdue work is not sent at every tick, and the message names the moved key. Answers how many were sent.
 * `ahead` (ms): where ticks are rare, instants until the next one are sent now, with their delay.
 */
export async function tick(io: Clockwork, ahead = 0): Promise<number> {
  const now = io.clock()
  let sent = 0
  for await (const { key, rev, value } of openWorks(io.table, now + ahead)) {
    const delay = Math.max(0, dueOf(key) - now)
    // a retry that is due so soon has a message on its way already
    if (delay > 0 && !value.message.wake) continue
    const moved = keys.work(now + delay + AGAIN_MS, value.message.cause)
    if (moved.sort === key.sort) continue
    const won = await putItem(io.table, moved, { ...value, sent: value.sent + 1 } as unknown as Value, 0)
    await io.table.delete(key, rev)
    if (won) await io.queue.send({ ...value.message, work: moved }, delay / 1000)
    sent += Number(won)
  }
  return sent
}

/** Sends every work that waits for a direction which `can` be translated now. Answers how many. */
export async function redriveWaiting(
  io: { readonly table: Table; readonly queue: Queue },
  can: (from: string, to: string) => boolean,
): Promise<number> {
  let sent = 0
  for await (const { key, value } of openWorks(io.table))
    if (value.waiting && can(value.waiting.from, value.waiting.to)) {
      await io.queue.send({ ...value.message, work: key })
      sent++
    }
  return sent
}
