import { instantOf, type WallTime } from './zoned.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const NAMES: Readonly<Record<string, string>> = {
  mrz: 'mar',
  mär: 'mar',
  mai: 'may',
  okt: 'oct',
  dez: 'dec',
  fév: 'feb',
  fev: 'feb',
  avr: 'apr',
  aoû: 'aug',
  aou: 'aug',
  déc: 'dec',
  gen: 'jan',
  mag: 'may',
  giu: 'jun',
  lug: 'jul',
  ago: 'aug',
  set: 'sep',
  ott: 'oct',
  dic: 'dec',
}

export interface Sent {
  /** YYYYMMDD of the day in the zone */
  readonly date: string
  readonly instant: string
}

/**
 * The date and time group behind the text (IPTC 7901): `061642 nov 18` is day, hour, minute, month and year. With `Z` or `GMT` behind
 * the minutes it is universal time, else the zone's. `undefined` if it is not that.
 */
export function sentOf(trailer: string, zone: string): Sent | undefined {
  const match = /(\d\d)(\d\d)(\d\d)\s?(z|gmt|utc)?\s+(\p{L}{3})\p{L}{0,7}\.?\s+(?:20)?(\d\d)(?!\d)/iu.exec(trailer.slice(0, 80))
  const name = match?.[5]?.toLowerCase() ?? ''
  const month = MONTHS.indexOf(NAMES[name] ?? name) + 1
  if (!match || month === 0) return undefined
  const wall: WallTime = {
    year: 2000 + Number(match[6]),
    month,
    day: Number(match[1]),
    hour: Number(match[2]),
    minute: Number(match[3]),
    second: 0,
  }
  const instant = instantOf(wall, match[4] === undefined ? zone : 'UTC')
  return instant ? { instant, date: `${wall.year}${String(month).padStart(2, '0')}${match[1]}` } : undefined
}
