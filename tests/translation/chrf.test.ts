import { chrf } from '@depesche/translation/chrf'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

/** The example of the metric's card in Hugging Face's datasets (Apache-2.0), made with sacreBLEU 2. */
const CARD = [
  ['The relationship between cats and dogs is not exactly friendly.', 'The relationship between dogs and cats is not exactly friendly.'],
  [
    'a good bookshop is just a genteel black hole that knows how to read.',
    'A good bookshop is just a genteel Black Hole that knows how to read.',
  ],
] as const

/** Pairs and values of sacreBLEU's own tests of single sentences (Apache-2.0). */
const SENTENCES = [
  [
    'Co nás nejvíc trápí, protože lékaři si vybírají, kdo bude žít a kdo zemře.',
    'Nejvíce smutní jsme z toho, že musíme rozhodovat o tom, kdo bude žít a kdo zemře.',
    39.14078509,
  ],
  [
    'Nebo prostě nemají vybavení, které by jim pomohlo, uvedli lékaři.',
    'A někdy nemáme ani potřebný materiál, abychom jim pomohli, popsali lékaři.',
    31.22557079,
  ],
  [
    'Lapali po dechu, jejich životy skončily dřív, než skutečně začaly.',
    'Lapali po dechu a pak jejich život skončil - dřív, než skutečně mohl začít, připomněli.',
    57.15704367,
  ],
] as const

describe('chrf() gives the published values', () => {
  test('of chrF++', () => {
    expect(chrf(CARD)).toBeCloseTo(82.87263732906315, 10)
    const lower = CARD.map(([ours, theirs]) => [ours.toLowerCase(), theirs.toLowerCase()] as const)
    expect(chrf(lower)).toBeCloseTo(92.12853119829202, 10)
  })

  test('of chrF', () => {
    expect(chrf(CARD, { words: 0 })).toBeCloseTo(84.64214891738334, 10)
    // they average each order’s F, not precision and recall: it differs from the fourth digit on
    for (const [ours, theirs, value] of SENTENCES) expect(Math.abs(chrf([[ours, theirs]], { words: 0 }) - value)).toBeLessThan(1e-3)
  })

  test('where there is little or nothing', () => {
    expect(chrf([['abcdefg', 'hijklmnop']])).toBe(0)
    expect(chrf([['', 'reference']])).toBe(0)
    expect(chrf([])).toBe(0)
    expect(chrf([['a', 'a']])).toBe(100)
    expect(chrf([['a b c', 'abc']], { words: 0 })).toBe(100)
  })
})

test('property: chrf() is from 0 to 100, and 100 of the same text', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 })
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 4 }), (pairs) => {
      const value = chrf(pairs)
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(100)
      if (pairs.some(([, theirs]) => theirs.trim() !== '')) expect(chrf(pairs.map(([, theirs]) => [theirs, theirs]))).toBeCloseTo(100, 9)
    }),
  )
})
