/**
 * Webhooks: a follower that we run for a partner (LEDGER.md section 5). It reads each feed through the exits from a place that
 * is kept, one entry at a time and gated last, so that a kill overtakes what waits. Messages only wake it.
 */
import { sha256 } from '../keys.ts'
import { claim, endTurn, type Turn } from '../ledger/follower.ts'
import { getPartner } from '../ledger/partners.ts'
import { MAX_DELAY_SECONDS, type Message, type Ports } from '../ports.ts'
import { SEND_SECONDS } from '../sender.ts'
import type { Outcome } from './outcome.ts'
import { type Sending, sendFeeds } from './send-feeds.ts'

export interface Delivering extends Sending {
  readonly ports: Pick<Ports, 'table' | 'queue' | 'clock'>
}

/** How often a follower looks by itself: for what no message told it, as that a contract has begun. */
export const LOOK_MS = 60_000
/** Nothing is begun after so long: another message goes on. */
const TURN_MS = 20_000
/** A turn holds until its last request must be over, and somewhat longer. */
const HELD_MS = TURN_MS + SEND_SECONDS * 1000 + 10_000

/** Sends to a partner what it has not had yet. With `follow.number` it is the follower's own clock, which looks again. */
export async function deliver(io: Delivering, { follow, work }: Message): Promise<Outcome> {
  const { partner = '', number } = follow ?? {}
  const { table, clock } = io.ports
  // a second message of one look: the other one has opened the next
  if (number !== undefined && work && !(await table.get(work))) return 'done'
  const webhook = (await getPartner(table, partner))?.webhook
  const later: Outcome = number === undefined ? 'done' : { at: nextLook(partner, clock()) }
  // the change that brings this webhook is on its way
  if (webhook === undefined || (number ?? 0) > webhook.number) return later
  if (webhook.value === null || (number ?? webhook.number) < webhook.number) return 'done'
  const now = clock()
  const claimed = await claim(table, partner, webhook.number, now, now + HELD_MS)
  if (claimed.kind === 'held') return later
  const rests = claimed.kind === 'turn' ? await useTurn(io, partner, claimed.turn, now + TURN_MS) : claimed.until
  if (rests === undefined) return later
  // disabled: a newer webhook has a clock of its own
  if (rests === Number.POSITIVE_INFINITY) return 'done'
  if (number !== undefined) return { at: Math.min(rests, nextLook(partner, clock())) }
  if (claimed.kind === 'turn') await sendAgain(io, partner, rests - clock())
  return 'done'
}

/**
 * When (ms) a follower looks next: at its own second of each minute, so that they do not all come together, and that two clocks
 * of one follower, should a message have come twice, fall into one.
 */
function nextLook(partner: string, now: number): number {
  const offset = Number.parseInt(sha256(partner).slice(0, 8), 16) % LOOK_MS
  return (Math.floor((now - offset) / LOOK_MS) + 1) * LOOK_MS + offset
}

/** The fast way to the next try: the follower's own clock would come to it too, a little later. */
async function sendAgain({ ports: { queue } }: Delivering, partner: string, delayMs: number): Promise<void> {
  const delay = Math.max(0, delayMs / 1000)
  if (delay <= MAX_DELAY_SECONDS) await queue.send({ station: 'deliver', cause: `again-${partner}`, follow: { partner } }, delay)
}

/** Sends until there is nothing more, or the time is over. Answers when (ms) to try again after a failure; infinite: not by itself. */
async function useTurn(io: Delivering, partner: string, first: Turn, until: number): Promise<number | undefined> {
  for (let turn = first; ; ) {
    const result = await sendFeeds(io, partner, turn, until)
    const next = await endTurn(io.ports.table, partner, turn, result)
    if (next === undefined) {
      if (result.disabled) return Number.POSITIVE_INFINITY
      if (result.more && !result.failing) await sendAgain(io, partner, 0)
      return result.failing?.next
    }
    turn = next
  }
}
