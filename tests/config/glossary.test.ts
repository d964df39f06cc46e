import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MAX_LINES, parseGlossary } from '@depesche/config/parse-glossary'
import { readGlossaries } from '@depesche/config/read-glossaries'
import type { Term } from '@depesche/translation/glossary/term'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'

const read = (text: string) => parseGlossary(text, 'de-fr.csv')

describe('parseGlossary()', () => {
  const lines = ['term,translation,rule', 'Bundesrat,Conseil fédéral,', 'Tannwil,,keep', 'ministre,conseiller fédéral,forbid']
  const terms: readonly Term[] = [
    { term: 'Bundesrat', translation: 'Conseil fédéral', kind: 'translate' },
    { term: 'Tannwil', kind: 'keep' },
    { term: 'ministre', translation: 'conseiller fédéral', kind: 'forbid' },
  ]
  test.each([
    ['with commas', lines.join('\n')],
    ['with semicolons, as a Swiss Excel writes it', lines.join('\n').replaceAll(',', ';')],
    ['with a byte-order mark and CRLF', `\ufeff${lines.join('\r\n')}\r\n`],
    ['with comments and empty lines', `# our words\n\n${lines.join('\n# more\n\n')}\n,,\n`],
    [
      'with columns in another order',
      'rule,term,translation\n,Bundesrat,Conseil fédéral\nkeep,Tannwil\nFORBID,ministre,conseiller fédéral',
    ],
    ['with a line twice', [...lines, lines[1]].join('\n')],
  ])('reads lines %s', (_, text) => {
    expect(read(text)).toEqual({ terms, mistakes: [] })
  })

  test('takes a comment only where the line begins with its sign', () => {
    expect(read('term,translation\nC# Kurs,cours de C#\n# C,D').terms).toEqual([
      { term: 'C# Kurs', translation: 'cours de C#', kind: 'translate' },
    ])
  })

  test('takes a glossary without the column rule', () => {
    expect(read('term;translation\nPrämie;prime').terms).toEqual([{ term: 'Prämie', translation: 'prime', kind: 'translate' }])
  })

  test('tells all mistakes at once, each with file and line', () => {
    const long = 'ä'.repeat(101)
    const text = [
      'term,translation,rule',
      'a1,b,often',
      ',b,',
      '12,b,',
      'nur,,',
      'Bern,Berne,keep',
      `${long},b,`,
      'Prämie,prime,',
      'Prämie,cotisation,',
      'a,b,,d',
      '"zwei\nZeilen",b,',
    ]
    expect(read(text.join('\n')).mistakes).toEqual([
      'de-fr.csv:2: "often" is no rule: it is translate, keep or forbid',
      'de-fr.csv:3: the term is empty',
      'de-fr.csv:4: "12" has no letter',
      'de-fr.csv:5: "nur" has no translation: give one, or the rule keep',
      'de-fr.csv:6: "Bern" is kept as it is: it needs no translation',
      'de-fr.csv:7: the term has 202 bytes; it may have 200',
      'de-fr.csv:9: "Prämie" stands in line 8 already, and says something else there',
      'de-fr.csv:10: 4 cells where the first line has 3: put what has a comma or semicolon in quotation marks',
      'de-fr.csv:12: the term has a line break or another control character',
    ])
  })

  test.each([
    ['an empty file', '', /:1: the first line must be "term,translation,rule"/],
    ['no head', 'Bundesrat,Conseil fédéral', /:1: the first line must be .* not "bundesrat,conseil fédéral"/],
    ['an open quotation mark', 'term,translation\n"Bern,Berne\n', /Quote Not Closed/],
    ['too many lines', `term\n${'x,y\n'.repeat(MAX_LINES + 1)}`, /5001 lines; a glossary has at most 5000/],
  ])('says what is wrong with %s', (_, text, says) => {
    const { mistakes, terms: none } = read(text)
    expect([mistakes.length, none]).toEqual([1, []])
    expect(mistakes[0]).toMatch(says)
  })

  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .map((text) => `x${text.replaceAll(/\p{C}/gu, '')}`.trim().normalize('NFC'))
    .filter((text) => Buffer.byteLength(text) <= 200)
  const row: fc.Arbitrary<Term> = fc.oneof(
    fc.record({ term: word, translation: word, kind: fc.constantFrom('translate', 'forbid') }),
    fc.record({ term: word, kind: fc.constantFrom('keep', 'forbid') }),
  )

  test('reads back what was written, whatever the words, the delimiter, the ends of lines and the quoting', () => {
    const rows = fc.uniqueArray(row, {
      minLength: 1,
      maxLength: 8,
      selector: ({ term, kind }) => JSON.stringify([term, kind === 'forbid']),
    })
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';'), fc.constantFrom('\n', '\r\n'), fc.boolean(), (given, delimiter, end, always) => {
        const cell = (text: string) => (always || /[",;#]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
        const written = [
          ['term', 'translation', 'rule'],
          ...given.map(({ term, translation = '', kind }) => [term, translation, kind].map(cell)),
        ]
        expect(read(written.map((cells) => cells.join(delimiter)).join(end))).toEqual({ terms: given, mistakes: [] })
      }),
    )
  })

  test('never throws, and gives terms or says why not, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { terms: found, mistakes } = read(`term,translation,rule\n${text}`)
        for (const { term } of found) expect(term.trim()).toBe(term)
        expect(mistakes.every((each) => each.startsWith('de-fr.csv'))).toBe(true)
      }),
    )
  })
})

test('readGlossaries() reads the CSV files of a folder by their pairs, tells what is none, and a folder that is not there has none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'depesche-glossary-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  expect(await readGlossaries(join(folder, 'nowhere'))).toEqual({ lines: {}, mistakes: [] })
  await writeFile(join(folder, 'de-fr.csv'), 'term,translation\nPrämie,prime')
  await writeFile(join(folder, 'it-de.csv'), 'term,rule\nTannwil,keep')
  await writeFile(join(folder, 'de-fr-CH.csv'), 'term\n')
  await writeFile(join(folder, 'de-de.CSV'), 'term\n')
  await writeFile(join(folder, 'notes.txt'), 'nothing')
  const { lines, mistakes } = await readGlossaries(folder)
  expect(Object.fromEntries(Object.entries(lines).map(([pair, terms]) => [pair, terms.map(({ term }) => term)]))).toEqual({
    'de-fr': ['Prämie'],
    'it-de': ['Tannwil'],
  })
  expect(mistakes.map((each) => each.split(':')[0])).toEqual(['de-de.CSV', 'de-fr-CH.csv'])
})
