import type { Mark, Span } from '@depesche/article/model'
import { plain } from '@depesche/article/model'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Segment } from '../src/engine.ts'
import { numbered, placed } from '../src/marks.ts'
import { tagged, untagged } from '../src/tags.ts'
import { spans } from './arbitraries.ts'

const strong: Mark = { kind: 'strong' }
const emphasis: Mark = { kind: 'emphasis' }
const link: Mark = { kind: 'link', href: 'https://x.example/?a=1&b=2' }
const segment: Segment = [
  { text: 'Kim ' },
  { text: 'wrote', marks: [strong, link] },
  { text: ' & left\n< ' },
  { text: 'today', marks: [emphasis] },
]
const text = 'Kim <span id="1">wrote</span> &amp; left<br>&lt; <span id="2">today</span>'

/** Characters with their marks: the same however the runs are cut. */
const perCharacter = (given: readonly Span[]) => given.flatMap((span) => [...span.text].map((c) => [c, span.marks ?? []] as const))
const marksOnText = (given: readonly Span[]) =>
  new Set(given.filter((span) => span.text.trim() !== '').flatMap((span) => (span.marks ?? []).map((mark) => JSON.stringify(mark))))

test('tagged() numbers each distinct list of marks', () => {
  expect(tagged(segment)).toMatchObject({ html: text, bare: false })
  expect(tagged([{ text: 'a' }, { text: 'b', marks: [strong] }, { text: 'c' }, { text: 'd', marks: [strong] }]).html).toBe(
    'a<span id="1">b</span>c<span id="1">d</span>',
  )
})

test('tagged() needs no tags for what the whole segment stands under', () => {
  const whole: Segment = [
    { text: 'All ', marks: [strong] },
    { text: 'of it', marks: [strong, link] },
  ]
  expect(tagged(whole).html).toBe('All <span id="1">of it</span>')
  expect(untagged(tagged(whole), 'Alles').spans).toEqual([{ text: 'Alles', marks: [link, strong] }])
  expect(tagged([{ text: 'plain', marks: [emphasis] }])).toMatchObject({ html: 'plain', bare: true })
})

test('untagged() of the same answer is the same segment', () => {
  fc.assert(
    fc.property(spans, (given) => {
      const back = untagged(tagged(given), tagged(given).html)
      expect(perCharacter(back.spans)).toEqual(perCharacter(given))
      expect(back.notes).toEqual([])
    }),
  )
})

test('placed() of the same runs is the same segment', () => {
  fc.assert(
    fc.property(spans, (given) => {
      expect(perCharacter(placed(numbered(given), numbered(given).runs).spans)).toEqual(perCharacter(given))
    }),
  )
})

test('untagged() follows words that moved and runs that were split', () => {
  const { spans, notes } = untagged(
    tagged(segment),
    '<span id="2">heute</span> <br>&lt; <span id="1">schrieb</span> Kim &amp; <span id="1">ging</span>',
  )
  expect(spans).toEqual([
    { text: 'heute', marks: [emphasis] },
    { text: ' \n< ' },
    { text: 'schrieb', marks: [strong, link] },
    { text: ' Kim & ' },
    { text: 'ging', marks: [strong, link] },
  ])
  expect(notes).toEqual([])
})

describe('untagged() keeps the text and says what became of the markup when the tags are', () => {
  const broken = {
    crossed: 'Kim <span id="1">wrote <span id="2">today</span> & left</span>',
    unclosed: 'Kim <span id="1">wrote & left <br>today',
    unknown: 'Kim <span id="1">wrote</span> <span id="7">left</span> <br><span id="2">today</span>',
    stray: 'Kim wrote</span> & left <br>today',
    gone: 'Kim wrote & left <br>today',
    swapped: 'Kim </span>wrote<span id="1"> & left <br>today',
  }
  for (const [name, html] of Object.entries(broken))
    test(name, () => {
      const { spans, notes } = untagged(tagged(segment), html)
      expect(plain(spans)).toContain('wrote')
      expect(plain(spans)).not.toMatch(/[<>]/)
      expect(spans.every((span) => span.marks?.[0] === link)).toBe(true)
      expect(notes.map(({ rule, level, text }) => [rule, level, text]).slice(0, 2)).toEqual([
        ['markup-widened', 'check', link.href],
        ['markup-dropped', 'check', 'strong, emphasis'],
      ])
    })
})

test('untagged() of any answer keeps every letter, and every mark or a note', () => {
  const pieces = fc.constantFrom('<span id="1">', '<span id="2">', '</span>', '<span>', 'word', ' ', '&amp;', '<br>', '<', 'é')
  fc.assert(
    fc.property(spans, fc.array(pieces, { maxLength: 12 }), (given, parts) => {
      const source = tagged(given)
      const { spans: back, notes } = untagged(source, parts.join(''))
      expect(plain(back).match(/word/g)?.length ?? 0).toBe(parts.filter((part) => part === 'word').length)
      expect(plain(back)).not.toContain('<span id')
      const lost = [...marksOnText(given)].filter((mark) => !marksOnText(back).has(mark))
      if (lost.length > 0 && plain(back).trim() !== '') expect(notes.some((note) => note.rule === 'markup-dropped')).toBe(true)
    }),
  )
})

test('untagged() reads entities once and leaves what is no tag', () => {
  const read = (html: string) => plain(untagged(tagged([{ text: 'x' }]), html).spans)
  expect(read('a &amp;lt; &#39;b&#x27; &quot;c&nbsp;d&eacute; 1 < 2 <b> &#0;')).toBe("a &lt; 'b' \"c\u00a0d&eacute; 1 < 2 <b> &#0;")
})

test('untagged() notes a line break that went missing', () => {
  expect(untagged(tagged([{ text: 'a\nb' }]), 'a b').notes).toEqual([
    expect.objectContaining({ rule: 'line-breaks-changed', level: 'info' }),
  ])
})
