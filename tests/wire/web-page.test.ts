import { readFileSync } from 'node:fs'
import { blockText, plain, Rejected } from '@depesche/article/model'
import { read } from '@depesche/wire/readers'
import { wordsOf } from '@depesche/wire/text/words'
import { parsePage } from '@depesche/wire/web-page/parse-page'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DESK } from '../lib/house.ts'

const golden = (name: string) => readFileSync(new URL(`../golden/web-page/${name}/source.html`, import.meta.url))
const page = (body: string, head = '') =>
  new TextEncoder().encode(`<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`)
const reading = (bytes: Uint8Array) => read({ name: 'page.html', bytes }, DESK)
const LONG = 'The council of the town said on Monday that the bridge over the river will be closed for two weeks from the first of May on.'
const paragraphs = (count: number) => Array.from({ length: count }, (_, index) => `<p>${index + 1}. ${LONG}</p>`).join('')
const article = (body: string, head?: string) => page(`<main><article><h1>The bridge is closed</h1>${body}</article></main>`, head)

/** Words that a browser would show, by their number. */
function wordCounts(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of texts.flatMap(wordsOf)) if (/\p{L}/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

type Node = ReturnType<typeof parsePage> | string
const shown = (node: Node): readonly string[] =>
  typeof node === 'string' ? [node] : ['script', 'style', 'title', 'noscript'].includes(node.name) ? [] : node.children.flatMap(shown)

test.each(['news-page', 'old-page'])('read() loses no word of %s: what is not carried is in a Note', (name) => {
  const { draft, notes } = reading(golden(name))
  const text = new TextDecoder(name === 'old-page' ? 'windows-1252' : 'utf-8').decode(golden(name))
  const there = wordCounts(shown(parsePage(text)))
  const { content } = draft
  const kept = wordCounts([
    plain(content.headline),
    ...content.blocks.map(blockText),
    ...notes.flatMap(({ text: said }) => said ?? []),
    JSON.stringify([draft.byline, draft.sources, draft.credit, draft.dateline]),
  ])
  expect([...there].filter(([word]) => (kept.get(word) ?? 0) < 1)).toEqual([])
})

test('read() takes the page’s own words about the story before what it can guess', () => {
  const data = (value: object) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`
  const story = {
    '@type': ['Thing', 'NewsArticle'],
    headline: 'A headline of its own',
    datePublished: '2031-05-02T10:00:00Z',
    author: 'Ann Example',
    inLanguage: 'en',
    url: 'https://a.example/1',
  }
  const { draft } = reading(
    article(
      paragraphs(6),
      `<script type="application/ld+json">{ broken</script>${data([{ '@graph': [{ '@type': 'WebSite' }, story] }])}<meta property="og:title" content="Another">`,
    ),
  )
  expect([plain(draft.content.headline), draft.byline, draft.created, draft.identity]).toEqual([
    'A headline of its own',
    'Ann Example',
    '2031-05-02T10:00:00Z',
    { scheme: 'web', value: 'https://a.example/1' },
  ])
  expect(plain(reading(article(paragraphs(6), '<title>Of the page</title>')).draft.content.headline)).toBe('The bridge is closed')
  expect(reading(article(paragraphs(6), '<link rel="canonical" href="javascript:alert(1)">')).draft.identity).toBeUndefined()
})

test('read() keeps what looks like markup in the text as text', () => {
  const { draft } = reading(
    article(
      `${paragraphs(5)}<p>It says &lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; more, and the rest of this paragraph is long enough.</p>`,
    ),
  )
  expect(blockText(draft.content.blocks.at(-1)!)).toContain('<script>alert(1)</script> &amp; more')
})

describe('read() refuses a page', () => {
  test.each([
    ['without a story', page('<nav><a href="/">Home</a></nav><p>Nothing was found.</p>'), 'no-story'],
    ['without anything', page(''), 'no-story'],
    ['nested too deeply', page(`${'<div>'.repeat(10_000)}${paragraphs(5)}`), 'html-too-deep'],
    ['of too many elements', page('<b></b>'.repeat(60_000)), 'html-too-many'],
  ])('%s', (_, bytes, rule) => {
    expect(() => reading(bytes)).toThrow(expect.objectContaining({ name: 'Rejected', rule }))
  })
})

test('property: whatever is done to a page, it is read or rejected', () => {
  const source = new TextDecoder().decode(golden('news-page'))
  const pieces = fc.constantFrom(
    '<',
    '>',
    '</div>',
    '<table>',
    '<p>',
    '<!--',
    '<svg>',
    '<template>',
    '\u0000',
    '&#0;',
    '"',
    '<script>',
    '</article>',
    '<h1>',
    '<a href="',
    '\ud800',
  )
  const change = fc.tuple(fc.nat(source.length), fc.nat(200), pieces)
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
      const text = changes.reduce((out, [at, length, put]) => out.slice(0, at) + put + out.slice(at + length), source)
      try {
        const { draft } = reading(new TextEncoder().encode(text))
        expect(draft.format).toMatch(/web-page|text-paste/)
      } catch (error) {
        expect(error).toBeInstanceOf(Rejected)
      }
    }),
    { numRuns: 200, seed: 11 },
  )
})
