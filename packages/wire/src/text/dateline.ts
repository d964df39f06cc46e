import type { Dateline } from '@depesche/article/model'
import { splitPlace } from '../life/cantons.ts'
import { creditIn } from './agencies.ts'
import { type Copy, type Cut, cut, type Line } from './piece.ts'

interface Found {
  readonly length: number
  readonly dateline: Dateline | undefined
  readonly agencies: readonly string[]
  /** as printed */
  readonly credit: string | undefined
}

const DATE = /^(?:\d{1,2}\.?(?:er)?\s+\p{L}{3,10}\.?|\p{L}{3,10}\.?\s+\d{1,2}|\d{1,2}\.\s?\d{1,2}\.)(?:,?\s+\d{4})?$/u

/**
 * The dateline that opens a paragraph: `BERN, 12. März (SDA) -`, `Genève (ats)`, `Turin (ats afp)`, `(sda)`, and a place in
 * capitals before a dash (`BERNA - `). Brackets must name an agency; a place in small letters alone is left in the text.
 */
export function datelineIn(text: string): Found | undefined {
  return withAgency(text) ?? inCapitals(text)
}

function withAgency(text: string): Found | undefined {
  const match = /^(\s*)([^()\n]{0,60}?)\s*\(([^()]{2,40})\)(\s*[-–—:]{1,2}(?=\s))?\s*/u.exec(text.slice(0, 130))
  const credit = match && creditIn(match[3] ?? '')
  if (!match || !credit) return undefined
  const printed = (match[2] ?? '').replace(/[,\s]+$/, '')
  const dateline = printed === '' ? undefined : placeOf(printed)
  if (printed !== '' && dateline === undefined) return undefined
  const agencies = [...credit.agencies, ...credit.foreign.filter((name) => !credit.agencies.includes(name))]
  return { length: match[0].length, dateline, agencies, credit: credit.credit }
}

/** Four letters or more, so that a party (`SVP – …`) is no town, and a whole paragraph after it. */
function inCapitals(text: string): Found | undefined {
  const match = /^(\s*)(\p{Lu}[\p{Lu}.'’/ -]{2,40}\p{Lu}(?:,\s[\p{L}\d. ]{3,20})?)\s[-–—]{1,2}\s(?=["«“„]?\p{Lu})/u.exec(text.slice(0, 130))
  const dateline = match && text.length > 60 ? placeOf(match[2] ?? '') : undefined
  return match && dateline ? { length: match[0].length, dateline, agencies: [], credit: undefined } : undefined
}

function placeOf(printed: string): Dateline | undefined {
  const comma = printed.lastIndexOf(', ')
  const date = comma > 0 ? printed.slice(comma + 2).trim() : ''
  const dated = DATE.test(date)
  const place = dated ? printed.slice(0, comma) : printed
  if (!isPlace(place)) return undefined
  return { ...splitPlace(capitalised(place)), ...(dated && { date }) }
}

const PARTICLES = new Set('de du des la le les di del della d l am an der im in bei ob sur sous près à y'.split(' '))

/** One to five words with capitals, small ones between them apart: `St. Gallen`, `Bern/Genf`, `La Chaux-de-Fonds`. */
function isPlace(text: string): boolean {
  const words = text.replaceAll(/\b(st|ste|s)\./gi, '$1').split(/\s+/)
  const named = words.every((word) => /^\p{Lu}[\p{L}\p{M}'’/()-]*$/u.test(word) || PARTICLES.has(word))
  return /^\p{Lu}/u.test(text) && words.length <= 5 && named
}

/** `BERN` is Bern: capitals are the wire's habit, not the town's name. Codes of two letters stay. */
export function capitalised(place: string): string {
  if (/\p{Ll}/u.test(place)) return place
  return place.replaceAll(/\p{L}{3,}|\bSTE?(?=\.)/gu, (word) => word[0] + word.slice(1).toLowerCase())
}

/** Takes the dateline off the first of these lines: place, date, and the agencies in its brackets. */
export function takeDateline(copy: Copy, line: Line | undefined): Copy {
  const found = line && datelineIn(line.text)
  if (!found) return copy
  const where = found.dateline ? `place ${found.dateline.place}${found.dateline.area ? ` (${found.dateline.area})` : ''}, ` : ''
  const one: Cut = {
    line: line.number,
    fate: 'taken',
    from: 'start',
    length: found.length,
    part: 'dateline',
    rule: 'dateline',
    reason: `The dateline was taken off the text: ${where}${found.agencies.length > 0 ? `agencies ${found.agencies.join(', ')}` : 'no agency'}.`,
  }
  const sources = [...new Set([...copy.facts.sources, ...found.agencies])]
  // a text that nobody signs at its end is signed at its beginning
  const credit = copy.facts.credit ?? found.credit
  return cut(copy, [one], { sources, ...(found.dateline && { dateline: found.dateline }), ...(credit !== undefined && { credit }) })
}
