import type { Mark, Span } from '@depesche/article/model'
import { joinedSpans } from '@depesche/translation/joined-spans'
import { createTmxReader, TmxError } from '@depesche/translation/tmx/read-tmx'
import type { Unit } from '@depesche/translation/tmx/unit'
import { TMX_END, TMX_START, tmxUnit } from '@depesche/translation/tmx/write-tmx'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'

/** All units of a text that comes in pieces of so many characters. */
function unitsOf(text: string, piece = 1000): readonly Unit[] {
  const units: Unit[] = []
  const reader = createTmxReader((unit) => units.push(unit))
  for (let at = 0; at < text.length; at += piece) reader.write(text.slice(at, at + piece))
  reader.close()
  return units
}

const written = (...units: readonly Unit[]) => TMX_START + units.map(tmxUnit).join('') + TMX_END

/** Text as spans hold it: whole characters, of controls the line break alone. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => text.replaceAll(/[\p{Cc}\ufffe\uffff]/gu, '') || 'x'),
  fc.constantFrom(']]>', '</seg>', '&amp;', '<b>', '\n', '“«»”', '\u2028', '\u202e', ' ', '🇨🇭'),
)
const href = fc.webUrl().map((url) => `${url}?a="1"&b=<2>`)
const mark: fc.Arbitrary<Mark> = fc.oneof(
  fc.constantFrom('emphasis' as const, 'strong' as const, 'subscript' as const, 'superscript' as const).map((kind) => ({ kind })),
  href.map((each) => ({ kind: 'link' as const, href: each })),
)
const spans = fc
  .array(fc.record({ text: words, marks: fc.option(fc.array(mark, { minLength: 1, maxLength: 3 }), { nil: undefined }) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((all) => joinedSpans([all.map(({ text, marks }): Span => (marks ? { text, marks } : { text }))]))
const unit: fc.Arbitrary<Unit> = fc.record({
  source: fc.constant('de'),
  variants: fc.tuple(spans, spans).map(([de, fr]) => [
    { language: 'de', spans: de },
    { language: 'fr-CH', spans: fr },
  ]),
  props: fc.dictionary(
    fc.constantFrom('x-a', 'x-b'),
    words.filter((text) => !/[\r\n]/.test(text)),
    { noNullPrototype: true },
  ),
  at: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000),
})

test('createTmxReader() reads what tmxUnit() wrote: words, marks, props and times, however the file is cut into pieces', () => {
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 4 }), fc.integer({ min: 1, max: 400 }), (units, piece) => {
      expect(unitsOf(written(...units), piece).map(({ line: _, ...rest }) => rest)).toEqual(units)
    }),
    { numRuns: 300 },
  )
})

/** What the DTD of TMX 1.4 asks of what we write: which elements stand where, with which attributes, and pairs that fit. */
function assertTmx14(text: string): void {
  const INSIDE: Readonly<Record<string, readonly string[]>> = {
    '': ['tmx'],
    tmx: ['header', 'body'],
    header: [],
    body: ['tu'],
    tu: ['prop', 'tuv'],
    tuv: ['seg'],
    seg: ['bpt', 'ept', 'ph'],
    prop: [],
    bpt: [],
    ept: [],
    ph: [],
  }
  const NEEDS: Readonly<Record<string, readonly string[]>> = {
    tmx: ['version'],
    header: ['creationtool', 'creationtoolversion', 'segtype', 'o-tmf', 'adminlang', 'srclang', 'datatype'],
    prop: ['type'],
    tuv: ['xml:lang'],
    bpt: ['i'],
    ept: ['i'],
  }
  const open = ['']
  let pairs: string[] = []
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    expect(INSIDE[open.at(-1) ?? '']).toContain(name)
    expect(Object.keys(attributes)).toEqual(expect.arrayContaining([...(NEEDS[name] ?? [])]))
    if (name === 'seg') pairs = []
    if (name === 'bpt') pairs.push(String(attributes.i))
    if (name === 'ept') expect(pairs.pop()).toBe(attributes.i)
    open.push(name)
  })
  parser.on('closetag', ({ name }) => {
    expect(open.pop()).toBe(name)
    if (name === 'seg') expect(pairs).toEqual([])
  })
  parser.write(text).close()
}

test('tmxUnit() writes what the DTD of TMX 1.4 allows, whatever the words are', () => {
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 3 }), (units) => assertTmx14(written(...units))),
    { numRuns: 100 },
  )
  assertTmx14(written({ source: 'de', variants: [{ language: 'de', spans: [{ text: 'a\u0000b\ud800c\uffffd' }] }], props: {} }))
  expect(
    unitsOf(written({ source: 'de', variants: [{ language: 'de', spans: [{ text: 'a\u0000b\ud800c' }] }], props: {} }))[0]?.variants,
  ).toEqual([{ language: 'de', spans: [{ text: 'a\ufffdb\ufffdc' }] }])
})

/** In the manner of other systems: segments of ours in their clothes. */
const FOREIGN = `<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd" [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<tmx version="1.4"><header srclang="DE-ch" creationtool="x" segtype="sentence"><prop type="of-the-file">no</prop></header><body>
<tu tuid="1" creationdate="20240131T235959Z"><note>nothing</note>
 <tuv xml:lang="de-CH"><prop type="of-a-variant">no</prop><seg>Der <bpt i="1" x="1" type="bold">{\\b </bpt>Bundesrat<ept i="1">}</ept> tagt<ph x="2" type="fnote">\\footnote{<sub>Im Bundeshaus</sub>}</ph>.</seg></tuv>
 <tuv lang="FR_CH"><seg>Le <hi type="italic">Conseil
   fédéral</hi> siège<ph type="lb"/>à Berne<it pos="begin">[</it>.</seg></tuv>
</tu>
<tu srclang="*all*"><tuv xml:lang="en"><seg>One <bpt i="1">&lt;a href='https://house.example/?a=1&amp;amp;b=2'&gt;</bpt>two <bpt i="2" type="i"/>three<ept i="1"/> four<ept i="2"/></seg></tuv></tu>
</body></tmx>`

test('createTmxReader() reads what other systems write, takes their codes for no words, and fetches nothing', () => {
  const [first, second] = unitsOf(FOREIGN, 7)
  expect(first).toEqual({
    source: 'de-CH',
    line: 4,
    at: Date.UTC(2024, 0, 31, 23, 59, 59),
    props: {},
    variants: [
      { language: 'de-CH', spans: [{ text: 'Der ' }, { text: 'Bundesrat', marks: [{ kind: 'strong' }] }, { text: ' tagt.' }] },
      {
        language: 'fr-CH',
        spans: [{ text: 'Le ' }, { text: 'Conseil fédéral', marks: [{ kind: 'emphasis' }] }, { text: ' siège\nà Berne.' }],
      },
    ],
  })
  const link = { kind: 'link', href: 'https://house.example/?a=1&b=2' }
  expect(second).toMatchObject({
    source: '*all*',
    // pairs that overlap are marks that overlap
    variants: [
      {
        spans: [
          { text: 'One ' },
          { text: 'two ', marks: [link] },
          { text: 'three', marks: [link, { kind: 'emphasis' }] },
          { text: ' four', marks: [{ kind: 'emphasis' }] },
        ],
      },
    ],
  })
})

describe('createTmxReader() says what is wrong, and in which line', () => {
  const fault = (text: string) => {
    try {
      unitsOf(text)
      return undefined
    } catch (error) {
      return error instanceof TmxError ? `${error.line}: ${error.message}` : error
    }
  }
  for (const [name, text, said] of [
    ['no TMX', '\n<html><body/></html>', /^2: it begins with <html>/],
    ['no XML', 'term,translation\n', /^2: the XML is broken/],
    ['nothing', '', /empty|broken/],
    ['cut off', FOREIGN.slice(0, 600), /cut off/],
    ['a variant without its language', '<tmx>\n<body><tu><tuv><seg>a</seg></tuv></tu></body></tmx>', /^2: a <tuv> says no language/],
    ['an entity of its own', FOREIGN.replace('Bundesrat', '&x;'), /entity/],
    [
      'a segment without end',
      `<tmx><body><tu><tuv xml:lang="de"><seg>${'a'.repeat(100_001)}</seg></tuv></tu></body></tmx>`,
      /more than 100000/,
    ],
    ['codes without end', `<tmx><body><tu><tuv xml:lang="de"><seg>${'<hi>'.repeat(200)}`, /more than 100 deep/],
  ] as const)
    test(name, () => expect(fault(text)).toMatch(said))
})

test('createTmxReader() throws nothing but TmxError, whatever is done to a file', () => {
  const mutation = fc.tuple(
    fc.nat(FOREIGN.length),
    fc.nat(30),
    fc.constantFrom('', '<', '>', '&', '</seg>', '<seg>', '<bpt i="1">', '</tu>', '\0', '\ud800'),
  )
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
      const text = mutations.reduce((out, [at, length, put]) => out.slice(0, at) + put + out.slice(at + length), FOREIGN)
      try {
        unitsOf(text, 50)
      } catch (error) {
        expect(error).toBeInstanceOf(TmxError)
      }
    }),
    { numRuns: 500 },
  )
})
