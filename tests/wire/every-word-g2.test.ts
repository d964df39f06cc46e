import { CODES, FOR_PROGRAMS } from '@depesche/wire/newsml-g2/standard/codes'
import { CODES as NITF_CODES } from '@depesche/wire/nitf/codes'
import { open, read } from '@depesche/wire/readers'
import { decodeXml } from '@depesche/wire/xml/decode-xml'
import { attribute, below, type Element } from '@depesche/wire/xml/element'
import { parseXml } from '@depesche/wire/xml/parse-xml'
import { describe, expect, it } from 'vitest'
import { expectNoWordLost } from './no-word-lost.ts'
import { lostWords, wordsIn } from './wire-words.ts'
import { carried, desk, golden, readOrRejected, referenceSources, type Source } from './word-sources.ts'
import { type Counting, textsIn } from './xml-texts.ts'

const NAMES =
  'newsItem itemMeta contentMeta contentSet inlineXML inlineData headline edNote subject located broader name link title html head body header section p h1 h2 ul li table tr td blockquote pre div figure figcaption span em x nitf body.content description assert rightsInfo usageTerms creator infoSource by dateline keyword genre mainConcept'.split(
    ' ',
  )
const PROGRAMS: ReadonlySet<string> = new Set<string>(FOR_PROGRAMS)

/** The codes of NewsML-G2 and of the NITF that may stand in it. */
const isCode = ({ name }: Element, one: string) =>
  [CODES, NITF_CODES].some((codes) => codes.has(one) || codes.has(`${name}@${one}`)) || PROGRAMS.has(one)
const counting: Counting = {
  isCode,
  isForPrograms: (_, name) => PROGRAMS.has(name) || name === 'xsi:schemaLocation',
  isStory: ({ name }) => name === 'html' || name === 'body.content',
  // what the head of a page and a teaser say is told once, as everywhere around the story
  isBeside: ({ name, attributes }) => ['media', 'note', 'head', 'header'].includes(name) || attributes.class === 'teaser',
}
const treeOf = (bytes: Uint8Array) => parseXml(decodeXml(bytes).text)
const isAgencys = (root: Element) => below(root, 'provider').some((one) => attribute(one, 'qcode') === 'nprov:KSDA')

/** Lists of classes are no words: a changed tree has none. */
function withoutLists(element: Element): Element {
  const attributes = Object.entries(element.attributes).filter(([name, value]) => !PROGRAMS.has(name) || !/\s/.test(value))
  const children = element.children.map((child) => (typeof child === 'string' ? child : withoutLists(child)))
  return { ...element, attributes: Object.fromEntries(attributes), children }
}

/** Each item by itself; without the Swiss agency's, whose profile leaves out what it knows to be of no use. */
const sources: readonly Source[] = [
  ...golden('newsml-g2'),
  ...referenceSources('newsml-g2/examples', '.xml'),
  ...referenceSources('dpa/newsmlg2/output', '.xml'),
]
  .filter(({ bytes }) => !isAgencys(treeOf(bytes)))
  .filter(({ bytes }) => readOrRejected(bytes) !== undefined)

describe('every word of an item in NewsML-G2', () => {
  it('is looked for in articles of all kinds', () => {
    expect(sources.length).toBeGreaterThanOrEqual(3)
    for (const { bytes } of sources) expect(open({ name: 'x', bytes }, desk)).toHaveProperty('draft')
  })

  it.each(sources.map((one) => [one.name, one] as const))('stands in the article or in the Notes: %s', (_, { bytes }) => {
    const texts = textsIn(treeOf(bytes), counting)
    expect(texts.flatMap(wordsIn).length).toBeGreaterThan(3)
    expect(lostWords(texts, carried(bytes))).toEqual([])
  })

  it.each(sources.map((one) => [one.name, one] as const))('takes tens of Notes and no more: %s', (_, { bytes }) =>
    expect(read({ name: 'x', bytes }, desk).notes.length).toBeLessThan(50),
  )

  it('stands there, whatever was moved, doubled, renamed, nested or left out', () => {
    const trees = golden('newsml-g2')
      .map(({ bytes }) => treeOf(bytes))
      .filter((tree) => !isAgencys(tree))
      .map(withoutLists)
    expectNoWordLost(trees, { names: NAMES, isCode, runs: 1500 })
  })
})
