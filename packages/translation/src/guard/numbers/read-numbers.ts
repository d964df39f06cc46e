import type { Known } from '../text/language.ts'
import { capitalInside } from '../text/sentence-case.ts'
import type { Token } from '../text/tokens.ts'
import { phraseAt } from './phrase.ts'
import type { Quantity } from './quantity.ts'
import { romanNumber } from './roman.ts'
import { gluedScaleOf, scaleOf } from './scales.ts'
import { type Unit, unitOf } from './units.ts'
import { writtenNumber } from './written-number.ts'

/** The numbers of a text: in digits, in words, and Roman ones. `skip`: tokens that are read as something else (dates, times). */
export function readNumbers(tokens: readonly Token[], language: Known | undefined, skip: ReadonlySet<number>): readonly Quantity[] {
  const found: Quantity[] = []
  for (let at = 0; at < tokens.length; ) {
    const read = skip.has(at) ? undefined : (digitsAt(tokens, at, language) ?? wordsAt(tokens, at, language) ?? romanAt(tokens, at))
    if (read) found.push(read.quantity)
    at = read?.next ?? at + 1
  }
  return found
}

interface Read {
  readonly quantity: Quantity
  readonly next: number
}

function digitsAt(tokens: readonly Token[], at: number, language: Known | undefined): Read | undefined {
  const token = tokens[at]
  if (token?.kind !== 'number' || ofDisease(tokens, at)) return undefined
  const { factor, next } = scaledFrom(tokens, at + 1, language)
  const value = writtenNumber(token.text, language)
  const unit = unitAround(tokens, at, next)
  const base = value === undefined ? [] : [value * factor]
  const values = [...base, ...(value === undefined ? [] : others(tokens, at, value, unit, language))]
  const end = tokens[next - 1]?.end ?? token.end
  const parts = token.text.split(/[.,'’\s\u00a0\u2009\u202f]/)
  return {
    quantity: {
      start: token.start,
      end,
      values,
      strength: 'digits',
      parts,
      written: factor === 1 && parts.length > 1 ? token.text : '',
      ...(unit && { unit }),
    },
    next,
  }
}

/** `Covid-19` is often just Covid. */
function ofDisease(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === '19' && tokens[at - 2]?.key === 'covid'
}

function scaledFrom(
  tokens: readonly Token[],
  from: number,
  language: Known | undefined,
): { readonly factor: number; readonly next: number } {
  let factor = 1
  let next = from
  for (; next < from + 2; next++) {
    const token = tokens[next]
    if (token?.kind !== 'word') break
    const scale = scaleOf(token.key, language) ?? (token.tight ? gluedScaleOf(token.key, language) : undefined)
    if (scale === undefined) break
    factor *= scale
  }
  return { factor, next }
}

/** The unit after a number, or the currency before it; an abbreviation's point or `de` may part them. */
function unitAround(tokens: readonly Token[], at: number, next: number): Unit | undefined {
  const before = unitOf(tokens[at - 1]?.text === '.' ? tokens[at - 2] : tokens[at - 1])
  if (before === 'CHF' || before === 'EUR' || before === 'USD' || before === 'GBP') return before
  const linked = /^(?:\.|-|–|de|di|d|per|por|pour)$/
  let after = next
  while (after < next + 3 && linked.test(tokens[after]?.key ?? '') && tokens[after]?.key !== 'percent') after++
  const two = `${tokens[after - 1]?.key} ${tokens[after]?.key}`
  if (/^(?:per|pour|por) (?:cento|cent|ciento)$/.test(two)) return 'percent'
  return unitOf(tokens[after])
}

const RANGE = new Set(['bis', 'und', 'oder', 'à', 'a', 'et', 'ou', 'e', 'o', 'y', 'to', 'and', 'or', '-', '–', '/'])

/** What the digits may also stand for: decades, short years, the first of two millions, weeks in days. */
function others(
  tokens: readonly Token[],
  at: number,
  value: number,
  unit: Unit | undefined,
  language: Known | undefined,
): readonly number[] {
  return [...decade(value), ...shortYear(tokens, at, value), ...firstOfRange(tokens, at, value, language), ...otherMeasure(value, unit)]
}

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
function otherMeasure(value: number, unit: Unit | undefined): readonly number[] {
  if (unit === 'day') return [7, 8].includes(value) ? [1] : [14, 15].includes(value) ? [2, 14, 15] : []
  if (unit === 'hour') return value % 24 === 0 ? [value / 24] : []
  if (unit === 'month') return value % 6 === 0 ? [value / 12] : []
  if (unit === 'year') return value % 10 === 0 ? [value / 10, value / 100] : []
  return unit === 'minute' && value % 30 === 0 ? [value / 60] : []
}

function wordsAt(tokens: readonly Token[], at: number, language: Known | undefined): Read | undefined {
  const token = tokens[at]
  if (!language || token?.kind !== 'word') return undefined
  const phrase = phraseAt(tokens, at, language)
  if (!phrase) return undefined
  const end = tokens[phrase.next - 1]?.end ?? token.end
  const unit = unitAround(tokens, at, phrase.next)
  const loose = phrase.vague || capitalInside(token) || inPassing(tokens, at) || FRACTION.test(tokens[phrase.next]?.key ?? '')
  const values = [phrase.value, ...otherMeasure(phrase.value, unit)]
  return {
    quantity: { start: token.start, end, values, strength: loose ? 'hint' : 'word', parts: [], written: '', ...(unit && { unit }) },
    next: phrase.next,
  }
}

/** Three quarters are 75 percent as well. */
const FRACTION =
  /^(?:viertel|drittel|funftel|zehntel|achtel|sechstel|quarts?|tiers|cinquiemes?|dixiemes?|quarti|terzi|quinti|quarters?|thirds?|fifths?|tenths?|cuart[oa]s?|tercios?|quintos?)/

/** `deux ou trois`: a few, no number. */
function inPassing(tokens: readonly Token[], at: number): boolean {
  return /^(?:ou|oder|or|o)$/.test(tokens[at - 1]?.key ?? '') || /^(?:ou|oder|or|o)$/.test(tokens[at + 1]?.key ?? '')
}

function romanAt(tokens: readonly Token[], at: number): Read | undefined {
  const token = tokens[at]
  const value = token?.kind === 'word' ? romanNumber(token.text) : undefined
  if (!token || value === undefined) return undefined
  return { quantity: { start: token.start, end: token.end, values: [value], strength: 'hint', parts: [], written: '' }, next: at + 1 }
}
