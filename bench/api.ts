/**
 * `npm run bench:api [ENTRIES]`: the partner API on one machine's real store, in this process, without a socket: what an answer costs
 * us. A page of 100 items and one item, each against two bare handlers of the same framework that give the same bytes (checked):
 * one that has them in memory, and one that reads the same store without gate, contract, key or count of requests. Then a page of a
 * feed of ENTRIES entries (by default 100,000) against one of a feed of 1,000: the last one, and one anywhere. Five runs.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { partnerApi } from '@depesche/api/partner-api'
import { partnerDoor } from '@depesche/api/partner-door'
import { openStore } from '@depesche/local/node'
import { createExits } from '@depesche/pipeline/exits'
import { feedPartition, keys, padded, sha256 } from '@depesche/pipeline/keys'
import type { Head } from '@depesche/pipeline/ledger/head'
import { getValue } from '@depesche/pipeline/ledger/items'
import { newPartnerKey } from '@depesche/pipeline/ledger/partner-key'
import type { Entry, Marker } from '@depesche/pipeline/ledger/shapes'
import type { Ports, Value } from '@depesche/pipeline/ports'
import { changePartner } from '@depesche/pipeline/steps/change-partner'
import { paths } from '@depesche/pipeline/store-json'
import { type Json, resolveLinks } from '@depesche/syndication/ninjs'
import type { Product } from '@depesche/syndication/product'
import { Hono } from 'hono'
import { House } from '../tests/lib/house.ts'
import { givePartner } from '../tests/lib/partner.ts'
import { copy } from '../tests/lib/wire.ts'

const ENTRIES = Number(process.argv[2] ?? 100_000)
const SMALL = 1_000
const RUNS = 5
const LIMIT = 100
const ORIGIN = 'http://api.test'
const product = (name: string): Product => ({ name, title: name, filter: {}, languages: ['en', 'fr'], grades: ['readable'] })
const big = { product: 'big', language: 'fr' }
const small = { product: 'small', language: 'fr' }

type Feed = typeof big
type Store = Omit<Ports, 'inbox'>

/** One article as the pipeline makes it, in one feed: what the others are copies of. */
async function template({ table, documents }: Store, id: string, feed: Feed) {
  const head = (await getValue<Head>(table, keys.head(id)))!
  const marker = (await getValue<Marker>(table, keys.marker(id, feed)))!
  const entry = (await getValue<Entry>(table, keys.entry(1, feed, marker.from)))!
  const { version, edition, hash } = marker.rendition!
  const text = Buffer.from((await documents.get(paths.rendition(feed.product, feed.language, id, version, edition, hash)))!).toString()
  return { head, marker, entry, text, id }
}

/** Fills a feed with copies of an article, each with an id of its own. */
async function fill(ports: Store, feed: Feed, from: Awaited<ReturnType<typeof template>>, upTo: number): Promise<void> {
  const { table, documents } = ports
  const at = { rev: 0, by: 'bench' }
  const put = async (sequence: number) => {
    const id = `${feed.product}-${sha256(`${feed.product}${sequence}`).slice(0, 16)}`
    const bytes = Buffer.from(from.text.replaceAll(from.id, id))
    const rendition = { ...from.marker.rendition!, hash: sha256(bytes) }
    await documents.put(paths.rendition(feed.product, feed.language, id, rendition.version, rendition.edition, rendition.hash), bytes)
    await table.put(keys.head(id), from.head as unknown as Value, at)
    await table.put(keys.marker(id, feed), { ...from.marker, from: sequence, rendition } as unknown as Value, at)
    await table.put(keys.entry(1, feed, sequence), { ...from.entry, id } as unknown as Value, at)
  }
  for (let start = 2; start <= upTo; start += 500)
    await Promise.all(Array.from({ length: Math.min(500, upTo - start + 1) }, (_, index) => put(start + index)))
}

/** What the store says, without asking whether it may leave. */
function withoutGate({ table, documents }: Store): Hono {
  const app = new Hono()
  const itemOf = async (feed: Feed, id: string, { version, edition, hash }: NonNullable<Marker['rendition']>) => {
    const bytes = (await documents.get(paths.rendition(feed.product, feed.language, id, version, edition, hash)))!
    return resolveLinks(JSON.parse(Buffer.from(bytes).toString('utf8')) as Json, (path) => ORIGIN + path)
  }
  app.get('/v1/feeds/:product/:language', async (context) => {
    const feed = context.req.param()
    const after = Number((context.req.query('after') ?? '1.0').split('.')[1])
    const found = await table.query(feedPartition(1, feed), { from: padded(after + 1), limit: LIMIT + 1 })
    const page = found.slice(0, LIMIT).map(({ sort, value }) => ({ sequence: Number(sort), entry: value as unknown as Entry }))
    const markers = await table.getMany(page.map(({ entry }) => keys.marker(entry.id, feed)))
    const entries = []
    for (const [index, { sequence, entry }] of page.entries()) {
      const { rendition } = markers[index]!.value as unknown as Marker
      const { id, at, event } = entry
      entries.push({ sequence, id, version: rendition!.version, at, event, item: await itemOf(feed, id, rendition!) })
    }
    const next = `1.${page.at(-1)?.sequence ?? after}`
    return context.body(JSON.stringify({ entries, next, more: found.length > LIMIT }), 200, { 'content-type': 'application/json' })
  })
  app.get('/v1/feeds/:product/:language/items/:id', async (context) => {
    const { id, ...feed } = context.req.param()
    const { rendition } = (await getValue<Marker>(table, keys.marker(id, feed)))!
    return context.body(JSON.stringify(await itemOf(feed, id, rendition!)), 200, { 'content-type': 'application/json' })
  })
  return app
}

/** The same bytes, whatever is asked. */
function fromMemory(bytes: Uint8Array<ArrayBuffer>): Hono {
  const app = new Hono()
  app.get('/v1/*', (context) => context.body(bytes, 200, { 'content-type': 'application/json' }))
  return app
}

const folder = mkdtempSync(join(tmpdir(), 'depesche-api-bench-'))
const store = openStore(folder, Date.now, 'in-order')
const house = await House.open(() => ({ ports: store.ports, take: takeOne, close: store.close }), [product('big'), product('small')])
async function takeOne() {
  for (const lane of store.ports.queue.lanes()) {
    const [taken] = store.ports.queue.take(lane, 1)
    if (taken === undefined) continue
    await store.ports.queue.acknowledge(taken)
    return taken.message
  }
  return undefined
}
const paragraph = (n: number) =>
  `The council spoke on Monday about bridge number ${n} over the river and about the ${n * 12} trees beside it. Nobody objected to it, and the works begin in spring.`
await house.put(
  copy({ story: 'one', version: 1, headline: 'The town plans its bridges', paragraphs: [1, 2, 3, 4, 5, 6, 7, 8].map(paragraph) }),
)
await house.settle(0)
const id = house.sightings.find((each) => each.kind === 'normalized')!.id
console.log(`filling feeds of ${ENTRIES} and ${SMALL} entries …`)
await fill(store.ports, big, await template(store.ports, id, big), ENTRIES)
await fill(store.ports, small, await template(store.ports, id, small), SMALL)

const { table } = store.ports
const key = newPartnerKey()
await givePartner(table, key, 'outlet', ['big', 'small'], new Date().toISOString())
const ours = partnerApi({
  exits: createExits(store.ports),
  ...partnerDoor({ table, clock: Date.now, onError: (error) => console.error(error) }),
})
const headers = { authorization: `Bearer ${key}` }
type App = { readonly fetch: (request: Request) => Response | Promise<Response> }
const ask = async (app: App, path: string) => (await app.fetch(new Request(ORIGIN + path, { headers }))).text()
// none is refused, for as long as this takes
await changePartner(house.stations, 'outlet', { kind: 'limit', perMinute: 1_000_000_000 }, 'bench')

async function perSecond(app: App, path: (index: number) => string, count: number): Promise<number> {
  const begun = performance.now()
  for (let index = 0; index < count; index++) await ask(app, path(index))
  return (count * 1000) / (performance.now() - begun)
}

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const spread = (values: readonly number[], digits = 2) =>
  `${middle(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`

/** The same request to each, in turn; the order changes from run to run. */
async function compare(what: string, path: string, count: number): Promise<void> {
  const bytes = await ask(ours, path)
  const apps: Readonly<Record<string, App>> = {
    ours,
    'without gate': withoutGate(store.ports),
    'from memory': fromMemory(new TextEncoder().encode(bytes)),
  }
  for (const [name, app] of Object.entries(apps)) if ((await ask(app, path)) !== bytes) throw new Error(`${name} answers ${what} otherwise`)
  const rates: Record<string, number[]> = Object.fromEntries(Object.keys(apps).map((name) => [name, []]))
  for (let run = 0; run <= RUNS; run++)
    for (const [name, app] of run % 2 ? Object.entries(apps) : Object.entries(apps).toReversed()) {
      const rate = await perSecond(app, () => path, count)
      // the first is to warm up
      if (run > 0) rates[name]!.push(rate)
    }
  const ratio = (to: string) => spread(rates.ours!.map((rate, run) => rate / rates[to]![run]!))
  console.log(
    `${what} (${bytes.length} bytes), a second: ours ${spread(rates.ours!, 0)}, without gate ${spread(rates['without gate']!, 0)}, from memory ${spread(rates['from memory']!, 0)}`,
  )
  console.log(`  ours to without gate ${ratio('without gate')}, to memory ${ratio('from memory')}`)
}

async function grows(what: string, at: (entries: number, index: number) => number): Promise<number> {
  const times: Record<string, number[]> = { big: [], small: [] }
  for (let run = 0; run <= RUNS; run++)
    for (const [feed, entries] of run % 2
      ? ([
          ['big', ENTRIES],
          ['small', SMALL],
        ] as const)
      : ([
          ['small', SMALL],
          ['big', ENTRIES],
        ] as const)) {
      const rate = await perSecond(ours, (index) => `/v1/feeds/${feed}/fr?limit=${LIMIT}&after=1.${at(entries, index)}`, 150)
      if (run > 0) times[feed]!.push(1000 / rate)
    }
  const ratios = times.big!.map((time, run) => time / times.small![run]!)
  console.log(`${what}: ${spread(times.big!)} ms of ${ENTRIES} entries, ${spread(times.small!)} ms of ${SMALL}: ratio ${spread(ratios)}`)
  return middle(ratios)
}

const entryId = (sequence: number) => `big-${sha256(`big${sequence}`).slice(0, 16)}`
await compare('a page', `/v1/feeds/big/fr?limit=${LIMIT}&after=1.${ENTRIES / 2}`, 100)
await compare('an item', `/v1/feeds/big/fr/items/${entryId(ENTRIES / 2)}`, 3_000)
const last = await grows('the last page', (entries) => entries - LIMIT)
// multiples of a prime: the same pages in each run, spread over the feed
const anywhere = await grows('a page anywhere', (entries, index) => (index * 7919) % (entries - LIMIT))
await store.close()
rmSync(folder, { recursive: true })
process.exitCode = last > 1.2 ? 1 : 0
if (anywhere > 1.2) console.log('a page anywhere costs more than 1.2: what is read of a large file is not in memory')
