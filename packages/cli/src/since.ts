import { Fault } from './fault.ts'

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A time (ms) as `--since` takes it: a day, a time, or so long ago. Throws `Fault` for anything else. */
export function sinceOf(text: string): number {
  const ago = /^(\d{1,5})([mhd])$/.exec(text)
  const at = ago ? Date.now() - Number(ago[1]) * (UNITS[ago[2] ?? ''] ?? 0) : /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw new Fault(`"${text}" is not a time`, '--since takes 30m, 12h, 7d, 2026-11-24 or 2026-11-24T08:00Z', 2)
  return at
}
