import type { DatabaseSync } from 'node:sqlite'
import type { Clock, Message, Queue } from '@depesche/pipeline/ports'
import type { Commits } from './commits.ts'

/** A message in hand: it stays in the file until it is acknowledged. */
export interface Taken {
  readonly id: number
  readonly tries: number
  readonly message: Message
}

/** A message that has thrown too often: kept, shown, not tried again. */
export interface DeadLetter {
  readonly message: Message
  readonly error: string
}

export interface LocalQueue extends Queue {
  /** Lanes that have messages: one per station and language, and one per partner that is sent to, so that none that is slow holds up another. */
  lanes(): readonly string[]
  /** Due messages of a lane that are not in hand, oldest first; from now on they are in hand. */
  take(lane: string, limit: number): readonly Taken[]
  acknowledge(taken: Taken): Promise<void>
  /** Puts a message back for later, or among the dead letters after `MAX_DELIVERIES`. Answers whether it is dead. */
  putBack(taken: Taken, error: string): Promise<boolean>
  /** No longer in hand, and otherwise as it was: it could be neither acknowledged nor put back. */
  letGo(taken: Taken): void
  /** When the next message is due (ms), without those in hand; `undefined`: none waits. */
  nextDue(): number | undefined
  deadLetters(): readonly DeadLetter[]
  /** Has every dead letter tried again, from the first delivery on. Answers how many. */
  reviveDead(): Promise<number>
  /** Called after every send of this process. */
  onSend: () => void
}

export const MAX_DELIVERIES = 6

const laneOf = ({ station, language = '', follow }: Message) => `${station}/${follow?.partner ?? language}`

/**
 * The queue on SQLite. One worker process works on a folder (the lock sees to it), so what is in hand is known in memory:
 * when the process dies, everything unacknowledged is there again at once.
 */
export function sqliteQueue(db: DatabaseSync, commits: Commits, clock: Clock): LocalQueue {
  const insert = db.prepare('INSERT INTO messages (lane, due, body) VALUES (?, ?, ?)')
  // jumps from lane to lane in the index, however many messages each has
  const lanes = db.prepare(`WITH RECURSIVE found(lane) AS (SELECT min(lane) FROM messages WHERE dead = 0
    UNION ALL SELECT (SELECT min(lane) FROM messages WHERE dead = 0 AND lane > found.lane) FROM found WHERE lane IS NOT NULL)
    SELECT lane FROM found WHERE lane IS NOT NULL`)
  const due = db.prepare('SELECT id, tries, body FROM messages WHERE dead = 0 AND lane = ? AND due <= ? ORDER BY due, id LIMIT ?')
  const remove = db.prepare('DELETE FROM messages WHERE id = ?')
  const later = db.prepare('UPDATE messages SET due = ?, tries = ?, dead = ?, error = ? WHERE id = ?')
  const next = db.prepare('SELECT id, due FROM messages WHERE dead = 0 AND lane = ? ORDER BY due, id LIMIT ?')
  const dead = db.prepare('SELECT body, error FROM messages WHERE dead = 1 ORDER BY id DESC LIMIT 100')
  const revive = db.prepare('UPDATE messages SET dead = 0, tries = 0, error = NULL, due = ? WHERE dead = 1')
  const inHand = new Set<number>()
  const queue: LocalQueue = {
    onSend: () => {},
    send: async (message, delay = 0) => {
      await commits.write(() => insert.run(laneOf(message), clock() + Math.round(delay * 1000), JSON.stringify(message)))
      queue.onSend()
    },
    lanes: () => (lanes.all() as unknown as { lane: string }[]).map(({ lane }) => lane),
    take: (lane, limit) => {
      const rows = due.all(lane, clock(), limit + inHand.size) as unknown as { id: number; tries: number; body: string }[]
      const free = rows.filter(({ id }) => !inHand.has(id)).slice(0, limit)
      for (const { id } of free) inHand.add(id)
      return free.map(({ id, tries, body }) => ({ id, tries, message: JSON.parse(body) as Message }))
    },
    acknowledge: async ({ id }) => {
      await commits.write(() => remove.run(id))
      inHand.delete(id)
    },
    putBack: async ({ id, tries }, error) => {
      const isDead = tries + 1 >= MAX_DELIVERIES
      const at = clock() + Math.min(300_000, 1000 * 2 ** tries)
      await commits.write(() => later.run(at, tries + 1, Number(isDead), error.slice(0, 2000), id))
      inHand.delete(id)
      return isDead
    },
    letGo: ({ id }) => {
      inHand.delete(id)
    },
    nextDue: () => {
      const ofLane = (lane: string) =>
        (next.all(lane, inHand.size + 1) as unknown as { id: number; due: number }[]).find(({ id }) => !inHand.has(id))
      const dues = queue.lanes().flatMap((lane) => ofLane(lane)?.due ?? [])
      return dues.length > 0 ? Math.min(...dues) : undefined
    },
    deadLetters: () =>
      (dead.all() as unknown as { body: string; error: string }[]).map(({ body, error }) => ({
        message: JSON.parse(body) as Message,
        error,
      })),
    reviveDead: async () => {
      const { changes } = await commits.write(() => revive.run(clock()))
      queue.onSend()
      return Number(changes)
    },
  }
  return queue
}
