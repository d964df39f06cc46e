import { type Article, baseLanguage } from '@depesche/article/model'
import { choose } from '@depesche/translation/choose'
import { type Characters, type Engine, EngineError } from '@depesche/translation/engine'
import { segmentsOf, withSegments } from '@depesche/translation/segments'
import { keys } from '../keys.ts'
import type { Head } from '../ledger/head.ts'
import { getValue } from '../ledger/items.ts'
import type { LanguageItem, Out } from '../ledger/shapes.ts'
import type { Key, Message } from '../ports.ts'
import { paths, requireJson } from '../store-json.ts'
import { CeilingReached } from '../within-ceiling.ts'
import { findKept } from './kept-words.ts'
import { giveUp, retryOrFail, type Waiting, wait, waitForCeiling, waitForRelease, whenAllowed } from './language-waits.ts'
import { journalWords, keepWords } from './language-words.ts'
import { linesIn } from './lines-in.ts'
import { offeredWords } from './offered-words.ts'
import type { Outcome } from './outcome.ts'

export interface Translating extends Waiting {
  /** the configured engines in their order; asked anew each time, for one may have come */
  readonly engines: () => readonly Engine[]
}

/**
 * One language of one version, from words that were kept or by an engine. Reads the head first and leaves the work open
 * while the head is behind; goes on to `syndicate` with the same open work, so that a crash between the two is driven on by
 * the clock.
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
    if (item?.work?.version === version && item.work.state === 'failed') return giveUp(io, id, language, item.work)
    const found = await findKept(io, head, id, language)
    // a killed article is not translated: a revival opens the work again
    if (!found && head.killed.value) return 'done'
    const outcome = found ? undefined : await attempt(io, head, { id, language, before: item?.out }, message.work)
    if (outcome !== undefined) return outcome
  } else await journalWords(io, id, language, item?.out)
  await io.ports.queue.send({ ...message, station: 'syndicate' })
  return 'keep'
}

interface Wanted {
  readonly id: string
  readonly language: string
  /** the words of the version before */
  readonly before: Out | undefined
}

/** `undefined`: the language's words stand in the ledger. */
async function attempt(io: Translating, head: Head, { id, language, before }: Wanted, work: Key | undefined): Promise<Outcome | undefined> {
  const article = await requireJson<Article>(io.ports.documents, paths.article(id, head.version, head.hash))
  if (baseLanguage(article.language) === baseLanguage(language)) {
    await keepWords(io, head, id, language, { content: article.content, notes: [], milliseconds: 0 })
    return undefined
  }
  const from = article.language
  const choice = choose(io.engines(), from, language)
  if (choice === undefined) return wait(io, head, id, from, language)
  const again = whenAllowed(io, head, choice.engine.name)
  if (again !== undefined) return waitForRelease(io, head, { id, from, language, engine: choice.engine.label }, again)
  const { engine, offer } = choice
  const started = performance.now()
  try {
    let characters: Characters | undefined
    const count = (more: Characters) => {
      characters = summed(characters, more)
    }
    const translated = await engine.translate({ from, to: language, segments: segmentsOf(article.content), count })
    const milliseconds = Math.round(performance.now() - started)
    const provenance = {
      engine: engine.name,
      label: engine.label,
      method: engine.method,
      route: offer.route,
      grade: offer.grade,
      at: new Date(io.ports.clock()).toISOString(),
    }
    const { content, notes } = withSegments(article.content, translated)
    const offered = await offeredWords(io.ports, article, language, before)
    const lines = await linesIn(article, language)
    const more = { ...(characters ? { characters } : {}), ...(Object.keys(lines).length > 0 ? { lines } : {}) }
    await keepWords(io, head, id, language, { content, notes: [...notes, ...offered], provenance, milliseconds, ...more })
    return undefined
  } catch (error) {
    if (error instanceof CeilingReached) return waitForCeiling(io, head, { id, from, language, engine: engine.name }, error)
    if (!(error instanceof EngineError)) throw error
    // the clock and the queue both brought it, and the other one has failed already: it is tried again once, not twice
    if (work && (await io.ports.table.get(work)) === undefined) return 'keep'
    return retryOrFail(io, head, id, language, error)
  }
}

const summed = (one: Characters | undefined, more: Characters): Characters => ({
  sent: (one?.sent ?? 0) + more.sent,
  saved: (one?.saved ?? 0) + more.saved,
  billed: (one?.billed ?? 0) + more.billed,
})
