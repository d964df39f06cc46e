import { around, type Engine } from './engine.ts'
import { numbersAsSet } from './number-forms.ts'
import { typeset } from './typography.ts'

/** Which form a language is set in: another tag's (`fr` as `fr-CH`), or as the engine gives it. */
export type Typography = Readonly<Record<string, string>>

/** In `Typography`: the engine's own. */
export const AS_IT_COMES = 'as-it-comes'

/** The same engine, its words in the house's typography. */
export function withTypography(engine: Engine, typography: Typography = {}): Engine {
  return around(engine, {
    translate: async (job) => {
      const translated = await engine.translate(job)
      const form = typography[job.to] ?? job.to
      if (form === AS_IT_COMES) return translated
      return translated.map(({ spans, notes }, index) => {
        const numbered = numbersAsSet(job.segments[index] ?? [], spans, { from: job.from, form })
        return { spans: typeset(numbered, form), notes }
      })
    },
  })
}
