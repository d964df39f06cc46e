import { around, type Engine } from './engine.ts'
import type { GlossaryFor } from './glossary/glossary.ts'

/**
 * The same engine with the house's own words: each term of the source is marked, the engine carries the mark along, and what comes back
 * under it becomes what the glossary wants. A passage that is one term and nothing else needs no engine. A stand-in translates nothing,
 * and no words are put into it. `glossaryFor` answers `undefined` for a direction without a glossary.
 */
export function withGlossary(engine: Engine, glossaryFor: GlossaryFor): Engine {
  if (engine.method === 'stand-in') return engine
  return around(engine, {
    translate: async (job) => {
      const glossary = await glossaryFor(job.from, job.to)
      if (glossary === undefined) return engine.translate(job)
      // read with the first text: a function that starts need not wait for it
      const { through } = await import('./glossary/through.ts')
      return through(engine, job, glossary)
    },
  })
}
