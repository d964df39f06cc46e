import { readStandard } from '@depesche/wire/newsml-g2/standard/document'
import { open, read } from '@depesche/wire/readers'
import { parseXml } from '@depesche/wire/xml/parse-xml'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goldenCases } from '../golden/cases.ts'
import { anyDamage, BILLION_LAUGHS, bytesOf, damaged, desk, latin, looksAt, outcome } from './hostile-uploads.ts'

const TAGS =
  '<p> </p> <newsItem> </newsItem> <itemMeta/> <contentSet> <inlineXML><p> <header> <table><tr> <td> </table> <edNote> <nitf> <html> <body> <![CDATA[ ]]> <!-- & <em/> <subject literal="a"/> <assert literal="a"> <img/> <select>'.split(
    ' ',
  )
const NAR = 'http://iptc.org/std/nar/2006-10-01/'

/** `meta`, `about`: in itemMeta and contentMeta; `beside`: in the item. */
const item = (content: string, { subset = '', meta = '', about = '', beside = '' } = {}) =>
  `<?xml version="1.0"?><!DOCTYPE newsItem SYSTEM "g2.dtd" [${subset}]><newsItem xmlns="${NAR}" guid="urn:x:1" version="1" xml:lang="de"><itemMeta><itemClass qcode="ninat:text"/>${meta}</itemMeta><contentMeta>${about}<headline>Titel</headline></contentMeta>${beside}<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>${content}</body></html></inlineXML></contentSet></newsItem>`

describe('read() on hostile NewsML-G2', () => {
  it.each([
    ['a billion laughs', item('<p>&j;</p>', { subset: BILLION_LAUGHS }), 'xml-entity'],
    ['an external entity', item('<p>&x;</p>', { subset: '<!ENTITY x SYSTEM "file:///etc/passwd">' }), 'xml-entity'],
    [
      'an external subset that nobody fetches',
      item('<p>gut</p>', { subset: '<!ENTITY % y SYSTEM "http://127.0.0.1:1/"> %y;' }),
      'newsml-g2',
    ],
    ['a remote content that nobody fetches', item('<p>gut</p>', { meta: '<link href="http://127.0.0.1:1/"/>' }), 'newsml-g2'],
    ['nesting 10,000 deep', item(`${'<div>'.repeat(10_000)}x${'</div>'.repeat(10_000)}`), 'xml-too-deep'],
    ['nesting 90 deep', item(`${'<div>'.repeat(90)}x${'</div>'.repeat(90)}`), 'newsml-g2'],
    ['tables in tables, 30 deep', item(`${'<table><tr><td>'.repeat(30)}x${'</td></tr></table>'.repeat(30)}`), 'newsml-g2'],
    ['rows in rows, 90 deep', item(`<table>${'<tr>'.repeat(90)}x${'</tr>'.repeat(90)}</table>`), 'newsml-g2'],
    ['100,000 elements', item('<p/>'.repeat(100_000)), 'xml-too-many'],
    ['an attribute of 1 MB', item(`<p class="${'x'.repeat(1_000_000)}">gut</p>`), 'xml-attribute-too-long'],
    ['an opening tag of 1 MB', item('<p>gut</p>').replace('guid=', `${' '.repeat(1_000_000)}guid=`), 'newsml-g2'],
    ['NUL in the text', item('<p>a\0b</p>'), 'not-text'],
    ['a lone surrogate by its number', item('<p>&#xD800;</p>'), 'xml-entity'],
    ['a file that is cut off', item('<p>gut</p>').slice(0, -20), 'xml-broken'],
    ['a prefix that nobody declares', '<g2:newsItem guid="x"/>', 'xml-broken'],
    ['an encoding that is none', item('<p>gut</p>').replace('"1.0"', '"1.0" encoding="EBCDIC-US"'), 'xml-encoding'],
    ['30 MB of spaces', item(' '.repeat(30_000_000)), 'too-large'],
    ['4 MB of spaces', item(`<p>gut</p>${' '.repeat(4_000_000)}`), 'newsml-g2'],
    ['names of prototypes', item('<constructor/><p toString="a b">gut</p><__proto__>x</__proto__>'), 'newsml-g2'],
    [
      'codes of prototypes',
      item('<p>gut</p>', { meta: '<itemClass qcode="ninat:constructor"/><signal qcode="sig:toString"/>' }),
      'newsml-g2',
    ],
    [
      'a class of prototypes',
      `<newsItem xmlns="${NAR}" guid="x"><itemMeta><itemClass qcode="ninat:constructor"/></itemMeta></newsItem>`,
      'g2-no-text',
    ],
    ['an element of prototypes', `<newsMessage xmlns="${NAR}"><itemSet><constructor/></itemSet></newsMessage>`, 'g2-empty'],
    ['a root of prototypes', `<constructor xmlns="${NAR}"/>`, 'g2-fragment'],
    ['an item in an item', `<newsItem xmlns="${NAR}" guid="a"><newsItem guid="b"/></newsItem>`, 'g2-no-text'],
    ['a version beyond all numbers', item('<p>gut</p>').replace('version="1" xml', 'version="1e999" xml'), 'newsml-g2'],
  ])('survives %s', (_, xml, expected) => expect(outcome(bytesOf(xml))).toBe(expected))

  it('reads bytes that are not in the encoding that is declared, and says so', () => {
    const bytes = latin(item('<p>Zürich</p>').replace('"1.0"', '"1.0" encoding="UTF-8"'))
    expect(read({ name: 'x', bytes }, desk).notes.map(({ rule }) => rule)).toContain('encoding-overruled')
  })

  it('reads UTF-16 and refuses half a character of it', () => {
    const wide = Uint8Array.from([...`\ufeff${item('<p>gut</p>')}`].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]))
    expect(outcome(wide)).toBe('newsml-g2')
    expect(outcome(Uint8Array.of(...wide, 0x00, 0xd8))).toBe('xml-encoding')
  })

  it('leaves a file in letters out of the Notes', () => {
    const file = `<contentSet><inlineData contenttype="image/jpeg" encoding="enc:base64">${'iVBORw0KGgo'.repeat(50_000)}</inlineData></contentSet>`
    const { draft, notes } = read({ name: 'x', bytes: bytesOf(item('<p>gut</p>', { beside: file })) }, desk)
    expect([draft.content.blocks.length, notes.some(({ rule }) => rule === 'media-left-out')]).toEqual([1, true])
    expect(JSON.stringify({ draft, notes }).length).toBeLessThan(5000)
  })

  it('splits no message into more than can be read', () => {
    const xml = `<newsMessage xmlns="${NAR}"><header><sender>${'x'.repeat(100_000)}</sender></header><itemSet>${'<newsItem/>'.repeat(2000)}</itemSet></newsMessage>`
    expect(() => open({ name: 'x', bytes: bytesOf(xml) }, desk)).toThrow(expect.objectContaining({ rule: 'too-many-articles' }))
  })

  it.each([
    ['paragraphs', (size: number) => item('<p>ein <em>Wort</em></p>'.repeat(size))],
    ['the head of a page', (size: number) => item(`<header>${'<p>ein Wort</p>'.repeat(size)}</header><p>gut</p>`)],
    ['rows', (size: number) => item(`<table>${'<tr><td>a</td>b</tr>'.repeat(size)}</table>`)],
    ['notes to editors', (size: number) => item('<p>gut</p>', { meta: '<edNote>ein Wort</edNote>'.repeat(size) })],
    [
      'notes in markup',
      (size: number) => item('<p>gut</p>', { meta: `<edNote><section>${'<p>ein Wort</p>'.repeat(size)}</section></edNote>` }),
    ],
    ['subjects', (size: number) => item('<p>gut</p>', { about: '<subject qcode="a:b"><name>ein Wort</name></subject>'.repeat(size) })],
    ['facets', (size: number) => item('<p>gut</p>', { about: `<subject>${'<facetConcept qcode="a:b"/>'.repeat(size)}</subject>` })],
    ['places in places', (size: number) => item('<p>gut</p>', { about: `<located>${'<broader qcode="a:b"/>'.repeat(size)}</located>` })],
    [
      'asserts',
      (size: number) =>
        item('<p>gut</p>', {
          about: '<subject literal="a"/>'.repeat(size),
          beside: '<assert literal="a"><name>ein Wort</name></assert>'.repeat(size),
        }),
    ],
    ['links', (size: number) => item('<p>gut</p>', { meta: '<link href="https://a.example"><title>a b</title></link>'.repeat(size) })],
    ['text nobody carries', (size: number) => item('<p>gut</p>', { about: '<x>ein Wort</x>'.repeat(size) })],
  ])('looks at each element a bounded number of times: %s', (_, content) => {
    // four times the document: a step that is quadratic looks sixteen times as often
    const looks = (size: number) => looksAt(parseXml(content(size)), readStandard)
    expect(looks(2000)).toBeLessThan(4.5 * looks(500))
  })
})

describe('read() on damaged NewsML-G2', () => {
  const sources = goldenCases().filter(({ format, name }) => format === 'newsml-g2' || name.startsWith('g2-'))

  it('gives a Reading or Rejected, wherever it is cut off', () => {
    for (const { upload } of sources)
      for (let end = 1; end < upload.bytes.length; end += 97) expect(outcome(upload.bytes.subarray(0, end))).not.toBe('newsml-g2')
  })

  it('gives a Reading or Rejected', () => {
    fc.assert(
      fc.property(fc.nat(sources.length - 1), fc.array(anyDamage, { minLength: 1, maxLength: 5 }), (index, changes) => {
        outcome(changes.reduce<Uint8Array>((bytes, one) => damaged(bytes, one, TAGS), sources[index]!.upload.bytes))
      }),
      { numRuns: 2500 },
    )
  })
})
