import { type Engine, EngineError, type Grade } from '@depesche/translation/engine'

/** In words that a desk understands. */
export interface Problem {
  readonly reason: string
  readonly remedy: string
}

/** The same engine, at the grade that the house gives it. */
export function graded(engine: Engine, grade: Grade): Engine {
  return {
    name: engine.name,
    get label() {
      return engine.label
    },
    method: engine.method,
    offer: (from, to) => {
      const offer = engine.offer(from, to)
      return offer && { ...offer, grade }
    },
    directions: () => engine.directions(),
    translate: (job) => engine.translate(job),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  }
}

/** An engine that cannot start: it offers nothing and says why when asked all the same. */
export function absent(name: string, label: string, method: Engine['method'], { reason, remedy }: Problem): Engine {
  return {
    name,
    label,
    method,
    offer: () => undefined,
    directions: () => [],
    translate: async () => {
      throw new EngineError('direction', `${reason}: ${remedy}`, false)
    },
    [Symbol.asyncDispose]: async () => {},
  }
}
