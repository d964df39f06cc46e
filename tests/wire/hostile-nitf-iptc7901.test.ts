import { readTree } from '@depesche/wire/nitf/nitf'
import { read } from '@depesche/wire/readers'
import { parseXml } from '@depesche/wire/xml/parse-xml'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goldenCases } from '../golden/cases.ts'
import { anyDamage, BILLION_LAUGHS, bytesOf, damaged, desk, latin, looksAt, outcome } from './hostile-uploads.ts'

const TAGS = ['<p>', '</p>', '<note>', '<block><p>', '</block>', '<media>', '<![CDATA[', ']]>', '<!--', '&', '<em/>', '<hl1>x</hl1>']

const nitf = (content: string, subset = '') =>
  `<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-6.dtd" [${subset}]><nitf><head><docdata><doc-id id-string="a"/></docdata></head><body><body.head><hedline><hl1>Titel</hl1></hedline></body.head><body.content>${content}</body.content></body></nitf>`
const message = (text: string) => `\x01bdt0123 4 pl 41  dpa 0456\n\r\nPartei/Schweiz/\n\x02${text}\n\x03251037 Sep 31\n\x04`

describe('read() on hostile NITF', () => {
  it.each([
    ['a billion laughs', nitf('<p>&j;</p>', BILLION_LAUGHS), 'xml-entity'],
    ['an external entity', nitf('<p>&x;</p>', '<!ENTITY x SYSTEM "file:///etc/passwd">'), 'xml-entity'],
    ['an external subset that nobody fetches', nitf('<p>gut</p>', '<!ENTITY % y SYSTEM "http://127.0.0.1:1/"> %y;'), 'nitf'],
    ['nesting 10,000 deep', nitf(`${'<block>'.repeat(10_000)}x${'</block>'.repeat(10_000)}`), 'xml-too-deep'],
    ['100,000 elements', nitf('<p/>'.repeat(100_000)), 'xml-too-many'],
    ['an attribute of 1 MB', nitf(`<p class="${'x'.repeat(1_000_000)}">gut</p>`), 'xml-attribute-too-long'],
    ['NUL in the text', nitf('<p>a\0b</p>'), 'not-text'],
    ['a lone surrogate by its number', nitf('<p>&#xD800;</p>'), 'xml-entity'],
    ['a file that is cut off', nitf('<p>gut</p>').slice(0, -20), 'xml-broken'],
    ['an encoding that is none', nitf('<p>gut</p>').replace('"1.0"', '"1.0" encoding="EBCDIC-US"'), 'xml-encoding'],
    ['30 MB of spaces', nitf(' '.repeat(30_000_000)), 'too-large'],
    ['4 MB of spaces', nitf(`<p>gut</p>${' '.repeat(4_000_000)}`), 'nitf'],
    ['4 MB of ampersands', nitf(`<p>gut ${'&'.repeat(4_000_000)}</p>`), 'nitf'],
    ['a million open CDATA sections', nitf(`<p>gut${'<![CDATA['.repeat(400_000)}`), 'xml-broken'],
    ['names of prototypes', nitf('<constructor/><p toString="a b">gut</p><__proto__>x</__proto__>'), 'nitf'],
  ])('survives %s', (_, xml, expected) => expect(outcome(bytesOf(xml))).toBe(expected))

  it('reads bytes that are not in the encoding that is declared, and says so', () => {
    const bytes = latin(nitf('<p>Zürich</p>').replace('"1.0"', '"1.0" encoding="UTF-8"'))
    expect(read({ name: 'x', bytes }, desk).notes.map(({ rule }) => rule)).toContain('encoding-overruled')
  })

  it('refuses UTF-16 with half a character', () => {
    const text = nitf('<p>gut</p>')
    const wide = Uint8Array.from([...`\ufeff${text}`].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]))
    expect(outcome(wide)).toBe('nitf')
    expect(outcome(Uint8Array.of(...wide, 0x00, 0xd8))).toBe('xml-encoding')
  })

  it.each([
    ['paragraphs', (size: number) => '<p>ein <em>Wort</em></p>'.repeat(size)],
    ['text nobody carries', (size: number) => '<note type="npa">ein Wort</note>'.repeat(size)],
    ['paragraphs in paragraphs', (size: number) => `${'<p>a '.repeat(90)}${'</p>'.repeat(90)}`.repeat(size / 50)],
    [
      'pictures',
      (size: number) => '<media><media-reference source="a" width="1"/><media-caption>ein Wort</media-caption></media>'.repeat(size),
    ],
    ['people', (size: number) => `<p>${'<person value="x">Ida</person>'.repeat(size)}</p>`],
    ['footnotes', (size: number) => `<p>${'a<fn>b</fn>'.repeat(size)}</p>`],
  ])('looks at each element a bounded number of times: %s', (_, content) => {
    // four times the document: a step that is quadratic looks sixteen times as often
    expect(looks(content(2000))).toBeLessThan(4.5 * looks(content(500)))
  })

  const looks = (content: string) => looksAt(parseXml(nitf(content)), readTree)
})

describe('read() on hostile IPTC 7901', () => {
  it.each<readonly [string, Uint8Array, string]>([
    ['NUL as fill and in the text', latin(`\0\0\0${message('Ein Titel =\n\nDie \0Gemeinde hat das so entschieden.')}`), 'iptc7901'],
    ['NUL alone', new Uint8Array(500), 'empty'],
    ['a header alone', latin('\x01bdt0123 4 pl 41  dpa 0456\n'), 'iptc7901'],
    ['no header', latin('\x01\x02Text\x03'), 'text-paste'],
    ['two messages', latin(message('a') + message('b')), 'several-articles'],
    ['invalid UTF-8', Uint8Array.of(...latin(message('Titel =\n\nEin Satz ')), 0xc3, 0x28, 0xff, 0xfe), 'iptc7901'],
    ['30 MB of spaces', latin(message(' '.repeat(30_000_000))), 'too-large'],
    ['3 MB of spaces', latin(message(`Titel =\n\n${' '.repeat(3_000_000)}x`)), 'iptc7901'],
    ['a hundred thousand lines', latin(message('x\n'.repeat(100_000))), 'too-many-lines'],
    ['a remark that never ends', latin(message(`${'(a\n'.repeat(10_000)}Titel =`)), 'iptc7901'],
    [
      'a hundred thousand shifts',
      latin(message(`\x1b(K${'\x1b(B} und noch sehr viel mehr Text, der dazwischen steht, \x1b(K}'.repeat(50_000)}`)),
      'iptc7901',
    ],
  ])('survives %s', (_, bytes, expected) => expect(outcome(bytes)).toBe(expected))

  it.each([
    '(a',
    '# ',
    '- ',
    '| a | b |\n',
    '\x1b(K} viel Text zwischen zwei Zeichen ',
    'dpa a b\n',
    'Notizblock\n',
    'urn:newsml:dpa.com:',
    'a\n\n',
    ' =\n',
    '* * \n',
    'Von A\n',
    '1234Z Sep ',
  ])('gives in proportion to what it gets: %j', (piece) => {
    const size = (count: number) => {
      const { draft, notes } = read({ name: 'x', bytes: latin(message(`Titel =\n\n${piece.repeat(count)}x`)) }, desk)
      return JSON.stringify({ draft, notes }).length
    }
    expect(size(4000)).toBeLessThan(4.5 * size(1000) + 4000)
  })
})

describe('read() on damaged copies', () => {
  const sources = goldenCases().filter(({ format }) => format === 'nitf' || format === 'iptc7901')
  it('gives a Reading or Rejected', () => {
    fc.assert(
      fc.property(fc.nat(sources.length - 1), fc.array(anyDamage, { minLength: 1, maxLength: 5 }), (index, changes) => {
        outcome(changes.reduce<Uint8Array>((bytes, one) => damaged(bytes, one, TAGS), sources[index]!.upload.bytes))
      }),
      { numRuns: 2500 },
    )
  })
})
