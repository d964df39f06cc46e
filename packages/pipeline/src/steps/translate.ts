import { type Article, baseLanguage, type Content, clip, type Note, worst } from '@depesche/article/model'
import type { Provenance } from '@depesche/syndication/rendition'
import { choose } from '@depesche/translation/choose'
import { type Engine, EngineError } from '@depesche/translation/engine'
import { segmentsOf, withSegments } from '@depesche/translation/segments'
import { keys } from '../keys.ts'
import { type Head, isEmbargoed } from '../ledger/head.ts'
import { getValue, updateItem, valueIn } from '../ledger/items.ts'
import { writeJournal } from '../ledger/journal.ts'
import { compareMarks, NO_MARK } from '../ledger/mark.ts'
import type { LanguageItem, Out, Work } from '../ledger/shapes.ts'
import { isRejected } from '../ledger/verdict.ts'
import type { Observe } from '../observe.ts'
import type { Message, Ports } from '../ports.ts'
import { getJson, paths, putJson, requireJson } from '../store-json.ts'
import { CeilingReached } from '../within-ceiling.ts'
import type { Outcome } from './outcome.ts'

export interface Translating {
  readonly ports: Omit<Ports, 'inbox'>
  /** the configured engines in their order; asked anew each time, for one may have come */
  readonly engines: () => readonly Engine[]
  /** what an engine, by its name, may have of an embargoed article before its instant; by default all */
  readonly embargoed?: (engine: string) => 'translate' | 'wait'
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
  /** the person who let these words go, and when; the name is the desk's own and never published */
  readonly approved?: { readonly by: string; readonly at: string; readonly number: number }
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
    if (item?.work?.version === version && item.work.state === 'failed') return given(io, id, language, item.work)
    const found = message.replay === true && (await restored(io, head, id, language))
    // a killed article is not translated: a revival opens the work again
    if (!found && head.killed.value) return 'done'
    const outcome = found ? undefined : await attempt(io, head, id, language)
    if (outcome !== undefined) return outcome
  } else await journalWords(io, id, language, item?.out)
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
  const again = whenAllowed(io, head, choice.engine.name)
  if (again !== undefined) return waitForRelease(io, head, { id, language, engine: choice.engine.label }, again)
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

/** In a replay: the newest words that were once made of this very version. They are not bought again. */
async function restored(io: Translating, head: Head, id: string, language: string): Promise<boolean> {
  const { documents } = io.ports
  const keys = await documents.list(`translations/${id}/${language}/${head.version}-`, '', 1000)
  const all = await Promise.all(keys.map(async (key) => ({ key, translation: await requireJson<Translation>(documents, key) })))
  // of the same edition the first: a lost race may have made it twice
  const newest = all.toSorted((a, b) => b.translation.edition - a.translation.edition || (madeAt(a) < madeAt(b) ? -1 : 1))
  for (const { key, translation } of newest)
    if ((await isOfSameText(io, head, translation)) && (await keepFound(io, translation, sha256InKey(key)))) return true
  return false
}

/** The same copy may have come as two uploads, whose documents differ in when it came, and not in what it says. */
async function isOfSameText({ ports }: Translating, head: Head, { id, version, articleHash }: Translation): Promise<boolean> {
  if (articleHash === head.hash) return true
  const article = (hash: string) => getJson<Article>(ports.documents, paths.article(id, version, hash))
  const [made, now] = await Promise.all([article(articleHash), article(head.hash)])
  return made !== undefined && JSON.stringify(made.content) === JSON.stringify(now?.content)
}

const madeAt = ({ key, translation }: { readonly key: string; readonly translation: Translation }) =>
  `${translation.provenance?.at ?? ''} ${key}`
const sha256InKey = (key: string) => /([0-9a-f]{64})\.json$/.exec(key)?.[1] ?? ''

/** Answers false for an approval that a later rejection has undone. */
async function keepFound(io: Translating, { id, language, ...found }: Translation, hash: string): Promise<boolean> {
  const { version, edition, notes, provenance, approved } = found
  const at = approved?.at ?? provenance?.at ?? now(io)
  const seen = approved ? { approved: { of: edition - 1, number: approved.number } } : {}
  const made = { grade: provenance?.grade ?? 'source', level: worst(notes) ?? ('none' as const), milliseconds: 0 }
  return won(io, id, language, { version, edition, hash, at, ...made, ...(provenance ? { provenance } : {}), ...seen })
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
  await won(io, id, language, out)
}

/** Makes words the newest of their language, unless newer ones stand there. Answers false where they are an approval that was undone. */
async function won(io: Translating, id: string, language: string, out: Out): Promise<boolean> {
  let [isNewest, isUndone] = [false, false]
  await updateItem<LanguageItem>(io.ports.table, keys.language(id, language), (item) => {
    isUndone = isApprovalUndone(item, out)
    isNewest = !isUndone && compareMarks(out, item?.out ?? NO_MARK) > 0
    const { work, ...rest } = item ?? {}
    return isNewest ? { ...rest, ...(work && work.version > out.version ? { work } : {}), out } : undefined
  })
  if (isUndone) return false
  if (isNewest) io.observe({ kind: 'translated', id, language, out })
  await journalWords(io, id, language, out)
  return true
}

function isApprovalUndone(item: LanguageItem | undefined, { version, approved }: Out): boolean {
  return item !== undefined && approved !== undefined && isRejected(item, { version, edition: approved.of }, approved.number)
}

async function journalWords(io: Translating, id: string, language: string, out: Out | undefined): Promise<void> {
  if (out === undefined || out.approved) return // an approval is in the journal as a decision
  const { version, edition, grade, level, provenance } = out
  const engine = provenance ? { engine: provenance.label } : {}
  await writeJournal(io.ports.table, id, out.at, { kind: 'words', language, version, edition, grade, level, ...engine })
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

/** A language that has failed for good stays so until a person drives it on: told in the journal. */
async function given(io: Translating, id: string, language: string, { version, reason, at }: Work): Promise<Outcome> {
  await writeJournal(io.ports.table, id, at, { kind: 'failed', language, version, reason })
  return 'done'
}

/** When (ms) an engine that must not see embargoed text may have it; `undefined`: now. */
function whenAllowed(io: Translating, head: Head, engine: string): number | undefined {
  const now = io.ports.clock()
  if (!isEmbargoed(head, now) || (io.embargoed?.(engine) ?? 'translate') === 'translate') return undefined
  const { value } = head.embargo
  return value && 'until' in value ? Date.parse(value.until) : now + MAX_WAIT_MS
}

async function waitForRelease(
  io: Translating,
  head: Head,
  { id, language, engine }: Omit<Direction, 'from'>,
  at: number,
): Promise<Outcome> {
  const { version } = head
  const reason = `the text is embargoed, and ${engine} gets it only afterwards`
  const before = valueIn<LanguageItem>(await io.ports.table.get(keys.language(id, language)))?.work
  await keepWork(io, id, language, (work) => ({
    version,
    tries: work?.version === version ? work.tries : 0,
    state: 'waiting',
    reason,
    at: now(io),
  }))
  if (before?.version !== version || before.reason !== reason)
    io.observe({ kind: 'deferred', id, language, engine, until: new Date(at).toISOString() })
  return { at }
}

async function retryOrFail(io: Translating, head: Head, id: string, language: string, error: EngineError): Promise<Outcome> {
  const work = await keepWork(io, id, language, (before) => {
    const tries = triesOf(before, head.version)
    const state = error.retry && tries < MAX_TRIES ? 'waiting' : 'failed'
    return { version: head.version, tries, state, reason: clip(error.message, 600), at: now(io) }
  })
  if (work.state === 'failed') {
    io.observe({ kind: 'failed', id, language, failure: error.failure, reason: work.reason })
    return given(io, id, language, work)
  }
  const backoff = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** (work.tries - 1))
  const at = io.ports.clock() + backoff / 2 + (Math.random() * backoff) / 2
  io.observe({ kind: 'retrying', id, language, failure: error.failure, reason: work.reason, again: new Date(at).toISOString() })
  return { at }
}
