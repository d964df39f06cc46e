import type { Known } from '../text/language.ts'
import type { Token } from '../text/tokens.ts'

/** A time of day. */
export interface ClockTime {
  readonly start: number
  readonly end: number
  readonly hour: number
  readonly minute: number
}

export interface Clock {
  readonly times: readonly ClockTime[]
  /** indexes of tokens that are read as a time */
  readonly used: ReadonlySet<number>
}

/** `14.20 Uhr`, `14h20`, `alle 14.20`, `2.20 p.m.`, `14:20`, `a las 14.20 horas`. */
export function readClock(tokens: readonly Token[], language: Known | undefined): Clock {
  const times: ClockTime[] = []
  const used = new Set<number>()
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.kind !== 'number' || used.has(at)) continue
    const read = colonAt(tokens, at) ?? (language && namedAt(tokens, at, language))
    if (!read) continue
    times.push(read.time)
    for (let index = at; index < read.next; index++) used.add(index)
  }
  return { times, used }
}

interface Read {
  readonly time: ClockTime
  readonly next: number
}

function colonAt(tokens: readonly Token[], at: number): Read | undefined {
  const [hour, colon, minute, after] = tokens.slice(at, at + 4)
  if (colon?.text !== ':' || !colon.tight || !minute?.tight || !/^[0-5]\d$/.test(minute.text)) return undefined
  if (
    after?.tight &&
    (after.text === ':' || after.text === ',' || after.text === '.') &&
    tokens[at + 4]?.tight &&
    tokens[at + 4]?.kind === 'number'
  )
    return undefined
  return made(tokens, at, at + 3, Number(hour?.text), Number(minute.text))
}

function made(tokens: readonly Token[], at: number, next: number, hour: number, minute: number): Read | undefined {
  if (!Number.isInteger(hour) || hour > 24 || minute > 59) return undefined
  const late = half(tokens, next)
  const start = tokens[at]?.start ?? 0
  const end = tokens[late.next - 1]?.end ?? start
  return { time: { start, end, hour: late.pm && hour < 12 ? hour + 12 : hour, minute }, next: late.next }
}

/** `p.m.`, `pm`, `a.m.` after a time. */
function half(tokens: readonly Token[], at: number): { readonly pm: boolean; readonly next: number } {
  const text = tokens.slice(at, at + 4).map(({ key }) => key)
  if (text[0] === 'pm' || text[0] === 'am') return { pm: text[0] === 'pm', next: at + 1 }
  if ((text[0] === 'p' || text[0] === 'a') && text[1] === '.' && text[2] === 'm') return { pm: text[0] === 'p', next: at + 3 }
  return { pm: false, next: at }
}

function namedAt(tokens: readonly Token[], at: number, language: Known): Read | undefined {
  const [token, word, minutes] = tokens.slice(at, at + 3)
  const split = /^(\d{1,2})(?:[.](\d\d))?$/.exec(token?.text ?? '')
  if (!split) return undefined
  const hour = Number(split[1])
  const minute = Number(split[2] ?? 0)
  if (language === 'fr') return frenchAt(tokens, at, hour, split[2] === undefined, word, minutes)
  if (language === 'de') return word?.key === 'uhr' ? germanAt(tokens, at, hour, minute, minutes) : undefined
  if (language === 'en') return half(tokens, at + 1).next > at + 1 ? made(tokens, at, at + 1, hour, minute) : undefined
  const before = tokens[at - 1]?.key ?? ''
  const lead = language === 'it' ? /^(?:alle|ore|dalle|delle|le)$/ : /^(?:las)$/
  return lead.test(before) && (split[2] !== undefined || /^(?:ore|alle)$/.test(before)) ? made(tokens, at, at + 1, hour, minute) : undefined
}

function germanAt(tokens: readonly Token[], at: number, hour: number, minute: number, after: Token | undefined): Read | undefined {
  const more = after && /^\d\d$/.test(after.text) ? Number(after.text) : undefined
  return more === undefined ? made(tokens, at, at + 2, hour, minute) : made(tokens, at, at + 3, hour, more)
}

const LEAD = /^(?:a|vers|des|avant|apres|jusqu|midi)$/

function frenchAt(
  tokens: readonly Token[],
  at: number,
  hour: number,
  whole: boolean,
  word: Token | undefined,
  minutes: Token | undefined,
): Read | undefined {
  if (!whole || !/^(?:h|heures?)$/.test(word?.key ?? '')) return undefined
  // `en 24 heures` is a while, `à 14 heures` a time
  if (word?.key !== 'h' && minutes?.kind !== 'number' && !LEAD.test(tokens[at - 1]?.key ?? '')) return undefined
  const more = minutes && /^[0-5]\d$/.test(minutes.text) ? Number(minutes.text) : undefined
  return more === undefined ? made(tokens, at, at + 2, hour, 0) : made(tokens, at, at + 3, hour, more)
}
