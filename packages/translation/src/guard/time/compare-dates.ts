import { type Finding, quoted } from '../finding.ts'
import type { Reading } from '../reading.ts'
import type { Named } from './calendar.ts'

/** A month or weekday that became another. One that merely went is a translator's choice (`heute`, `this week`). */
export function compareDates(source: Reading, target: Reading): readonly Finding[] {
  return [
    ...swapped('month-changed', source, target, source.months, target.months),
    ...swapped('weekday-changed', source, target, source.weekdays, target.weekdays),
  ]
}

function swapped(rule: string, source: Reading, target: Reading, ours: readonly Named[], theirs: readonly Named[]): readonly Finding[] {
  const missing = ours.find(({ value }) => theirs.every((each) => each.value !== value))
  const extra = theirs.find(({ value }) => ours.every((each) => each.value !== value))
  if (!missing || !extra) return []
  const said = (reading: Reading, { start, end }: Named) => quoted(reading.text.slice(start, end))
  const reason = `the source says ${said(source, missing)}, the translation ${said(target, extra)}`
  return [{ rule, level: 'check', reason, source: [missing.start, missing.end], target: [extra.start, extra.end] }]
}
