/** What an editor's line says about a moment, before anybody guesses what it leaves out. */
export interface Moment {
  readonly date?: { readonly day: number; readonly month: number; readonly year?: number }
  /** 0 = Sunday */
  readonly weekday?: number
  readonly time?: { readonly hour: number; readonly minute: number; readonly second: number }
  /** IANA zone that the line names */
  readonly zone?: string
  /** words and numbers that were not understood */
  readonly rest: string
}

const MONTHS = [
  'januar january janvier gennaio jänner jan gen',
  'februar february février fevrier febbraio feb',
  'märz maerz march mars marzo mar mär',
  'april avril aprile apr avr',
  'mai may maggio mag',
  'juni june juin giugno jun giu',
  'juli july juillet luglio jul lug',
  'august août aout agosto aug ago',
  'september septembre settembre sept sep set',
  'oktober october octobre ottobre okt oct ott',
  'november novembre nov',
  'dezember december décembre decembre dicembre dez dec déc dic',
].map((names) => names.split(' '))
const WEEKDAYS = [
  'sonntag sunday dimanche domenica',
  'montag monday lundi lunedì lunedi',
  'dienstag tuesday mardi martedì martedi',
  'mittwoch wednesday mercredi mercoledì mercoledi',
  'donnerstag thursday jeudi giovedì giovedi',
  'freitag friday vendredi venerdì venerdi',
  'samstag saturday samedi sabato sonnabend',
].map((names) => names.split(' '))
const ZONES: Readonly<Record<string, string>> = {
  gmt: 'UTC',
  utc: 'UTC',
  // in practice these name the clock on the wall: nobody writes CET in summer and means winter time
  mez: 'Europe/Zurich',
  mesz: 'Europe/Zurich',
  cet: 'Europe/Zurich',
  cest: 'Europe/Zurich',
}
const FILLERS = new Set(
  'bis zum zu um am ab uhr den der die das frei until till at on for release from of not before the à a au jusqu jusque le la l de du d pour publication fino alle al ore del dell delle di il e et und and h heure heures dès vor nicht veröffentlichung schweizer zeit suisse swiss time ora svizzera'.split(
    ' ',
  ),
)

/** Source of a pattern: the name of a weekday or a month in any of the languages. */
export const DAY_WORD = `(?:${[...WEEKDAYS, ...MONTHS].flat().join('|')})`

const MONTH = `(${MONTHS.flat().join('|')})`
const ISO = /\b(\d{4})-(\d\d)-(\d\d)\b/
const DOTTED = /\b(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d\d)(?![\d.:h]))?/
const SLASHED = /\b(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?\b/
const DAY_MONTH = new RegExp(
  `\\b(\\d{1,2})(?:\\.|er|st|nd|rd|th|º)?\\s+(?:de\\s+|of\\s+)?${MONTH}(?!\\p{L})\\.?(?:,?\\s+(\\d{4})(?!\\d))?`,
  'iu',
)
const MONTH_DAY = new RegExp(`(?<!\\p{L})${MONTH}\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?![.:h]\\d)(?:,?\\s+(\\d{4})(?!\\d))?`, 'iu')
const CLOCK = /\b(\d{1,2})\s?[.:h]\s?(\d\d)(?:[.:](\d\d))?(?!\d)(?:\s*([ap])\.?m\b\.?)?/i
const MILITARY = /(?<!\d)(\d\d)(\d\d)(?!\d)/
const HOUR = /\b(\d{1,2})\s*(?:uhr|heures?|h\b|([ap])\.?m\b\.?)|(?:\bore|\balle|\bà|\bat)\s+(\d{1,2})\b/iu

/** Reads a short line (an embargo's, in German, French, Italian or English). Bounded: looks at 200 characters. */
export function momentIn(line: string): Moment {
  let rest = line.slice(0, 200)
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(rest)
    if (match) rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`
    return match
  }
  const date = dateOf(take)
  const time = timeOf(take)
  const words = rest.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const weekday = WEEKDAYS.findIndex((names) => words.some((word) => names.includes(word)))
  const zone = words.map((word) => ZONES[word]).find((name) => name !== undefined)
  const left = words.filter((word) => !FILLERS.has(word) && ZONES[word] === undefined && !WEEKDAYS.flat().includes(word))
  return { ...(date && { date }), ...(time && { time }), ...(weekday >= 0 && { weekday }), ...(zone && { zone }), rest: left.join(' ') }
}

type Take = (pattern: RegExp) => RegExpExecArray | null

function dateOf(take: Take): Moment['date'] {
  const iso = take(ISO)
  if (iso) return dated(iso[3], iso[2], iso[1])
  const numeric = take(DOTTED) ?? take(SLASHED)
  if (numeric) return dated(numeric[1], numeric[2], numeric[3])
  const named = take(DAY_MONTH)
  if (named) return dated(named[1], monthOf(named[2]), named[3])
  const english = take(MONTH_DAY)
  return english ? dated(english[2], monthOf(english[1]), english[3]) : undefined
}

function dated(day: string | undefined, month: string | undefined, year: string | undefined): Moment['date'] {
  const full = year === undefined ? undefined : Number(year) + (year.length === 2 ? 2000 : 0)
  return { day: Number(day), month: Number(month), ...(full !== undefined && { year: full }) }
}

function monthOf(name: string | undefined): string {
  return String(MONTHS.findIndex((names) => names.includes(name?.toLowerCase() ?? '')) + 1)
}

function timeOf(take: Take): Moment['time'] {
  const clock = take(CLOCK)
  if (clock) return { hour: hourOf(clock[1], clock[4]), minute: Number(clock[2]), second: Number(clock[3] ?? 0) }
  const hour = take(HOUR)
  if (hour) return { hour: hourOf(hour[1] ?? hour[3], hour[2]), minute: 0, second: 0 }
  const military = take(MILITARY)
  return military ? { hour: Number(military[1]), minute: Number(military[2]), second: 0 } : undefined
}

function hourOf(text: string | undefined, half: string | undefined): number {
  const hour = Number(text)
  if (half === undefined) return hour
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}
