import { type Finding, quoted } from '../finding.ts'
import { type Evidence, evidenceOf } from '../numbers/evidence.ts'
import type { Reading } from '../reading.ts'
import type { ClockTime } from './clock.ts'

const ZONES = new Set('GMT UTC MEZ MESZ CET CEST EST EDT ET PT'.split(' '))

/** Times of day that one side has and the other does not. Where a time zone is named, newsrooms convert: no finding. */
export function compareTimes(source: Reading, target: Reading): readonly Finding[] {
  if ([...source.tokens, ...target.tokens].some(({ text }) => ZONES.has(text))) return []
  const [missing] = unanswered(source, target)
  const [extra] = unanswered(target, source)
  const said = (reading: Reading, time: ClockTime) => quoted(reading.text.slice(time.start, time.end))
  if (missing && extra) {
    const reason = `the source says ${said(source, missing)}, the translation ${said(target, extra)}`
    return [{ rule: 'time-changed', level: 'check', reason, source: where(missing), target: where(extra) }]
  }
  if (missing)
    return [
      { rule: 'time-missing', level: 'check', reason: `the translation lacks the time ${said(source, missing)}`, source: where(missing) },
    ]
  if (!extra) return []
  return [{ rule: 'time-extra', level: 'check', reason: `the source does not give the time ${said(target, extra)}`, target: where(extra) }]
}

const where = ({ start, end }: ClockTime) => [start, end] as const

function unanswered(one: Reading, other: Reading): readonly ClockTime[] {
  const evidence = evidenceOf(other)
  const inWords = other.times.length === 0
  return one.times.filter((time) => !other.times.some((each) => same(time, each)) && !said(time, evidence, inWords))
}

/** Twelve-hour clocks say 2.20 in the afternoon. */
const same = (a: ClockTime, b: ClockTime) => a.minute === b.minute && a.hour % 12 === b.hour % 12

/** The hour, and minutes if there are any, as other numbers or words: `um zwei`, `midi et demi`. */
function said({ hour, minute }: ClockTime, other: Evidence, inWords: boolean): boolean {
  const has = (value: number) => other.values.has(value) || other.hints.has(value)
  if (other.runs.has(`${hour}|${minute}`)) return true
  const sameHour = has(hour) || has(hour % 12) || (hour % 12 === 0 && (has(12) || has(0)))
  if (minute === 0) return sameHour
  if (!inWords) return false
  // half past eight is `halb neun`
  return (sameHour || has((hour + 1) % 12) || has((hour + 1) % 24)) && (has(minute) || has(60 - minute))
}
