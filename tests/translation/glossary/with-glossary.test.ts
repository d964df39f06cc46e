import { type Mark, type Note, plain, type Span, spansOf } from '@depesche/article/model'
import type { Engine, Segment, Translated } from '@depesche/translation/engine'
import { glossaryOf } from '@depesche/translation/glossary/glossary'
import { matchTerms } from '@depesche/translation/glossary/matcher'
import { type Term, wishOf } from '@depesche/translation/glossary/term'
import { joinedSpans } from '@depesche/translation/joined-spans'
import { numbered, type Run } from '@depesche/translation/marks'
import { placed } from '@depesche/translation/placed'
import { withGlossary } from '@depesche/translation/with-glossary'
import { withGuard } from '@depesche/translation/with-guard'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spans as anySpans } from '../../../packages/translation/test/arbitraries.ts'
import { testEngine } from '../../lib/house.ts'

const strong: Mark = { kind: 'strong' }
const link: Mark = { kind: 'link', href: 'https://a.example/' }
const TERMS: readonly Term[] = [
  { term: 'Bundesrat', translation: 'Conseil fédéral', kind: 'translate' },
  { term: 'SVP', translation: 'UDC', kind: 'translate' },
  { term: 'Tannwil', kind: 'keep' },
  { term: 'Rote Partei', translation: 'Parti rouge', kind: 'translate' },
  { term: 'Krankenkassenprämie', translation: 'prime maladie', kind: 'translate' },
]
const glossary = glossaryOf(TERMS, 'de')

type Way = (runs: readonly Run[]) => readonly Run[]
/** An engine that carries markup as ours do: the runs of a segment on one way, put back as marks. */
function runEngine(way: Way, notes: readonly Note[] = []): Engine & { readonly asked: Segment[] } {
  const asked: Segment[] = []
  const translated = (segment: Segment): Translated => {
    asked.push(segment)
    const source = numbered(segment)
    const back = placed(source, way(source.runs))
    return { ...back, notes: [...back.notes, ...notes] }
  }
  return { ...testEngine(), asked, translate: async ({ segments }) => segments.map(translated) }
}
/** Says for each run what a table says, by its words. */
const saying =
  (table: Readonly<Record<string, string>>): Way =>
  (runs) =>
    runs.map(({ text, id }) => ({ id, text: table[text.trim()] === undefined ? text : text.replace(text.trim(), table[text.trim()]!) }))

async function one(engine: Engine, source: Segment | string): Promise<Translated> {
  const segment = typeof source === 'string' ? spansOf(source) : source
  return (await withGlossary(engine, async () => glossary).translate({ from: 'de', to: 'fr', segments: [segment] }))[0]!
}
const text = async (engine: Engine, source: Segment | string) => plain((await one(engine, source)).spans)

describe('withGlossary()', () => {
  test('puts the glossary’s words where the engine wrote others, with the white space around them', async () => {
    const engine = runEngine(saying({ Bundesrats: 'gouvernement', 'Der Entscheid des': 'La décision du', 'gilt.': 'est valable.' }))
    expect(await text(engine, 'Der Entscheid des Bundesrats gilt.')).toBe('La décision du Conseil fédéral est valable.')
  })

  test.each([
    ['Conseil fédéral', 'Conseil fédéral'],
    ['conseiller fédéral', 'conseiller fédéral'],
    ['conseils fédéraux', 'conseils fédéraux'],
    ['du Conseil fédéral', 'du Conseil fédéral'],
    ['le conseil federal', 'le Conseil fédéral'],
    ['du gouvernement', 'du Conseil fédéral'],
    ["l'Assemblée fédérale", 'Conseil fédéral'],
    ['Bundestag', 'Conseil fédéral'],
  ])('makes of what the engine wrote for “Bundesrat”, “%s”: “%s”', async (wrote, becomes) => {
    expect(await text(runEngine(saying({ Bundesrat: wrote })), 'x Bundesrat y')).toBe(`x ${becomes} y`)
  })

  test('keeps what is to be kept, and says a term alone without the engine', async () => {
    const engine = runEngine(saying({ Tannwil: 'Ville du sapin' }))
    expect(await text(engine, 'in Tannwil')).toBe('in Tannwil')
    expect(engine.asked).toHaveLength(1)
    expect(await one(engine, [{ text: 'SVP', marks: [strong] }, { text: ': ' }])).toEqual({
      spans: [{ text: 'UDC', marks: [strong] }, { text: ': ' }],
      notes: [],
    })
    expect(await text(engine, 'Krankenkassenprämie')).toBe('Prime maladie')
    expect(engine.asked).toHaveLength(1)
  })

  test('writes what is small with a capital where the passage begins with it', async () => {
    const engine = runEngine(saying({ Krankenkassenprämie: 'Cotisation' }))
    expect(await text(engine, '«Krankenkassenprämie steigt»')).toBe('«Prime maladie steigt»')
    expect(await text(engine, 'die Krankenkassenprämie steigt')).toBe('die prime maladie steigt')
  })

  test('leaves the text alone where the wish stands in the sentence already and the mark on other words', async () => {
    const slip: Way = (runs) =>
      runs.map((run) => (run.id > 0 ? { ...run, text: 'aujourd’hui ' } : { ...run, text: 'Le Conseil fédéral siège ' }))
    expect(await text(runEngine(slip), 'Bundesrat tagt')).toBe('aujourd’hui Le Conseil fédéral siège ')
    const half: Way = () => [
      { text: 'Le ', id: 0 },
      { text: 'Conseil', id: 1 },
      { text: ' fédéral siège', id: 0 },
    ]
    expect(await text(runEngine(half), 'Bundesrat tagt')).toBe('Le Conseil fédéral siège')
    // in another sentence it is another one
    const other: Way = () => [
      { text: 'Le ', id: 0 },
      { text: 'gouvernement', id: 1 },
      { text: ' siège. La séance du Conseil fédéral est longue.', id: 0 },
    ]
    const source = 'Bundesrat tagt. Die Bundesratssitzung ist lang.'
    expect(await text(runEngine(other), source)).toBe('Le Conseil fédéral siège. La séance du Conseil fédéral est longue.')
  })

  test('says the wish once for a run that came back in pieces, and as often as the term stands in the source', async () => {
    const pieces: Way = () => [
      { text: 'Le ', id: 0 },
      { text: 'gouvernement', id: 1 },
      { text: ' ', id: 0 },
      { text: 'suisse', id: 1 },
      { text: ' a dit ', id: 0 },
      { text: 'oui', id: 1 },
    ]
    expect(await text(runEngine(pieces), 'Bundesrat sagt ja')).toBe('Le Conseil fédéral a dit oui')
    const around: Way = () => [
      { text: 'Les ', id: 0 },
      { text: 'gens', id: 1 },
      { text: ' de la ', id: 0 },
      { text: 'fête', id: 1 },
      { text: ' ont dit oui', id: 0 },
    ]
    expect(await text(runEngine(around), 'Bundesrat sagt ja')).toBe('Les Conseil fédéral ont dit oui')
    expect(await text(runEngine(saying({ SVP: 'PPS', und: 'de la' })), 'SVP und SVP')).toBe('UDC de la UDC')
    expect(await text(runEngine(saying({ SVP: 'PPS' })), 'die SVP und die SVP')).toBe('die UDC und die UDC')
    expect(
      await text(
        runEngine((runs) => runs),
        'die SVP SVP',
      ),
    ).toBe('die UDC SVP')
  })

  test('leaves a run alone that is part of a word', async () => {
    const glued: Way = () => [
      { text: 'gouvernement', id: 1 },
      { text: 'al', id: 0 },
    ]
    expect(await text(runEngine(glued), 'Bundesrat x')).toBe('gouvernemental')
  })

  test('keeps real links and other marks, and says nothing of a lost mark of its own', async () => {
    const source: Segment = [{ text: 'Der ' }, { text: 'Bundesrat tagt', marks: [link] }, { text: ' mit der SVP' }]
    const dropping: Way = (runs) => [{ text: plain(runs), id: 0 }]
    const lost = await one(runEngine(dropping), source)
    expect(lost).toMatchObject({ spans: [{ marks: [link] }], notes: [{ rule: 'markup-widened', text: link.href }] })
    expect(lost.notes).toHaveLength(1)
    // a term mark that came back is no link that could stand for the lost one
    const half: Way = (runs) => runs.map((run) => (run.text.includes('tagt') || run.text === 'Bundesrat' ? { ...run, id: 0 } : run))
    expect((await one(runEngine(half), source)).notes).toMatchObject([{ rule: 'markup-widened', text: link.href }])
    const kept = await one(runEngine(saying({ Bundesrat: 'gouvernement' })), source)
    expect(kept).toEqual({
      spans: [{ text: 'Der ' }, { text: 'Conseil fédéral tagt', marks: [link] }, { text: ' mit der UDC' }],
      notes: [],
    })
  })

  test('does not mark a term that is bold only in part', async () => {
    const engine = runEngine((runs) => runs)
    expect(await text(engine, [{ text: 'Die ' }, { text: 'Rote', marks: [strong] }, { text: ' Partei tagt' }])).toBe('Die Rote Partei tagt')
  })

  test('takes words of the glossary off an engine’s list of unknown words', async () => {
    const unknown = (words: string): Note => ({ rule: 'unknown-words', level: 'check', reason: 'unknown', place: {}, text: words })
    const notes = async (words: string) =>
      (
        await one(
          runEngine((runs) => runs, [unknown(words)]),
          'Bundesrat tagt in Tannwil',
        )
      ).notes
    expect(await notes('Bundesrat, Tannwil')).toEqual([])
    expect(await notes('Bundesrat, tagt')).toEqual([unknown('tagt')])
    expect(await notes('Bundesrat, Muster')).toEqual([{ ...unknown('Muster'), level: 'info' }])
  })

  test('asks the engine for nothing but marks where there is no term, and lets a stand-in and a direction without glossary alone', async () => {
    const engine = runEngine((runs) => runs)
    await one(engine, 'Nichts davon')
    expect(engine.asked).toEqual([spansOf('Nichts davon')])
    const standIn = { ...runEngine((runs) => runs), method: 'stand-in' as const }
    expect(withGlossary(standIn, async () => glossary)).toBe(standIn)
    const none = withGlossary(engine, async () => undefined)
    await none.translate({ from: 'de', to: 'fr', segments: [spansOf('Der Bundesrat')] })
    expect(engine.asked.at(-1)).toEqual(spansOf('Der Bundesrat'))
  })
})

/** Where it says this, it looks no further: there is no translation. */
const NO_TRANSLATION = ['untranslated', 'wrong-language']

const identity: Way = (runs) => runs
const reorder: Way = (runs) => runs.toReversed().flatMap((run) => [run, { text: ' ', id: 0 }])
const dropTags: Way = (runs) => runs.map(({ text }) => ({ text, id: 0 }))
const splitTags: Way = (runs) =>
  runs.flatMap(({ text, id }) => [
    { text: text.slice(0, 2), id },
    { text: '-', id: 0 },
    { text: text.slice(2), id },
  ])
const shift: Way = (runs) => runs.map(({ text }, at) => ({ text, id: runs[(at + 1) % runs.length]!.id }))
const foreign: Way = (runs) => runs.map(({ text, id }) => ({ text: text.replaceAll(/\p{L}+/gu, 'mot'), id }))
const WAYS = { identity, reorder, dropTags, splitTags, shift, foreign }

/** Any text of words, terms among them, under any marks. */
const source: fc.Arbitrary<Segment> = fc
  .array(
    fc.oneof(
      anySpans,
      fc
        .constantFrom('Bundesrat', 'Bundesrats', 'SVP', 'Tannwil', 'Krankenkassenprämie', '. ', ' Der ', ', ')
        .chain((word) =>
          fc
            .constantFrom<readonly Mark[]>([], [strong], [link])
            .map((marks): Segment => [marks.length > 0 ? { text: word, marks } : { text: word }]),
        ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => joinedSpans(parts))

const perCharacter = (spans: readonly Span[]) => spans.flatMap((span) => [...span.text].map((c) => [c, span.marks ?? []] as const))

describe('withGlossary(), for any text', () => {
  test('around an engine that changes nothing: only the terms become what they must, every mark stays on its words', () => {
    return fc.assert(
      fc.asyncProperty(source, async (segment) => {
        const { spans, notes } = await one(runEngine(identity), segment)
        const terms = matchTerms(plain(segment), glossary.matcher)
        const before = perCharacter(segment)
        const after = perCharacter(spans)
        // what stands before the first term and behind the last one is as it was
        const first = [...plain(segment).slice(0, terms[0]?.start)].length
        const last = [...plain(segment).slice(terms.at(-1)?.end ?? plain(segment).length)].length
        expect(after.slice(0, first)).toEqual(before.slice(0, first))
        if (last > 0) expect(after.slice(-last)).toEqual(before.slice(-last))
        expect(notes).toEqual([])
        const marks = (each: readonly Span[]) =>
          [...new Set(each.flatMap(({ text: said, marks: all = [] }) => (said.trim() ? all.map((m) => JSON.stringify(m)) : [])))].toSorted()
        expect(marks(spans)).toEqual(marks(segment))
      }),
    )
  })

  for (const [name, way] of Object.entries(WAYS))
    test(`around one that does "${name}": nothing of its own marks leaves it, in text or in notes`, () => {
      return fc.assert(
        fc.asyncProperty(source, async (segment) => {
          const told = await one(runEngine(way), segment)
          expect(JSON.stringify(told)).not.toContain('term:')
          const real = segment.flatMap(({ marks = [] }) => marks.map((mark) => JSON.stringify(mark)))
          for (const { marks = [] } of told.spans) for (const mark of marks) expect(real).toContain(JSON.stringify(mark))
        }),
      )
    })

  for (const [name, way] of Object.entries(WAYS))
    test(`around one that does "${name}": each term has its wish in the text, or the guard says that it has not`, () => {
      const parts = fc.array(fc.constantFrom('Bundesrat', 'SVP', 'Tannwil', 'der', 'tagt', 'mit', 'heute'), { minLength: 2, maxLength: 8 })
      return fc.assert(
        fc.asyncProperty(parts, async (words) => {
          const given = words.join(' ')
          const engine = withGuard(
            withGlossary(runEngine(way), async () => glossary),
            async () => glossary,
          )
          const [told] = await engine.translate({ from: 'de', to: 'fr', segments: [spansOf(given)] })
          const doubts = told!.notes.filter(({ rule }) => ['term-missing', ...NO_TRANSLATION].includes(rule))
          for (const { term } of matchTerms(given, glossary.matcher)) {
            const isThere = plain(told!.spans).includes(wishOf(term)!)
            expect(isThere || doubts.some(({ reason, rule }) => NO_TRANSLATION.includes(rule) || reason.includes(wishOf(term)!))).toBe(true)
          }
        }),
      )
    })
})
