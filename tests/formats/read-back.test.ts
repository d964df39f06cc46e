import type { Block, Mark, Span } from '@depesche/article/model'
import { newsmlG2 } from '@depesche/syndication/formats/newsml-g2'
import { newsmlG2 as reader } from '@depesche/wire/newsml-g2/newsml-g2'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { everyBlock, fullArticle, plainArticle, rules } from '../syndication/articles.ts'
import { entryOf, feedOf, itemOf, KILL, PROVIDER } from './feeds.ts'

const desk = { name: 'sda', zone: 'Europe/Zurich', language: 'en' }
/** What our own reader makes of a page with one item. */
const read = (...entries: Parameters<typeof feedOf>[0]) =>
  reader.read({ name: 'page.g2', bytes: new TextEncoder().encode(newsmlG2.feed(feedOf(entries))) }, desk).draft

/** Words that a reader of the wire takes as they are: no white space at their ends, nothing invisible. */
const word = fc
  .array(fc.constantFrom('Brücke', 'l’eau', '<b>', '&lt;', ']]>', '“so”', '"', "'", 'a\u0301', '\u202e', '\u{1f600}', '—'), {
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
