import { type Note, plain } from '@depesche/article/model'
import { chrf } from '@depesche/translation/chrf'
import { type Engine, EngineError, type Offer, type Segment } from '@depesche/translation/engine'
import { guard } from '@depesche/translation/guard/guard'

/** A passage and what a person made of it. */
export interface Reference {
  readonly source: Segment
  readonly target: Segment
}

/** Pairs of one direction. */
export interface Direction {
  readonly from: string
  readonly to: string
  readonly pairs: readonly Reference[]
  /** how many the file has; those that are evaluated are spread evenly over them */
  readonly of: number
}

/** What the fact guard finds in pairs. */
export interface Found {
  /** pairs with at least one finding that a desk should see */
  readonly flagged: number
  /** pairs with a finding of that rule */
  readonly byRule: Readonly<Record<string, number>>
}

/** An engine in a direction, or a person: what the translations that are taken for right give. */
export interface Scored extends Found {
  /** absent: the reference itself */
  readonly engine?: { readonly name: string; readonly label: string; readonly offer: Offer }
  /** chrF++, 0 to 100; absent for the reference */
  readonly score?: number
  readonly milliseconds?: number
  /** its worst pairs by chrF++ */
  readonly worst: readonly { readonly source: string; readonly reference: string; readonly translation: string; readonly score: number }[]
  /** the engine could not: nothing else is said then */
  readonly failed?: string
}

export interface Evaluated extends Omit<Direction, 'pairs'> {
  readonly pairs: number
  readonly scored: readonly Scored[]
  /** engines that do not translate it */
  readonly without: readonly string[]
}

const AT_ONCE = 20
const WORST = 3

/** Has each engine translate the sources of a direction, and measures it against what people made of them. `step` is called after each piece. */
export async function evaluate(
  direction: Direction,
  engines: readonly Engine[],
  step: (label: string, pairs: number) => void,
): Promise<Evaluated> {
  const { from, to, of, pairs } = direction
  const scored: Scored[] = [
    {
      ...foundIn(
        direction,
        pairs.map(({ target }) => target),
      ),
      worst: [],
    },
  ]
  const able = engines.filter((engine) => engine.offer(from, to) !== undefined)
  for (const engine of able) scored.push(await scoreOf(direction, engine, (count) => step(engine.label, count)))
  return { from, to, of, pairs: pairs.length, scored, without: engines.filter((engine) => !able.includes(engine)).map(({ name }) => name) }
}

async function scoreOf(direction: Direction, engine: Engine, step: (pairs: number) => void): Promise<Scored> {
  const { from, to, pairs } = direction
  const { name } = engine
  const offer = engine.offer(from, to)!
  const out: Segment[] = []
  const began = performance.now()
  try {
    for (let at = 0; at < pairs.length; at += AT_ONCE) {
      const segments = pairs.slice(at, at + AT_ONCE).map(({ source }) => source)
      out.push(...(await engine.translate({ from, to, segments })).map(({ spans }) => spans))
      step(segments.length)
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    return { engine: { name, label: engine.label, offer }, flagged: 0, byRule: {}, worst: [], failed: error.message }
  }
  const texts = out.map((spans, index) => [plain(spans), plain(pairs[index]!.target)] as const)
  return {
    engine: { name, label: engine.label, offer },
    ...foundIn(direction, out),
    score: chrf(texts),
    milliseconds: performance.now() - began,
    worst: texts
      .map(([translation, reference], index) => ({
        source: plain(pairs[index]!.source),
        reference,
        translation,
        score: chrf([[translation, reference]]),
      }))
      .toSorted((a, b) => a.score - b.score)
      .slice(0, WORST),
  }
}

const SEEN: readonly Note['level'][] = ['check', 'hold']

function foundIn({ from, to, pairs }: Direction, targets: readonly Segment[]): Found {
  const byRule: Record<string, number> = {}
  let flagged = 0
  for (const [index, target] of targets.entries()) {
    const seen = guard({ from, to, source: pairs[index]!.source, target }).filter(({ level }) => SEEN.includes(level))
    for (const rule of new Set(seen.map((finding) => finding.rule))) byRule[rule] = (byRule[rule] ?? 0) + 1
    if (seen.length > 0) flagged++
  }
  return { flagged, byRule }
}
