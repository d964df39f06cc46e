import type { Article } from '@depesche/article/model'
import type { FormatFeed } from '@depesche/syndication/format'
import { atom } from '@depesche/syndication/formats/atom'
import { jsonFeed } from '@depesche/syndication/formats/json-feed'
import { newsmlG2 } from '@depesche/syndication/formats/newsml-g2'
import { rss } from '@depesche/syndication/formats/rss'
import { text as plainText } from '@depesche/syndication/formats/text'
import { at, attribute, below, type Element, elements, rawText } from '@depesche/wire/xml/element'
import { parseXml } from '@depesche/wire/xml/parse-xml'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainArticle, rules } from '../syndication/articles.ts'
import { readHtml } from '../syndication/html-text.ts'
import { entryOf, feedOf, itemOf } from './feeds.ts'
import { schemaErrors, schemaIsThere } from './newsml-g2-schema.ts'

/** Everything that has ever broken a feed. */
const TRAPS = [
  ...[
    ']]>',
    '<![CDATA[',
    '</script>',
    '<script>',
    '<!--',
    '-->',
    '<?xml',
    '</p>',
    '<br>',
    '<b onclick="x">',
    '&lt;',
    '&amp;lt;',
    '&#0;',
    '&x;',
  ],
  ...['"', "'", '\\', '\u2028', '\u2029', '\u202e', '\u2066', '\u200f', '\ufeff', '\u00ad', '\u{1f600}', 'e\u0301'],
  ...['\ud83d', '\ude00', '\u0000', '\u0008', '\u000c', '\u001b', '\u0085', '\u009f', '\ufffe', '\uffff', '\r', '\r\n', '\n', '\t', ' '],
]
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...TRAPS), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 8 })
  .map((parts) => `x${parts.join('')}x`)
const texts = fc.record({
  headline: hostile,
  paragraph: hostile,
  table: hostile,
  slugline: hostile,
  credit: hostile,
  by: hostile,
  reason: hostile,
})
type Texts = typeof texts extends fc.Arbitrary<infer T> ? T : never

function feedWith({ headline, paragraph, table, slugline, credit, by, reason }: Texts): FormatFeed {
  const blocks: Article['content']['blocks'] = [
    { kind: 'paragraph', spans: [{ text: paragraph }] },
    { kind: 'preformatted', text: table },
  ]
  const article = { ...plainArticle, slugline, credit, byline: by, provider: credit, content: { headline: [{ text: headline }], blocks } }
  const item = itemOf({ article, language: 'fr', provenance: rules })
  return feedOf([
    entryOf(undefined, { id: 'gone', event: 'canceled', notice: reason }),
    entryOf(item, { event: 'updated', correction: { kind: 'rectify', reason }, sequence: 2 }),
  ])
}

/** XML 1.0, section 2.2: `Char`. Written anew here, so that it does not repeat a mistake of the writer's. */
function inXml(text: string): string {
  const isChar = (code: number) =>
    [0x9, 0xa, 0xd].includes(code) || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000
  return [...text].map((character) => (isChar(character.codePointAt(0)!) ? character : '\ufffd')).join('')
}
const oneLine = (text: string) => inXml(text).replaceAll(/[\t\n\r]+/g, ' ')
const LABEL = 'Traduction automatique, non relue par une personne. Original : anglais.'
/** The text of a page: a block on a line. */
const story = ({ paragraph, table, credit, by, reason }: Texts) => [`Correction: ${reason}`, LABEL, by, paragraph, table, credit].join('\n')
const summary = ({ paragraph, reason }: Texts) => [`Correction: ${reason}`, LABEL, paragraph].join('\n')
const said = (parent: Element | undefined, ...path: readonly string[]) => rawText(at(parent, ...path))
const html = (parent: Element | undefined, name: string) => readHtml(said(parent, name)).text
const holds = (check: (given: Texts) => void) => fc.assert(fc.property(texts, check), { numRuns: 400 })

describe('whatever a text holds, it comes back', () => {
  test('from RSS, through an XML parser and the HTML inside', () => {
    holds((given) => {
      const [shown, gone] = below(parseXml(rss.feed(feedWith(given))), 'item')
      expect(said(shown, 'title')).toBe(inXml(given.headline))
      expect(said(shown, 'creator')).toBe(inXml(given.by))
      expect(said(shown, 'rights')).toBe(inXml(given.credit))
      expect(said(shown, 'correction')).toBe(inXml(given.reason))
      expect(html(shown, 'encoded')).toBe(inXml(story(given)))
      expect(html(shown, 'description')).toBe(inXml(summary(given)))
      expect(html(gone, 'description')).toBe(inXml(given.reason))
    })
  })

  test('from Atom, through an XML parser and the HTML inside', () => {
    holds((given) => {
      const feed = parseXml(atom.feed(feedWith(given)))
      const entry = at(feed, 'entry')
      expect(said(entry, 'title')).toBe(inXml(given.headline))
      expect(said(entry, 'author', 'name')).toBe(inXml(given.by))
      expect(said(entry, 'rights')).toBe(inXml(`${given.credit}. ${LABEL}`))
      expect(said(entry, 'correction')).toBe(inXml(given.reason))
      expect(html(entry, 'content')).toBe(inXml(story(given)))
      expect(html(entry, 'summary')).toBe(inXml(summary(given)))
      expect(said(feed, 'deleted-entry', 'comment')).toBe(inXml(given.reason))
    })
  })

  test('from JSON Feed, through JSON.parse() and the HTML inside', () => {
    holds((given) => {
      const feed = JSON.parse(jsonFeed.feed(feedWith(given))) as { readonly items: readonly Readonly<Record<string, string>>[] }
      const [shown, gone] = feed.items
      expect(shown?.title).toBe(given.headline.toWellFormed())
      expect(readHtml(shown?.content_html ?? '').text).toBe(story(given).toWellFormed())
      expect(shown?.content_text).toBe(
        [`[Correction: ${given.reason}]`, `[${LABEL}]`, given.by, given.paragraph, given.table, `(${given.credit})`]
          .join('\n\n')
          .toWellFormed(),
      )
      const { slugline, credit, correction } = (shown?._depesche ?? {}) as Record<string, unknown>
      expect({ slugline, credit, correction }).toEqual({
        slugline: given.slugline.toWellFormed(),
        credit: given.credit.toWellFormed(),
        correction: { kind: 'rectify', reason: given.reason.toWellFormed() },
      })
      expect(gone?.content_text).toBe(given.reason.toWellFormed())
    })
  })

  test('from NewsML-G2, through an XML parser, with the lines of a credit and a slugline as one', () => {
    holds((given) => {
      const [gone, shown] = below(parseXml(newsmlG2.feed(feedWith(given))), 'newsItem')
      const [paragraph, table] = elements(at(shown, 'contentSet', 'inlineXML', 'html', 'body'))
      expect(said(shown, 'contentMeta', 'headline')).toBe(inXml(given.headline))
      expect(said(shown, 'contentMeta', 'by')).toBe(inXml(given.by))
      expect(said(shown, 'contentMeta', 'slugline')).toBe(oneLine(given.slugline))
      expect(said(shown, 'contentMeta', 'creditline')).toBe(oneLine(given.credit))
      expect(said(shown, 'itemMeta', 'edNote')).toBe(inXml(given.reason))
      expect(withBreaks(paragraph)).toBe(inXml(given.paragraph))
      expect(said(table)).toBe(inXml(given.table))
      expect(said(gone, 'itemMeta', 'edNote')).toBe(inXml(given.reason))
      expect(at(gone, 'contentSet')).toBeUndefined()
    })
  })

  test('from plain text, where control characters are none and a form feed parts the items', () => {
    holds((given) => {
      const printable = (text: string) => text.toWellFormed().replaceAll(/(?![\n\t])\p{Cc}/gu, '\ufffd')
      const [, gone, shown] = plainText.feed(feedWith(given)).split('\n\f\n')
      const { headline, reason, by, paragraph, table, credit } = given
      const parts = [headline, `[Correction: ${reason}]`, `[${LABEL}]`, by, paragraph, table, `(${credit})`, '--\n']
      expect(shown?.startsWith(printable(parts.join('\n\n')))).toBe(true)
      expect(gone?.startsWith(printable(`RETIRÉ\n\n${reason}\n\n--\n`))).toBe(true)
    })
  })
})

test.skipIf(!schemaIsThere)('it is valid by IPTC’s schema, whatever its texts hold', async () => {
  const documents = fc.sample(texts, 60).map((given) => newsmlG2.feed(feedWith(given)))
  expect(await schemaErrors(documents)).toEqual([])
})

test('an attribute of NewsML-G2 keeps what it says', () => {
  fc.assert(
    fc.property(hostile, (label) => {
      const item = itemOf({ article: plainArticle, language: 'fr', provenance: { ...rules, label } })
      const inline = below(parseXml(newsmlG2.feed(feedOf([entryOf(item)]))), 'inlineXML')[0]
      expect(inline?.attributes.generator).toBe(inXml(label))
      expect(attribute(inline, 'contenttype')).toBe('application/xhtml+xml')
    }),
  )
})

function withBreaks(element: Element | undefined): string {
  return (element?.children ?? [])
    .map((child) => (typeof child === 'string' ? child : child.name === 'br' ? '\n' : withBreaks(child)))
    .join('')
}
