import { plain, spansOf } from '@depesche/article/model'
import { createAmazon } from '@depesche/engines/amazon'
import { openTerminologies } from '@depesche/engines/amazon/terminologies'
import { terminologyOf } from '@depesche/engines/amazon/terminology'
import { monthOf, spendOf } from '@depesche/pipeline/ledger/spend'
import { MemoryTable } from '@depesche/pipeline/memory/table'
import { withinCeiling } from '@depesche/pipeline/within-ceiling'
import { CountChanged, type Job } from '@depesche/translation/engine'
import { glossaryOf } from '@depesche/translation/glossary/glossary'
import type { Term } from '@depesche/translation/glossary/term'
import { termMark } from '@depesche/translation/term-mark'
import { withGlossary } from '@depesche/translation/with-glossary'
import { expect, onTestFinished, test } from 'vitest'
import { type AmazonServer, startAmazonServer } from '../lib/engines/amazon-server.ts'

const region = 'eu-central-1'
const NOON = Date.parse('2026-11-30T12:00:00Z')
const TERMS: readonly Term[] = [
  { term: 'SVP', translation: 'UDC', kind: 'translate' },
  { term: 'Ständerat', translation: 'Conseil des Etats', kind: 'translate', body: true },
  { term: 'Prämie, kurz', translation: 'prime "courte"', kind: 'translate' },
]
const glossary = glossaryOf(TERMS, 'de')
const shout = (html: string) => html.replaceAll(/<[^>]*>|&\w+;|\p{L}+/gu, (part) => (/^[<&]/.test(part) ? part : part.toUpperCase()))

interface World {
  readonly server: AmazonServer
  /** the characters that the ledger counts */
  readonly counted: () => Promise<number>
  readonly say: (...texts: readonly string[]) => Promise<readonly string[]>
  readonly later: (ms: number) => void
  /** sends the glossary as a terminology */
  readonly push: () => Promise<void>
}

/** The engine under a ceiling and the glossary, as a newsroom has it. */
async function world(given = glossary): Promise<World> {
  const server = await startAmazonServer({ translate: shout })
  onTestFinished(() => server[Symbol.asyncDispose]())
  let now = NOON
  const table = new MemoryTable()
  const settings = { region, endpoint: server.endpoint }
  const engine = createAmazon({ ...settings, clock: () => now, terminology: (from, to) => terminologyOf(given, from, to) })
  const held = withinCeiling(engine, { table, clock: () => now }, { day: 1e6, month: 1e6 })
  const around = withGlossary(held, async () => given)
  return {
    server,
    counted: async () => (await spendOf(table, 'amazon', monthOf(NOON)))?.month ?? 0,
    say: async (...texts) => {
      const job: Job = { from: 'de', to: 'fr', segments: texts.map((text) => spansOf(text)) }
      return (await around.translate(job)).map(({ spans }) => plain(spans))
    },
    later: (ms) => {
      now += ms
    },
    push: async () => {
      const service = await openTerminologies(settings)
      await service.put(terminologyOf(given, 'de', 'fr')!)
      service.close()
    },
  }
}
test('without a terminology a term is sent as its translation, in a tag that the service leaves alone, and billed so', async () => {
  const it = await world()
  expect(await it.say('Die SVP und der Ständerat sagen ja.')).toEqual(['DIE UDC UND DER Conseil des Etats SAGEN JA.'])
  expect(it.server.calls.at(-1)).toMatchObject({
    text: 'Die <span id="1" translate="no">UDC</span> und der <span id="2" translate="no">Conseil des Etats</span> sagen ja.',
  })
  expect(it.server.calls.at(-1)).not.toHaveProperty('terminology')
  expect(await it.counted()).toBe(it.server.billed())
})

test('with a terminology what it has is sent bare with its name; bent words, and a body that members are called like, in tags', async () => {
  const it = await world()
  await it.push()
  expect(await it.say('Die SVP sagt ja.', 'Nichts davon.', 'Der Ständerat und die SVP.', 'Die Prämie, kurz, steigt.')).toEqual([
    'DIE UDC SAGT JA.',
    'NICHTS DAVON.',
    'DER Conseil des Etats UND DIE UDC.',
    'DIE prime "courte", STEIGT.',
  ])
  const { name } = terminologyOf(glossary, 'de', 'fr')!
  expect(it.server.calls.map(({ text, terminology }) => [text, terminology])).toEqual([
    ['Die SVP sagt ja.', name],
    ['Nichts davon.', undefined],
    ['Der <span id="1" translate="no">Conseil des Etats</span> und die SVP.', name],
    ['Die Prämie, kurz, steigt.', name],
  ])
  expect(await it.counted()).toBe(it.server.billed())
})

test('a terminology that the service does not know costs one request in vain, is not asked for in ten minutes, and is found then', async () => {
  const it = await world()
  const vain = () => it.server.calls.filter(({ terminology }) => terminology && !it.server.terminologies.all.has(terminology)).length
  const texts = Array.from({ length: 20 }, (_, index) => `Die SVP sagt ${index} Mal ja.`)
  expect(await it.say('Nichts davon.', ...texts)).toEqual(['NICHTS DAVON.', ...texts.map((text) => shout(text).replace('SVP', 'UDC'))])
  expect([vain(), it.server.calls.length]).toEqual([1, 22])
  await it.say('Die SVP sagt nein.')
  expect(vain()).toBe(1)
  expect(await it.counted()).toBe(it.server.billed())
  await it.push()
  it.later(599_000)
  await it.say('Die SVP sagt noch nein.')
  expect(it.server.calls.at(-1)).not.toHaveProperty('terminology')
  it.later(2_000)
  await it.say('Die SVP sagt wieder ja.')
  expect(it.server.calls.at(-1)).toMatchObject({ text: 'Die SVP sagt wieder ja.', terminology: terminologyOf(glossary, 'de', 'fr')!.name })
  expect(await it.counted()).toBe(it.server.billed())
})

test('a terminology that goes while it is used: everything comes all the same, and the count is what was billed', async () => {
  const it = await world()
  await it.push()
  await it.say('Die SVP sagt ja.')
  const { name } = terminologyOf(glossary, 'de', 'fr')!
  ;(it.server.terminologies.all as Map<string, unknown>).delete(name)
  const texts = Array.from({ length: 12 }, (_, index) => (index % 2 ? `Die SVP sagt ${index}.` : `Ohne ${index}.`))
  expect(await it.say(...texts)).toEqual(texts.map((text) => shout(text).replace('SVP', 'UDC')))
  expect(await it.counted()).toBe(it.server.billed())
})

test('jobs of many at the same time are counted as they are billed, whoever finds out first', async () => {
  const it = await world()
  await Promise.all(Array.from({ length: 8 }, (_, index) => it.say(`Die SVP ${index}.`, 'Ein Satz.', `Der Ständerat ${index}.`)))
  expect(await it.counted()).toBe(it.server.billed())
})

test('a job that was counted before another one found the terminology gone is counted again, and nothing of it is sent', async () => {
  const it = await world()
  const engine = createAmazon({ region, endpoint: it.server.endpoint, terminology: (from, to) => terminologyOf(glossary, from, to) })
  const job: Job = {
    from: 'de',
    to: 'fr',
    segments: [[{ text: 'Die ' }, { text: 'SVP', marks: [termMark('UDC')] }, { text: ' sagt ja.' }]],
  }
  const counted = engine.billed?.(job)
  await engine.translate(job)
  const calls = it.server.calls.length
  const thrown: unknown = await engine.translate({ ...job, ...(counted === undefined ? {} : { counted }) }).catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(CountChanged)
  expect(thrown).toMatchObject({ unbilled: 'Die SVP sagt ja.'.length })
  expect(it.server.calls).toHaveLength(calls)
})

test('an engine that nobody counts for goes on by itself', async () => {
  const it = await world()
  const engine = createAmazon({ region, endpoint: it.server.endpoint, terminology: (from, to) => terminologyOf(glossary, from, to) })
  const [told] = await withGlossary(engine, async () => glossary).translate({
    from: 'de',
    to: 'fr',
    segments: [spansOf('Die SVP sagt ja.')],
  })
  expect(plain(told!.spans)).toBe('DIE UDC SAGT JA.')
})

test('terminologyOf() names the content, quotes what needs it, and leaves out what a blind search would get wrong', () => {
  const terminology = terminologyOf(glossary, 'de-CH', 'fr')!
  expect(terminology.csv).toBe('de,fr\nSVP,UDC\n"Prämie, kurz","prime ""courte"""')
  expect(terminology.name).toMatch(/^depesche-de-fr-[0-9a-f]{12}$/)
  expect(terminologyOf(glossaryOf(TERMS.slice(0, 1), 'de'), 'de', 'fr')?.name).not.toBe(terminology.name)
  expect(terminologyOf(glossaryOf([...TERMS], 'de'), 'de', 'fr')?.name).toBe(terminology.name)
  // the service has no Romansh, and whether fr-CA takes the terms of fr it does not say
  expect([terminologyOf(glossary, 'rm', 'fr'), terminologyOf(glossary, 'de', 'fr-CA')]).toEqual([undefined, undefined])
  expect(terminologyOf(glossaryOf([{ term: 'x', kind: 'forbid' }], 'de'), 'de', 'fr')).toBeUndefined()
})
