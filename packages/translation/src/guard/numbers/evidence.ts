import type { Reading } from '../reading.ts'
import type { Quantity } from './quantity.ts'
import { isImperial, type Unit } from './units.ts'

/** What one side offers to answer the numbers of the other. */
export interface Evidence {
  readonly values: ReadonlySet<number>
  readonly hints: ReadonlySet<number>
  /** neighbouring runs of digits, `14|20`, across separators */
  readonly runs: ReadonlySet<string>
  /** the same within one number: `1,92` is `1 m 92` too */
  readonly inner: ReadonlySet<string>
  /** digits as they are written */
  readonly written: ReadonlySet<string>
  readonly half: boolean
  readonly imperial: boolean
}

/** Values that differ by rounding in the last bit are one. */
export const rounded = (value: number) => Number(value.toPrecision(12))

export function evidenceOf(reading: Reading): Evidence {
  const values = new Set<number>()
  for (const { values: each } of reading.numbers) for (const value of each) values.add(rounded(value))
  for (const { hour, minute } of reading.times) for (const value of [hour, hour % 12, minute]) values.add(value)
  for (const { value } of reading.months) if (reading.dates.length > 0) values.add(value)
  return {
    values,
    hints: reading.hints,
    runs: runsOf(reading),
    inner: new Set(reading.numbers.filter(({ parts }) => parts.length === 2).map(({ parts }) => runKey(parts))),
    written: new Set(reading.tokens.filter(({ kind }) => kind === 'number').map(({ text }) => text)),
    half: reading.half,
    imperial: reading.numbers.some(({ unit }) => isImperial(unit)),
  }
}

function runsOf({ tokens }: Reading): ReadonlySet<string> {
  const parts = tokens.filter(({ kind }) => kind === 'number').flatMap(({ text }) => text.split(/[.,'’\s\u00a0\u2009\u202f]/))
  return new Set(
    parts.flatMap((part, at) => [runKey([part, parts[at + 1] ?? '']), runKey([part, parts[at + 1] ?? '', parts[at + 2] ?? ''])]),
  )
}

const runKey = (parts: readonly string[]) => parts.map((part) => part.replace(/^0+(?=\d)/, '')).join('|')

const CONVERTED: ReadonlySet<Unit> = new Set(['km', 'm', 'cm', 'kg', 't', 'degree', 'ha', 'l'])

/** True when the other side says this number too, in whatever form. */
export function answered(quantity: Quantity, other: Evidence): boolean {
  if (quantity.values.length === 0) return true
  if (isImperial(quantity.unit) || (other.imperial && quantity.unit && CONVERTED.has(quantity.unit))) return true
  if (quantity.values.some((value) => other.values.has(rounded(value)) || hinted(value, other))) return true
  return asRun(quantity, other) || other.written.has(quantity.written)
}

/** `third` answers 3, and what speaks of halves answers 2,5 when 2 is there. */
function hinted(value: number, other: Evidence): boolean {
  if (other.hints.has(value)) return true
  // four years and six months are four and a half
  if (value % 1 === 0.5 && other.values.has(0.5) && other.values.has(value - 0.5)) return true
  if (!other.half) return false
  return value % 1 === 0.5 ? other.values.has(value - 0.5) || value < 2 : other.values.has(value + 0.5)
}

/** `14.20` is answered by `14h20`, `1:48,31` by `1’48’’31`: not by the same digits parted elsewhere, nor by thousands. */
function asRun({ parts, strength }: Quantity, other: Evidence): boolean {
  if (strength !== 'digits' || parts.length < 2 || parts.at(-1)?.length === 3) return false
  return other.runs.has(runKey(parts))
}

/** True for one half of a number that the other side writes as one: `1 m 92` for `1,92`, `10''94` for `10,94`, `12 fr. 50`. */
export function halfOfOne(numbers: readonly Quantity[], at: number, other: Evidence): boolean {
  const paired = (a: Quantity | undefined, b: Quantity | undefined) =>
    a?.parts.length === 1 && b?.parts.length === 1 && b.start - a.end < 7 && other.inner.has(runKey([...a.parts, ...b.parts]))
  return paired(numbers[at], numbers[at + 1]) || paired(numbers[at - 1], numbers[at])
}
