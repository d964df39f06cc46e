import type { Token } from '../text/tokens.ts'
import { isMoney, type Unit, unitOf } from './units.ts'

const LINKED = /^(?:\.|-|–|de|di|d|per|por|pour)$/
const PER_CENT = /^(?:per|pour|por) (?:cento|cent|ciento)$/

/** The unit after a number, or the currency before it; an abbreviation's point or `de` may part them. */
export function unitAround(tokens: readonly Token[], at: number, next: number): Unit | undefined {
  const before = unitOf(tokens[at - 1]?.text === '.' ? tokens[at - 2] : tokens[at - 1])
  if (isMoney(before)) return before
  let after = next
  while (after < next + 3 && LINKED.test(tokens[after]?.key ?? '')) after++
  if (PER_CENT.test(`${tokens[after - 1]?.key} ${tokens[after]?.key}`)) return 'percent'
  const unit = unitOf(tokens[after])
  return unit === 'degree' && tokens[after + 1]?.key === 'fahrenheit' ? 'imperial' : unit
}
