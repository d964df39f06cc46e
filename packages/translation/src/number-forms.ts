import { plain, type Span } from '@depesche/article/model'
import type { Segment } from './engine.ts'
import { formOf } from './typography.ts'

/** `1,500` and `2.5`, `1.500` and `2,5`, `12,500.75`: not part of a longer number, a date, a version, a score or a word. */
const NUMBER = /(?<![\p{L}\p{N}.,'’:/_-]|[\p{L}\p{N}][-–])\d+(?:[.,]\d+)+(?![\p{L}\p{N}'’:/_-]|[.,]\d)/gu

/** What makes a number with a point or a comma an amount, and no time, section or version: what stands right behind it, or right before. */
const UNIT_AFTER =
  /^[ \u00a0\u202f]?(?:[%‰°€$£]|prozent|percent|per cent|pour cent|per cento|por ciento|pour-cent|mio|mrd|mill|mili|mia|mil\b|bill|trill|frank|franc|euro?s?\b|dollar|dólar|pfund|pound|livre|libra|sterl|chf|eur|usd|gbp|km|kg|[cm]?m[²³]?\b|ha\b|t\b|l\b|[kmg]wh?\b|hekt|hect|ettar|grad|degr|punkt|point|punt|meter|metre|mètre|metr|tonn|liter|litr|kilo|sekund|second|segund|stund|hour|heure|ore\b|hora|mal\b|times|fois|volte|veces)/i
const UNIT_BEFORE = /(?:chf|fr\.|francs|eur|usd|gbp|[€$£])[ \u00a0\u202f]?$/i

/**
 * Numbers that an engine has copied from the source as they were, in the form of the target's readers: the source's `1.5 million` is `1,5 millones`, its
 * `12,500` is `12.500`. Only what stands in both texts letter for letter is touched, and of decimals only amounts. The value stays.
 */
export function numbersAsSet(
  source: Segment,
  target: Segment,
  { from, form: language }: { readonly from: string; readonly form: string },
): Segment {
  const [ours, theirs] = [formOf(from), formOf(language)]
  if (!ours || !theirs || ours.decimal === theirs.decimal) return target
  const copied = new Set(plain(source).match(NUMBER))
  if (copied.size === 0) return target
  const point = ours.decimal
  return target.map((span): Span => {
    const text = span.text.replace(NUMBER, (number, at: number) => {
      const [whole = '', fraction] = point === '.' ? split(number, '.', ',') : split(number, ',', '.')
      if (!copied.has(number) || whole === '') return number
      if (fraction === undefined) return grouped(whole, theirs.thousands)
      const isAmount = UNIT_AFTER.test(span.text.slice(at + number.length)) || UNIT_BEFORE.test(span.text.slice(0, at))
      return isAmount ? `${grouped(whole, theirs.thousands)}${theirs.decimal}${fraction}` : number
    })
    return text === span.text ? span : { ...span, text }
  })
}

/** Digits before and after the decimal sign; nothing for what is no number in that form (`1,50,2`). */
function split(number: string, decimal: string, thousands: string): readonly [whole?: string, fraction?: string | undefined] {
  const [whole = '', fraction, ...more] = number.split(decimal)
  const groups = whole.split(thousands)
  const isSound = groups.length === 1 || (groups[0]!.length <= 3 && groups.slice(1).every((group) => group.length === 3))
  if (!isSound || more.length > 0 || fraction?.includes(thousands) || (groups.length === 1 && fraction === undefined)) return []
  return [groups.join(''), fraction]
}

/** In groups of three from five digits on. */
function grouped(digits: string, sign: string | undefined): string {
  return digits.length < 5 || sign === undefined ? digits : digits.replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, sign)
}
