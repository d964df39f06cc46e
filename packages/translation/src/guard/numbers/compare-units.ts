import { type Finding, quoted } from '../finding.ts'
import type { Reading } from '../reading.ts'
import { rounded } from './evidence.ts'
import type { Quantity } from './quantity.ts'
import { isMoney, type Unit } from './units.ts'

type Measured = Quantity & { readonly unit: Unit }

/** The same number with another unit or currency: `5 Franken` that became `5 euros`, days that became weeks. */
export function compareUnits(source: Reading, target: Reading): readonly Finding[] {
  const there = byValue(target)
  const here = byValue(source)
  return [...here].flatMap(([value, ours]) => {
    const theirs = there.get(value) ?? []
    const [a] = ours.filter(({ unit }) => theirs.every((other) => other.unit !== unit))
    const [b] = theirs.filter(({ unit }) => ours.every((other) => other.unit !== unit))
    return a && b && ours.length === theirs.length && sure(a, b) ? [finding(source, target, a, b)] : []
  })
}

function byValue({ numbers }: Reading): ReadonlyMap<number, readonly Measured[]> {
  const found = new Map<number, Measured[]>()
  for (const quantity of numbers) {
    const [value] = quantity.values
    if (value === undefined || !measured(quantity)) continue
    found.set(rounded(value), [...(found.get(rounded(value)) ?? []).slice(0, 4), quantity])
  }
  return found
}

const measured = (quantity: Quantity): quantity is Measured => quantity.unit !== undefined

/** A small number in words beside two different nouns is no evidence. */
function sure(a: Measured, b: Measured): boolean {
  return (a.strength !== 'hint' && b.strength !== 'hint') || (isMoney(a.unit) && isMoney(b.unit))
}

function finding(source: Reading, target: Reading, a: Measured, b: Measured): Finding {
  const said = (reading: Reading, { start, end }: Measured) => quoted(reading.text.slice(start, Math.min(reading.text.length, end + 12)))
  const money = isMoney(a.unit) && isMoney(b.unit)
  return {
    rule: money ? 'currency-changed' : 'unit-changed',
    level: 'check',
    reason: `the source says ${said(source, a)} (${a.unit}), the translation ${said(target, b)} (${b.unit})`,
    source: [a.start, a.end],
    target: [b.start, b.end],
  }
}
