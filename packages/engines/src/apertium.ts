import type { Note } from '@depesche/article/model'
import { type Engine, EngineError, type Job, type Segment, type Translated } from '@depesche/translation/engine'
import { numbered } from '@depesche/translation/marks'
import { placed } from '@depesche/translation/placed'
import { hasWords } from '@depesche/translation/segments'
import { throughModes } from './apertium/hop.ts'
import { startPipeline } from './apertium/pipeline.ts'
import { createPool, type Pool } from './apertium/pool.ts'
import { apertiumLanguages, routeOf } from './apertium/routes.ts'
import { findApertium, modesOf } from './apertium-installation.ts'
import { cached } from './cached.ts'
import { unlessAborted } from './unless-aborted.ts'

export interface ApertiumSettings {
  /** where `fetchApertium` puts it; the system's own is found without */
  readonly folder?: string
  /** no answer for so long: the pipeline is ended; default 30 s */
  readonly timeoutMs?: number
  /** a pipeline unused for so long is ended; default 5 minutes */
  readonly idleMs?: number
  /** pipelines at once; default 6 */
  readonly pipelines?: number
}

/**
 * Apertium: rules and dictionaries, in processes of its own (it is GPL: never linked, never bundled). Romance languages and
 * English; grades as `routeOf` says. Installations are looked up again every few seconds, so one that is fetched while the
 * system runs is used without a new start.
 */
export function createApertium(settings: ApertiumSettings): Engine & Pick<Pool, 'pids'> {
  const modes = cached(() => modesOf(findApertium(settings.folder)))
  const names = cached(() => new Set(modes().keys()))
  const pool = createPool({
    start: (mode) => startPipeline(modes().get(mode), mode, settings.timeoutMs ?? 30_000),
    limit: settings.pipelines ?? 6,
    idleMs: settings.idleMs ?? 300_000,
  })
  return {
    name: 'apertium',
    get label() {
      return `Apertium ${findApertium(settings.folder)[0]?.version ?? '(not installed)'}`
    },
    method: 'rules',
    bySentence: true,
    offer: (from, to) => {
      const route = routeOf(names(), from, to)
      return route && { grade: route.grade, route: route.modes.join(', ') }
    },
    directions: () => directions(names()),
    billed: undefined,
    translate: (job) => unlessAborted(job, 'Apertium', () => translate(job, routeOf(names(), job.from, job.to)?.modes, pool)),
    pids: pool.pids,
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  }
}

async function translate(job: Job, modes: readonly string[] | undefined, pool: Pool): Promise<readonly Translated[]> {
  if (!modes) throw new EngineError('direction', `Apertium ${job.from}→${job.to}: no such language pair is installed`, false)
  return Promise.all(job.segments.map((segment) => translateSegment(segment, modes, pool)))
}

async function translateSegment(segment: Segment, modes: readonly string[], pool: Pool): Promise<Translated> {
  if (!hasWords(segment)) return { spans: segment, notes: [] }
  const source = numbered(segment)
  const { runs, unknown } = await throughModes(pool, modes, source.runs)
  const { spans, notes } = placed(source, runs)
  return { spans, notes: [...notes, ...unknownWords(unknown)] }
}

/** Names are unknown as a rule and right as they are; a word in lower case stands untranslated in the text. */
function unknownWords(words: readonly string[]): readonly Note[] {
  if (words.length === 0) return []
  const level = words.some((word) => /^\p{Ll}/u.test(word)) ? 'check' : 'info'
  return [
    {
      rule: 'unknown-words',
      level,
      reason: 'the engine does not know these words and left them as they are',
      place: {},
      text: words.join(', '),
    },
  ]
}

function directions(modes: ReadonlySet<string>): readonly (readonly [string, string])[] {
  return apertiumLanguages.flatMap((from) => apertiumLanguages.filter((to) => routeOf(modes, from, to)).map((to) => [from, to] as const))
}
