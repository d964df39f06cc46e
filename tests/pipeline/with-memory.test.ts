import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { plain, type Span } from '@depesche/article/model'
import { spendOf } from '@depesche/pipeline/ledger/spend'
import { withMemory } from '@depesche/pipeline/with-memory'
import { withinCeiling } from '@depesche/pipeline/within-ceiling'
import { type Engine, EngineError, type Job } from '@depesche/translation/engine'
import { hasWords } from '@depesche/translation/segments'
import { read } from '@depesche/wire/readers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { House, memoryTwin, PRODUCT, sqliteTwin, testEngine } from '../lib/house.ts'
import { copy } from '../lib/wire.ts'

/** The test engine, and the text of every segment that it was sent, by target language. */
function watchedEngine(options: Partial<Engine> = {}) {
  const inner = testEngine()
  const sent: string[] = []
  const translate = async (job: Job) => {
    sent.push(...job.segments.map((segment) => `${job.to} ${plain(segment)}`))
    return (options.translate ?? inner.translate)(job)
  }
  return { engine: { ...inner, ...options, translate } satisfies Engine, sent }
}

for (const [name, twin] of [
  ['memory', memoryTwin],
  ['SQLite', sqliteTwin],
] as const)
  describe(`withMemory() on the ${name} twin`, () => {
    const open = async (options: Partial<Engine> = {}) => {
      const house = await House.open(twin, [{ ...PRODUCT, languages: ['en', 'fr'] }])
      const { engine, sent } = watchedEngine(options)
      const tallies: { sent: number; saved: number }[] = []
      const remembering = withMemory(engine, house.twin.ports, { tally: (_, tally) => tallies.push(tally) })
      house.engines = [remembering]
      const put = async (version: number, paragraphs: readonly string[], headline = 'Headline', story = 'a') => {
        sent.length = 0
        await house.put(
          copy({ story, version, headline, paragraphs, instruction: version > 1 ? 'update' : 'new' }),
          `sda/${story}${version}.json`,
        )
        await house.settle()
        return [...sent]
      }
      return { house, put, sent, remembering, tallies }
    }

    test('sends of a correction what has changed, of another article what is new, and of a repeated paragraph one', async () => {
      const { house, put, tallies } = await open()
      expect(await put(1, ['One.', 'Two.', 'Two.', 'Three.'])).toEqual(['fr Headline', 'fr One.', 'fr Two.', 'fr Three.'])
      expect(await put(2, ['One.', 'Two, corrected.', 'Two.', 'Three.'])).toEqual(['fr Two, corrected.'])
      expect(await put(3, ['One.', 'Two, corrected.', 'Two.', 'Three.'], 'Another headline')).toEqual(['fr Another headline'])
      expect(await put(1, ['Three.', 'Four.'], 'Headline', 'b')).toEqual(['fr Four.'])
      expect(tallies).toEqual([
        { sent: 22, saved: 4 },
        { sent: 15, saved: 22 },
        { sent: 16, saved: 29 },
        { sent: 5, saved: 14 },
      ])
      const item = await house.exits.open(
        { name: 'x', entitlements: [{ product: 'all' }] },
        { product: 'all', language: 'fr' },
        (await house.feed('fr'))[0]!.id,
      )
      expect(typeof item === 'string' ? item : Buffer.from(item.bytes).toString()).toContain('fr:Two, corrected.')
    })

    test('tells the doubts again that the engine had', async () => {
      const note = { rule: 'unknown-words', level: 'check', reason: 'it does not know a word', place: {} } as const
      const { remembering } = await open({ translate: async ({ segments }) => segments.map((spans) => ({ spans, notes: [note] })) })
      const job: Job = { from: 'en', to: 'fr', segments: [[{ text: 'One.' }]] }
      const first = await remembering.translate(job)
      expect(await remembering.translate(job)).toEqual(first)
      expect(first[0]?.notes).toEqual([note])
    })

    test('does not take what another engine, another version of it, another model, another route or another direction has made', async () => {
      const { house, remembering, sent } = await open()
      const job: Job = { from: 'en', to: 'fr', segments: [[{ text: 'One.' }]] }
      await remembering.translate(job)
      for (const [other, direction] of [
        [watchedEngine({ name: 'other' }), job],
        [watchedEngine({ label: 'test 2' }), job],
        [watchedEngine({ offer: () => ({ grade: 'readable', route: 'en-de, de-fr' }) }), job],
        [watchedEngine({ offer: (from, to) => ({ grade: 'readable', route: `${from}-${to}`, version: 'a new model' }) }), job],
        [watchedEngine(), { ...job, to: 'fr-CH' }],
        [watchedEngine(), { ...job, from: 'de' }],
      ] as const) {
        await withMemory(other.engine, house.twin.ports).translate(direction)
        expect(other.sent).toHaveLength(1)
      }
      await remembering.translate(job)
      expect(sent).toHaveLength(1)
    })

    test('what is too long for an item is translated each time, and what came back empty is not remembered', async () => {
      const { put } = await open({
        translate: async ({ segments }) => segments.map((spans) => ({ spans: plain(spans) === 'Gone.' ? [] : spans, notes: [] })),
      })
      const long = `${'word '.repeat(1_000)}.`
      await put(1, [long, 'Gone.'])
      expect(await put(2, [long, 'Gone.', 'New.'])).toEqual([`fr ${long}`, 'fr Gone.', 'fr New.'])
    })

    test('a failure is the engine’s own, and a memory that cannot be written costs no translation', async () => {
      const { house } = await open()
      const { table } = house.twin.ports
      const job: Job = { from: 'en', to: 'fr', segments: [[{ text: 'One.' }]] }
      const busy = watchedEngine({ translate: async () => Promise.reject(new EngineError('busy', 'later', true)) })
      await expect(withMemory(busy.engine, house.twin.ports).translate(job)).rejects.toMatchObject({ failure: 'busy' })
      const troubles: unknown[] = []
      const broken = { ...table, getMany: table.getMany.bind(table), put: async () => Promise.reject(new Error('the disk is full')) }
      const well = withMemory(
        watchedEngine().engine,
        { table: broken as unknown as typeof table, clock: () => 0 },
        { onTrouble: (error) => troubles.push(error) },
      )
      expect((await well.translate(job)).map(({ spans }) => plain(spans))).toEqual(['fr:One.'])
      expect(troubles).toHaveLength(1)
    })
  })

test('withMemory() counts what a service that bills need not be sent, beside what it was sent', async () => {
  const { ports } = memoryTwin(() => Date.parse('2026-11-28T12:00:00Z'))
  const billing: Engine = { ...testEngine(), billed: ({ segments }) => segments.reduce((sum, segment) => sum + plain(segment).length, 0) }
  const engine = withMemory(withinCeiling(billing, ports, { day: 1000, month: 1000 }), ports)
  const job: Job = { from: 'en', to: 'fr', segments: [[{ text: 'One.' }], [{ text: 'Two.' }], [{ text: 'Two.' }]] }
  await engine.translate(job)
  await engine.translate({ ...job, to: 'it' })
  await engine.translate(job)
  expect(await spendOf(ports.table, 'test', '2026-11')).toEqual({
    month: 16,
    days: { '2026-11-28': 16 },
    saved: 20,
    savedDays: { '2026-11-28': 20 },
  })
})

test('withMemory() sends an engine that looks no further than a sentence the sentences that are new', async () => {
  const { engine, sent } = watchedEngine({ bySentence: true })
  const remembering = withMemory(engine, memoryTwin(() => 0).ports)
  const strong = [{ kind: 'strong' }] as const
  const job = (...segments: readonly (readonly Span[])[]): Job => ({ from: 'en', to: 'fr', segments })
  expect(await remembering.translate(job([{ text: 'One is. ' }, { text: 'Two is. 3. One', marks: strong }, { text: ' is.' }]))).toEqual([
    {
      spans: [{ text: 'fr:One is. ' }, { text: 'fr:Two is. 3. fr:One', marks: strong }, { text: 'fr: is.' }],
      notes: [],
    },
  ])
  expect(sent).toEqual(['fr One is.', 'fr Two is.', 'fr One is.'])
  sent.length = 0
  expect((await remembering.translate(job([{ text: 'One is. Four is.' }])))[0]?.spans).toEqual([{ text: 'fr:One is. fr:Four is.' }])
  expect(sent).toEqual(['fr Four is.'])
})

test('withMemory() answers what the engine alone would, whatever was asked before', async () => {
  const words = fc.constantFrom('One.', 'Two.', 'Three.', ' ', '2024')
  const marks = fc.constantFrom<Span['marks']>(undefined, [{ kind: 'strong' }], [{ kind: 'link', href: 'https://a.example' }])
  const segment = fc
    .array(
      fc.tuple(words, marks).map(([text, mark]): Span => (mark ? { text, marks: mark } : { text })),
      { minLength: 1, maxLength: 3 },
    )
    .filter(hasWords)
  const job = fc.record({
    from: fc.constantFrom('en', 'de'),
    to: fc.constantFrom('fr', 'it'),
    segments: fc.array(segment, { maxLength: 6 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(job, { maxLength: 6 }), async (jobs) => {
      const remembering = withMemory(testEngine(), memoryTwin(() => 0).ports)
      for (const each of jobs) expect(await remembering.translate(each)).toEqual(await testEngine().translate(each))
    }),
  )
})

const chain = fileURLToPath(new URL('../../../shared/reference/sda/samples/newsml12/', import.meta.url))
const REVISIONS = ['20180915150414206', '20180915152733118', '20180915154109871', '20180915161955430'].map(
  (at) => `${at}192000002010_brz027.xml`,
)

test.skipIf(!existsSync(chain) && process.env.CI !== 'true')(
  'the chain brz027: revisions 2 and 3 send one paragraph each, 4 the headline',
  async () => {
    const house = await House.open(memoryTwin, [{ ...PRODUCT, languages: ['de', 'fr'] }], { read })
    const { engine, sent } = watchedEngine()
    house.engines = [withMemory(engine, house.twin.ports)]
    const counts: number[] = []
    for (const name of REVISIONS) {
      sent.length = 0
      await house.put(readFileSync(chain + name), `sda/${name}`)
      await house.settle()
      counts.push(sent.length)
    }
    expect(counts.slice(1), JSON.stringify(sent)).toEqual([1, 1, 1])
    expect(sent[0]).toContain('Zumthal gewinnt')
  },
)
