import { plain } from '@depesche/article/model'
import { guard } from '@depesche/translation/guard/guard'
import { numbersAsSet } from '@depesche/translation/number-forms'
import { withTypography } from '@depesche/translation/with-typography'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testEngine } from '../lib/house.ts'

const set = (from: string, source: string, form: string, target: string) =>
  plain(numbersAsSet([{ text: source }], [{ text: target }], { from, form }))

describe('numbersAsSet() gives a number that was copied the form of its readers', () => {
  test.each([
    ['en', 'Some 1.5 million households.', 'es', 'Algunos 1.5 millones de casas.', 'Algunos 1,5 millones de casas.'],
    ['en', 'It costs 12,500 francs.', 'de-CH', 'Es kostet 12,500 Franken.', "Es kostet 12'500 Franken."],
    ['en', 'It costs 1,500 francs.', 'fr', 'Cela coûte 1,500 francs.', 'Cela coûte 1500 francs.'],
    ['en', 'A loss of CHF 12,500.75 a day.', 'it', 'Una perdita di CHF 12,500.75 al giorno.', 'Una perdita di CHF 12.500,75 al giorno.'],
    ['en', 'Up 3.2% (2.9% before).', 'fr-CH', 'En hausse de 3.2% (2.9% avant).', 'En hausse de 3,2% (2,9% avant).'],
    [
      'de',
      'Rund 1.048.317 Tonnen und 3,5 Prozent.',
      'en',
      'Around 1.048.317 tons and 3,5 percent.',
      'Around 1,048,317 tons and 3.5 percent.',
    ],
  ])('%s “%s” in %s', (from, source, form, target, expected) => {
    expect(set(from, source, form, target)).toBe(expected)
    expect(
      guard({ from, to: form, source: [{ text: source }], target: [{ text: expected }] }).filter(({ rule }) => rule.startsWith('number')),
    ).toEqual([])
  })

  test.each([
    ['what the engine has set itself', 'en', '1.5 million', 'es', '1,5 millones'],
    ['a time', 'en', 'at 7.30 p.m.', 'de', 'um 7.30 Uhr'],
    ['a version, a section', 'en', 'version 2.1 and section 3.4', 'fr', 'la version 2.1 et l’article 3.4'],
    ['a date', 'de', 'am 12.11.2026', 'en', 'on 12.11.2026'],
    ['an address', 'en', 'at 192.168.100.1 and https://a.example/1,500', 'de', 'bei 192.168.100.1 und https://a.example/1,500'],
    ['a part of a word', 'en', 'the A1,500 and M2.5m', 'de', 'die A1,500 und M2.5m'],
    ['languages of the same form', 'de', '3,5 Prozent', 'fr', '3,5 pour cent'],
    ['a language without a form', 'en', '3.5 million', 'xx', '3.5 million'],
    ['a list', 'en', 'numbers 1,50,2', 'de', 'Zahlen 1,50,2'],
    ['a number of which the source has none', 'en', 'a few percent', 'de', '3.5 Prozent'],
  ])('and leaves %s', (_, from, source, form, target) => {
    expect(set(from, source, form, target)).toBe(target)
  })
})

test('withTypography() does it on the way', async () => {
  const segments = [[{ text: 'It rose 3.2% to 12,500.' }]]
  const [translated] = await withTypography(testEngine(), { fr: 'fr-CH' }).translate({ from: 'en', to: 'fr', segments })
  expect(plain(translated!.spans)).toBe("fr:It rose 3,2% to 12'500.")
})

test('property: digits are never added, moved or lost, and what is done twice is done once', () => {
  const piece = fc.oneof(
    fc.constantFrom('1.5', '1,500', '12,500.75', '%', ' million', ' ', '.', ',', '7.30', "48'317", 'CHF '),
    fc.string({ maxLength: 6 }),
  )
  const text = fc.array(piece, { maxLength: 8 }).map((all) => all.join(''))
  fc.assert(
    fc.property(text, text, fc.constantFrom('de', 'de-CH', 'fr', 'es', 'en'), fc.constantFrom('en', 'de'), (source, extra, form, from) => {
      const target = source + extra
      const once = set(from, source, form, target)
      expect(once.replaceAll(/\P{Nd}/gu, '')).toBe(target.replaceAll(/\P{Nd}/gu, ''))
      expect(set(from, source, form, target)).toBe(once)
    }),
    { numRuns: 500 },
  )
})
