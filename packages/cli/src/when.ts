import { existsSync } from 'node:fs'
import { instantIn } from '@depesche/api/instant-in'
import { instantOf, isoOf, type WallTime, wallTime } from '@depesche/wire/time/zoned'
import { Fault } from './fault.ts'
import { CONFIG_FILE, loadNewsroom } from './newsroom.ts'

export interface ZoneOptions {
  readonly zone?: string
  readonly config?: string
}

/** The zone for times that name none: as given, else that of the desk; `undefined`: there is no configuration to ask. */
export async function zoneOf({ zone, config }: ZoneOptions, desk: string): Promise<string | undefined> {
  if (zone !== undefined) return checkedZone(zone)
  if (config === undefined && !existsSync(CONFIG_FILE)) return undefined
  return (await loadNewsroom(config)).desks.find(({ name }) => name === desk)?.zone
}

function checkedZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone
  } catch {
    throw new Fault(`"${zone}" is not a time zone`, '--zone takes a name like Europe/Zurich', 2)
  }
}

/** A time of a person's as an instant (ISO 8601, UTC), and in words: in the zone and in UTC. */
export interface When {
  readonly instant: string
  readonly words: string
  /** what is odd about the time that was given */
  readonly note?: string
}

const FORMS = '2026-11-24T18:00, "2026-11-24 18:00", 18:00 (the next one), +90m, +2h, or a time with its offset'
const AHEAD = /^\+(\d{1,5})([mh])$/
const CLOCK = /^(\d{1,2}):(\d\d)$/
const LOCAL = /^(\d{4})-(\d\d)-(\d\d)[T ](\d{1,2}):(\d\d)(?::(\d\d))?$/

/**
 * The instant that a person means; a time without an offset is one of the zone, with the summer time of its date, and where the
 * clocks show it twice or never, the later. Throws `Fault` when it is no time, or needs a zone that is not known.
 */
export function whenOf(text: string, zone: string | undefined, now: number, option: string): When {
  const ahead = AHEAD.exec(text.trim())
  if (ahead) return inWords(isoOf(Math.ceil(now / 1000) * 1000 + Number(ahead[1]) * (ahead[2] === 'h' ? 3_600_000 : 60_000)), zone)
  const exact = instantIn(text.trim())
  if (exact !== undefined) return inWords(exact, zone)
  if (!CLOCK.test(text.trim()) && !LOCAL.test(text.trim())) throw noTime(text, option)
  if (zone === undefined)
    throw new Fault(`"${text}" needs a time zone, and that of the desk is not known here`, 'name it: --zone Europe/Zurich', 2)
  const found = inZone(text.trim(), zone, now)
  if (found === undefined) throw noTime(text, option)
  const [wall, instant] = found
  return inWords(instant, zone, oddity(wall, instant, zone))
}

const noTime = (text: string, option: string) => new Fault(`"${text}" is not a time`, `${option} takes ${FORMS}`, 2)

function inZone(text: string, zone: string, now: number): readonly [WallTime, string] | undefined {
  const local = LOCAL.exec(text)
  if (local) return at(wallOf(local.slice(1).map((part) => Number(part ?? 0))), zone)
  const [, hour, minute] = CLOCK.exec(text) ?? []
  const today = { ...wallTime(now, zone), hour: Number(hour), minute: Number(minute), second: 0 }
  const found = at(today, zone)
  return found === undefined || Date.parse(found[1]) > now ? found : at(nextDay(today), zone)
}

const wallOf = ([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: readonly number[]): WallTime => ({
  year,
  month,
  day,
  hour,
  minute,
  second,
})

function at(wall: WallTime, zone: string): readonly [WallTime, string] | undefined {
  const instant = instantOf(wall, zone)
  return instant === undefined ? undefined : [wall, instant]
}

function nextDay(wall: WallTime): WallTime {
  const next = new Date(Date.UTC(wall.year, wall.month - 1, wall.day + 1))
  return { ...wall, year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() }
}

const shown = ({ year, month, day, hour, minute, second }: WallTime) => {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}${second > 0 ? `:${two(second)}` : ''}`
}

function oddity(wall: WallTime, instant: string, zone: string): string | undefined {
  if (shown(wallTime(Date.parse(instant), zone)) !== shown(wall)) return 'the clocks go forward over the time that was given'
  const before = [0.5, 1, 2].map((hours) => shown(wallTime(Date.parse(instant) - hours * 3_600_000, zone)))
  return before.includes(shown(wall)) ? 'the clocks show this time twice: the later is meant' : undefined
}

/** An instant as people read it: in a zone, if there is one, and in UTC. */
export function inWords(instant: string, zone: string | undefined, note?: string): When {
  const utc = `${shown(wallTime(Date.parse(instant), 'UTC'))} UTC`
  const words = zone === undefined || zone === 'UTC' ? utc : `${shown(wallTime(Date.parse(instant), zone))} ${zone} (${utc})`
  return { instant, words, ...(note ? { note } : {}) }
}
