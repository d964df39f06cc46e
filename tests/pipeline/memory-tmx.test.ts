import { plain, type Span } from '@depesche/article/model'
import { IMPORTED } from '@depesche/pipeline/ledger/memory-index'
import { rememberPerson } from '@depesche/pipeline/ledger/person-words'
import { type MemoryEntry, memoryEntries, pagesOf, takeEntry } from '@depesche/pipeline/memory-entries'
import { entriesOf, unitOf } from '@depesche/pipeline/memory-tmx'
import type { Table } from '@depesche/pipeline/ports'
import { withMemory } from '@depesche/pipeline/with-memory'
import { withPersonWords } from '@depesche/pipeline/with-person-words'
import type { Engine, Job, Segment } from '@depesche/translation/engine'
import { createGlossaries } from '@depesche/translation/glossary/glossaries'
import { createTmxReader } from '@depesche/translation/tmx/read-tmx'
import { TMX_END, TMX_START, tmxUnit } from '@depesche/translation/tmx/write-tmx'
import { withGlossary } from '@depesche/translation/with-glossary'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryTwin, sqliteTwin, testEngine } from '../lib/house.ts'

const NOW = Date.UTC(2026, 11, 30, 12)
const LATER = Date.UTC(2027, 2, 1)

async function all(table: Table, until = LATER): Promise<readonly MemoryEntry[]> {
  const entries: MemoryEntry[] = []
  for await (const entry of memoryEntries(pagesOf(table, until))) entries.push(entry)
  return entries
}

/** The memory of a table as a TMX file, read into another. */
async function carry(from: Table, to: Table, known: (tag: string) => string | undefined = (tag) => tag): Promise<void> {
  const text = TMX_START + (await all(from)).map((entry) => tmxUnit(unitOf(entry))).join('') + TMX_END
  const entries: MemoryEntry[] = []
  const reader = createTmxReader((unit) => entries.push(...entriesOf(unit, known, NOW)))
  reader.write(text)
  reader.close()
  for (const entry of entries) await takeEntry(to, entry)
}

function counting(options: Partial<Engine> = {}) {
  const sent: string[] = []
  const inner = testEngine()
  const translate = async (job: Job) => {
    sent.push(...job.segments.map(plain))
    return inner.translate(job)
  }
  return { engine: { ...inner, ...options, translate } satisfies Engine, sent }
}

const segment = (text: string): Segment => [{ text }]
const sorted = (entries: readonly MemoryEntry[]) => entries.map((entry) => JSON.stringify(entry)).toSorted()

for (const [name, twin] of [
  ['memory', memoryTwin],
  ['SQLite', sqliteTwin],
] as const)
  describe(`the memory as TMX, on the ${name} twin`, () => {
    test('what one wire has translated, another need not send', async () => {
      const [one, other] = [twin(() => NOW).ports, twin(() => NOW).ports]
      const { engine, sent } = counting()
      const job = { from: 'de', to: 'fr', segments: ['Eins.', 'Zwei <b> & ]]> \u2028.', 'Drei.'].map(segment) }
      await withMemory(engine, one).translate(job)
      await rememberPerson(
        one.table,
        { from: 'de', to: 'fr', segment: segment('Vier.') },
        { spans: segment('Quatre!'), notes: [], number: NOW + 5 },
      )
      await carry(one.table, other.table)
      expect(sorted(await all(other.table))).toEqual(sorted(await all(one.table)))
      sent.length = 0
      const again = withPersonWords(withMemory(engine, other), other)
      const translated = await again.translate({ ...job, segments: [...job.segments, segment('Vier.'), segment('Fünf.')] })
      expect(sent).toEqual(['Fünf.'])
      expect(plain(translated[3]!.spans)).toBe('Quatre!')
    })

    test('an imported passage comes before an engine, after a person, and says where it comes from; the last import stands', async () => {
      const { ports } = twin(() => NOW)
      const { engine, sent } = counting()
      const job = { from: 'de', to: 'fr', segments: [segment('Eins.')] }
      await withMemory(engine, ports).translate(job)
      const entry = { from: 'de', to: 'fr', source: segment('Eins.'), notes: [], maker: IMPORTED, at: NOW }
      for (const target of ['Une.', 'Un.']) expect(await takeEntry(ports.table, { ...entry, target: segment(target) })).toBe(true)
      const [found] = await withPersonWords(withMemory(engine, ports), ports).translate(job)
      expect(found).toMatchObject({ spans: segment('Un.'), notes: [{ rule: 'imported-words', level: 'info' }] })
      await rememberPerson(
        ports.table,
        { from: 'de', to: 'fr', segment: segment('Eins.') },
        { spans: segment('Un !'), notes: [], number: NOW },
      )
      const [own] = await withPersonWords(withMemory(engine, ports), ports).translate(job)
      expect(own?.spans).toEqual(segment('Un !'))
      expect(sent).toEqual(['Eins.'])
      expect(await takeEntry(ports.table, { ...entry, target: segment('x'.repeat(5000)) })).toBe(false)
    })

    test('an imported passage is found where the glossary has marked words in it', async () => {
      const { ports } = twin(() => NOW)
      const { engine, sent } = counting()
      const entry = { from: 'de', to: 'fr', source: segment('Der Bundesrat tagt.'), notes: [], maker: IMPORTED, at: NOW }
      await takeEntry(ports.table, { ...entry, target: segment('Le Conseil fédéral siège.') })
      const glossaryFor = createGlossaries({ own: {}, swiss: true }).glossaryFor
      // its words stay as they are, so that the mark stands on a whole word
      const still = {
        ...engine,
        translate: async (job: Job) => (await engine.translate(job)) && job.segments.map((spans) => ({ spans, notes: [] })),
      }
      const whole = withGlossary(withMemory(still, ports), glossaryFor)
      const segments = ['Der Bundesrat tagt.', 'Der Bundesrat ruht.'].map(segment)
      const [found, made] = await whole.translate({ from: 'de', to: 'fr', segments })
      expect(plain(found!.spans)).toBe('Le Conseil fédéral siège.')
      expect(plain(made!.spans)).toContain('Conseil fédéral')
      expect(sent).toEqual(['Der Bundesrat ruht.'])
    })

    test('a person’s later words stand against an import of earlier ones', async () => {
      const { ports } = twin(() => NOW)
      const about = { from: 'de', to: 'fr', segment: segment('Eins.') }
      await rememberPerson(ports.table, about, { spans: segment('neu'), notes: [], number: NOW })
      const entry = { from: 'de', to: 'fr', source: segment('Eins.'), target: segment('alt'), notes: [], maker: 'person', at: NOW }
      await takeEntry(ports.table, { ...entry, number: NOW - 1 })
      expect((await all(ports.table)).map(({ target }) => plain(target))).toEqual(['neu'])
    })

    test('what a person wrote in several months, or what died before it was kept, is there once or not at all', async () => {
      const { ports } = twin(() => NOW)
      const about = { from: 'de', to: 'fr', segment: segment('Eins.') }
      for (const [text, number] of [
        ['a', Date.UTC(2026, 10, 29)],
        ['b', Date.UTC(2026, 11, 29)],
        ['c', Date.UTC(2027, 1, 1)],
      ] as const)
        await rememberPerson(ports.table, about, { spans: segment(text), notes: [], number })
      const dying: Table = {
        ...bound(ports.table),
        put: (key, ...rest) => (key.sort.startsWith('de>it') ? Promise.reject(new Error('dead')) : ports.table.put(key, ...rest)),
      }
      await expect(rememberPerson(dying, { ...about, to: 'it' }, { spans: segment('x'), notes: [], number: NOW })).rejects.toThrow('dead')
      expect((await all(ports.table)).map(({ to, target }) => [to, plain(target)])).toEqual([['fr', 'c']])
    })
  })

function bound(table: Table): Table {
  return {
    get: (key) => table.get(key),
    getMany: (keys) => table.getMany(keys),
    put: (...given) => table.put(...given),
    delete: (...given) => table.delete(...given),
    query: (...given) => table.query(...given),
  }
}

const span: fc.Arbitrary<Span> = fc.record({ text: fc.string({ minLength: 1 }).map((text) => `w${text.replaceAll(/\p{Cc}/gu, '')}`) })
test('property: any entries come back from TMX as they went in', async () => {
  const entry = fc
    .record({
      to: fc.constantFrom('fr', 'it', 'fr-CH'),
      source: span,
      target: span,
      maker: fc.constantFrom('person', IMPORTED, `amazon#${'a'.repeat(16)}`, `bergamot#${'0'.repeat(16)}`),
      seconds: fc.integer({ min: Date.UTC(2026, 10, 1) / 1000, max: LATER / 1000 - 1 }),
    })
    .map(({ seconds, source, target, ...rest }) => {
      const note = { rule: 'unknown-words', level: 'check' as const, reason: 'a “word”', place: {} }
      return { from: 'de', source: [source], target: [target], notes: [note], at: seconds * 1000, ...rest }
    })
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 6 }), async (entries) => {
      const [one, other, third] = [memoryTwin(() => NOW).ports, memoryTwin(() => NOW).ports, memoryTwin(() => NOW).ports]
      for (const each of entries) await takeEntry(one.table, each)
      await carry(one.table, other.table)
      await carry(other.table, third.table)
      const bare = (all: readonly MemoryEntry[]) => sorted(all.map((each) => (each.maker === IMPORTED ? { ...each, notes: [] } : each)))
      expect(bare(await all(other.table))).toEqual(bare(await all(one.table)))
      expect(sorted(await all(third.table))).toEqual(sorted(await all(other.table)))
    }),
    { numRuns: 60 },
  )
})

describe('entriesOf()', () => {
  const unit = {
    source: 'de-DE',
    variants: ['de-DE', 'fr-FR', 'pl'].map((language) => ({ language, spans: segment(`in ${language}`) })),
    props: {},
  }
  const known = (tag: string) => ({ 'de-DE': 'de', 'fr-FR': 'fr', it: 'it' })[tag]
  const said = (entries: readonly MemoryEntry[]) => entries.map(({ from, to, maker, at }) => `${from}>${to} ${maker} ${at}`)

  test('goes from the source alone, or from each to each where none is named, and only in languages of the house', () => {
    expect(said(entriesOf(unit, known, 7))).toEqual(['de>fr tmx 7'])
    expect(said(entriesOf({ ...unit, source: '*all*', at: 5 }, known, 7))).toEqual(['de>fr tmx 5', 'fr>de tmx 5'])
    expect(said(entriesOf({ ...unit, variants: [unit.variants[0]!, { language: 'fr-FR', spans: segment(' 12 ') }] }, known, 7))).toEqual([])
  })

  test('takes a maker and Notes for ours only where they can be', () => {
    const props = { 'x-depesche-maker': 'M#x\u0000../', 'x-depesche-notes': '[{"rule":"a"}]', 'x-depesche-number': '9e99' }
    expect(entriesOf({ ...unit, props }, known, 7)).toMatchObject([{ maker: 'tmx', notes: [] }])
    expect(entriesOf({ ...unit, props: { ...props, 'x-depesche-maker': 'person' } }, known, 7)).toEqual([
      expect.objectContaining({ maker: 'person', notes: [] }),
    ])
    expect(entriesOf({ ...unit, props: { 'x-depesche-maker': 'person', 'x-depesche-notes': '{' } }, known, 7)[0]).not.toHaveProperty(
      'number',
    )
  })
})
