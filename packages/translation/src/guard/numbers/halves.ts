import type { Known } from '../text/language.ts'
import type { Token } from '../text/tokens.ts'
import type { Read } from './read.ts'
import { scaleOf } from './scales.ts'

const AND = /^(?:e|et|y|und)$/
const HALF = /^(?:demie?|mezz[oa]|medi[oa]|halbe?|half)$/

/** A half that follows a number: `due milioni e mezzo`, `deux ans et demi` only after its noun. */
export function halfMore(tokens: readonly Token[], next: number): number {
  return AND.test(tokens[next]?.key ?? '') && HALF.test(tokens[next + 1]?.key ?? '') ? 0.5 : 0
}

/** `half a million`, `medio millón`, `eine halbe Million`. */
export function halfOf(tokens: readonly Token[], at: number, language: Known | undefined): Read | undefined {
  const token = tokens[at]
  if (!token || !HALF.test(token.key)) return undefined
  const next = /^(?:a|-)$/.test(tokens[at + 1]?.key ?? '') ? at + 2 : at + 1
  const scale = scaleOf(tokens[next]?.key ?? '', language)
  if (scale === undefined || scale < 1000) return undefined
  const end = tokens[next]?.end ?? token.end
  return { quantity: { start: token.start, end, values: [scale / 2], strength: 'hint', parts: [], written: '' }, next: next + 1 }
}
