import type { Known } from '../text/language.ts'
import type { Token } from '../text/tokens.ts'
import { scaledFrom } from './scaled.ts'
import type { Unit } from './units.ts'

const RANGE = new Set([
  'bis',
  'und',
  'oder',
  'à',
  'a',
  'et',
  'ou',
  'e',
  'o',
  'y',
  'to',
  'and',
  'or',
  '-',
  '–',
  '/',
  'auf',
  'zu',
  'gegen',
  'statt',
  'sur',
  'su',
  'contre',
  'contro',
  'al',
  'ad',
  'frente',
  'from',
  'vs',
])

/** What the digits may also stand for: decades, short years, the first of two millions, weeks in days. */
export function alternatives(
  tokens: readonly Token[],
  at: number,
  value: number,
  unit: Unit | undefined,
  language: Known | undefined,
): readonly number[] {
  return [
    ...attacks(tokens, at, value),
    ...decade(value),
    ...shortYear(tokens, at, value),
    ...firstOfRange(tokens, at, value, language),
    ...otherMeasure(value, unit),
  ]
}

/** `9/11` is the eleventh of September. */
const attacks = (tokens: readonly Token[], at: number, value: number) =>
  value === 9 && tokens[at + 1]?.text === '/' && tokens[at + 2]?.text === '11' ? [11] : []

const decade = (value: number) => {
  if (value >= 1900 && value < 2000 && value % 10 === 0) return [value - 1900]
  return value >= 20 && value <= 90 && value % 10 === 0 ? [1900 + value] : []
}

/** `2010/11`, `2022-23`, `’68`. */
function shortYear(tokens: readonly Token[], at: number, value: number): readonly number[] {
  const [before, mark] = [tokens[at - 2], tokens[at - 1]]
  if (value > 99 || !mark?.text || !/^[/\-–'’]$/.test(mark.text)) return []
  if (mark.text === "'" || mark.text === '’') return [1900 + value, 2000 + value]
  const century = Math.floor(Number(before?.text) / 100) * 100
  return before?.text.length === 4 ? [century + value] : []
}

function firstOfRange(tokens: readonly Token[], at: number, value: number, language: Known | undefined): readonly number[] {
  if (!RANGE.has(tokens[at + 1]?.key ?? '') || tokens[at + 2]?.kind !== 'number') return []
  const { factor } = scaledFrom(tokens, at + 3, language)
  return factor === 1 ? [] : [value * factor]
}

/** Fourteen days are two weeks, and `quinze jours` too. */
export function otherMeasure(value: number, unit: Unit | undefined): readonly number[] {
  if (unit === 'day') return [7, 8].includes(value) ? [1] : [14, 15].includes(value) ? [2, 14, 15] : []
  if (unit === 'tenth') return [value / 10]
  if (unit === 'percent') return value > 0 && 100 % value === 0 ? [100 / value] : []
  if (unit === 'hour') return value % 24 === 0 ? [value / 24] : []
  if (unit === 'month') return value % 6 === 0 ? [value / 12] : []
  if (unit === 'year') return value % 10 === 0 ? [value / 10, value / 100] : []
  return unit === 'minute' && value % 30 === 0 ? [value / 60] : []
}
