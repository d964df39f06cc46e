import type { Format, FormatFeed } from '@depesche/syndication/format'
import { formats } from '@depesche/syndication/formats'
import { newsmlG2 } from '@depesche/syndication/formats/newsml-g2'
import { text } from '@depesche/syndication/formats/text'
import { machineLabel } from '@depesche/syndication/labels'
import { below, rawText } from '@depesche/wire/xml/element'
import { parseXml } from '@depesche/wire/xml/parse-xml'
import { describe, expect, test } from 'vitest'
import { everyBlock, fullArticle, plainArticle, rules } from '../syndication/articles.ts'
import { entryOf, feedOf, itemOf, KILL, pages, storyId, writeItem } from './feeds.ts'

const story = itemOf({ article: fullArticle, language: 'fr', provenance: rules })
const titled = (id: string, headline: string) =>
  itemOf({ article: { ...plainArticle, id, content: { headline: [{ text: headline }], blocks: [] } }, language: 'fr' })
/** A page on which three articles have lived: one is corrected, one killed, one is kept back. */
const busy = feedOf([
  entryOf(titled('a', 'First A'), { sequence: 1 }),
  entryOf(titled('b', 'Only B'), { sequence: 2 }),
  entryOf(titled('c', 'Only C'), { sequence: 3 }),
  entryOf(titled('d', 'Only D'), { sequence: 4 }),
  entryOf(undefined, { id: 'b', event: 'canceled', notice: 'Not true.', sequence: 5 }),
  entryOf(titled('a', 'Second A'), { event: 'updated', correction: { kind: 'rectify', reason: '30, not 300' }, sequence: 6 }),
  entryOf(undefined, { id: 'c', event: 'closed', sequence: 7 }),
])
const newest: readonly Format[] = formats.filter((format) => format.newest)
const inOrder: readonly Format[] = formats.filter((format) => !format.newest)
const order = (written: string, words: readonly string[]) => words.toSorted((a, b) => written.indexOf(a) - written.indexOf(b))

test('names, media types and suffixes of formats are their own', () => {
  for (const field of ['name', 'mediaType', 'suffix'] as const)
    expect(new Set(formats.map((format) => format[field])).size).toBe(formats.length)
  for (const { contentType, mediaType } of formats) expect(contentType.split(';')[0]).toBe(mediaType)
})

describe.each(newest.map((format) => ({ name: format.name, format })))('$name shows states', ({ format }) => {
  const written = format.feed(busy)

  test('the last of each article alone, newest first', () => {
    expect(written).not.toContain('First A')
    expect(written).toContain('Second A')
    expect(order(written, ['Only D', 'Not true.', 'Second A'])).toEqual(['Second A', 'Not true.', 'Only D'])
  })

  test('nothing of a killed article but its notice', () => {
    expect(written).not.toContain('Only B')
    expect(written).toContain('urn:x-depesche:b:fr')
  })

  test('nothing at all of one that is kept back', () => {
    expect(written).not.toContain('Only C')
    expect(written).not.toContain('urn:x-depesche:c:fr')
  })
})

describe.each(inOrder.map((format) => ({ name: format.name, format })))('$name tells what happened', ({ format }) => {
  test('in the feed’s order, every entry that says something', () => {
    const words = ['First A', 'Only B', 'Only C', 'Only D', 'Not true.', 'Second A']
    expect(order(format.feed(busy), words)).toEqual(words)
  })
})

describe.each(formats.map((format: Format) => ({ name: format.name, format })))('$name', ({ format }) => {
  const written = (feed: FormatFeed) => format.feed(feed)

  test('carries the label of a machine’s translation in the reader’s language, engine, grade, source version and hash', () => {
    const page = written(feedOf([entryOf(story)]))
    for (const fact of [machineLabel('fr', 'de', 'readable'), 'apertium 3.8.3', 'readable', 'fra-cat, cat-ita', 'f'.repeat(64), rules.at])
      expect(page).toContain(fact)
  })

  test('says when a person let the words go', () => {
    const approvedAt = '2026-11-24T08:10:00Z'
    expect(written(feedOf([entryOf(itemOf({ article: fullArticle, language: 'fr', provenance: rules, approvedAt }))]))).toContain(
      approvedAt,
    )
  })

  test('carries a correction’s reason', () => {
    const correction = { kind: 'rectify', reason: '30 people came, not 300.' } as const
    expect(written(feedOf([entryOf(story, { event: 'updated', correction })]))).toContain(correction.reason)
  })

  test.each(['canceled', 'removed'] as const)('of an article that is %s, says so and nothing else', (event) => {
    const page = written(feedOf([entryOf(undefined, { id: storyId, event })], { language: 'de' }))
    expect(page).toMatch(/(?:zurückgezogen|gehört nicht mehr zu diesem Feed)/)
    expect(page).toContain(`urn:x-depesche:${storyId}:de`)
  })

  test('shows no content that stands beside a kill by mistake', () => {
    const page = written(
      feedOf([entryOf(story, { event: 'canceled', notice: 'Withdrawn.' }), entryOf(titled('c', 'Closed'), { event: 'closed' })]),
    )
    for (const words of ['Der Titel', 'crosshead', 'Closed']) expect(page).not.toContain(words)
  })

  test('never carries what is internal', () => {
    for (const [, feed] of pages) expect(written(feed)).not.toMatch(/secret/)
  })

  test('is the same text for the same input', () => {
    for (const [, feed] of pages) expect(written(structuredClone(feed))).toBe(written(feed))
  })
})

describe('NewsML-G2', () => {
  test('an item alone says of the article what its page says', () => {
    const parts = (xml: string, name: string) => below({ ...parseXml('<x/>'), children: [parseXml(xml)] }, name).map(rawText)
    const alone = writeItem(newsmlG2, story)
    expect(parseXml(alone).name).toBe('newsItem')
    for (const name of ['contentMeta', 'contentSet', 'rightsInfo'])
      expect(parts(alone, name)).toEqual(parts(newsmlG2.feed(feedOf([entryOf(story)])), name))
  })

  test('an edition grows the version, and so does a version, however many editions there were', () => {
    const versions = ([version, edition]: readonly [number, number]) =>
      Number(/ version="(\d+)"/.exec(writeItem(newsmlG2, itemOf({ article: { ...fullArticle, version }, language: 'de' }, edition)))?.[1])
    const growing = (
      [
        [1, 0],
        [1, 1],
        [1, 998],
        [2, 0],
        [2, 12],
        [120, 3],
      ] as const
    ).map(versions)
    expect(growing).toEqual(growing.toSorted((a, b) => a - b))
    expect(new Set(growing).size).toBe(growing.length)
    expect(versions([1, 5000])).toBe(1998)
  })

  test('every code stands under an alias that the item’s own catalog has', () => {
    const item = parseXml(writeItem(newsmlG2, story))
    const aliases = below(item, 'scheme').map(({ attributes }) => attributes.alias)
    const codes = [...writeItem(newsmlG2, story).matchAll(/ (?:qcode|role|rel|type)="([^":]+):/g)].map((match) => match[1])
    expect(codes.length).toBeGreaterThan(20)
    expect(codes.filter((alias) => !aliases.includes(alias))).toEqual([])
  })
})

test('plain text shows blocks of every kind to a reader', () => {
  const article = { ...fullArticle, content: { ...fullArticle.content, blocks: everyBlock } }
  expect(writeItem(text, itemOf({ article, language: 'de' })).split('\n--\n')[0]).toBe(
    [
      'Spitzmarke\nDer Titel\nUntertitel\n',
      'Von Anna Muster\n',
      'Tannwil – Plain, emphasis both H2O m2\n',
      'A crosshead & more\n',
      '- one\n- two\n  lines\n',
      '1. first\n2. \n',
      'Club\tPoints\nYB\t31\n',
      'x\t\n',
      '> “Said” <so>\n',
      '\n 1.  A   B\n 2.  C   D\n',
      'the page <https://example.org/?a=1&b=%222%22> and a trap\n',
      '(SDA/DPA)\n',
    ].join('\n'),
  )
})

test('a kill’s notice is the desk’s own words, whatever the feed’s language', () => {
  for (const format of formats) {
    const page = format.feed(feedOf([entryOf(undefined, { event: 'canceled', notice: KILL })]))
    expect(page).toContain('The bridge is not open')
    expect(page).not.toContain('Cet article est retiré')
  }
})
