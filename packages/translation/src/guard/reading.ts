import { plain } from '@depesche/article/model'
import type { Segment } from '../engine.ts'
import { hintsIn, speaksOfHalf } from './numbers/hints.ts'
import type { Quantity } from './numbers/quantity.ts'
import { readNumbers } from './numbers/read-numbers.ts'
import { type Address, addressesOf, blanked } from './text/addresses.ts'
import { type Known, known } from './text/language.ts'
import { leftoversOf } from './text/leftovers.ts'
import { type Token, tokensOf } from './text/tokens.ts'
import { monthsIn, type Named, weekdaysIn } from './time/calendar.ts'
import { type ClockTime, readClock } from './time/clock.ts'
import { type NumericDate, readNumericDates } from './time/numeric-dates.ts'

/** One side of a pair, read once; every rule compares two of them. */
export interface Reading {
  readonly segment: Segment
  readonly text: string
  readonly tag: string
  readonly language: Known | undefined
  readonly tokens: readonly Token[]
  /** folded words */
  readonly words: ReadonlySet<string>
  readonly addresses: readonly Address[]
  readonly numbers: readonly Quantity[]
  readonly hints: ReadonlySet<number>
  readonly half: boolean
  readonly times: readonly ClockTime[]
  readonly dates: readonly NumericDate[]
  readonly months: readonly Named[]
  readonly weekdays: readonly Named[]
}

/** Reads a segment: its words, numbers, times and dates. Linear in its length. */
export function read(segment: Segment, tag: string): Reading {
  const text = plain(segment)
  const language = known(tag)
  const addresses = addressesOf(text)
  const tokens = tokensOf(blanked(blanked(text, addresses), leftoversOf(text)))
  const { times, used: ofTimes } = readClock(tokens, language)
  const { dates, used: ofDates } = readNumericDates(tokens, language)
  return {
    segment,
    text,
    tag,
    language,
    tokens,
    words: new Set(tokens.filter(({ kind }) => kind === 'word').map(({ key }) => key)),
    addresses,
    numbers: [...readNumbers(tokens, language, new Set([...ofTimes, ...ofDates])), ...dates.flatMap(ofDate)],
    hints: language ? hintsIn(tokens, language) : new Set(),
    half: language ? speaksOfHalf(tokens, language) : false,
    times,
    dates,
    months: [...(language ? monthsIn(tokens, language) : []), ...dates.map(({ start, end, month }) => ({ start, end, value: month }))],
    weekdays: language ? weekdaysIn(tokens, language) : [],
  }
}

/** Day and year of a date in figures are numbers; its month may be a name on the other side. */
function ofDate({ start, end, day, month, year, swappable }: NumericDate): readonly Quantity[] {
  const quantity = (values: readonly number[]): Quantity => ({ start, end, values, strength: 'digits', parts: [], written: '' })
  const years = year === undefined ? [] : [quantity(year < 100 ? [year, 2000 + year, 1900 + year] : [year, year % 100])]
  return [quantity(swappable ? [day, month] : [day]), ...years]
}
