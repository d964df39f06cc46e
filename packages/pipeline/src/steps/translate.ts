import { type Article, baseLanguage, type Content, clip, type Note, worst } from '@depesche/article/model'
import type { Provenance } from '@depesche/syndication/rendition'
import { choose } from '@depesche/translation/choose'
import { type Engine, EngineError } from '@depesche/translation/engine'
import { segmentsOf, withSegments } from '@depesche/translation/segments'
import { keys } from '../keys.ts'
import type { Head } from '../ledger/head.ts'
import { getValue, updateItem } from '../ledger/items.ts'
import { compareMarks, NO_MARK } from '../ledger/mark.ts'
import type { LanguageItem, Out, Work } from '../ledger/shapes.ts'
import type { Observe } from '../observe.ts'
import type { Message, Ports } from '../ports.ts'
import { paths, putJson, requireJson } from '../store-json.ts'
import { CeilingReached } from '../within-ceiling.ts'
import type { Outcome } from './outcome.ts'

export interface Translating {
  readonly ports: Omit<Ports, 'inbox'>
  /** the configured engines in their order; asked anew each time, for one may have come */
  readonly engines: () => readonly Engine[]
  readonly observe: Observe
}

/** The words of an article in one language: a document. */
export interface Translation {
  readonly id: string
  readonly language: string
  readonly version: number
  readonly edition: number
  readonly articleHash: string
  readonly content: Content
  readonly provenance?: Provenance
  readonly notes: readonly Note[]
}

/** Transient failures are tried so often, then the language is shown as failed. */
export const MAX_TRIES = 8
const FIRST_RETRY_MS = 5_000
const MAX_RETRY_MS = 900_000
/** A language without an engine is looked at again at these intervals, growing; a new engine wakes it at once. */
const FIRST_WAIT_MS = 300_000
const MAX_WAIT_MS = 86_400_000

/** How often a language that waits for the ceiling is looked at. */
const CEILING_LOOK_MS = 900_000

/**
 * One language of one version. Reads the head first and leaves the work open while the head is behind; goes on to
 * `syndicate` with the same open work, so that a crash between the two is driven on by the clock.
 * One language's failure is its own (DESIGN.md, invariant 3).
 */
export async function translate(io: Translating, message: Message): Promise<Outcome> {
  const { table } = io.ports
  const { id = '', version = 0, language = '' } = message
  const head = await getValue<Head>(table, keys.head(id))
  if (head === undefined || head.version < version) return 'keep'
  if (head.version > version) return 'done'
  const item = await getValue<LanguageItem>(table, keys.language(id, language))
  if ((item?.out?.version ?? 0) < version) {
    if (item?.work?.version === version && item.work.state === 'failed') return 'done'
    const outcome = await attempt(io, head, id, language)
    if (outcome !== undefined) return outcome
  }
  await io.ports.queue.send({ ...message, station: 'syndicate' })
  return 'keep'
}

/** `undefined`: the language's words stand in the ledger. */
async function attempt(io: Translating, head: Head, id: string, language: string): Promise<Outcome | undefined> {
  const article = await requireJson<Article>(io.ports.documents, paths.article(id, head.version, head.hash))
  if (baseLanguage(article.language) === baseLanguage(language)) {
    await keepOut(io, head, id, language, { content: article.content, notes: [], milliseconds: 0 })
    return undefined
  }
  const from = article.language
  const choice = choose(io.engines(), from, language)
  if (choice === undefined) return wait(io, head, id, from, language)
  const { engine, offer } = choice
  const started = performance.now()
  try {
    const translated = await engine.translate({ from, to: language, segments: segmentsOf(article.content) })
    const milliseconds = Math.round(performance.now() - started)
    const provenance = {
      engine: engine.name,
      label: engine.label,
      method: engine.method,
      route: offer.route,
      grade: offer.grade,
      at: now(io),
    }
    await keepOut(io, head, id, language, { ...withSegments(article.content, translated), provenance, milliseconds })
    return undefined
  } catch (error) {
    if (error instanceof CeilingReached) return waitForCeiling(io, head, { id, from, language, engine: engine.name }, error)
    if (!(error instanceof EngineError)) throw error
    return retryOrFail(io, head, id, language, error)
  }
}

const now = (io: Translating) => new Date(io.ports.clock()).toISOString()

interface Words {
  readonly content: Content
  readonly notes: readonly Note[]
  readonly provenance?: Provenance
  readonly milliseconds: number
}

async function keepOut(io: Translating, head: Head, id: string, language: string, words: Words): Promise<void> {
  const { content, notes, provenance, milliseconds } = words
  const { version, hash: articleHash } = head
  const translation: Translation = { id, language, version, edition: 0, articleHash, content, notes, ...(provenance ? { provenance } : {}) }
  const hash = await putJson(io.ports.documents, translation, (h) => paths.translation(id, language, version, 0, h))
  const grade = provenance?.grade ?? 'source'
  const at = provenance?.at ?? now(io)
  const out: Out = {
    version,
    edition: 0,
    hash,
    grade,
    level: worst(notes) ?? 'none',
    at,
    milliseconds,
    ...(provenance ? { provenance } : {}),
  }
  let won = false
  await updateItem<LanguageItem>(io.ports.table, keys.language(id, language), (item) => {
    won = compareMarks(out, item?.out ?? NO_MARK) > 0
    const { work, ...rest } = item ?? {}
    return won ? { ...rest, ...(work && work.version > version ? { work } : {}), out } : undefined
  })
  if (won) io.observe({ kind: 'translated', id, language, out })
}

/** Writes what is being tried; never over a newer try, never over `out`. */
async function keepWork(io: Translating, id: string, language: string, next: (before: Work | undefined) => Work): Promise<Work> {
  const stands = await updateItem<LanguageItem>(io.ports.table, keys.language(id, language), (item) => {
    const work = next(item?.work)
    return (item?.work?.version ?? 0) > work.version ? undefined : { ...item, work }
  })
  return stands?.work ?? next(undefined)
}
const triesOf = (before: Work | undefined, version: number) => (before?.version === version ? before.tries + 1 : 1)

async function wait(io: Translating, head: Head, id: string, from: string, language: string): Promise<Outcome> {
  const reason = `no engine translates ${from} to ${language}`
  const work = await keepWork(io, id, language, (before) => ({
    version: head.version,
    tries: triesOf(before, head.version),
    state: 'waiting',
    reason,
    at: now(io),
  }))
  if (work.tries === 1) io.observe({ kind: 'waiting', id, from, language, reason })
  return {
    at: io.ports.clock() + Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(work.tries - 1, 20)),
    waiting: { from, to: language },
  }
}

interface Direction {
  readonly id: string
  readonly from: string
  readonly language: string
  readonly engine: string
}

/**
 * Nothing was sent and nothing is dropped: the language waits for the new day or month. It is looked at sooner, since a
 * raised ceiling comes with a new start of this code and wakes nobody. A wait is no failed try.
 */
async function waitForCeiling(
  io: Translating,
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

async function retryOrFail(io: Translating, head: Head, id: string, language: string, error: EngineError): Promise<Outcome> {
  const work = await keepWork(io, id, language, (before) => {
    const tries = triesOf(before, head.version)
    const state = error.retry && tries < MAX_TRIES ? 'waiting' : 'failed'
    return { version: head.version, tries, state, reason: clip(error.message, 600), at: now(io) }
  })
  if (work.state === 'failed') {
    io.observe({ kind: 'failed', id, language, failure: error.failure, reason: work.reason })
    return 'done'
  }
  const backoff = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (work.tries - 1))
  const at = io.ports.clock() + backoff / 2 + (Math.random() * backoff) / 2
  io.observe({ kind: 'retrying', id, language, failure: error.failure, reason: work.reason, again: new Date(at).toISOString() })
  return { at }
}
