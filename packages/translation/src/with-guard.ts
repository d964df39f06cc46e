import { type Note, plain } from '@depesche/article/model'
import { around, type Engine, type Job, type Segment, type Translated } from './engine.ts'
import type { Glossary, GlossaryFor } from './glossary/glossary.ts'

/**
 * The same engine, each passage compared with its source: what the two do not agree on is a Note on it (DESIGN.md, invariant 8). None
 * weighs more than `check`: which Notes need a person is for the product to say (`person.level`). A stand-in translates nothing, and
 * nothing is compared. `glossaryFor`: what the glossary wants of a direction is looked for too, whoever has written the words.
 */
export function withGuard(engine: Engine, glossaryFor: GlossaryFor = async () => undefined): Engine {
  if (engine.method === 'stand-in') return engine
  return around(engine, {
    translate: async (job) => {
      // read while the engine works: a function that starts need not wait for its words
      const all = [engine.translate(job), loaded(), glossaryFor(job.from, job.to)] as const
      const [translated, compare, glossary] = await Promise.all(all)
      return translated.map((each, index) => ({
        spans: each.spans,
        notes: [...each.notes, ...compared(compare, job, glossary, job.segments[index] ?? [], each)],
      }))
    },
  })
}

type Compare = Awaited<ReturnType<typeof loaded>>

async function loaded() {
  const [{ guard }, { noteOf }] = await Promise.all([import('./guard/guard.ts'), import('./guard/finding.ts')])
  return { guard, noteOf }
}

function compared(
  { guard, noteOf }: Compare,
  { from, to }: Job,
  glossary: Glossary | undefined,
  source: Segment,
  { spans }: Translated,
): readonly Note[] {
  try {
    const found = guard({ from, to, source, target: spans, terms: glossary?.terms ?? [] }).map((finding) =>
      noteOf(finding, plain(source), plain(spans)),
    )
    return found.map((note) => (note.level === 'hold' ? { ...note, level: 'check' } : note))
  } catch {
    // a fault of ours must neither lose the translation nor pass for silence
    return [{ rule: 'guard-failed', level: 'check', reason: 'source and translation could not be compared: read it', place: {} }]
  }
}
