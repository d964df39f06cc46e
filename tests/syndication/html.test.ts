import { type Block, blockText, type Mark, plain, type Span } from '@depesche/article/model'
import { bodyHtml, escapeHtml, spansHtml } from '@depesche/syndication/html'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { everyBlock } from './articles.ts'
import { readHtml } from './html-text.ts'

/** Text as the model has it: no control character but the forced line break; made to look like markup often. */
const text = fc
  .array(
    fc.oneof(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.constantFrom('<', '>', '&', '"', "'", '\n', '&lt;', '</p>', '<script>')),
  )
  .map((parts) => parts.join('').replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, ''))
const href = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    '//example.org',
    '/relative',
    '',
    'mailto:a@example.org?subject="x"',
    'https://example.org/"onmouseover="x',
    "https://example.org/'<>&",
  ),
  text,
)
const mark: fc.Arbitrary<Mark> = fc.oneof(
  fc.record({ kind: fc.constantFrom('emphasis', 'strong', 'subscript', 'superscript') }),
  fc.record({ kind: fc.constant('link'), href }),
) as fc.Arbitrary<Mark>
const span: fc.Arbitrary<Span> = fc.oneof(fc.record({ text }), fc.record({ text, marks: fc.array(mark, { maxLength: 4 }) }))
const spans = fc.array(span, { maxLength: 6 })
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('paragraph', 'crosshead', 'quotation'), spans }),
  fc.record({ kind: fc.constant('paragraph'), lede: fc.constant(true), spans }),
  fc.record({ kind: fc.constant('list'), ordered: fc.boolean(), items: fc.array(spans, { maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('table'),
    headerRows: fc.constantFrom(0, 1),
    rows: fc.array(fc.array(spans, { maxLength: 3 }), { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('preformatted'), text }),
) as fc.Arbitrary<Block>

/** What an element's own line breaks and tabs between items stand for in the plain text, taken off on both sides. */
const words = (block: Block) =>
  block.kind === 'list' || block.kind === 'table' ? blockText(block).replaceAll(/[\t\n]/g, '') : blockText(block)

describe('spansHtml()', () => {
  test('reads back to the same text, whatever text and marks, with balanced tags of the allow-list and safe links alone', () => {
    fc.assert(
      fc.property(spans, (runs) => {
        const read = readHtml(spansHtml(runs))
        expect(read.text).toBe(plain(runs))
        for (const each of read.hrefs) expect(new URL(each).protocol).toMatch(/^(?:https?|mailto):$/)
      }),
      { numRuns: 1500 },
    )
  })

  test('keeps every safe link that stands in no other link', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ text: fc.constant('x'), url: fc.webUrl({ withQueryParameters: true }) })), (links) => {
        const runs = links.flatMap(({ text, url }): Span[] => [{ text, marks: [{ kind: 'link', href: url }] }, { text: '-' }])
        expect(readHtml(spansHtml(runs)).hrefs).toEqual(links.map(({ url }) => new URL(url).href))
      }),
    )
  })

  test.each([
    'javascript:alert(1)',
    ' JAVASCRIPT:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
  ])('drops the link %j and keeps its words', (href) => {
    expect(spansHtml([{ text: 'words & more', marks: [{ kind: 'strong' }, { kind: 'link', href }] }])).toBe(
      '<strong>words &amp; more</strong>',
    )
  })

  test('shares one element among neighbours under the same mark, and nests the others in order', () => {
    const emphasis = { kind: 'emphasis' } as const
    expect(
      spansHtml([
        { text: 'a', marks: [emphasis] },
        { text: 'b', marks: [emphasis, { kind: 'strong' }] },
        { text: 'c', marks: [{ kind: 'strong' }] },
      ]),
    ).toBe('<em>a<strong>b</strong></em><strong>c</strong>')
  })
})

describe('bodyHtml()', () => {
  test('reads back to the same text for blocks of every kind, whatever their text and marks', () => {
    fc.assert(
      fc.property(block, (each) => {
        const { text } = readHtml(bodyHtml([each]))
        expect(each.kind === 'list' || each.kind === 'table' ? text.replaceAll(/[\t\n]/g, '') : text).toBe(words(each))
      }),
      { numRuns: 1500 },
    )
  })

  test('puts one block on a line, in order', () => {
    expect(
      bodyHtml(everyBlock)
        .split('\n<')
        .map((line) => line.replace(/^<?([a-z0-9]+).*$/s, '$1')),
    ).toEqual(['p', 'h2', 'ul', 'ol', 'table', 'table', 'blockquote', 'pre', 'p'])
  })

  test('marks the lede and the header row', () => {
    const html = bodyHtml(everyBlock)
    expect(html).toContain('<p class="lede">')
    expect(html).toContain('<thead><tr><th>Club</th><th>Points</th></tr></thead><tbody><tr><td>YB</td><td>31</td></tr></tbody>')
    expect(readHtml(html).hrefs).toEqual(['https://example.org/?a=1&b=%222%22'])
  })
})

test('escapeHtml() leaves nothing that begins or ends a tag, an entity or an attribute', () => {
  fc.assert(fc.property(fc.string(), (raw) => !/[<>"]|&(?!amp;|lt;|gt;|quot;)/.test(escapeHtml(raw))))
})
