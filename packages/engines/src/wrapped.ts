import { around, type Engine, EngineError, type Grade } from '@depesche/translation/engine'
import { createLimit } from './limit.ts'

/** In words that a desk understands. */
export interface Problem {
  readonly reason: string
  readonly remedy: string
}

/** The same engine, at the grade that the house gives it. */
export function graded(engine: Engine, grade: Grade): Engine {
  const offer: Engine['offer'] = (from, to) => {
    const offered = engine.offer(from, to)
    return offered && { ...offered, grade }
  }
  return around(engine, { offer, translate: (job) => engine.translate(job) })
}

/** How many articles of one target language an engine is given at the same time. */
export const CALLS_PER_LANGUAGE = 8

/**
 * The same engine, with at most so many calls per target language at a time: what a service's quota or a machine's memory
 * can bear is a matter of the engine, not of how many messages a worker has in hand.
 */
export function limited(engine: Engine, calls = CALLS_PER_LANGUAGE): Engine {
  const limits = new Map<string, ReturnType<typeof createLimit>>()
  const limitOf = (language: string) => {
    const known = limits.get(language) ?? createLimit(calls)
    limits.set(language, known)
    return known
  }
  return around(engine, { translate: (job) => limitOf(job.to)(() => engine.translate(job)) })
}

/** An engine that cannot start: it offers nothing and says why when asked all the same. */
export function absent(name: string, label: string, method: Engine['method'], { reason, remedy }: Problem): Engine {
  return {
    name,
    label,
    method,
    offer: () => undefined,
    directions: () => [],
    billed: undefined,
    translate: async () => {
      throw new EngineError('direction', `${reason}: ${remedy}`, false)
    },
    [Symbol.asyncDispose]: async () => {},
  }
}
