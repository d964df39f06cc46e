import type { Run } from '@depesche/translation/marks'
import { type StreamRun, withOpaque } from './opaque.ts'
import type { Pool } from './pool.ts'
import { type FromStream, fromStream, toStream } from './stream.ts'

/** One segment through modes, one after the other. */
export async function throughModes(pool: Pool, modes: readonly string[], runs: readonly Run[]): Promise<FromStream> {
  let now: readonly StreamRun[] = withOpaque(runs)
  const unknown = new Set<string>()
  for (const mode of modes) {
    const out = await hop(pool, mode, now)
    for (const word of out.unknown) unknown.add(word)
    now = out.runs
  }
  return { runs: now, unknown: [...unknown] }
}

async function hop(pool: Pool, mode: string, runs: readonly StreamRun[]): Promise<FromStream> {
  const text = runs.map((run) => run.text).join('')
  // a heading has no full stop and still ends a sentence, for the tagger
  const stop = /[.?!…:;]["”»’)\]]*\s*$/.test(text) ? '' : '.'
  const { runs: out, unknown } = fromStream(await pool.use(mode, (pipeline) => pipeline.send(toStream(runs) + stop)))
  return { runs: tidied(stop ? withoutStop(out) : out, text), unknown }
}

function withoutStop(runs: readonly StreamRun[]): readonly StreamRun[] {
  const last = runs.at(-1)
  return last && !last.opaque && last.text.endsWith('.') ? runs.with(-1, { ...last, text: last.text.slice(0, -1) }) : runs
}

const AFTER_OPENING = /(?<=[“„(¿¡]) (?=\S)/g

/** Words that move or go leave doubled spaces behind, one at the start, or one after an opening quotation mark. */
function tidied(runs: readonly StreamRun[], source: string): readonly StreamRun[] {
  const opening = source.search(AFTER_OPENING) >= 0
  let spaced = !/^\s/.test(source)
  const tidy = (text: string) => {
    const single = text.replaceAll(/ {2,}/g, ' ').slice(spaced && text.startsWith(' ') ? 1 : 0)
    return opening ? single : single.replaceAll(AFTER_OPENING, '')
  }
  return runs.map((run) => {
    const text = run.opaque ? run.text : tidy(run.text)
    if (text !== '') spaced = text.endsWith(' ')
    return { ...run, text }
  })
}
