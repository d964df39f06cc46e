import type { Block, Mark, Span } from '@depesche/article/model'
import { newsmlG2 } from '@depesche/syndication/formats/newsml-g2'
import { read as readUpload } from '@depesche/wire/readers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { everyBlock, fullArticle, plainArticle, rules } from '../syndication/articles.ts'
import { entryOf, feedOf, itemOf, KILL, PROVIDER } from './feeds.ts'

const desk = { name: 'sda', zone: 'Europe/Zurich', language: 'en' }
const readXml = (xml: string) => readUpload({ name: 'page.g2', bytes: new TextEncoder().encode(xml) }, desk).draft
/** What our own reader, found by the content, makes of a page with one item. */
const read = (...entries: Parameters<typeof feedOf>[0]) => readXml(newsmlG2.feed(feedOf(entries)))

/** Words that a reader of the wire takes as they are: no white space at their ends, nothing invisible, letters composed (NFC), no sign that turns the text round. */
const word = fc
  .array(fc.constantFrom('Brücke', 'l’eau', '<b>', '&lt;', ']]>', '“so”', '"', "'", '\u00e1', '\u{1f600}', '—'), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join(' '))
const inline = fc.constantFrom<Mark['kind'][]>('emphasis', 'strong', 'subscript', 'superscript')
const link = fc.webUrl({ withQueryParameters: true, withFragments: true }).map((url): Mark => ({ kind: 'link', href: new URL(url).href }))
const marks = fc.oneof(
  fc.uniqueArray(inline, { minLength: 1, maxLength: 3 }).map((kinds) => kinds.map((kind) => ({ kind }) as Mark)),
  fc.tuple(link, inline).map(([outer, kind]): readonly Mark[] => [outer, { kind } as Mark]),
  link.map((mark): readonly Mark[] => [mark]),
)
/** Plain and marked runs in turn, so that no two are one; a line break stands inside a run. */
const spans: fc.Arbitrary<readonly Span[]> = fc
  .array(fc.record({ text: word, more: word, marks, breaks: fc.boolean() }), { minLength: 1, maxLength: 3 })
  .map((runs) =>
    runs.flatMap(({ text, more, marks, breaks }): readonly Span[] => [{ text: breaks ? `${text}\n${more}` : text }, { text: more, marks }]),
  )
const rows = fc
  .integer({ min: 1, max: 3 })
  .chain((columns) => fc.array(fc.array(spans, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 3 }))
const block = fc.oneof(
  fc.record({ kind: fc.constantFrom('paragraph', 'crosshead', 'quotation'), spans }),
  fc.record({ kind: fc.constant('list'), ordered: fc.boolean(), items: fc.array(spans, { minLength: 1, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('table'), headerRows: fc.constantFrom(0, 1), rows }),
  fc.record({
    kind: fc.constant('preformatted'),
    text: fc.array(word, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n   ')),
  }),
) as fc.Arbitrary<Block>
const lede = spans.map((spans): Block => ({ kind: 'paragraph', lede: true, spans }))

describe('our own reader, of our own NewsML-G2', () => {
  test('gives headline and blocks back, whatever their text and marks, wherever the lede stands', () => {
    fc.assert(
      fc.property(word, fc.array(block, { maxLength: 4 }), lede, fc.array(block, { maxLength: 2 }), (headline, before, opening, after) => {
        const blocks = [...before, opening, ...after]
        const draft = read(
          entryOf(itemOf({ article: { ...plainArticle, content: { headline: [{ text: headline }], blocks } }, language: 'fr' })),
        )
        expect(draft.content).toEqual({ headline: [{ text: headline }], blocks })
      }),
      { numRuns: 300 },
    )
  })

  test('gives back a block of every kind', () => {
    const draft = read(entryOf(itemOf({ article: fullArticle, language: 'de' })))
    const kinds = (blocks: readonly Block[]) => blocks.map(({ kind }) => kind)
    expect(kinds(draft.content.blocks)).toEqual(kinds(everyBlock))
  })

  test('gives back language, urgency, dateline, subjects, places, credit, sources, slugline, byline, status, version and times', () => {
    const draft = read(entryOf(itemOf({ article: fullArticle, language: 'de' }, 2)))
    const { urgency, subjects, places, credit, sources, slugline, byline, versionCreated } = fullArticle
    expect(draft).toMatchObject({
      ...{ language: 'de', urgency, subjects, places, credit, sources, slugline, byline, versionCreated },
      ...{ dateline: { place: 'Tannwil' }, provider: PROVIDER, version: 3002, instruction: 'update', withheld: false },
      identity: { scheme: 'g2', value: `urn:x-depesche:${fullArticle.id}:de` },
      content: { headline: [{ text: 'Der Titel' }] },
      ednotes: [],
    })
  })

  const fact = fc.record({
    scheme: fc.constantFrom('iptc', 'sda', 'a scheme'),
    code: fc.constantFrom('15000000', 'a b', 'x:y'),
    name: word,
  })
  const facts = fc.record({
    subjects: fc.uniqueArray(fact, { maxLength: 3, selector: ({ scheme, code }) => `${scheme} ${code}` }),
    places: fc.uniqueArray(fact, { maxLength: 2, selector: ({ scheme, code }) => `${scheme} ${code}` }),
    sources: fc.uniqueArray(word, { maxLength: 2 }),
    urgency: fc.integer({ min: 1, max: 9 }),
    genre: word,
    byline: word,
    slugline: word,
    credit: word,
    place: fc.constantFrom('Tannwil', 'St. Moos', 'New York, NY', 'Brig-Glis', 'ROMA'),
  })

  test('gives back whatever facts an article has', () => {
    const literal = ({ scheme, code, name }: { scheme: string; code: string; name: string }) =>
      scheme === 'a scheme' ? { scheme: 'literal', code: `${scheme}:${code}`, name } : { scheme, code, name }
    fc.assert(
      fc.property(facts, ({ place, ...given }) => {
        const draft = read(entryOf(itemOf({ article: { ...fullArticle, ...given, dateline: { place } }, language: 'de' })))
        expect(draft).toMatchObject({
          ...given,
          dateline: { place },
          subjects: given.subjects.map(literal),
          places: given.places.map(literal),
        })
      }),
      { numRuns: 200 },
    )
  })

  test('gives back the lines around the headline, the genre, when the article was first made, and the items that belong to it', () => {
    const { created, genre, content } = fullArticle
    const draft = read(entryOf(itemOf({ article: fullArticle, language: 'de' })))
    const { subheadline, kicker, shortHeadline } = content
    expect(draft).toMatchObject({ created, genre, content: { subheadline, kicker, shortHeadline } })
    expect(draft.associations.map(({ identity }) => identity.value)).toContain(`urn:x-depesche:${fullArticle.id}:fr`)
  })

  test('knows a machine’s translation by its source type', () => {
    expect(read(entryOf(itemOf({ article: fullArticle, language: 'de' }))).machineMade).toBe(false)
    expect(read(entryOf(itemOf({ article: fullArticle, language: 'fr', provenance: rules }))).machineMade).toBe(true)
  })

  test('reads an item alone as it reads one on a page', () => {
    const item = itemOf({ article: fullArticle, language: 'de' })
    expect(readXml(newsmlG2.item({ item, provider: PROVIDER, href: 'https://wire.example/v1/items/x' }))).toEqual(read(entryOf(item)))
  })

  test('takes nothing of a translation’s provenance for the article', () => {
    const draft = read(entryOf(itemOf({ article: fullArticle, language: 'fr', provenance: rules })))
    expect(draft.sources).toEqual(fullArticle.sources)
    expect(JSON.stringify(draft.content)).not.toContain('Traduction automatique')
  })

  test.each([
    ['a correction', { kind: 'rectify', reason: '30, not 300' } as const, { instruction: 'rectify', ednotes: ['30, not 300'] }],
    ['an update', { kind: 'update', reason: 'It is over' } as const, { instruction: 'update', ednotes: ['It is over'] }],
  ])('sees %s and its reason', (_, correction, expected) => {
    expect(read(entryOf(itemOf({ article: fullArticle, language: 'fr' }), { event: 'updated', correction }))).toMatchObject(expected)
  })

  test('sees a kill, newer than every edition of its version, and nothing of the text', () => {
    const draft = read(entryOf(undefined, { id: fullArticle.id, event: 'canceled', notice: KILL }))
    expect(draft).toMatchObject({
      ...{ instruction: 'delete', withheld: false, version: 3999, ednotes: [KILL] },
      identity: { value: `urn:x-depesche:${fullArticle.id}:fr` },
      content: { headline: [], blocks: [] },
    })
  })

  test('sees that an item went out of the feed', () => {
    expect(read(entryOf(undefined, { event: 'removed' }))).toMatchObject({ withheld: true, content: { headline: [], blocks: [] } })
  })
})
