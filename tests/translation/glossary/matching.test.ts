import { matcherOf, matchTerms } from '@depesche/translation/glossary/matcher'
import type { Term } from '@depesche/translation/glossary/term'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const terms = (...words: readonly string[]): readonly Term[] => words.map((term) => ({ term, translation: 'x', kind: 'translate' }))
const found = (text: string, words: readonly string[], language = 'de') =>
  matchTerms(text, matcherOf(terms(...words), language)).map(({ start, end }) => text.slice(start, end))

describe('matchTerms()', () => {
  test.each([
    ['Der Bundesrat tagt.', ['Bundesrat'], ['Bundesrat']],
    ['des Bundesrats, des Nationalrates, Genfs Regierung', ['Bundesrat', 'Nationalrat', 'Genf'], ['Bundesrats', 'Nationalrates', 'Genfs']],
    ['die Bundesratssitzung, ein Bundesrats-Kandidat, der Alt-Bundesrat', ['Bundesrat'], []],
    ['die SVP/FDP, «SVP», (SVP) und SVP.', ['SVP', 'FDP'], ['SVP', 'FDP', 'SVP', 'SVP', 'SVP']],
    ['der SVP-Nationalrat und svp, SVPler', ['SVP'], []],
    ['Freiburg im Breisgau und Freiburg', ['Freiburg', 'Freiburg im Breisgau'], ['Freiburg im Breisgau', 'Freiburg']],
    ['St. Gallen, St.\u00a0Gallens Altstadt', ['St. Gallen'], ['St. Gallen', 'St.\u00a0Gallens']],
    [
      'Das Eidgenössische Departement des Innern, vom Eidgenössischen Departement des Innern',
      ['Eidgenössisches Departement des Innern'],
      ['Eidgenössische Departement des Innern', 'Eidgenössischen Departement des Innern'],
    ],
    ['des Bundesamts für Statistik', ['Bundesamt für Statistik'], ['Bundesamts für Statistik']],
    ['in den Kantonen Uri und Zug, im Kanton Uri; Urin', ['Kanton Uri', 'Uri'], ['Uri', 'Kanton Uri']],
    ['info@SRF.ch, www.SRF.ch, SRF.ch, @SRF, #SRF', ['SRF'], []],
    ['https://parlament.example/SVP/liste und SVP/liste', ['SVP'], ['SVP']],
    ['Zürich–Bern', ['Zürich', 'Bern'], ['Zürich', 'Bern']],
  ])('finds in “%s” of %j: %j', (text, words, expected) => {
    expect(found(text, words)).toEqual(expected)
  })

  test.each([
    ['L’UDC et l’Argovie, d’Argovie', 'fr', ['UDC', 'Argovie'], ['UDC', 'Argovie', 'Argovie']],
    ["dell'Argovia e nell’UDC", 'it', ['UDC', 'Argovia'], ['Argovia', 'UDC']],
    ["Geneva's mayor", 'en', ['Geneva'], ['Geneva']],
    ['Bâle-Ville et Bâle', 'fr', ['Bâle'], ['Bâle']],
    ['Berne, Bernes', 'fr', ['Berne'], ['Berne']],
  ])('finds in “%s” (%s) of %j: %j', (text, language, words, expected) => {
    expect(found(text, words, language)).toEqual(expected)
  })

  test('finds what is written small at the beginning of a sentence too, but no capitals small', () => {
    expect(found('Prime maladie: la prime maladie', ['prime maladie'], 'fr')).toEqual(['Prime maladie', 'prime maladie'])
    expect(found('die grüne partei', ['Grüne Partei'])).toEqual([])
  })

  test('takes a body that members are called like for the body alone', () => {
    const matcher = matcherOf([{ term: 'Bundesrat', translation: 'x', kind: 'translate', body: true }], 'de')
    const times = (text: string) => matchTerms(text, matcher).length
    for (const text of ['Bundesrat Beat Muster', 'als Bundesrat', 'alt Bundesrat', 'Zürcher Bundesrat', 'ein Bundesrat'])
      expect(times(text), text).toBe(0)
    for (const text of ['der Bundesrat will', 'Bundesrat: Nein', 'im Bundesrat', 'Der Bundesrat, so Muster'])
      expect(times(text), text).toBe(1)
  })

  test('looks for nothing that is only forbidden, and not where another thing is meant', () => {
    const list: readonly Term[] = [
      { term: 'Regierung', kind: 'forbid' },
      { term: 'FDP', translation: 'PLR', kind: 'translate', unless: ['Bundestag'] },
    ]
    const times = (text: string) => matchTerms(text, matcherOf(list, 'de')).length
    expect([times('Die Regierung und die FDP'), times('Die FDP im Bundestag')]).toEqual([1, 0])
  })

  test('finds places in order, none inside another, and each is its term or bent', () => {
    const word = fc.constantFrom('Bern', 'Bundesrat', 'Kanton', 'Kanton Bern', 'des', 'Bundesrats', '-', '.', ' ', ' ', 's', '’', 'x')
    const matcher = matcherOf(terms('Bern', 'Bundesrat', 'Kanton Bern'), 'de')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (parts) => {
        const text = parts.join('')
        let at = 0
        for (const { start, end, term } of matchTerms(text, matcher)) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(text.slice(start, end).replace(/e?s$/, '')).toBe(term.term)
          at = end
        }
      }),
    )
  })

  test('looks at most so often at a letter as a term is long, whatever the text', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => `Aa ${'a '.repeat(index % 20)}b${index}`)
    const matcher = matcherOf(terms(...many, 'a a a a a a a a c'), 'de')
    const longest = Math.max(...many.map(({ length }) => length))
    const stepsIn = (text: string) => {
      let steps = 0
      matchTerms(text, matcher, () => steps++)
      return steps
    }
    for (const piece of ['a ', 'Aa a a ', 'as ', 'Aaes a ', 'x', '- ']) {
      const [small, large] = [piece.repeat(500), piece.repeat(4_000)]
      expect(stepsIn(large)).toBeLessThanOrEqual(large.length * longest)
      // eight times the text is eight times the work
      expect(stepsIn(large)).toBeLessThanOrEqual(8.5 * stepsIn(small) + longest)
    }
  })
})
