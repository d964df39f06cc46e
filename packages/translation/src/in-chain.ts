import { around, type Engine, EngineError, type Failure } from './engine.ts'

/** Failures in a row after which a direction is left to the next engine. */
const FAILURES = 3
const FIRST_PAUSE_MS = 60_000
const LONGEST_PAUSE_MS = 900_000
/** The engine's own trouble; anything else is the text's or the newsroom's. */
const TROUBLE: readonly Failure[] = ['busy', 'down', 'denied']

interface Breaker {
  readonly failures: number
  /** ms: closed until then */
  readonly until: number
}

/**
 * The engines in their order, each with a breaker for each direction: one that fails three times in a row leaves that direction for a
 * minute, then two, up to fifteen, to the next engine that offers it. Where there is no other it goes on being asked: its failures are
 * tried again as ever. In this process alone. `clock` answers ms.
 */
export function inChain(engines: readonly Engine[], clock: () => number = Date.now): readonly Engine[] {
  return engines.map((engine, index) => withBreaker(engine, engines.slice(index + 1), clock))
}

function withBreaker(engine: Engine, others: readonly Engine[], clock: () => number): Engine {
  const breakers = new Map<string, Breaker>()
  const isClosed = (from: string, to: string) => (breakers.get(`${from}>${to}`)?.until ?? 0) > clock()
  return around(engine, {
    offer: (from, to) => {
      const isLeft = isClosed(from, to) && others.some((other) => other.offer(from, to) !== undefined)
      return isLeft ? undefined : engine.offer(from, to)
    },
    translate: async (job) => {
      const direction = `${job.from}>${job.to}`
      try {
        const translated = await engine.translate(job)
        breakers.delete(direction)
        return translated
      } catch (error) {
        if (error instanceof EngineError && TROUBLE.includes(error.failure))
          breakers.set(direction, failedOnce(breakers.get(direction), clock()))
        throw error
      }
    },
  })
}

function failedOnce(before: Breaker | undefined, now: number): Breaker {
  const failures = (before?.failures ?? 0) + 1
  if (failures < FAILURES) return { failures, until: 0 }
  return { failures, until: now + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - FAILURES)) }
}
