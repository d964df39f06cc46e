import type { Known } from '../text/language.ts'
import type { Token } from '../text/tokens.ts'

/** A date in figures; day and month may be the other way round where figures do not tell. */
export interface NumericDate {
  readonly start: number
  readonly end: number
  readonly day: number
  readonly month: number
  readonly year?: number
  readonly swappable: boolean
}

export interface NumericDates {
  readonly dates: readonly NumericDate[]
  readonly used: ReadonlySet<number>
}

/** `01.05.2023`, `1.5.23`, `1/5/2023`, `2023-05-01`. */
export function readNumericDates(tokens: readonly Token[], language: Known | undefined): NumericDates {
  const dates: NumericDate[] = []
  const used = new Set<number>()
  for (let at = 0; at < tokens.length; at++) {
    const read = used.has(at) ? undefined : (pointsAt(tokens, at) ?? marksAt(tokens, at, language))
    if (!read) continue
    dates.push(read.date)
    for (let index = at; index < read.next; index++) used.add(index)
  }
  return { dates, used }
}

interface Read {
  readonly date: NumericDate
  readonly next: number
}

function pointsAt(tokens: readonly Token[], at: number): Read | undefined {
  const token = tokens[at]
  const match = token?.kind === 'number' ? /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)$/.exec(token.text) : null
  if (!token || !match) return undefined
  return made(token.start, token.end, at + 1, Number(match[1]), Number(match[2]), Number(match[3]), false)
}

function marksAt(tokens: readonly Token[], at: number, language: Known | undefined): Read | undefined {
  const [a, one, b, two, c] = tokens.slice(at, at + 5)
  if (!a || !c || one?.text !== two?.text || !/^[/-]$/.test(one?.text ?? '') || !one?.tight || !b?.tight || !c.tight) return undefined
  const [first, second, third] = [a, b, c].map(({ text }) => (/^\d{1,4}$/.test(text) ? Number(text) : Number.NaN)) as [
    number,
    number,
    number,
  ]
  if (a.text.length === 4) return made(a.start, c.end, at + 5, third, second, first, false)
  if (c.text.length !== 4) return undefined
  return language === 'en'
    ? made(a.start, c.end, at + 5, second, first, third, true)
    : made(a.start, c.end, at + 5, first, second, third, false)
}

function made(start: number, end: number, next: number, day: number, month: number, year: number, swappable: boolean): Read | undefined {
  if (!(day >= 1 && day <= 31 && month >= 1 && month <= (swappable ? 31 : 12) && year >= 0)) return undefined
  return { date: { start, end, day, month, year, swappable }, next }
}
