import { readFileSync, writeFileSync } from 'node:fs'
import { plain } from '@depesche/article/model'
import { describe, expect, test } from 'vitest'
import { labelledPairs } from './labelled-pairs.ts'
import { falseAlarms, judge, scores } from './score.ts'
import { rules, table } from './table.ts'

const heldOut = judge(labelledPairs.filter(({ half }) => half === 'held-out'))
const faithful = labelledPairs.filter(({ label }) => label === 'ok')
const doc = new URL('../../../docs/fact-guard.md', import.meta.url)

describe('the labelled set', () => {
  test('has at least 500 pairs, about half of them faithful, in ten directions', () => {
    expect(labelledPairs.length).toBeGreaterThanOrEqual(500)
    expect(Math.abs(faithful.length / labelledPairs.length - 0.5)).toBeLessThan(0.06)
    const directions = Map.groupBy(labelledPairs, ({ from, to }) => `${from}-${to}`)
    expect([...directions.keys()].toSorted()).toEqual('de-en de-fr de-it en-de en-es es-en fr-de fr-it it-de it-fr'.split(' '))
    expect(Math.min(...[...directions.values()].map((each) => each.length))).toBeGreaterThanOrEqual(50)
  })

  test('names a rule of the guard for every planted error', () => {
    expect([...new Set(labelledPairs.map(({ label }) => label))].filter((label) => label !== 'ok' && !rules.has(label))).toEqual([])
  })

  test('is parted into halves of about the same size', () => {
    expect(Math.abs(heldOut.length / labelledPairs.length - 0.5)).toBeLessThan(0.06)
  })

  test('has no two pairs that share more than half of their words', () => {
    const words = labelledPairs.map(({ id, source }) => ({
      id,
      set: new Set(
        plain(source)
          .toLowerCase()
          .match(/[\p{L}\d]+/gu),
      ),
    }))
    const alike = words.flatMap((a, at) =>
      words
        .slice(at + 1)
        .filter((b) => shared(a.set, b.set) > 0.5)
        .map((b) => `${a.id} ${b.id}`),
    )
    expect(alike).toEqual([])
  })
})

/** The part of the shorter text's words that the other has too. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((word) => b.has(word)).length / Math.min(a.size, b.size)
}

describe('the guard on the half it was not tuned on', () => {
  test('gives at most 3 false alarms in 100 faithful pairs', () => {
    const alarms = falseAlarms(heldOut).map(({ pair, findings }) => `${pair.id} ${findings.map(({ rule }) => rule).join()}`)
    const pairs = heldOut.filter(({ pair }) => pair.label === 'ok').length
    expect(alarms.length / pairs, alarms.join('\n')).toBeLessThanOrEqual(0.03)
  })

  test('speaks by no rule whose precision is below 0.8', () => {
    expect(scores(heldOut).filter(({ precision }) => precision < 0.8)).toEqual([])
  })

  test('notices at least nine errors of ten', () => {
    const planted = heldOut.filter(({ pair }) => pair.label !== 'ok')
    expect(planted.filter(({ findings }) => findings.length > 0).length / planted.length).toBeGreaterThanOrEqual(0.9)
  })

  test('does as the table of docs/fact-guard.md says', () => {
    const text = readFileSync(doc, 'utf8')
    const fresh = text.replace(
      /(<!-- table -->\n)[\s\S]*(\n<!-- \/table -->)/,
      (_, start: string, end: string) => start + table(heldOut) + end,
    )
    if (process.env.GOLDEN === 'write') writeFileSync(doc, fresh)
    else expect(text).toContain(`<!-- table -->\n${table(heldOut)}\n<!-- /table -->`)
  })
})
