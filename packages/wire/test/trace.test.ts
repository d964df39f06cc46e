import { type Block, type Content, type Note, plain } from '@depesche/article/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { residueRules } from '../src/residue/rules.ts'
import { cleanCharacters } from '../src/text/clean-characters.ts'
import { normalizeText } from '../src/text/normalize-text.ts'
import type { Piece } from '../src/text/piece.ts'
import { wordsOf } from '../src/text/words.ts'

/** What a generated part is in the source, and what a reader of it must find. */
interface Part {
  readonly source: string
  readonly words: string
}

const NOUNS = 'Gemeinde Kanton rivière ponte council Strasse école ferrovia bridge Wahl 48 2,3 1984 Zürich Genève'.split(' ')
const same = (text: string): Part => ({ source: text, words: text })
const sentence = fc
  .array(fc.constantFrom(...NOUNS), { minLength: 4, maxLength: 18 })
  .map((words) => `Die ${words.join(' ')} und das war es.`)
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((sentences) => sentences.join(' '))
const wrapped = paragraph.map((text) => text.replaceAll(/(.{50,66}) /g, '$1\n'))
const entity = fc.constantFrom(
  ['&uuml;', 'ü'],
  ['&amp;', '&'],
  ['&#8211;', '–'],
  ['&nbsp;', ' '],
  ['&laquo;', '«'],
  ['Ã¤', 'ä'],
  ['\u00ad', ''],
  ['\u200b', ''],
)
const withEntity = fc
  .tuple(sentence, entity, sentence)
  .map(([before, [code, char], after]): Part => ({ source: `${before}x${code}y ${after}`, words: `${before}x${char}y ${after}` }))
const residue = fc
  .constantFrom(...residueRules.flatMap(({ fires, nearMiss }) => [...Object.values(fires), ...Object.values(nearMiss)]))
  .map(same)
const dateline = fc.constantFrom('BERN, 12. März (SDA) - ', 'Genève (ats) ', 'Tannwil BE (sda/dpa) ', '(sda) ', 'St. Gallen (sda) ')
const dated = fc.tuple(dateline, paragraph).map(([place, text]) => same(place + text))
const signed = fc
  .tuple(paragraph, fc.constantFrom(' (SDA)', ' (sda/afp)', ' (ATS)', '\n(SDA\\/cr jd)', ' (awp/sda)'))
  .map(([text, end]) => same(text + end))
const editors = fc
  .constantFrom(
    'SPERRFRIST 12.3. 06.00 Uhr',
    'EIL',
    'Korrektur: 3 statt 4',
    'Gemeinde baut Brücke (korrigiert)',
    'Bitte verwenden Sie die Meldung bsd063 über die Brücke in der\nGemeinde nicht mehr.',
    'Embargo gegen Belarus wirkt',
    'Achtung Redaktionen: bitte Meldung nicht verwenden',
    'Source: Blick',
    'mk/rw',
    'Dieser Text wurde automatisch übersetzt.',
    'KEYSTONE-SDA',
    'Von Erika Muster',
  )
  .map(same)
const list = fc
  .constantFrom('- Brot\n- Käse\n- Wein', '1. Zug\n2. Bus\n3. Schiff', 'Bern\t12\t3\nThun\t4\t5', '1. August\n2. Brücken')
  .map(same)
const short = fc.constantFrom('Kritik an der Brücke', 'Ein Dorf', '„Alles gut“', 'BERN').map(same)
const part = fc.oneof(
  { weight: 4, arbitrary: paragraph.map(same) },
  { weight: 2, arbitrary: wrapped.map(same) },
  withEntity,
  residue,
  dated,
  signed,
  editors,
  list,
  short,
)
const gap = fc.constantFrom('\n\n', '\n\n', '\n\n', '\n', '\r\n\r\n', '\n \n', '\r\r\n\r\r\n')
const document = fc.array(fc.tuple(part, gap), { minLength: 1, maxLength: 14 }).map((parts) => ({
  source: parts.map(([{ source }, space]) => source + space).join(''),
  words: parts.map(([{ words }]) => words).join('\n'),
}))

const normalized = (source: string) => {
  const cleaned = cleanCharacters(source)
  return normalizeText(cleaned.text, { zone: 'Europe/Zurich', reference: '2031-03-10T10:00:00Z' })
}
const words = (pieces: readonly Piece[], fate?: Piece['fate']) =>
  wordsOf(linesText(pieces.filter((piece) => fate === undefined || piece.fate === fate)))

/** Pieces of one line belong together; lines do not. */
function linesText(pieces: readonly Piece[]): string {
  return pieces.map((piece, index) => (index > 0 && pieces[index - 1]!.line === piece.line ? '' : '\n') + piece.text).join('')
}

/** Everything that a reader of the article sees, in the order of the source; an ordered list shows its numbers. */
function readersText({ kicker = [], headline, subheadline = [], blocks }: Content): string {
  return [plain(kicker), plain(headline), plain(subheadline), ...blocks.map(blockWords)].join('\n')
}

function blockWords(block: Block): string {
  if (block.kind === 'list') return block.items.map((item, index) => `${block.ordered ? index + 1 : ''} ${plain(item)}`).join('\n')
  if (block.kind === 'table') return block.rows.map((row) => row.map(plain).join(' ')).join('\n')
  return block.kind === 'preformatted' ? block.text : plain(block.spans)
}

const inOrder = (notes: readonly Note[]) => notes.toSorted((a, b) => (a.place.line ?? 0) - (b.place.line ?? 0))

describe('the trace of a normalized text', () => {
  const runs = { numRuns: 700 }

  it('holds every word of the source, in order', () => {
    fc.assert(
      fc.property(document, (text) => void expect(words(normalized(text.source).pieces)).toEqual(wordsOf(text.words))),
      runs,
    )
  })

  it('keeps what the article shows, and nothing else', () => {
    fc.assert(
      fc.property(document, ({ source }) => {
        const { pieces, content } = normalized(source)
        expect(wordsOf(readersText(content))).toEqual(words(pieces, 'kept'))
      }),
      runs,
    )
  })

  it('has a Note with the words of everything that was dropped', () => {
    fc.assert(
      fc.property(document, ({ source }) => {
        const { pieces, notes } = normalized(source)
        const noted = inOrder(notes.filter((note) => note.dropped)).map(({ text = '' }) => text)
        expect(wordsOf(noted.join('\n'))).toEqual(words(pieces, 'dropped'))
      }),
      runs,
    )
  })

  it('has a Note of its own for what stands on the other side of a line that another rule dropped', () => {
    const source = `Das Dorf hat eine Brücke gebaut. (SDA)\n\nErstes Menü\nclass=”sc-1a2b3c-0 kLmNoP”>\nZweites\nMenü\n`
    const { pieces, notes } = normalized(source)
    const noted = inOrder(notes.filter((note) => note.dropped)).map(({ text }) => text)
    expect(noted).toEqual(['Erstes Menü', 'class=”sc-1a2b3c-0 kLmNoP”>', 'Zweites\nMenü'])
    expect(wordsOf(noted.join('\n'))).toEqual(words(pieces, 'dropped'))
  })

  it('names the fact and a Note for everything that was taken off', () => {
    fc.assert(
      fc.property(document, ({ source }) => {
        const { pieces, notes } = normalized(source)
        for (const { line, text, part: fact, fate } of pieces.filter((piece) => piece.fate === 'taken' && piece.text.trim() !== '')) {
          expect([fate, typeof fact]).toEqual(['taken', 'string'])
          // a notice may be wrapped over lines: its Note names the first
          expect(notes.some((note) => (note.place.line ?? 0) <= line && !note.dropped && note.text?.includes(text.trim()))).toBe(true)
        }
      }),
      runs,
    )
  })

  it('comes to the same on any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (source) => {
        const cleaned = cleanCharacters(source).text
        const { pieces, content } = normalized(source)
        expect(words(pieces)).toEqual(wordsOf(cleaned))
        expect(wordsOf(readersText(content))).toEqual(words(pieces, 'kept'))
      }),
      runs,
    )
  })
})
