import type { Engine, Offer } from './engine.ts'

/** The engine that takes a direction, and what it offers there. */
export interface Choice {
  readonly engine: Engine
  readonly offer: Offer
}

/**
 * The first of the engines, in the house's order, that can translate this direction now; `undefined`: none, the language
 * waits. The order is the newsroom's word, so a better grade further down does not overrule it.
 * Directions within one language (`de` → `de-CH`) are not an engine's: see whether `baseLanguage` differs before asking.
 */
export function choose(engines: readonly Engine[], from: string, to: string): Choice | undefined {
  for (const engine of engines) {
    const offer = engine.offer(from, to)
    if (offer) return { engine, offer }
  }
  return undefined
}
