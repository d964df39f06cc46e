import { type Finding, quoted, type Where } from '../finding.ts'
import type { Reading } from '../reading.ts'
import { answered, evidenceOf, halfOfOne } from './evidence.ts'
import type { Quantity } from './quantity.ts'

const where = ({ start, end }: Quantity): Where => [start, end]

/** Numbers that one side has and the other does not: changed where both lack one, else missing or extra. */
export function compareNumbers(source: Reading, target: Reading): readonly Finding[] {
  const missing = unanswered(source, target)
  const extra = unanswered(target, source)
  const said = (reading: Reading, quantity: Quantity) => quoted(reading.text.slice(quantity.start, quantity.end))
  const pairs = Math.min(missing.length, extra.length)
  return [
    ...missing.slice(0, pairs).map((one, at) => changed(source, target, one, extra[at] as Quantity)),
    ...missing.slice(pairs).map((one): Finding => {
      const reason = `the source says ${said(source, one)}, the translation has no such number`
      return { rule: 'number-missing', level: 'check', reason, source: where(one) }
    }),
    ...extra.slice(pairs).map((one): Finding => {
      const reason = `the translation says ${said(target, one)}, the source has no such number`
      return { rule: 'number-extra', level: 'check', reason, target: where(one) }
    }),
  ]
}

function unanswered(one: Reading, other: Reading): readonly Quantity[] {
  const evidence = evidenceOf(other)
  const wordsCount = one.language !== undefined && other.language !== undefined
  const asked = ({ strength }: Quantity) => strength === 'digits' || (strength === 'word' && wordsCount)
  return one.numbers
    .filter((quantity, at) => asked(quantity) && !answered(quantity, evidence) && !halfOfOne(one.numbers, at, evidence))
    .toSorted((a, b) => a.start - b.start)
}

function changed(source: Reading, target: Reading, a: Quantity, b: Quantity): Finding {
  const shifted = sameFigures(a, b)
  const both = `the source says ${quoted(source.text.slice(a.start, a.end))}, the translation ${quoted(target.text.slice(b.start, b.end))}`
  return {
    rule: 'number-changed',
    level: shifted ? 'hold' : 'check',
    reason: shifted ? `${both}: the same figures in another order of magnitude` : both,
    source: where(a),
    target: where(b),
  }
}

/** The same figures ten or a thousand times larger or smaller: never a translator's choice. */
function sameFigures(a: Quantity, b: Quantity): boolean {
  const [x = 0, y = 0] = [a.values[0], b.values[0]]
  if (x <= 0 || y <= 0) return false
  const power = Math.log10(x / y)
  return Math.abs(power) >= 0.5 && Math.abs(power - Math.round(power)) < 1e-9
}
