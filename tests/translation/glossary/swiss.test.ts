import { createGlossaries } from '@depesche/translation/glossary/glossaries'
import { matchTerms } from '@depesche/translation/glossary/matcher'
import { swissLanguages, swissRows, swissTerms } from '@depesche/translation/glossary/swiss'
import { wishOf } from '@depesche/translation/glossary/term'
import { describe, expect, test } from 'vitest'

const { glossaryFor } = createGlossaries({ own: {}, swiss: true })
/** What a text's terms become. */
async function wishes(from: string, to: string, text: string): Promise<readonly (string | undefined)[]> {
  const { matcher } = (await glossaryFor(from, to))!
  return matchTerms(text, matcher).map(({ term }) => wishOf(term))
}

describe('the Swiss names that we ship', () => {
  test('are 250 to 400 rows, and no form calls for two things in a pair', () => {
    const rows = swissRows()
    expect(rows.length).toBeGreaterThanOrEqual(250)
    expect(rows.length).toBeLessThanOrEqual(400)
    for (const from of swissLanguages) {
      const forms = rows.flatMap(({ names }) => names[from]?.sought ?? [])
      expect(forms.filter((form, at) => forms.indexOf(form) < at)).toEqual([])
    }
  })

  test('have no stray sign in a form, and nothing longer than a service takes', () => {
    for (const { names } of swissRows())
      for (const { written, sought, also } of Object.values(names))
        for (const form of [written, ...sought, ...also]) {
          expect(form).toMatch(/^[\p{L}][\p{L}\p{N} .,'’/()-]*$/u)
          expect(Buffer.byteLength(form)).toBeLessThanOrEqual(200)
        }
  })

  test('give every pair of the four languages a glossary, and no other', () => {
    for (const from of swissLanguages) for (const to of swissLanguages) expect(swissTerms(from, to).length > 300).toBe(from !== to)
    expect(swissTerms('es', 'de')).toEqual([])
  })

  test.each([
    ['SVP', 'UDC', 'UDC'],
    ['SP', 'PS', 'PS'],
    ['FDP', 'PLR', 'PLR'],
    ['CVP', 'PDC', 'PPD'],
    ['BDP', 'PBD', 'PBD'],
    ['GLP', 'PVL', 'PVL'],
    ['EDU', 'UDF', 'UDF'],
    ['PdA', 'PST-POP', 'POP'],
    ['BAG', 'OFSP', 'UFSP'],
    ['BFS', 'OFS', 'UST'],
    ['SRG', 'SSR', 'SSR'],
    ['Nationalrat', 'Conseil national', 'Consiglio nazionale'],
    ['Ständerat', 'Conseil des Etats', 'Consiglio degli Stati'],
    ['Ständemehr', 'majorité des cantons', 'maggioranza dei Cantoni'],
    ['Genf', 'Genève', 'Ginevra'],
    ['Neuenburg', 'Neuchâtel', 'Neuchâtel'],
    ['Freiburg', 'Fribourg', 'Friburgo'],
    ['Basel', 'Bâle', 'Basilea'],
    ['Delsberg', 'Delémont', 'Delemonte'],
    ['Chur', 'Coire', 'Coira'],
    ['St. Gallen', 'Saint-Gall', 'San Gallo'],
    ['Bellinzona', 'Bellinzone', 'Bellinzona'],
    ['Waadt', 'Vaud', 'Vaud'],
    ['Tessin', 'Tessin', 'Ticino'],
    ['EDA', 'DFAE', 'DFAE'],
    ['EJPD', 'DFJP', 'DFGP'],
    ['SBB', 'CFF', 'FFS'],
  ])('%s is %s in French and %s in Italian', async (german, french, italian) => {
    expect(await wishes('de', 'fr', `So sagt es ${german}.`)).toEqual([french])
    expect(await wishes('de', 'it-CH', `So sagt es ${german}.`)).toEqual([italian])
  })

  test('never take one party for another, in any direction', async () => {
    expect(await wishes('fr', 'de', 'l’UDC, pas l’UDF')).toEqual(['SVP', 'EDU'])
    expect(await wishes('it', 'fr', "dell'UDF e dell'UDC")).toEqual(['UDF', 'UDC'])
    // French and Italian socialists are no SP, and the FDP of Berlin is no PLR
    expect(await wishes('fr', 'de', 'Le PS a gagné')).toEqual([])
    expect(await wishes('de', 'fr', 'Die FDP verlässt den Bundestag')).toEqual([])
    expect(await wishes('de', 'fr', 'Die EVP im Europaparlament')).toEqual([])
  })

  test('take the longer name, and leave alone what also means something else', async () => {
    expect(await wishes('de', 'fr', 'in Freiburg im Breisgau')).toEqual(['Fribourg-en-Brisgau'])
    expect(await wishes('de', 'fr', 'Wallis und Futuna')).toEqual(['Wallis-et-Futuna'])
    expect(await wishes('de', 'fr', 'im Kanton Basel-Stadt')).toEqual(['canton de Bâle-Ville'])
    expect(await wishes('de', 'fr', 'Der Zug fährt nach guten Sitten in der Mitte der Post')).toEqual([])
    expect(await wishes('fr', 'de', 'à Zoug et à Sion')).toEqual(['Zug', 'Sitten'])
  })
})

describe('createGlossaries()', () => {
  const own = { 'de-fr': [{ term: 'SVP', translation: 'UDC/SVP', kind: 'translate' }] } as const

  test('puts the desk’s own lines in the place of shipped ones, by the languages of the tags', async () => {
    const both = createGlossaries({ own, swiss: true })
    const terms = (await both.glossaryFor('de-CH', 'fr-CH'))?.terms ?? []
    expect(terms.filter(({ term }) => term === 'SVP')).toEqual(own['de-fr'])
    expect(terms.length).toBe(swissTerms('de', 'fr').length)
    expect(both.made('de', 'fr')).toBe(await both.glossaryFor('de', 'fr'))
  })

  test('has none where nothing is said', async () => {
    const alone = createGlossaries({ own, swiss: false })
    expect((await alone.glossaryFor('de', 'fr'))?.terms).toEqual(own['de-fr'])
    expect(await alone.glossaryFor('de', 'it')).toBeUndefined()
    expect(await glossaryFor('rm', 'de')).toBeUndefined()
  })
})
