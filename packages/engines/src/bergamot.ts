import { baseLanguage } from '@depesche/article/model'
import { type Engine, EngineError, type Job, type Segment, type Translated } from '@depesche/translation/engine'
import { hasWords } from '@depesche/translation/segments'
import { tagged, untagged } from '@depesche/translation/tags'
import { findModels, type Models } from './bergamot/models.ts'
import { PIVOT } from './bergamot/pairs.ts'
import { createThread, type Thread } from './bergamot/thread.ts'
import { cached } from './cached.ts'
import { createLimit } from './limit.ts'
import { unlessAborted } from './unless-aborted.ts'

export interface BergamotSettings {
  /** holds one folder per direction: `deen/model.deen.intgemm.alphas.bin`, `lex.50.50.deen.s2t.bin`, `vocab.deen.spm` */
  readonly models: string
  readonly timeoutMs?: number
  readonly idleMs?: number
}

/** Segments that go to the thread at once: between two batches other articles get their turn. */
const BATCH = 8

type Way = readonly [pair: string, ...more: string[]]

/**
 * Bergamot, the engine of Firefox Translations, in a thread of this process: no network, any CPU. Models are files of the
 * newsroom; between two languages without a model of their own it goes through English.
 *
 * Grade: `readable` with a model of its own direction; `gist` through English, since the second model translates the first
 * one's mistakes and English does not say `du` or `Sie`. Both are our caution, not a measurement with published models: a
 * newsroom that has read enough of it can raise the grade (`grades` of the registry's options).
 */
export function createBergamot(settings: BergamotSettings): Engine & Pick<Thread, 'running'> {
  const models = cached(() => findModels(settings.models))
  const thread = createThread({ timeoutMs: settings.timeoutMs ?? 120_000, idleMs: settings.idleMs ?? 300_000 })
  const limit = createLimit(1)
  return {
    name: 'bergamot',
    label: 'Bergamot 0.4.5 (Firefox Translations models)',
    method: 'neural',
    bySentence: true,
    offer: (from, to) => {
      const found = models()
      const way = wayOf(found, from, to)
      if (!way) return undefined
      const version = way.map((pair) => found.pairs.get(pair)?.stamp ?? '').join(', ')
      return { grade: way.length === 1 ? 'readable' : 'gist', route: way.join(', '), version }
    },
    directions: () => directions(models()),
    billed: undefined,
    translate: (job) => unlessAborted(job, 'Bergamot', () => translate(job, models(), thread, limit)),
    running: thread.running,
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  }
}

async function translate(job: Job, models: Models, thread: Thread, limit: ReturnType<typeof createLimit>): Promise<readonly Translated[]> {
  const way = wayOf(models, job.from, job.to)
  if (!way) throw new EngineError('direction', `Bergamot ${job.from}→${job.to}: no model, and none through English`, false)
  const out: Translated[] = []
  for (let at = 0; at < job.segments.length; at += BATCH) {
    const batch = job.segments.slice(at, at + BATCH)
    out.push(...(await limit(() => translateBatch(batch, way, models, thread, job))))
  }
  return out
}

async function translateBatch(
  segments: readonly Segment[],
  way: Way,
  models: Models,
  thread: Thread,
  job: Job,
): Promise<readonly Translated[]> {
  job.signal?.throwIfAborted()
  const sources = segments.map((segment) => tagged(segment))
  const sent = sources.map((source, index) => ({ source, index })).filter(({ index }) => hasWords(segments[index] ?? []))
  if (sent.length === 0) return segments.map((spans) => ({ spans, notes: [] }))
  const texts = sent.map(({ source }) => ({ text: source.html, html: !source.bare }))
  const request = { models: way.map((pair) => [pair, models.pairs.get(pair)!] as const), texts }
  const answers = await thread.ask(request).catch((error: Error) => {
    throw new EngineError('down', `Bergamot ${job.from}→${job.to} (${way.join(', ')}): ${error.message}`, true, error)
  })
  const back = new Map(sent.map(({ source, index }, i) => [index, untagged(source, answers[i] ?? '')]))
  return segments.map((spans, index) => back.get(index) ?? { spans, notes: [] })
}

/** The model of the direction itself, or the two through English. */
function wayOf({ pairs }: Models, from: string, to: string): Way | undefined {
  const [source, target] = [baseLanguage(from), baseLanguage(to)]
  if (source === target) return undefined
  const ways: readonly Way[] = [[source + target], [source + PIVOT, PIVOT + target]]
  return ways.find((way) => way.every((pair) => pairs.has(pair)))
}

function directions(models: Models): readonly (readonly [string, string])[] {
  const languages = [...new Set([...models.pairs.keys()].flatMap((pair) => [pair.slice(0, 2), pair.slice(2)]))].sort()
  return languages.flatMap((from) => languages.filter((to) => wayOf(models, from, to)).map((to) => [from, to] as const))
}
