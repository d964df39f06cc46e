import { type Note, plain, type Span } from '@depesche/article/model'
import { around, type Engine, type Job, type Segment, type Translated } from '@depesche/translation/engine'
import { joinedSpans } from '@depesche/translation/joined-spans'
import { hasWords } from '@depesche/translation/segments'
import type { Sentence } from '@depesche/translation/sentences'
import { withoutTerms } from '@depesche/translation/term-mark'
import { keys, sha256 } from './keys.ts'
import { valueIn } from './ledger/items.ts'
import { IMPORTED, type Indexed, keepIndexed } from './ledger/memory-index.ts'
import { noteSaved } from './ledger/spend.ts'
import type { Clock, Key, Table } from './ports.ts'

/** What an engine made of a passage (`M#`): used again wherever the same passage comes in the same direction. */
export interface Remembered {
  readonly spans: readonly Span[]
  /** its doubts about this passage: they are told again */
  readonly notes: readonly Note[]
}

/** Characters of one job. */
export interface Tally {
  /** to the engine */
  readonly sent: number
  /** found in the memory, or twice in the same job */
  readonly saved: number
}

export interface MemoryOptions {
  readonly tally?: (job: Job, tally: Tally) => void
  /** the memory could not be written, which costs money and nothing else */
  readonly onTrouble?: (error: unknown) => void
}

/** A passage that is sent as one, and where it is remembered. */
interface Passage {
  readonly place: Key
  /** where it is if a memory was imported that has it: it comes first */
  readonly imported: Key
  readonly name: string
  readonly spans: Segment
}

/**
 * The same engine with a memory: a passage that it has translated before in that direction is not sent again, in the next version or
 * another article, and one that comes twice in a job is sent once. A passage is a segment, or a sentence for engines that look no
 * further. What was imported (`memory import`) comes before what an engine made; what another engine made, or the same in another version or on
 * another route, does not count.
 */
export function withMemory(
  engine: Engine,
  { table, clock }: { readonly table: Table; readonly clock: Clock },
  { tally = () => {}, onTrouble = () => {} }: MemoryOptions = {},
): Engine {
  const translate = async (job: Job): Promise<readonly Translated[]> => {
    const placeOf = placing(engine, job)
    const passages = new Map<string, Passage>()
    // a function whose engine takes whole paragraphs does not read what parts sentences
    const sentences = engine.bySentence ? await import('@depesche/translation/sentences') : undefined
    const cut = (segment: Segment): readonly Sentence[] => sentences?.sentencesOf(segment, job.from) ?? [{ spans: segment, gap: [] }]
    const segments = job.segments.map(cut)
    for (const { spans } of segments.flat()) {
      const passage = hasWords(spans) ? placeOf(spans) : undefined
      if (passage) passages.set(passage.name, passage)
    }
    const known = await remembered(table, [...passages.values()])
    const missing = [...passages.values()].filter(({ name }) => !known.has(name))
    const rest = { ...job, segments: missing.map(({ spans }) => spans) }
    const billed = engine.billed && missing.length > 0 ? engine.billed(rest) : 0
    const made = missing.length > 0 ? await engine.translate(rest) : []
    if (made.length !== missing.length) throw new Error(`${missing.length} segments were sent and ${made.length} came back`)
    const fresh = new Map(missing.map(({ name }, index) => [name, made[index]!]))
    const sent = missing.reduce((sum, { spans }) => sum + plain(spans).length, 0)
    const saved = job.segments.reduce((sum, segment) => sum + plain(segment).length, 0) - sent
    tally(job, { sent, saved })
    job.count?.({ sent, saved, billed })
    const about = { from: job.from, to: job.to, at: clock() }
    await Promise.all([remember(table, about, missing, fresh), engine.billed && noteSaved(table, engine.name, saved, about.at)]).catch(
      onTrouble,
    )
    return segments.map((parts) =>
      putTogether(parts, (spans) => {
        const { name } = placeOf(spans)
        return known.get(name) ?? fresh.get(name)
      }),
    )
  }
  return around(engine, { translate })
}

/** The engine's label and route are part of it: a new version of an engine or a model makes its own words. */
function placing(engine: Engine, { from, to }: Job): (spans: Segment) => Passage {
  const { route = '', version } = engine.offer(from, to) ?? {}
  const maker = `${engine.name}#${sha256(JSON.stringify([engine.label, route, ...(version === undefined ? [] : [version])])).slice(0, 16)}`
  return (spans) => {
    const hash = sha256(JSON.stringify(spans))
    const place = keys.memory(hash, from, to, maker)
    // another system knows nothing of our terms
    const bare = sha256(JSON.stringify(withoutTerms(spans)))
    return { place, imported: keys.memory(bare, from, to, IMPORTED), name: place.partition, spans }
  }
}

async function remembered(table: Table, passages: readonly Passage[]): Promise<ReadonlyMap<string, Translated>> {
  const items = passages.length > 0 ? await table.getMany(passages.flatMap(({ imported, place }) => [imported, place])) : []
  return new Map(
    passages.flatMap(({ name }, index) => {
      const found = valueIn<Remembered>(items[2 * index]) ?? valueIn<Remembered>(items[2 * index + 1])
      return found ? [[name, found] as const] : []
    }),
  )
}

/** Text that is longer than an item may be is not remembered: a paragraph of several thousand characters. */
async function remember(
  table: Table,
  about: Omit<Indexed, 'source'>,
  missing: readonly Passage[],
  fresh: ReadonlyMap<string, Translated>,
): Promise<void> {
  await Promise.all(
    missing.map(async ({ name, place, spans: source }) => {
      const { spans, notes } = fresh.get(name)!
      if (plain(spans).trim() !== '') await keepIndexed(table, place, { spans, notes }, { ...about, source })
    }),
  )
}

/** A segment of its sentences' translations; what has no words stands as it is. */
function putTogether(sentences: readonly Sentence[], translatedOf: (spans: Segment) => Translated | undefined): Translated {
  const [only] = sentences
  const parts = sentences.map(({ spans, gap }) => ({
    gap,
    translated: (hasWords(spans) ? translatedOf(spans) : undefined) ?? { spans, notes: [] },
  }))
  if (parts.length === 1 && only?.gap.length === 0) return parts[0]!.translated
  return {
    spans: joinedSpans(parts.flatMap(({ translated, gap }) => [translated.spans, gap])),
    notes: parts.flatMap(({ translated }) => translated.notes),
  }
}
