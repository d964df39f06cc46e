import { plain, type Span } from '@depesche/article/model'
import { typeset } from '@depesche/translation/typography'
import { withTypography } from '@depesche/translation/with-typography'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testEngine } from '../lib/house.ts'

const set = (text: string, language: string) => plain(typeset([{ text }], language))

test('withTypography() sets what an engine gives in the form that the newsroom names', async () => {
  const segments = [[{ text: ' "One"' }]]
  const into = async (to: string, typography = {}) =>
    plain((await withTypography(testEngine(), typography).translate({ from: 'en', to, segments }))[0]!.spans)
  expect(await into('fr')).toBe('fr\u00a0: «\u00a0One\u00a0»')
  expect(await into('fr', { fr: 'fr-CH' })).toBe('fr: «One»')
  expect(await into('fr', { fr: 'as-it-comes' })).toBe('fr: "One"')
  expect(await into('fr-CH')).toBe('fr-CH: «One»')
})

describe('typeset()', () => {
  test.each([
    ['fr', 'Il a dit: "Non!"', 'Il a dit\u00a0: «\u00a0Non\u202f!\u00a0»'],
    ['fr', "Vraiment ? Oui ; 48'317 francs.", 'Vraiment\u202f? Oui\u202f; 48\u202f317 francs.'],
    ['fr', 'A 14:20 il était 3:1 (https://a.example/?x=1)', 'A 14:20 il était 3:1 (https://a.example/?x=1)'],
    ['fr-CH', 'Il a dit: « Non ! »', 'Il a dit: «Non !»'],
    ['fr-CH', '“Un «vrai» ami”, dit-elle.', '«Un ‹vrai› ami», dit-elle.'],
    ['de-CH', 'Er weiß: „Das kostet 48’317 Franken.“', "Er weiss: «Das kostet 48'317 Franken.»"],
    ['de', 'Er sagte: "Das kostet 48\'317 Franken."', 'Er sagte: „Das kostet 48.317 Franken.“'],
    ['it', 'Ha detto: "Sono 1\'048\'317 franchi."', 'Ha detto: «Sono 1.048.317 franchi.»'],
    ['en', "He said: «It is 48'317 francs.»", 'He said: “It is 48,317 francs.”'],
    ['es', 'Dijo: "No son 4906."', 'Dijo: «No son 4906.»'],
    ['ca', 'Va dir: "No."', 'Va dir: "No."'],
  ])('%s: %s', (language, text, expected) => {
    expect(set(text, language)).toBe(expected)
    expect(set(expected, language)).toBe(expected)
  })

  test.each([
    ['half a quotation', 'de', 'Das ist "alles, was er sagte.'],
    ['inches', 'en', 'A 27" screen.'],
    ['an apostrophe', 'fr-CH', "L'an 2023, c'est l'eau d'août."],
    ['a time, a date, a decimal, a score', 'de', 'Um 14.20 Uhr, am 12.11.2026, 3,75 Prozent, 3:1, 1.500.'],
    ['four digits in a group', 'de', "1'500 Franken"],
    ['a telephone number', 'de-CH', '031 322 21 11'],
    ['three deep', 'de', '«a «b «c» b» a»'],
  ])('leaves %s', (_, language, text) => {
    expect(set(text, language)).toBe(text)
  })

  test('a quotation over several marks keeps them on their words', () => {
    const spans: readonly Span[] = [{ text: 'Er: "Das ' }, { text: 'geht', marks: [{ kind: 'strong' }] }, { text: ' nicht."' }]
    expect(typeset(spans, 'de-CH')).toEqual([{ text: 'Er: «Das ' }, { text: 'geht', marks: [{ kind: 'strong' }] }, { text: ' nicht.»' }])
  })

  test('letters and digits are never added, moved or lost, and marks stay', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('"', '«', '»', "48'317", '„', '“', '”', ' ?', 'ß', ' : ', '!', ' '),
    )
    const span = fc
      .tuple(fc.array(text, { maxLength: 4 }), fc.boolean())
      .map(([parts, isStrong]): Span => ({ text: parts.join(''), ...(isStrong ? { marks: [{ kind: 'strong' as const }] } : {}) }))
    const letters = (segment: readonly Span[]) =>
      plain(segment)
        .replaceAll('ß', 'ss')
        .replaceAll('ẞ', 'SS')
        .replace(/[^\p{L}\p{N}]/gu, '')
    fc.assert(
      fc.property(
        fc.array(span, { maxLength: 4 }),
        fc.constantFrom('de', 'de-CH', 'fr', 'fr-CH', 'it', 'en', 'es', 'ca'),
        (segment, language) => {
          const once = typeset(segment, language)
          expect(letters(once)).toBe(letters(segment))
          expect(once.map(({ marks }) => marks)).toEqual(segment.map(({ marks }) => marks))
        },
      ),
    )
  })
})
