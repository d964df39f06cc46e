import type { Known } from '../text/language.ts'
import type { Token } from '../text/tokens.ts'
import { alternatives } from './alternatives.ts'
import { halfMore } from './halves.ts'
import type { Read } from './read.ts'
import { scaledFrom } from './scaled.ts'
import { unitAround } from './unit-around.ts'
import type { Unit } from './units.ts'
import { writtenNumber } from './written-number.ts'

/** The number in digits that begins at `tokens[at]`, with the words that multiply it. */
export function digitsAt(tokens: readonly Token[], at: number, language: Known | undefined): Read | undefined {
  const token = tokens[at]
  if (token?.kind !== 'number' || ofDisease(tokens, at)) return undefined
  const { factor, next } = scaledFrom(tokens, at + 1, language)
  const value = writtenNumber(token.text, language)
  const unit = ofPounds(unitAround(tokens, at, next), factor)
  const values = value === undefined ? [] : [(value + halfMore(tokens, next)) * factor, ...alternatives(tokens, at, value, unit, language)]
  const parts = factor === 1 ? token.text.split(/[.,'’\s\u00a0\u2009\u202f]/) : []
  const written = parts.length > 1 ? token.text : ''
  const end = tokens[next - 1]?.end ?? token.end
  return { quantity: { start: token.start, end, values, strength: 'digits', parts, written, ...(unit && { unit }) }, next }
}

/** A million pounds are money. */
const ofPounds = (unit: Unit | undefined, factor: number): Unit | undefined => (unit === 'imperial' && factor > 1 ? 'GBP' : unit)

/** `Covid-19` is often just Covid. */
function ofDisease(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === '19' && tokens[at - 2]?.key === 'covid'
}
