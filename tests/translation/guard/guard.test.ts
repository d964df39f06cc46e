import { spansOf } from '@depesche/article/model'
import { noteOf } from '@depesche/translation/guard/finding'
import { guard } from '@depesche/translation/guard/guard'
import { describe, expect, test } from 'vitest'

/** The rules that speak on a pair of plain texts. */
function rules(from: string, source: string, to: string, target: string): readonly string[] {
  return guard({ from, to, source: spansOf(source), target: spansOf(target) }).map(({ rule }) => rule)
}

const SILENT = [
  ['de', "Es kamen 48'317 Personen.", 'fr', 'Il est venu 48 317 personnes.'],
  ['de', 'Es kamen 48.317 Personen.', 'en', '48317 people came.'],
  ['de', '2,4 Mio. Fr. Verlust', 'it', 'perdita di 2,4 milioni di franchi'],
  ['de', 'um 14.20 Uhr', 'fr', 'à 14h20'],
  ['de', 'um 14.20 Uhr', 'it', 'alle 14.20'],
  ['de', 'um 14.20 Uhr', 'en', 'at 2:20 p.m.'],
  ['de', 'Es begann um halb drei.', 'fr', 'Cela a commencé à 2h30.'],
  ['de', 'der 3. Platz', 'fr', 'la troisième place'],
  ['de', 'Am 1. Mai', 'it', 'Il primo maggio'],
  ['de', 'in den 90er-Jahren', 'it', 'negli anni Novanta'],
  ['de', 'Die Saison 2022/23 war gut.', 'fr', 'La saison 2022-2023 a été bonne.'],
  ['de', '1,3 Billionen Euro', 'en', '1.3 trillion euros'],
  ['es', '1.200 millones de dólares', 'en', '$1.2 billion'],
  ['fr', 'deux ans et demi', 'de', '2,5 Jahre'],
  ['fr', 'Toute personne a droit au travail.', 'de', 'Jeder hat das Recht auf Arbeit.'],
  ['de', 'Das ist nicht selten.', 'fr', 'Cela arrive souvent.'],
  ['de', 'Die SVP gewinnt in Genf.', 'it', "L'UDC vince a Ginevra."],
  ['de', 'Das sagte Präsident Putin in Moskau.', 'fr', 'Le président Poutine l’a dit à Moscou.'],
  ['de', 'Ein Mann starb.', 'fr', 'Un homme est mort.'],
  ['en', 'Winds reached 100 miles per hour.', 'de', 'Der Wind erreichte 160 km/h.'],
] as const

const SPEAKS = [
  ['de', 'Es waren 1.5 Prozent.', 'fr', "C'étaient 1'500 francs.", 'number-changed'],
  ['de', 'Die UDF', 'fr', "L'UDC", 'party-changed'],
  ['de', 'Die Schule bleibt offen.', 'fr', '', 'translation-empty'],
  ['rm', 'La scola 12', 'de', 'Die Schule', 'number-missing'],
  ['de', 'Die Wahl ist am Montag und bleibt spannend.', 'fr', 'Die Wahl ist am Montag und bleibt spannend.', 'untranslated'],
] as const

describe('guard()', () => {
  test.each(SILENT)('is silent on %s “%s” = %s “%s”', (from, source, to, target) => {
    expect(rules(from, source, to, target)).toEqual([])
  })

  test.each(SPEAKS)('speaks on %s “%s” ≠ %s “%s”', (from, source, to, target, rule) => {
    expect(rules(from, source, to, target)).toContain(rule)
  })

  test('holds a number in another order of magnitude, and checks any other', () => {
    const level = (target: string) =>
      guard({ from: 'de', to: 'fr', source: spansOf('Es sind 2,4 Mio.'), target: spansOf(target) })[0]?.level
    expect(level('Ce sont 2,4 milliards')).toBe('hold')
    expect(level('Ce sont 2,7 millions')).toBe('check')
  })

  test('says where both sides differ, in plain words', () => {
    const [finding] = guard({ from: 'de', to: 'fr', source: spansOf('Es sind 12 Hunde.'), target: spansOf('Il y a 14 chiens.') })
    expect(finding).toEqual({
      rule: 'number-changed',
      level: 'check',
      reason: 'the source says “12”, the translation “14”',
      source: [8, 10],
      target: [7, 9],
    })
  })

  test('knows links by their address and terms by their stems', () => {
    const link = [{ text: 'Mehr', marks: [{ kind: 'link', href: 'https://a.example' }] }] as const
    expect(guard({ from: 'de', to: 'fr', source: link, target: spansOf('Plus') })[0]?.rule).toBe('link-lost')
    const pair = { from: 'de', to: 'fr', source: spansOf('die Bundesräte tagen'), target: spansOf('les conseillers fédéraux siègent') }
    const terms = [{ kind: 'translate', term: 'Bundesrat', translation: 'conseiller fédéral' }] as const
    expect(guard({ ...pair, terms })).toEqual([])
    expect(guard({ ...pair, target: spansOf('les ministres siègent'), terms })[0]?.rule).toBe('term-missing')
    expect(guard({ ...pair, terms: [{ kind: 'forbid', term: 'conseillers' }] })[0]?.rule).toBe('term-forbidden')
  })
})

describe('noteOf()', () => {
  test('carries the words in doubt', () => {
    const finding = { rule: 'x', level: 'check', reason: 'because', source: [0, 2], target: [3, 5] } as const
    expect(noteOf(finding, 'ab', 'xyzuv')).toEqual({ rule: 'x', level: 'check', reason: 'because', place: {}, text: 'uv' })
    expect(noteOf({ rule: 'x', level: 'info', reason: 'because', source: [0, 2] }, 'ab', '').text).toBe('ab')
  })
})
