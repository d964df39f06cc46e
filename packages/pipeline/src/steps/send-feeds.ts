import type { Feed } from '@depesche/syndication/product'
import type { Covered, Cursor, Exits, PageEntry } from '../exits.ts'
import { sequenceBefore } from '../first-since.ts'
import { type Followed, followedOf, moveOn, type Result, type Turn } from '../ledger/follower.ts'
import { getPartner, liveAmong, type Partner, readerOf, type Webhook } from '../ledger/partners.ts'
import { writeReceipt } from '../ledger/receipts.ts'
import { afterFailure } from '../ledger/retry-schedule.ts'
import type { Observe } from '../observe.ts'
import type { Clock, Stored, Table } from '../ports.ts'
import type { Delivered, Sender } from '../sender.ts'
import { entryMessage, restartMessage, type WebhookMessage } from '../webhook-message.ts'

export interface Sending {
  readonly ports: { readonly table: Table; readonly clock: Clock }
  readonly exits: Exits
  readonly sender: Sender
  /** the secret of a partner that the change with that number brought */
  readonly secretOf: (partner: string, number: number) => string
  /** where partners reach us, for links; without a slash at its end */
  readonly publicUrl: string
  readonly observe: Observe
  /** from 0 to under 1 */
  readonly random?: () => number
}

/** Feeds that are sent from at the same time to one partner, each in its order. */
const TOGETHER = 4

/** One turn's work. */
interface Run {
  readonly io: Sending
  readonly name: string
  readonly turn: Turn
  /** ms: nothing is begun after it */
  readonly until: number
  /** where each feed has come to */
  readonly places: Map<string, Stored<Followed>>
  stopped: boolean
  result: Result
}

const nameOf = ({ product, language }: Feed) => `${product}#${language}`

/** Sends from every feed that the partner's contract covers, until there is nothing more, something fails, or it is `until` (ms). */
export async function sendFeeds(io: Sending, name: string, turn: Turn, until: number): Promise<Result> {
  const { table } = io.ports
  const run: Run = { io, name, turn, until, places: new Map(await followedOf(table, name)), stopped: false, result: {} }
  const current = await currentOf(run)
  const covered = current ? await io.exits.feeds(readerOf(current.partner)) : 'restoring'
  if (covered === 'restoring') return run.result
  const behind = covered.filter(({ feed, tail }) => !isAt(run.places.get(nameOf(feed))?.value, tail))
  // a receiver that failed is asked one thing first
  if (turn.failing && behind[0]) await sendNext(run, behind[0])
  const waiting = [...behind]
  const work = async () => {
    for (let each = waiting.shift(); each; each = waiting.shift()) while (await sendNext(run, each));
  }
  await Promise.all(Array.from({ length: TOGETHER }, work))
  const isThrough = covered.every(({ feed, tail }) => isPast(run.places.get(nameOf(feed))?.value, tail))
  return isThrough ? { ...run.result, through: true } : run.result
}

const isAt = (place: Followed | undefined, { epoch, sequence }: Cursor) => place?.epoch === epoch && place.sequence === sequence
const isPast = (place: Followed | undefined, { epoch, sequence }: Cursor) => place?.epoch === epoch && place.sequence >= sequence

interface Current {
  readonly partner: Partner
  readonly webhook: Webhook
}

/** The partner as it is now, as long as the turn is for the webhook that it has. */
async function currentOf(run: Run): Promise<Current | undefined> {
  const partner = await getPartner(run.io.ports.table, run.name)
  const webhook = partner?.webhook?.number === run.turn.number ? partner.webhook.value : null
  if (partner && webhook) return { partner, webhook }
  // another message goes on with what is said now
  stop(run, { more: true })
  return undefined
}

function stop(run: Run, result: Result): void {
  run.stopped = true
  run.result = { ...run.result, ...result }
}

/** Sends the next entry of a feed. False: there is none, or no more is to be sent. */
async function sendNext(run: Run, { feed, tail }: Covered): Promise<boolean> {
  const { io, name } = run
  if (run.stopped) return false
  if (io.ports.clock() >= run.until) stop(run, { more: true })
  const current = run.stopped ? undefined : await currentOf(run)
  if (current === undefined) return false
  const place = run.places.get(nameOf(feed))?.value
  if (place?.run !== current.webhook.run) return move(run, feed, await beginning(io, feed, current.webhook, tail))
  const next = await nextOf(io, name, current.partner, feed, place)
  if (next === undefined) return false
  if (next.message && !(await send(run, current, feed, next, next.message))) return false
  return move(run, feed, { run: place.run, ...next.to })
}

/** False: another has moved it, who therefore holds the turn. */
async function move(run: Run, feed: Feed, to: Followed): Promise<boolean> {
  const { io, name, places } = run
  const moved = await moveOn(io.ports.table, name, feed, places.get(nameOf(feed))?.rev ?? 0, to)
  if (moved) places.set(nameOf(feed), moved)
  else run.stopped = true
  return moved !== undefined
}

/** Where a webhook's feed begins: with what it said since the webhook was set. */
async function beginning({ ports: { table } }: Sending, feed: Feed, { run, since }: Webhook, tail: Cursor): Promise<Followed> {
  return { run, epoch: tail.epoch, sequence: await sequenceBefore(table, feed, since, tail) }
}

interface Next {
  /** absent: the entry asks nothing of the receiver */
  readonly message?: WebhookMessage
  readonly entry?: PageEntry
  /** where the feed has come to with it */
  readonly to: Cursor
}

/** The entry after a place, as it may leave now. */
async function nextOf(io: Sending, name: string, partner: Partner, feed: Feed, { epoch, sequence }: Followed): Promise<Next | undefined> {
  const page = await io.exits.page(readerOf(partner), feed, { after: { epoch, sequence }, limit: 1 })
  if (page === 'epoch' || page === 'ahead') return restart(io, name, partner, feed)
  if (typeof page === 'string') return undefined
  const [entry] = page.entries
  if (entry === undefined) return undefined
  if (entry.event === 'superseded') return { to: page.next }
  const message = entryMessage({ partner: name, feed, entry, epoch, more: page.more, publicUrl: io.publicUrl })
  return { message, entry, to: page.next }
}

/** The feeds were restored since: this one is told from its beginning. */
async function restart(io: Sending, name: string, partner: Partner, feed: Feed): Promise<Next | undefined> {
  const tail = await io.exits.tail(readerOf(partner), feed)
  if (typeof tail === 'string') return undefined
  const message = restartMessage(name, feed, tail, new Date(io.ports.clock()).toISOString())
  return { message, to: { epoch: tail.epoch, sequence: 0 } }
}

/** Sends one message; false: it was not taken. What was taken has its receipt before the place moves on. */
async function send(run: Run, { partner, webhook }: Current, feed: Feed, { entry, to }: Next, message: WebhookMessage): Promise<boolean> {
  const { io, name } = run
  const { table, clock } = io.ports
  const begun = clock()
  const secrets = liveAmong(partner.secrets ?? [], begun).map(({ number }) => io.secretOf(name, number))
  const delivered = await io.sender.send({ url: webhook.url, ...message, secrets: secrets.toReversed() })
  const at = new Date(clock()).toISOString()
  if (delivered.kind === 'failed' || delivered.status < 200 || delivered.status > 299) return notTaken(run, delivered)
  await writeReceipt(table, name, feed, to, { at, by: 'push' })
  run.result = { ...run.result, taken: at }
  if (entry) {
    const { sequence, event, id, version } = entry
    io.observe({ kind: 'delivered', partner: name, ...feed, sequence, event, id, version, milliseconds: clock() - begun })
  }
  return true
}

const GONE = 410

/** A try that failed: when the next one is, or that there is none. Of several at the same time the first counts. */
function notTaken(run: Run, delivered: Delivered): false {
  const { io, name, turn } = run
  if (run.result.failing || run.result.disabled) return false
  const now = io.ports.clock()
  const reason = delivered.kind === 'failed' ? delivered.reason : `it answered ${delivered.status}`
  const { retryAfter } = delivered.kind === 'answered' ? delivered : {}
  const before = run.result.taken === undefined ? turn.failing : undefined
  const isGone = delivered.kind === 'answered' && delivered.status === GONE
  const failing = isGone
    ? undefined
    : afterFailure(before, { now, reason, random: (io.random ?? Math.random)(), ...(retryAfter ? { retryAfter } : {}) })
  if (failing) {
    stop(run, { failing })
    io.observe({ kind: 'undelivered', partner: name, tries: failing.tries, reason, again: new Date(failing.next).toISOString() })
  } else {
    const why = isGone ? 'it answered 410: it wants no more' : `three days of tries came to nothing: ${reason}`
    stop(run, { disabled: { at: new Date(now).toISOString(), reason: why } })
    io.observe({ kind: 'webhook-disabled', partner: name, reason: why })
  }
  return false
}
