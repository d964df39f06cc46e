import type { Known } from '../text/language.ts'
import type { Token } from '../text/tokens.ts'
import { gluedScaleOf, scaleOf } from './scales.ts'
import { isMoney, unitOf } from './units.ts'

/** What the words from an index on multiply the number before them by, and the index after them: `mille milliards`. */
export function scaledFrom(
  tokens: readonly Token[],
  from: number,
  language: Known | undefined,
): { readonly factor: number; readonly next: number } {
  let factor = 1
  let next = from
  for (; next < from + 2; next++) {
    const token = tokens[next]
    if (token?.kind !== 'word') break
    const scale =
      scaleOf(token.key, language) ?? (token.tight ? gluedScaleOf(token.key, language, isMoney(unitOf(tokens[from - 2]))) : undefined)
    if (scale === undefined) break
    factor *= scale
  }
  return { factor, next }
}
