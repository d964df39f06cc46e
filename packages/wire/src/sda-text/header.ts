import { type Note, Rejected } from '@depesche/article/model'
import { check } from '../draft.ts'
import { instantOf, type WallTime } from '../time/zoned.ts'

export interface Header {
  /** `bsf` */
  readonly service: string
  /** `041` */
  readonly number: string
  readonly urgency: number
  readonly category: string
  readonly keyword: string
  readonly characters: number
}

/** `bsf041 3 ec 78   etf 627`: service and number, priority, category, words, keyword, characters. Columns may be padded. */
export function headerOf(line: string): Header {
  const match = /^\s*([a-z]{2,4})(\d{2,4})\s+(\d)\s+(\w{1,4})\s+(\d+)\s+(\w{1,6})\s+(\d+)\s*$/.exec(line.slice(0, 120))
  const [, service, number, urgency, category, , keyword, characters] = match ?? []
  if (!service || !number || !category || !keyword)
    throw new Rejected(
      'sda-text-header',
      `The header line of the dispatch cannot be read: “${line.trim().slice(0, 80)}”.`,
      'Send it as the agency wrote it.',
    )
  return { service, number, urgency: Number(urgency), category, keyword, characters: Number(characters) }
}

/** The header counts every character between 02 and 03, line ends included; another number means re-saved or cut. */
export function countNotes(header: Header, text: string): readonly Note[] {
  if (text.length === header.characters) return []
  const reason = `The header announces ${header.characters} characters, the text has ${text.length}: it was saved again, or cut. See that its end is there.`
  return [check('count-differs', reason, { line: 2 })]
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const GERMAN: Readonly<Record<string, string>> = { mrz: 'mar', mär: 'mar', mai: 'may', okt: 'oct', dez: 'dec' }

export interface Sent {
  /** YYYYMMDD of the Swiss day */
  readonly date: string
  readonly instant: string
}

/** `061642 nov 18`: day, hour, minute, month and year, Swiss time. `undefined` if it is not that. */
export function sentOf(trailer: string): Sent | undefined {
  const match = /(\d\d)(\d\d)(\d\d)\s+(\p{L}{3})\.?\s+(\d\d)\b/u.exec(trailer.slice(0, 80))
  const name = match?.[4]?.toLowerCase() ?? ''
  const month = MONTHS.indexOf(GERMAN[name] ?? name) + 1
  if (!match || month === 0) return undefined
  const wall: WallTime = {
    year: 2000 + Number(match[5]),
    month,
    day: Number(match[1]),
    hour: Number(match[2]),
    minute: Number(match[3]),
    second: 0,
  }
  const instant = instantOf(wall, 'Europe/Zurich')
  return instant ? { instant, date: `${wall.year}${String(month).padStart(2, '0')}${match[1]}` } : undefined
}
