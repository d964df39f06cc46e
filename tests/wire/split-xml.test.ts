import { readFileSync } from 'node:fs'
import { plain, Rejected } from '@depesche/article/model'
import type { Several } from '@depesche/wire/reader'
import { open, read } from '@depesche/wire/readers'
import { splitXml } from '@depesche/wire/xml/split-xml'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DESK } from '../lib/house.ts'

const decoder = new TextDecoder()
const messageOf = { parent: ['m', 'set'], named: 'id' }
const texts = (xml: string) => splitXml(xml, messageOf)?.map(({ name, bytes }) => [name, decoder.decode(bytes)])

test('splitXml() makes of each child a document with all that stands around them', () => {
  const xml =
    '<?xml version="1.0" encoding="ISO-8859-15"?>\n<!DOCTYPE m SYSTEM "m.dtd">\n<m x="1"><head>é</head><set>\n <item id="a">A &amp; <b>B</b></item>\n <!-- no --> <x:other id="b"/>\n</set></m>'
  const around = (item: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE m SYSTEM "m.dtd">\n<m x="1"><head>é</head><set>\n ${item}\n</set></m>`
  expect(texts(xml)).toEqual([
    ['a', around('<item id="a">A &amp; <b>B</b></item>')],
    ['b', around('<x:other id="b"/>')],
  ])
})

test('splitXml() leaves alone what holds one, none, or is broken', () => {
  for (const xml of [
    '<m><set><item/></set></m>',
    '<m/>',
    '<m><set><item/><item/></set>',
    '<n><set><item/><item/></set></n>',
    '<m><a><set><i/><i/></set></a></m>',
  ])
    expect(texts(xml)).toBeUndefined()
})

test('splitXml() takes articles out of one another, at any depth, and leaves a mark', () => {
  const inner = '<item id="c">C</item>'
  const xml = `<m><set><item id="a">A <x><item id="b">B <item id="d"/></item></x> a</item>${inner}</set></m>`
  const parts = splitXml(xml, { parent: ['m', 'set'], child: 'item', named: 'id', nested: '<ref/>' })
  expect(parts?.map(({ name, bytes }) => [name, decoder.decode(bytes).replace(/^.*\n/, '')])).toEqual([
    ['a', '<m><set><item id="a">A <x><ref/></x> a</item></set></m>'],
    ['b', '<m><set><item id="b">B <ref/></item></set></m>'],
    ['d', '<m><set><item id="d"/></set></m>'],
    ['c', `<m><set>${inner}</set></m>`],
  ])
})

test('splitXml() refuses what would become far too much', () => {
  const xml = `<m><head>${'x'.repeat(3_000_000)}</head><set>${'<i/>'.repeat(100)}</set></m>`
  expect(() => splitXml(xml, messageOf)).toThrow(Rejected)
})

test('property: the parts are the children, letter for letter, wherever signs of tags stand in them', () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((each) => each.replaceAll(/[\p{Cc}\ufffe\uffff&<]/gu, '').replaceAll(']]>', ''))
  const item = fc
    .tuple(text, text, text)
    .map(
      ([attribute, words, data]) =>
        `<i q="${attribute.replaceAll('"', '')}&lt;">${words}<![CDATA[<i>${data}</i>]]><!-- </i> --><?x <i> ?></i>`,
    )
  fc.assert(
    fc.property(fc.array(item, { minLength: 2, maxLength: 5 }), fc.constantFrom('', ' ', '\r\n'), (items, gap) => {
      const parts = splitXml(`<m><set>${gap}${items.join(gap)}${gap}</set></m>`, messageOf)
      expect(parts?.map(({ bytes }) => decoder.decode(bytes).split('<set>')[1]?.replace('</set></m>', ''))).toEqual(
        items.map((each) => `${gap}${each}${gap}`),
      )
    }),
  )
})

/** The articles of two golden files in one message. */
function together(format: string, [a, b]: readonly [string, string], element: string, end: string): Uint8Array {
  const text = (name: string) =>
    new TextDecoder(format === 'newsml12' ? 'iso-8859-15' : 'utf-8').decode(
      readFileSync(new URL(`../golden/${format}/${name}/source.xml`, import.meta.url)),
    )
  const [first, second] = [text(a), text(b)]
  const item = second.slice(second.indexOf(`<${element}`), second.lastIndexOf(end) + end.length)
  const at = first.lastIndexOf(end) + end.length
  return new TextEncoder().encode(`${first.slice(0, at).replace(/encoding="[^"]+"/, 'encoding="UTF-8"')}\n${item}${first.slice(at)}`)
}

test.each([
  ['newsml-g2', ['flash-that-is-a-test', 'result-table'], 'newsItem', '</newsItem>'],
  ['newsml12', ['update-with-table', 'picture'], 'NewsItem', '</NewsItem>'],
] as const)('open() of %s with two items gives each as it would be read alone', (format, names, element, end) => {
  const bytes = together(format, names, element, end)
  const { parts } = open({ name: 'both.xml', bytes }, DESK) as Several
  expect(parts).toHaveLength(2)
  expect(() => read({ name: 'both.xml', bytes }, DESK)).toThrow(expect.objectContaining({ rule: 'several-articles' }))
  for (const [index, part] of parts.entries()) {
    const alone = read(
      { name: 'alone.xml', bytes: readFileSync(new URL(`../golden/${format}/${names[index]}/source.xml`, import.meta.url)) },
      DESK,
    )
    const among = read({ name: 'part.xml', bytes: part.bytes }, DESK)
    expect([plain(among.draft.content.headline), among.draft.identity, among.draft.content.blocks]).toEqual([
      plain(alone.draft.content.headline),
      alone.draft.identity,
      alone.draft.content.blocks,
    ])
  }
})
