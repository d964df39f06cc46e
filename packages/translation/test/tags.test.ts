import type { Mark, Span } from '@depesche/article/model'
import { plain } from '@depesche/article/model'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Segment } from '../src/engine.ts'
import { numbered } from '../src/marks.ts'
import { placed } from '../src/placed.ts'
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

test('tagged() numbers each run of marked words', () => {
  expect(tagged(segment)).toMatchObject({ html: text, bare: false })
  expect(tagged([{ text: 'a' }, { text: 'b', marks: [strong] }, { text: 'c' }, { text: 'd', marks: [strong] }]).html).toBe(
    'a<span id="1">b</span>c<span id="2">d</span>',
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
  expect(spans).toEqual([{ text: 'heute', marks: [emphasis] }, { text: ' \n< ' }, { text: 'schrieb Kim & ging', marks: [strong, link] }])
  expect(notes).toEqual([])
})

test('untagged() leaves a tag whose words came back far apart on the longest part alone, and says so', () => {
  const far = '<span id="1">schrieb</span> Kim sehr lange und <span id="1">mit Geduld</span> &amp;<br>&lt; <span id="2">heute</span>'
  const { spans, notes } = untagged(tagged(segment), far)
  expect(spans).toEqual([
    { text: 'schrieb Kim sehr lange und ' },
    { text: 'mit Geduld', marks: [strong, link] },
    { text: ' &\n< ' },
    { text: 'heute', marks: [emphasis] },
  ])
  expect(notes).toEqual([expect.objectContaining({ rule: 'markup-narrowed', level: 'info', text: `strong, link to ${link.href}` })])
  // another tag in between is not covered
  const crossed = 'Kim <span id="1">a</span> <span id="2">heute</span> <span id="1">bc</span> &amp;<br>&lt;'
  expect(untagged(tagged(segment), crossed).spans.filter(({ marks }) => marks)).toEqual([
    { text: 'heute', marks: [emphasis] },
    { text: 'bc', marks: [strong, link] },
  ])
})

test('two words under the same marks are two tags, each once', () => {
  const twice: Segment = [{ text: 'a', marks: [strong] }, { text: ' b ' }, { text: 'c', marks: [strong] }]
  const { spans, notes } = untagged(tagged(twice), '<span id="2">c</span> und auch weit weg <span id="1">a</span>')
  expect(spans.map(({ text, marks }) => [text, marks !== undefined])).toEqual([
    ['c', true],
    [' und auch weit weg ', false],
    ['a', true],
  ])
  expect(notes).toEqual([])
})

/** How often each list of marks begins anew. */
function starts(given: readonly Span[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  let before = '[]'
  for (const { text, marks = [] } of given) {
    if (text.trim() === '') continue
    const key = JSON.stringify(marks)
    if (key !== before) counts.set(key, (counts.get(key) ?? 0) + 1)
    before = key
  }
  return counts
}

test('property: whatever an engine does to the runs, no tag is doubled, and each is there or told', () => {
  const shuffling = fc.array(fc.nat(20), { maxLength: 20 })
  fc.assert(
    fc.property(spans, shuffling, (given, order) => {
      const source = numbered(given)
      // runs are repeated, left out, parted and moved
      const runs = order.flatMap((at) => source.runs[at % Math.max(1, source.runs.length)] ?? [])
      const { spans: back, notes } = placed(source, runs)
      expect(plain(back)).toBe(runs.map(({ text }) => text).join(''))
      const [ours, theirs] = [starts(given.filter(({ text }) => text !== '')), starts(back)]
      for (const [key, count] of theirs) {
        const isOuterAlone = key === JSON.stringify(source.outer)
        const isWidened = notes.some(({ rule }) => rule === 'markup-widened')
        if (!isOuterAlone && !isWidened) expect(count).toBeLessThanOrEqual(ours.get(key) ?? 0)
      }
    }),
    { numRuns: 1000 },
  )
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
