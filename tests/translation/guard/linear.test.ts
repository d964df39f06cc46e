import { spansOf } from '@depesche/article/model'
import { guard } from '@depesche/translation/guard/guard'
import { expect, test } from 'vitest'

const HOSTILE = {
  words: 'Die Behörden warnen vor Hochwasser an der Aare. ',
  digits: '1',
  groups: '111 ',
  apostrophes: "1'234'",
  points: '1.2.',
  times: '14.20 Uhr 14h20 ',
  numbers: 'zwanzig drei hundert ',
  hyphens: 'Anna-',
  names: 'Peter Muster und ',
  quotes: '"',
  tags: '<a ',
  entities: '&amp',
  addresses: 'a@b.c ',
  handles: '@@@@',
  letters: 'a',
  spaces: ' ',
  roman: 'XVI ',
  same: 'so ',
} as const

const N = 4000

/** The least of several runs, in milliseconds: what else the machine does only adds to it. */
function work(piece: string, size: number): number {
  const text = piece.repeat(Math.ceil(size / piece.length)).slice(0, size)
  const other = `${text.slice(0, -7)} und 77`
  const runs = Array.from({ length: 4 }, () => {
    const start = performance.now()
    guard({ from: 'de', to: 'fr', source: spansOf(text), target: spansOf(other) })
    return performance.now() - start
  })
  return Math.min(...runs)
}

test.each(Object.entries(HOSTILE))('guard() takes about four times as long for four times as many %s', (_, piece) => {
  work(piece, N)
  // quadratic work would be sixteen times as much; a millisecond is the clock's noise
  expect((work(piece, 4 * N) + 1) / (work(piece, N) + 1)).toBeLessThan(10)
})
