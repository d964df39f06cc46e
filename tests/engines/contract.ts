import type { Mark, Span } from '@depesche/article/model'
import { plain } from '@depesche/article/model'
import { type Engine, EngineError, type Segment } from '@depesche/translation/engine'
import { glossaryOf } from '@depesche/translation/glossary/glossary'
import { termMark, wishAmong } from '@depesche/translation/term-mark'
import { withGlossary } from '@depesche/translation/with-glossary'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../lib/engines/processes.ts'

/** What the contract needs to know about an engine under test. */
export interface Subject {
  readonly create: () => Promise<Engine> | Engine
  readonly from: string
  readonly to: string
  /** a direction that it cannot take */
  readonly impossible: readonly [from: string, to: string]
  /** words of the source language; each segment is made of these */
  readonly words: string
  /** child processes or threads of the engine that still run */
  readonly leftOver: () => readonly unknown[]
}

const strong: Mark = { kind: 'strong' }
const link: Mark = { kind: 'link', href: 'https://example.com/?a=1&b=2' }

/** What every engine must do, whatever it is made of. */
export function engineContract(name: string, subject: Subject): void {
  const { from, to, words } = subject
  describe(`${name} keeps the engine's contract`, () => {
    let engine: Engine
    beforeAll(async () => {
      engine = await subject.create()
    })
    afterAll(() => engine[Symbol.asyncDispose]())
    const translate = (segments: readonly Segment[]) => engine.translate({ from, to, segments })
    const one = async (segment: Segment) => (await translate([segment]))[0]!

    test('it offers the direction with a grade and a way', () => {
      expect(engine.offer(from, to)).toMatchObject({ grade: expect.any(String), route: expect.any(String) })
      expect(engine.label).not.toBe('')
    })

    test('order and count are kept', async () => {
      const segments = Array.from({ length: 40 }, (_, i) => [{ text: `${words} ${i + 100}` }])
      const translated = await translate(segments)
      expect(translated.map(({ spans }) => /\d{3}/.exec(plain(spans))?.[0])).toEqual(segments.map((_, i) => String(i + 100)))
      expect(await translate([])).toEqual([])
    })

    test('empty, blank and wordless segments come back as they are', async () => {
      const segments: readonly Segment[] = [
        [],
        [{ text: '' }],
        [{ text: ' \u00a0' }],
        [{ text: '31,2%', marks: [strong] }],
        [{ text: '-' }],
      ]
      expect(await translate(segments)).toEqual(segments.map((spans) => ({ spans, notes: [] })))
    })

    test('markup survives: every mark stands on text, none is new', async () => {
      const segment: Segment = [
        { text: `${words}, ` },
        { text: words, marks: [strong] },
        { text: ' ' },
        { text: words, marks: [strong, link] },
        { text: '.' },
      ]
      const { spans } = await one(segment)
      expect(marksOnText(spans)).toEqual(marksOnText(segment))
      expect(plain(spans).trim()).not.toBe('')
    })

    test('a term mark stands on words again, or is gone without a word about it', async () => {
      const segment: Segment = [
        { text: `${words}, ` },
        { text: words, marks: [strong, termMark('Wish')] },
        { text: `, ${words}, ` },
        { text: words, marks: [link] },
        { text: '.' },
      ]
      const { spans, notes } = await one(segment)
      expect(spans.filter(({ marks }) => wishAmong(marks) === 'Wish' && marks?.[0]?.kind === 'strong')).toHaveLength(1)
      expect(spans.filter(({ marks }) => marks?.some((mark) => JSON.stringify(mark) === JSON.stringify(link)))).toHaveLength(1)
      expect(notes.filter(({ rule }) => rule.startsWith('markup-'))).toEqual([])
    })

    test('under withGlossary() a term has its translation, and every other mark is where it was', async () => {
      const [term = ''] = words.split(' ').slice(-1)
      const glossary = glossaryOf([{ kind: 'translate', term, translation: 'Wunschwort' }], from)
      const [translated] = await withGlossary(engine, async () => glossary).translate({
        from,
        to,
        segments: [[{ text: `${words}, ` }, { text: words, marks: [strong] }, { text: ' 7.' }]],
      })
      const text = plain(translated!.spans)
      if (engine.method === 'stand-in') expect(text).not.toContain('Wunschwort')
      else expect(text.match(/Wunschwort/g)).toHaveLength(2)
      expect(JSON.stringify(translated)).not.toContain('term:')
      expect(marksOnText(translated!.spans)).toEqual([JSON.stringify([strong])])
    })

    test('property: any words under any marks come back with each tag once, or a Note that says which was lost', async () => {
      const mark = fc.constantFrom<Mark>(strong, { kind: 'emphasis' }, { kind: 'superscript' }, link, {
        kind: 'link',
        href: 'https://b.example/',
      })
      const marks = fc.uniqueArray(mark, { minLength: 1, maxLength: 2, selector: ({ kind }) => kind })
      const piece = fc.record({
        text: fc.constantFrom(words, `${words} ${words}`, words.split(' ')[0] ?? words),
        marks: fc.option(marks, { nil: undefined }),
      })
      const segment = fc
        .array(piece, { minLength: 1, maxLength: 5 })
        .map(
          (pieces): Segment =>
            pieces.flatMap(({ text, marks }, at): readonly Span[] => [
              ...(at > 0 ? [{ text: ' ' }] : []),
              marks ? { text, marks } : { text },
            ]),
        )
      await fc.assert(
        fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 4 }), async (segments) => {
          for (const [index, { spans, notes }] of (await translate(segments)).entries()) {
            const [ours, theirs] = [tagsIn(segments[index] ?? []), tagsIn(spans)]
            const told = notes.filter(({ rule }) => rule.startsWith('markup-'))
            if (told.length > 0) continue
            expect([...theirs.keys()].toSorted()).toEqual([...ours.keys()].toSorted())
            for (const [key, count] of theirs) expect(count).toBeLessThanOrEqual(ours.get(key) ?? 0)
          }
        }),
        { numRuns: 25, seed: 7 },
      )
    })

    test('a segment that is marked as a whole stays so', async () => {
      const { spans } = await one([{ text: words, marks: [link] }])
      expect(marksOnText(spans)).toEqual([JSON.stringify([link])])
    })

    test('special characters survive', async () => {
      const signs = '[ ] < > & ^ $ / \\ * @ # { } | ~'.split(' ')
      const { spans } = await one([{ text: `${words} ${signs.join(' ')} 99` }])
      expect(signs.filter((sign) => !plain(spans).includes(sign))).toEqual([])
    })

    test('what looks like markup in the text stays text', async () => {
      const { spans } = await one([{ text: `${words} <b>${words}</b> &amp; [[t:m:1]] 7` }])
      for (const kept of ['<b>', '</b>', '&amp;']) expect(plain(spans).toLowerCase()).toContain(kept)
      expect(spans.flatMap((span) => span.marks ?? [])).toEqual([])
    })

    test('an emoji and numbers survive', async () => {
      const { spans } = await one([{ text: `🙂 ${words} 3,5 % 15:00` }])
      for (const kept of ['🙂', '3,5 %', '15:00']) expect(plain(spans)).toContain(kept)
    })

    test('a forced line break stays', async () => {
      const { spans } = await one([{ text: `${words}\n${words}` }])
      expect(plain(spans).split('\n')).toHaveLength(2)
    })

    test('a long paragraph comes back whole', async () => {
      const { spans } = await one([{ text: Array.from({ length: 300 }, (_, i) => `${words} ${i + 1000}.`).join(' ') }])
      const numbers = plain(spans).match(/\d{4}/g)
      expect(numbers).toEqual(Array.from({ length: 300 }, (_, i) => String(i + 1000)))
    })

    test('calls that overlap do not mix', async () => {
      const jobs = Array.from({ length: 8 }, (_, job) => Array.from({ length: 5 }, (_, i) => [{ text: `${words} ${job}0${i}` }]))
      const answers = await Promise.all(jobs.map(translate))
      const numbers = answers.map((answer) => answer.map(({ spans }) => /\d+/.exec(plain(spans))?.[0]))
      expect(numbers).toEqual(jobs.map((job) => job.map(([span]) => /\d+/.exec(span!.text)?.[0])))
    })

    test('the same text gives the same translation', async () => {
      const [a, b] = [await one([{ text: words }]), await one([{ text: words }])]
      expect(a).toEqual(b)
    })

    test('an abort rejects with failure "aborted", before and during the work', async () => {
      const before = engine.translate({ from, to, segments: [[{ text: words }]], signal: AbortSignal.abort() })
      await expect(before).rejects.toMatchObject({ name: 'EngineError', failure: 'aborted', retry: true })
      const stop = new AbortController()
      const during = engine.translate({ from, to, segments: Array(200).fill([{ text: words }]), signal: stop.signal })
      if (name !== 'pseudo') {
        stop.abort()
        await expect(during).rejects.toMatchObject({ name: 'EngineError', failure: 'aborted' })
      } else await during
      expect(plain((await one([{ text: `${words} 77` }])).spans)).toContain('77') // and it goes on working
    })

    test('an impossible direction is an EngineError that is not worth a retry', async () => {
      const [source, target] = subject.impossible
      expect(engine.offer(source, target)).toBeUndefined()
      const failed = await engine.translate({ from: source, to: target, segments: [[{ text: words }]] }).catch((thrown: unknown) => thrown)
      expect(failed).toBeInstanceOf(EngineError)
      expect(failed).toMatchObject({ failure: 'direction', retry: false })
    })

    test('every direction it names, it offers', () => {
      expect(engine.directions().filter(([a, b]) => !engine.offer(a, b))).toEqual([])
      if (name !== 'pseudo') expect(engine.directions()).toContainEqual([from, to])
    })

    test('nothing is left after it is closed', async () => {
      const own = await subject.create()
      await own.translate({ from, to, segments: [[{ text: words }]] })
      await own[Symbol.asyncDispose]()
      await own[Symbol.asyncDispose]() // twice is once
      await own.translate({ from, to, segments: [[{ text: words }]] }).catch(() => {}) // and no call brings it back to life
      await engine[Symbol.asyncDispose]()
      await until(() => subject.leftOver().length === 0)
    })
  })
}

/** Each list of marks that stands on words, once; innermost order is the engine's to keep. */
function marksOnText(spans: readonly Span[]): readonly string[] {
  const marked = spans.filter(({ text, marks }) => marks?.length && text.trim() !== '')
  return [...new Set(marked.map(({ marks }) => JSON.stringify(marks)))].sort()
}

/** How often each list of marks begins anew on words. */
function tagsIn(spans: readonly Span[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  let before = '[]'
  for (const { text, marks = [] } of spans) {
    if (text.trim() === '') continue
    const key = JSON.stringify(marks)
    if (key !== before && key !== '[]') counts.set(key, (counts.get(key) ?? 0) + 1)
    before = key
  }
  return counts
}
