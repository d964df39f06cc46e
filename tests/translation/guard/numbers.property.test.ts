import { plain, spansOf } from '@depesche/article/model'
import { guard } from '@depesche/translation/guard/guard'
import { numberWords } from '@depesche/translation/guard/numbers/number-words'
import { read } from '@depesche/translation/guard/reading'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labelledPairs } from './labelled-pairs.ts'

const LANGUAGES = ['de', 'fr', 'it', 'en', 'es'] as const
type Language = (typeof LANGUAGES)[number]

const GROUPS: Readonly<Record<Language, readonly string[]>> = {
  de: ["'", '’', '.', ' ', '\u202f', ''],
  fr: ["'", '’', ' ', '\u00a0', '\u202f', ''],
  it: ["'", '’', '.', ' ', ''],
  en: [',', ' ', ''],
  es: ['.', ' ', '\u202f', ''],
}
const DECIMAL: Readonly<Record<Language, string>> = { de: ',', fr: ',', it: ',', en: '.', es: ',' }

const language = fc.constantFrom(...LANGUAGES)
const valuesIn = (text: string, tag: string) => read(spansOf(text), tag).numbers.map(({ values }) => values[0])

function grouped(value: number, separator: string): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+(?!\d))/g, separator)
}

describe('the reader of numbers', () => {
  test('reads any number in any form of its language to its value', () => {
    const form = fc.tuple(language, fc.nat({ max: 999_999_999 }), fc.nat({ max: 5 }), fc.option(fc.integer({ min: 1, max: 99 })))
    fc.assert(
      fc.property(form, ([tag, whole, choice, hundredths]) => {
        const separator = GROUPS[tag][choice % GROUPS[tag].length] ?? ''
        const decimals = hundredths === null ? '' : DECIMAL[tag] + String(hundredths).padStart(2, '0')
        const text = `x ${grouped(whole, separator)}${decimals} y`
        expect(valuesIn(text, tag)).toEqual([Number(`${whole}.${decimals.slice(1)}`)])
      }),
    )
  })

  test('reads number words from zero to ninety-nine', () => {
    for (const tag of LANGUAGES)
      for (const [words, value] of numberWords[tag]) expect(valuesIn(`… ${words} …`, tag), `${tag} ${words}`).toEqual([value])
    expect(new Set(numberWords.fr.values())).toContain(97)
    for (const tag of LANGUAGES) for (let value = 0; value < 100; value++) expect([...numberWords[tag].values()]).toContain(value)
  })

  test.each([
    ['de', 'zweihundertfünfzig', 250],
    ['de', 'dreitausend', 3000],
    ['fr', 'trois cent mille', 300_000],
    ['fr', 'quatre-vingt-dix-sept', 97],
    ['it', 'duecentocinquanta mila', 250_000],
    ['en', 'two hundred and fifty', 200],
    ['es', 'treinta y cinco mil', 35_000],
    ['es', '2,5 mil millones', 2.5e9],
    ['fr', '2 mille milliards', 2e12],
    ['en', '$2.4bn', 2.4e9],
    ['de', '3 Mrd. Franken', 3e9],
  ])('reads %s “%s” as %d', (tag, text, value) => {
    expect(valuesIn(text, tag)[0]).toBe(value)
  })
})

describe('guard()', () => {
  const faithful = labelledPairs.filter(({ label }) => label === 'ok')
  const silent = faithful.filter((pair) => guard(pair).length === 0)

  test('finds nothing in a text against itself', () => {
    for (const { from, source } of labelledPairs) expect(guard({ from, to: from, source, target: source })).toEqual([])
  })

  test('finds nothing but a lack of translation in a text of any letters against itself', () => {
    fc.assert(
      fc.property(language, language, fc.string({ unit: 'grapheme', maxLength: 200 }), (from, to, text) => {
        const found = guard({ from, to, source: spansOf(text), target: spansOf(text) }).map(({ rule }) => rule)
        expect(found.filter((rule) => rule !== 'untranslated' && rule !== 'wrong-language')).toEqual([])
      }),
    )
  })

  test('notices a number that is put in, taken out or changed', () => {
    const planted = fc.tuple(fc.constantFrom(...silent), fc.integer({ min: 1101, max: 1899 }), fc.integer({ min: 3101, max: 3899 }))
    fc.assert(
      fc.property(planted, ([pair, one, other]) => {
        const add = (spans: typeof pair.source, number: number) => [...spans, { text: ` (${number})` }]
        const found = (source: typeof pair.source, target: typeof pair.source) => guard({ ...pair, source, target }).map(({ rule }) => rule)
        expect(found(add(pair.source, one), add(pair.target, one))).toEqual([])
        expect(found(pair.source, add(pair.target, one))).toContain('number-extra')
        expect(found(add(pair.source, one), pair.target)).toContain('number-missing')
        expect(found(add(pair.source, one), add(pair.target, other))).toContain('number-changed')
      }),
    )
  })

  test('notices most changes of a single number in copy as people translate it, and most numbers that are cut out', () => {
    expect(
      noticed(silent, /\d+/g, (digits) => String(Number(digits) + (digits.length > 2 ? 11 : 1)).padStart(digits.length, '0')),
    ).toBeGreaterThan(0.95)
    expect(noticed(silent, /(?<![\d.,'])\d{2,}(?![\d.,']\d)/g, () => '')).toBeGreaterThan(0.85)
  })
})

/** The part of the pairs that the guard speaks on, when each match in the translation is changed in turn. */
function noticed(pairs: typeof labelledPairs, pattern: RegExp, change: (found: string) => string): number {
  const changed = pairs.flatMap((pair) => {
    const text = plain(pair.target)
    const texts = [...text.matchAll(pattern)].map(
      ({ 0: found, index }) => text.slice(0, index) + change(found) + text.slice(index + found.length),
    )
    return texts.map((each) => guard({ ...pair, target: spansOf(each) }).length > 0)
  })
  return changed.filter((each) => each).length / changed.length
}
