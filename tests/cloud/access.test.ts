/**
 * `access.ts` against what the functions' code does with its ports: the pipeline, the doors and the clock run over ports
 * narrowed to each function's access (so nothing is missing), and every grant is seen to be used (so nothing is too much).
 */
import { deskApi } from '@depesche/api/desk-api'
import { partnerApi } from '@depesche/api/partner-api'
import { type Access, access, type FunctionName, functionNames, type QueueName } from '@depesche/cloud/access'
import { gauges } from '@depesche/cloud/gauges'
import { narrow } from '@depesche/cloud/narrow'
import { sweep } from '@depesche/cloud/sweep'
import { createExits } from '@depesche/pipeline/exits'
import { addPartner, newPartnerKey, partnerOf } from '@depesche/pipeline/ledger/partners'
import { applyProducts } from '@depesche/pipeline/ledger/products'
import { tick } from '@depesche/pipeline/ledger/work'
import { MemoryInbox } from '@depesche/pipeline/memory/inbox'
import { perform, type Stations } from '@depesche/pipeline/perform'
import type { Message, Ports, Station, Table } from '@depesche/pipeline/ports'
import { receive } from '@depesche/pipeline/steps/receive'
import { withinCeiling } from '@depesche/pipeline/within-ceiling'
import { EngineError } from '@depesche/translation/engine'
import { expect, test } from 'vitest'
import { DESK, memoryTwin, OTHER_DESK, PRODUCT, type Twin, testEngine } from '../lib/house.ts'
import { copy, readTestCopy } from '../lib/wire.ts'
import { Random } from '../model/random.ts'

/** `documents.get originals/`, `table.put O#`, `send translate` … */
function grantsOf({ inbox, documents, table, send }: Access): readonly string[] {
  const of = (port: string, methods: Readonly<Record<string, readonly string[] | undefined>>) =>
    Object.entries(methods).flatMap(([method, prefixes]) => (prefixes ?? []).map((prefix) => `${port}.${method} ${prefix}`))
  return [
    ...inbox.map((method) => `inbox.${method}`),
    ...of('documents', documents),
    ...of('table', table),
    ...send.map((queue) => `send ${queue}`),
  ]
}

/** A table that answers some conditional puts with a "no" though they were done, as after a lost answer. */
function losing(table: Table): Table {
  const random = new Random(7)
  return {
    get: (key) => table.get(key),
    getMany: (keys) => table.getMany(keys),
    query: (partition, range) => table.query(partition, range),
    delete: (key, rev) => table.delete(key, rev),
    put: async (key, value, condition) => (await table.put(key, value, condition)) && random.chance(0.6),
  }
}

/** The ports of one function: narrowed, and every use noted. */
function portsFor(name: FunctionName, twin: Twin, inbox: MemoryInbox, used: Set<string>): Ports {
  const note = (what: string) => used.add(`${name}: ${what}`)
  const noted = <T>(what: string, call: () => T): T => {
    note(what)
    return call()
  }
  const first = (key: string) => `${key.split('/')[0]}/`
  const { table, documents, queue, clock } = twin.ports
  const ports: Ports = {
    clock,
    inbox: {
      list: () => noted('inbox.list', () => inbox.list()),
      get: (dropped) => noted('inbox.get', () => inbox.get(dropped)),
      delete: (dropped) => noted('inbox.delete', () => inbox.delete(dropped)),
    },
    documents: {
      get: (key) => noted(`documents.get ${first(key)}`, () => documents.get(key)),
      put: (key, bytes) => noted(`documents.put ${first(key)}`, () => documents.put(key, bytes)),
      list: (prefix, after, limit) => noted(`documents.list ${first(prefix)}`, () => documents.list(prefix, after, limit)),
      delete: (key) => noted(`documents.delete ${first(key)}`, () => documents.delete(key)),
    },
    table: {
      get: (key) => noted(`table.get ${key.partition.slice(0, 2)}`, () => table.get(key)),
      getMany: (keys) => {
        for (const { partition } of keys) note(`table.getMany ${partition.slice(0, 2)}`)
        return table.getMany(keys)
      },
      put: (key, value, condition) => noted(`table.put ${key.partition.slice(0, 2)}`, () => table.put(key, value, condition)),
      delete: (key, rev) => noted(`table.delete ${key.partition.slice(0, 2)}`, () => table.delete(key, rev)),
      query: (partition, range) => noted(`table.query ${partition.slice(0, 2)}`, () => table.query(partition, range)),
    },
    queue: { send: (message, delay) => noted(`send ${message.station}`, () => queue.send(message, delay)) },
  }
  return narrow(ports, access[name])
}

test('access.ts names what each function does with its ports: nothing is missing, and nothing is too much', async () => {
  let now = Date.parse('2026-03-02T10:00:00Z')
  const memory = memoryTwin(() => now)
  const twin = { ...memory, ports: { ...memory.ports, table: losing(memory.ports.table) } }
  const inbox = new MemoryInbox()
  const used = new Set<string>()
  const of = (name: FunctionName) => portsFor(name, twin, inbox, used)
  const desks = [DESK, OTHER_DESK]
  const observe = () => {}
  const exits = (name: 'api' | 'desk') => createExits(of(name))
  let stalled = true
  const ceiling = () => (stalled ? { day: 0, month: 0 } : { day: 1e9, month: 1e9 })
  let throttled = 3
  const fails = () => (throttled-- > 0 ? new EngineError('busy', 'later', true) : undefined)
  const paid = Object.assign(testEngine({ fails }), { name: 'amazon', billed: () => 10 })

  const stationOf = (name: Station): Stations => ({
    ports: of(name),
    desks,
    read: readTestCopy,
    engines: () => [withinCeiling(paid, of('translate'), ceiling())],
    observe,
  })
  const settle = async () => {
    for (let message = await twin.take(); message !== undefined; message = await twin.take())
      await perform(stationOf(message.station), message)
  }
  const beat = async () => {
    now += 61_000
    await applyProducts(of('tick').table, [{ ...PRODUCT, title: 'All of it' }])
    await tick(of('tick'))
    const resend = async () => void used.add('tick: send receive')
    await sweep({ ...of('tick'), desks, resend })
    await gauges(of('tick'))
    await settle()
  }
  const drop = async (key: string, bytes: Uint8Array) => {
    const dropped = inbox.drop(key, bytes)
    await receive({ ports: of('receive'), inbox: of('receive').inbox, desks, observe }, dropped)
    await receive({ ports: of('receive'), inbox: of('receive').inbox, desks, observe }, dropped)
  }

  await applyProducts(of('normalize').table, [PRODUCT])
  await drop('sda/a.json', copy({ story: 's', version: 1, headline: 'One' }))
  await drop('sda/b.json', new TextEncoder().encode('no story at all'))
  await drop('web/c.json', copy({ headline: 'Without identity', paragraphs: ['The same text.'] }))
  await settle()
  await drop('web/c.json', copy({ headline: 'Without identity', paragraphs: ['The same text.', 'And more of it.'] }))
  await drop('sda/a.json', copy({ story: 's', version: 2, headline: 'Two' }))
  inbox.drop('sda/left.json', copy({ headline: 'Left behind' }))
  await settle()
  stalled = false
  for (let beats = 0; beats < 20; beats++) await beat()
  // stations again that the clock sends to when a message was lost
  const lost: readonly Message[] = [
    { station: 'normalize', cause: 'lost-n' },
    { station: 'translate', cause: 'lost-t' },
    { station: 'syndicate', cause: 'lost-s' },
  ]
  for (const message of lost)
    await twin.ports.table.put({ partition: 'O#0', sort: `000000000001#${message.cause}` }, { message, sent: 0 }, { rev: 0, by: 'x' })
  await beat()

  const key = newPartnerKey()
  await addPartner(twin.ports.table, key, { name: 'outlet', products: ['all'] }, '2026-03-02T10:00:00Z')
  const partners = partnerApi({ exits: exits('api'), partnerOf: (text) => partnerOf(of('api').table, text), onError: fail })
  const desk = deskApi({
    ports: of('desk'),
    exits: exits('desk'),
    desks,
    ceilings: { amazon: ceiling() },
    isDeskKey: () => true,
    maxBytes: 1e6,
    observe,
    onError: fail,
  })
  const ask = async (app: { fetch: (request: Request) => Response | Promise<Response> }, path: string, init: RequestInit = {}) => {
    const response = await app.fetch(new Request(`http://x.test${path}`, { ...init, headers: { authorization: `Bearer ${key}` } }))
    expect([path, response.status]).toEqual([path, { PUT: 202, POST: 201 }[init.method ?? ''] ?? 200])
    return (await response.json()) as Record<string, never>
  }
  const feed = (await ask(partners, '/v1/feeds/all/fr')) as unknown as { readonly entries: readonly { readonly id: string }[] }
  expect(feed.entries.length).toBeGreaterThan(0)
  const id = feed.entries[0]?.id
  await ask(partners, `/v1/feeds/all/fr/items/${id}`)
  const body = Buffer.from(copy({ headline: 'From afar' }))
  const { upload } = await ask(desk, '/v1/desk/uploads/sda/x.json', { method: 'PUT', body })
  for (const path of [`uploads/${upload}`, 'board?since=2026-03-01T00:00:00Z', `articles/${id}`, 'feeds', 'feeds/all/fr', 'cost'])
    await ask(desk, `/v1/desk/${path}`)
  for (let index = 0; index < 5; index++)
    await ask(desk, '/v1/desk/partners', { method: 'POST', body: JSON.stringify({ name: 'outlet', products: ['all'] }) })
  for (let index = 0; index < 3; index++) await ask(desk, '/v1/desk/uploads/sda/x.json', { method: 'PUT', body })

  for (const name of functionNames) {
    const mine = [...used].filter((use) => use.startsWith(`${name}: `)).map((use) => use.slice(name.length + 2))
    expect({ [name]: mine.toSorted() }).toEqual({ [name]: grantsOf(access[name]).toSorted() })
  }
})

function fail(error: unknown): never {
  throw error
}

/** Every queue that somebody feeds from is one that somebody sends to. */
test('every station is fed by somebody', () => {
  const sent = new Set<QueueName>(functionNames.flatMap((name) => [...access[name].send]))
  for (const name of functionNames) {
    const may: Access = access[name]
    if (may.fedBy) expect(sent).toContain(may.fedBy)
  }
})
