import { clip } from '@depesche/article/model'
import type { EngineError } from '@depesche/translation/engine'
import { keys } from '../keys.ts'
import { type Head, isEmbargoed } from '../ledger/head.ts'
import { getValue, updateItem } from '../ledger/items.ts'
import { writeJournal } from '../ledger/journal.ts'
import type { LanguageItem, Work } from '../ledger/shapes.ts'
import type { Observe } from '../observe.ts'
import type { Ports } from '../ports.ts'
import type { CeilingReached } from '../within-ceiling.ts'
import type { Outcome } from './outcome.ts'

export interface Waiting {
  readonly ports: Omit<Ports, 'inbox'>
  /** what an engine, by its name, may have of an embargoed article before its instant; by default all */
  readonly embargoed?: (engine: string) => 'translate' | 'wait'
  readonly observe: Observe
}

/**
 * Transient failures are tried so often, then the language is shown as failed: the pauses come to two hours at the least and three
 * as a rule, so that an outage of an hour drains by itself.
 */
export const MAX_TRIES = 24
const FIRST_RETRY_MS = 5_000
const MAX_RETRY_MS = 900_000
/** A language without an engine is looked at again at these intervals, growing; a new engine wakes it at once. */
const FIRST_WAIT_MS = 300_000
const MAX_WAIT_MS = 86_400_000

/** How often a language that waits for the ceiling is looked at. */
const CEILING_LOOK_MS = 900_000

const now = (io: Waiting) => new Date(io.ports.clock()).toISOString()

/** Writes what is being tried; never over a newer try, never over `out`. */
async function keepWork(io: Waiting, id: string, language: string, next: (before: Work | undefined) => Work): Promise<Work> {
  const stands = await updateItem<LanguageItem>(io.ports.table, keys.language(id, language), (item) => {
    const work = next(item?.work)
    return (item?.work?.version ?? 0) > work.version ? undefined : { ...item, work }
  })
  return stands?.work ?? next(undefined)
}
const triesOf = (before: Work | undefined, version: number) => (before?.version === version ? before.tries + 1 : 1)

/** No engine takes the direction: looked at again at growing intervals, and at once when one comes. */
export async function wait(io: Waiting, head: Head, id: string, from: string, language: string): Promise<Outcome> {
  const reason = `no engine translates ${from} to ${language}`
  const work = await keepWork(io, id, language, (before) => ({
    version: head.version,
    tries: triesOf(before, head.version),
    state: 'waiting',
    reason,
    engineless: true,
    at: now(io),
  }))
  if (work.tries === 1) io.observe({ kind: 'waiting', id, from, language, reason })
  return {
    at: io.ports.clock() + Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(work.tries - 1, 20)),
    waiting: { from, to: language },
  }
}

export interface Direction {
  readonly id: string
  readonly from: string
  readonly language: string
  readonly engine: string
}

/**
 * Nothing was sent and nothing is dropped: the language waits for the new day or month. It is looked at sooner, since a
 * raised ceiling comes with a new start of this code and wakes nobody. A wait is no failed try.
 */
export async function waitForCeiling(
  io: Waiting,
  head: Head,
  { id, from, language, engine }: Direction,
  error: CeilingReached,
): Promise<Outcome> {
  const { version } = head
  const { period, again } = error.reached
  const reason = clip(error.message, 600)
  let news = false
  await keepWork(io, id, language, (before) => {
    news = before?.version !== version || before.reason !== reason
    return { version, tries: before?.version === version ? before.tries : 0, state: 'waiting', reason, ceiling: period, at: now(io) }
  })
  io.observe({ kind: 'ceiling', id, language, engine, period, reason, news })
  return { at: Math.min(again, io.ports.clock() + CEILING_LOOK_MS), waiting: { from, to: language } }
}

/** A language that has failed for good stays so until a person drives it on: told in the journal. */
export async function giveUp(io: Waiting, id: string, language: string, { version, reason, at }: Work): Promise<Outcome> {
  await writeJournal(io.ports.table, id, at, { kind: 'failed', language, version, reason })
  return 'done'
}

/** When (ms) an engine that must not see embargoed text may have it; `undefined`: now. */
export function whenAllowed(io: Waiting, head: Head, engine: string): number | undefined {
  const now = io.ports.clock()
  if (!isEmbargoed(head, now) || (io.embargoed?.(engine) ?? 'translate') === 'translate') return undefined
  const { value } = head.embargo
  return value && 'until' in value ? Date.parse(value.until) : now + MAX_WAIT_MS
}

/** The engine may have the text when its embargo has ended. A wait is no failed try. */
export async function waitForRelease(io: Waiting, head: Head, { id, from, language, engine }: Direction, at: number): Promise<Outcome> {
  const { version } = head
  const reason = `the text is embargoed, and ${engine} gets it only afterwards`
  const before = (await getValue<LanguageItem>(io.ports.table, keys.language(id, language)))?.work
  await keepWork(io, id, language, (work) => ({
    version,
    tries: work?.version === version ? work.tries : 0,
    state: 'waiting',
    reason,
    at: now(io),
  }))
  if (before?.version !== version || before.reason !== reason)
    io.observe({ kind: 'deferred', id, language, engine, until: new Date(at).toISOString() })
  return { at, waiting: { from, to: language } }
}

/** The engine failed: again after a growing pause, until it has been tried too often or says that it is of no use. */
export async function retryOrFail(io: Waiting, head: Head, id: string, language: string, error: EngineError): Promise<Outcome> {
  const work = await keepWork(io, id, language, (before) => {
    const tries = triesOf(before, head.version)
    const state = error.retry && tries < MAX_TRIES ? 'waiting' : 'failed'
    return { version: head.version, tries, state, reason: clip(error.message, 600), at: now(io) }
  })
  if (work.state === 'failed') {
    io.observe({ kind: 'failed', id, language, failure: error.failure, reason: work.reason })
    return giveUp(io, id, language, work)
  }
  const backoff = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (work.tries - 1))
  const at = io.ports.clock() + backoff / 2 + (Math.random() * backoff) / 2
  io.observe({ kind: 'retrying', id, language, failure: error.failure, reason: work.reason, again: new Date(at).toISOString() })
  return { at }
}
