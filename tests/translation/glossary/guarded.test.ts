import { plain, spansOf } from '@depesche/article/model'
import { createGlossaries } from '@depesche/translation/glossary/glossaries'
import { swissTerms } from '@depesche/translation/glossary/swiss'
import type { Term } from '@depesche/translation/glossary/term'
import { guard } from '@depesche/translation/guard/guard'
import { withGuard } from '@depesche/translation/with-guard'
import { describe, expect, test } from 'vitest'
import { testEngine } from '../../lib/house.ts'
import { labelledPairs } from '../guard/labelled-pairs.ts'

const shipped = (from: string, to: string) => swissTerms(from, to)
const tables = new Map<string, readonly Term[]>()
function termsOf(from: string, to: string): readonly Term[] {
  const known = tables.get(`${from}-${to}`) ?? shipped(from, to)
  tables.set(`${from}-${to}`, known)
  return known
}
const found = (from: string, source: string, to: string, target: string, terms = termsOf(from, to)) =>
  guard({ from, to, source: spansOf(source), target: spansOf(target), terms }).filter(
    ({ rule }) => rule.startsWith('term-') || rule === 'party-changed',
  )

describe('the guard with the shipped Swiss names', () => {
  const faithful = labelledPairs.filter(({ label }) => label === 'ok')

  test('asks no person about a faithful pair, and mentions something on one in a hundred at most', () => {
    const told = faithful.flatMap((pair) =>
      found(pair.from, plain(pair.source), pair.to, plain(pair.target)).map(({ level, reason }) => ({ id: pair.id, level, reason })),
    )
    expect(told.filter(({ level }) => level !== 'info')).toEqual([])
    expect(told.length / faithful.length).toBeLessThanOrEqual(0.01)
  })

  test('mentions a body by another name, and is silent on a place', () => {
    expect(found('de', 'Der Bundesrat will das.', 'fr', 'Le gouvernement veut cela.')).toMatchObject([
      { rule: 'term-missing', level: 'info' },
    ])
    expect(found('de', 'Das geschah in Basel.', 'fr', 'Cela s’est passé au bord du Rhin.')).toEqual([])
  })

  test('asks a person where one known acronym became another, once', () => {
    expect(found('de', 'Die EDU ist dagegen.', 'fr', 'L’UDC est contre.')).toMatchObject([{ rule: 'party-changed', level: 'check' }])
    expect(found('de', 'Das BAFU ist dagegen.', 'fr', 'L’OFEN est contre.')).toMatchObject([
      { rule: 'term-missing', level: 'check', reason: '“BAFU” should be “OFEV” in the translation, not “OFEN” (glossary)' },
    ])
    expect(found('de', 'Das BAFU und das BFE sind dagegen.', 'fr', 'L’OFEN est contre.')).toMatchObject([{ level: 'info' }])
  })

  test('takes no longer name for the shorter one inside it', () => {
    expect(found('de', 'Die Universität St. Gallen sagt das.', 'fr', 'C’est ce que dit l’Université de Saint-Gall.')).toEqual([])
  })
})

describe('the guard with a desk’s own lines', () => {
  const own: readonly Term[] = [
    { term: 'Prämie', translation: 'prime', kind: 'translate' },
    { term: 'Freiburg', translation: 'Fribourg', kind: 'translate' },
    { term: 'Freiburg im Breisgau', translation: 'Freiburg/Breisgau', kind: 'translate' },
    { term: 'Rösti', kind: 'keep' },
    { term: 'cotisation', translation: 'prime', kind: 'forbid' },
  ]
  test.each([
    ['Die Prämien steigen.', 'Les primes augmentent.', []],
    ['Die Prämien steigen.', 'Les tarifs augmentent.', ['term-missing check']],
    ['Die Prämie steigt.', 'La prime, une cotisation, augmente.', ['term-forbidden check']],
    ['In Freiburg im Breisgau regnet es.', 'Il pleut à Freiburg/Breisgau.', []],
    ['Es gibt Rösti.', 'Il y a des pommes de terre.', ['term-missing check']],
  ])('compares “%s” with “%s”: %j', (source, target, rules) => {
    expect(found('de', source, 'fr', target, own).map(({ rule, level }) => `${rule} ${level}`)).toEqual(rules)
  })

  test('says what to write instead of what is forbidden', () => {
    expect(found('de', 'x', 'fr', 'une cotisation', own)[0]?.reason).toBe(
      '“cotisation” must not stand in a translation (glossary: “cotisation”: write “prime”)',
    )
  })

  test('does so whoever has written the words, in the languages of the tags', async () => {
    const { glossaryFor } = createGlossaries({ own: { 'de-fr': own }, swiss: false })
    const person = { ...testEngine(), translate: async () => [{ spans: spansOf('Les tarifs augmentent.'), notes: [] }] }
    const job = { from: 'de-CH', to: 'fr-CH', segments: [spansOf('Die Prämien steigen.')] }
    expect((await withGuard(person, glossaryFor).translate(job))[0]?.notes).toMatchObject([{ rule: 'term-missing', level: 'check' }])
    expect((await withGuard(person).translate(job))[0]?.notes).toEqual([])
  })

  test('takes thousands of lines', () => {
    const many: readonly Term[] = Array.from({ length: 5_000 }, (_, at) => ({
      term: `Wort${at} Teil`,
      translation: `mot${at}`,
      kind: 'translate',
    }))
    expect(found('de', 'Das Wort4711 Teil.', 'fr', 'rien du tout', many)).toMatchObject([{ rule: 'term-missing' }])
  })
})
