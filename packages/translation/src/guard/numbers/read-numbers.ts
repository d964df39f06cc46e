import type { Known } from '../text/language.ts'
import type { Token } from '../text/tokens.ts'
import { digitsAt } from './digits.ts'
import { halfOf } from './halves.ts'
import type { Quantity } from './quantity.ts'
import type { Read } from './read.ts'
import { romanNumber } from './roman.ts'
import { wordsAt } from './words.ts'

/** The numbers of a text: in digits, in words, and Roman ones. `skip`: tokens that are read as something else (dates, times). */
export function readNumbers(tokens: readonly Token[], language: Known | undefined, skip: ReadonlySet<number>): readonly Quantity[] {
  const found: Quantity[] = []
  let last = 0
  for (let at = 0; at < tokens.length; ) {
    const read = skip.has(at)
      ? undefined
      : (digitsAt(tokens, at, language) ?? halfOf(tokens, at, language) ?? wordsAt(tokens, at, language) ?? romanAt(tokens, at))
    if (read) add(found, tokens.slice(last, at), read.quantity)
    at = read?.next ?? at + 1
    if (read) last = at
  }
  return found
}

const ROUND = new Set([3, 4, 5, 10, 20, 100])
const OF = /^(?:in|von|sur|su|de|of|out|cada|ogni)$/

/** `nine in ten` are 90 percent as well: the first number may be either, and the second need not come back. */
function add(found: Quantity[], between: readonly Token[], quantity: Quantity): void {
  const before = found.at(-1)
  const [a = 0, b = 0] = [before?.values[0], quantity.values[0]]
  const share = before && between.length > 0 && between.length < 3 && between.every(({ key }) => OF.test(key)) && a < b && ROUND.has(b)
  if (!share) found.push(quantity)
  else found.splice(-1, 1, { ...before, values: [...before.values, (100 * a) / b] }, { ...quantity, strength: 'hint' })
}

function romanAt(tokens: readonly Token[], at: number): Read | undefined {
  const token = tokens[at]
  const value = token?.kind === 'word' ? romanNumber(token.text) : undefined
  if (!token || value === undefined) return undefined
  return { quantity: { start: token.start, end: token.end, values: [value], strength: 'hint', parts: [], written: '' }, next: at + 1 }
}
