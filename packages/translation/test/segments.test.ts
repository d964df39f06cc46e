import type { Content, Span } from '@depesche/article/model'
import { plain } from '@depesche/article/model'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasWords, segmentsOf, withSegments } from '../src/segments.ts'
import { content } from './arbitraries.ts'

const spans = (text: string): readonly Span[] => [{ text }]
const same = (given: Content) => segmentsOf(given).map((spans) => ({ spans, notes: [] }))

const story: Content = {
  headline: spans('Headline'),
  subheadline: spans('Sub'),
  kicker: spans('Kicker'),
  shortHeadline: spans('Short'),
  blocks: [
    { kind: 'paragraph', lede: true, spans: spans('Lede.') },
    { kind: 'crosshead', spans: spans('Cross') },
    { kind: 'preformatted', text: 'FC Bern   3  1' },
    { kind: 'list', ordered: false, items: [spans('one'), spans('2'), spans('two')] },
    {
      kind: 'table',
      headerRows: 1,
      rows: [
        [spans('Name'), spans('%')],
        [spans('Meier'), spans('31,2%')],
        [spans('-'), spans('+1')],
        [[], spans('Rest')],
      ],
    },
    { kind: 'quotation', spans: spans('Quote') },
  ],
}

test('segmentsOf() gives what has words, in reading order', () => {
  const texts = ['Headline', 'Sub', 'Kicker', 'Short', 'Lede.', 'Cross', 'one', 'two', 'Name', 'Meier', 'Rest', 'Quote']
  expect(segmentsOf(story).map(plain)).toEqual(texts)
})

test('withSegments() of the same segments is the same content', () => {
  fc.assert(
    fc.property(content, (given) => {
      expect(withSegments(given, same(given))).toEqual({ content: given, notes: [] })
    }),
  )
})

test('withSegments() puts each translation where its segment was, and leaves everything else', () => {
  fc.assert(
    fc.property(content, (given) => {
      const numbered = segmentsOf(given).map((_, i) => ({ spans: spans(`word ${i}`), notes: [] }))
      const { content: placed } = withSegments(given, numbered)
      expect(segmentsOf(placed).map(plain)).toEqual(numbered.map((_, i) => `word ${i}`))
      expect(skeleton(placed)).toEqual(skeleton(given))
    }),
  )
})

test('withSegments() throws when the count is wrong', () => {
  expect(() => withSegments(story, same(story).slice(1))).toThrow('12 segments were sent and 11 came back')
  expect(() => withSegments(story, [...same(story), { spans: [], notes: [] }])).toThrow('12 segments were sent and 13 came back')
})

test('withSegments() gives notes the place of their segment', () => {
  const note = { rule: 'unknown-words', level: 'info', reason: 'r', place: {} } as const
  const { notes } = withSegments(
    story,
    same(story).map((one, i) => ({ ...one, notes: i === 2 || i === 7 ? [note] : [] })),
  )
  expect(notes.map((note) => note.place)).toEqual([{ part: 'kicker' }, { part: 'body', block: 3 }])
})

test('withSegments() holds a segment that came back empty', () => {
  const { notes } = withSegments(
    story,
    same(story).map((one, i) => (i === 4 ? { spans: spans(' '), notes: [] } : one)),
  )
  expect(notes).toEqual([
    expect.objectContaining({ rule: 'translation-empty', level: 'hold', place: { part: 'body', block: 0 }, text: 'Lede.' }),
  ])
})

/** Everything but the words. */
function skeleton(given: Content): unknown {
  return JSON.parse(JSON.stringify(given), (_, value) => (Array.isArray(value) && value.every(isSpan) && hasWords(value) ? 'words' : value))
}

const isSpan = (value: unknown): value is Span => typeof value === 'object' && value !== null && 'text' in value && !('kind' in value)
