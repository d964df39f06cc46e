import { isAgency } from '@depesche/wire/newsml12/agency/item'
import { CODES } from '@depesche/wire/newsml12/others/codes'
import { CODES as NITF_CODES } from '@depesche/wire/nitf/codes'
import { decodeXml } from '@depesche/wire/xml/decode-xml'
import type { Element } from '@depesche/wire/xml/element'
import { parseXml } from '@depesche/wire/xml/parse-xml'
import { describe, expect, it } from 'vitest'
import { expectNoWordLost } from './no-word-lost.ts'
import { lostWords, wordsIn } from './wire-words.ts'
import { carried, golden } from './word-sources.ts'
import { type Counting, textsIn } from './xml-texts.ts'

const NAMES =
  'NewsItem NewsComponent ContentItem DataContent NewsLines HeadLine SubHeadLine ByLine DateLine CreditLine NewsLine NewsLineText Comment Role Encoding Topic Description TopicOccurrence Property Location SubjectCode Provider Party nitf body body.content p ul li table tr td html em x NameLabel StatusWillChange'.split(
    ' ',
  )
const isCode = ({ name }: Element, one: string) => [CODES, NITF_CODES].some((codes) => codes.has(one) || codes.has(`${name}@${one}`))
const counting: Counting = {
  isCode,
  isForPrograms: (_, name) => name === 'class',
  isStory: ({ name }) => name === 'body.content',
  isBeside: ({ name }) => ['media', 'note'].includes(name),
}
const treeOf = (bytes: Uint8Array) => parseXml(decodeXml(bytes).text)

/** Without the Swiss agency's, whose profile leaves out what it knows to be of no use. */
const sources = golden('newsml12').filter(({ bytes }) => !isAgency(treeOf(bytes)))

describe('every word of an item in NewsML 1.2', () => {
  it.each(sources.map((one) => [one.name, one] as const))('stands in the article or in the Notes: %s', (_, { bytes }) => {
    const texts = textsIn(treeOf(bytes), counting)
    expect(texts.flatMap(wordsIn).length).toBeGreaterThan(20)
    expect(lostWords(texts, carried(bytes))).toEqual([])
  })

  it('stands there, whatever was moved, doubled, renamed, nested or left out', () => {
    const trees = sources.map(({ bytes }) => treeOf(bytes))
    expect(trees.length).toBeGreaterThanOrEqual(3)
    expectNoWordLost(trees, { names: NAMES, isCode, runs: 1500 })
  })
})
