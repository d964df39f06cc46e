import type { Unit } from './units.ts'

/** A number in a text, by value. */
export interface Quantity {
  readonly start: number
  readonly end: number
  /** what it may stand for, the likeliest first: `90er` is 90 and 1990 */
  readonly values: readonly number[]
  /** `digits` and `word` must be found on the other side; a `hint` (one, half, third, a dozen) only answers what stands there */
  readonly strength: 'digits' | 'word' | 'hint'
  /** the digits between its separators: `14.20` and `14h20` are both 14, 20 */
  readonly parts: readonly string[]
  /** its digits as they stand; empty for words. The same digits on both sides are the same number, however they are read */
  readonly written: string
  readonly unit?: Unit
}
