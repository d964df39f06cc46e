import { matchesIn } from './matches.ts'

/** A number of the wire that a text names. */
export interface WireNumber {
  /** `bsd` */
  readonly service: string
  /** `063` */
  readonly number: string
  /** YYYYMMDD, where the number is written with it (`urn:newsml:…:20181106:bsd063`) */
  readonly date?: string
  readonly start: number
  readonly end: number
}

const BEFORE = '(?<![\\p{L}\\p{N}#@_.-])'
// `300'000`, `1,5`, `063-0123456789abcdef`: an amount, a part of something longer
const AFTER = "(?![\\p{L}\\p{N}_]|[.,'’-]\\d|-[0-9a-f]{16})"
/** The letters of a service that no word of the four languages has alone: `bis 120` and `pro 100` are prose. */
export const VOWELLESS = '[bsrp][b-df-hj-np-tv-xz][b-df-hj-np-tv-xzi]'
const NUMBER_WORD = '(?:nr|nummer|no|numéro|numero|number|num|n)\\.?\\s?[°º]?'
const STORY_WORD = '(?:meldung|depesche|dépêche|notizia|dispaccio|story|item|dispatch)'

/** `bsd063`, `brz027`, `phd9021`: a service begins with b, s, r or p. */
const JOINED = new RegExp(`(?:(?<!\\d)(\\d{8})[:/])?${BEFORE}([bsrp][a-z]{2}|[BSRP][A-Z]{2})(\\d{3,4})${AFTER}`, 'gu')
/** `bsd 063`, `bsd-063`, `bsd/063`: only letters that are no word. */
const APART = new RegExp(`${BEFORE}(${VOWELLESS}|${VOWELLESS.toUpperCase()})[ /-](\\d{3,4})${AFTER}`, 'gu')
/** `bsd Nr. 63`. */
const NUMBERED = new RegExp(`${BEFORE}(${VOWELLESS})[ ,]{1,2}${NUMBER_WORD}\\s?(\\d{1,4})${AFTER}`, 'giu')
/** `Meldung Nr. 63`: the service is the text's own. */
const OF_OWN = new RegExp(`(?<!\\p{L})${STORY_WORD}\\s()${NUMBER_WORD}\\s?(\\d{1,4})${AFTER}`, 'giu')

const MOST = 200

/**
 * The numbers of the wire that a text names, in order. A service is three letters, the first of them b, s, r or p, all small or
 * all capital; a number has three or four digits. Joined they are a number (`bsd063`); apart (`bsd 063`) only if the letters
 * cannot be a word: no vowel but a last i. In capitals, or apart, four digits that read as a year are none. After a word for
 * number (`bsd Nr. 63`) fewer digits will do; `Meldung Nr. 63` is a number of the text's own service, if it has one.
 */
export function wireNumbersIn(text: string, ownService?: string): readonly WireNumber[] {
  const joined = matchesIn(text, JOINED, MOST).map((match) => numberOf(match, match[2], match[3], match[1]))
  const apart = matchesIn(text, APART, MOST).map((match) => numberOf(match, match[1], match[2]))
  const numbered = matchesIn(text, NUMBERED, MOST).map((match) => numberOf(match, match[1], match[2]))
  const own = ownService === undefined ? [] : matchesIn(text, OF_OWN, MOST).map((match) => numberOf(match, ownService, match[2]))
  const sure = [...joined.filter((one) => !isYear(one) || isSmall(text, one)), ...apart.filter((one) => !isYear(one))]
  return [...sure, ...numbered, ...own].sort((a, b) => a.start - b.start)
}

function numberOf(match: RegExpExecArray, service = '', digits = '', date?: string): WireNumber {
  const span = { start: match.index, end: match.index + match[0].length }
  return { service: service.toLowerCase(), number: digits.padStart(3, '0'), ...(date !== undefined && { date }), ...span }
}

function isSmall(text: string, { start }: WireNumber): boolean {
  return /[a-z\d]/.test(text[start] ?? '')
}

function isYear({ number }: WireNumber): boolean {
  return /^(?:19|20)\d\d$/.test(number)
}
