import { createNote } from '@depesche/api/note-once'
import { keys } from '@depesche/pipeline/keys'
import { putItem, queryAll } from '@depesche/pipeline/ledger/items'
import { getPartner } from '@depesche/pipeline/ledger/partners'
import { lastKeyUse, lastReceipt } from '@depesche/pipeline/ledger/receipts'
import type { Table } from '@depesche/pipeline/ports'
import { changePartner } from '@depesche/pipeline/steps/change-partner'
import { formats } from '@depesche/syndication/formats'
import { describe, expect, test } from 'vitest'
import { copy } from '../lib/wire.ts'
import { openDoor } from './door.ts'
import { idOf, type Outlet, openOutlet } from './outlet.ts'

const EN = { product: 'all', language: 'en' }

/** A partners' door with two articles behind it; what it writes is noted, and fails or hangs as a test says. */
async function openNoted() {
  const writes: string[] = []
  const trouble: { now?: Promise<never> | Error } = {}
  const noting = (table: Table): Table => ({
    get: (key) => table.get(key),
    getMany: (all) => table.getMany(all),
    query: (...asked) => table.query(...asked),
    delete: (...asked) => table.delete(...asked),
    put: async (key, ...more) => {
      if (!key.sort.startsWith('KEY#')) writes.push(`${key.partition} ${key.sort.replaceAll(/#0+/g, '#')}`)
      if (trouble.now instanceof Error) throw trouble.now
      await trouble.now
      return table.put(key, ...more)
    },
  })
  const outlet = await openOutlet(undefined, undefined, { table: noting })
  for (const story of ['a', 'b']) {
    await outlet.house.put(copy({ story, version: 1, headline: story }))
    await outlet.house.settle(0)
  }
  const { table } = outlet.house.twin.ports
  const last = async (partner = 'outlet') => {
    const receipt = await lastReceipt(table, partner, EN)
    return receipt && `${receipt.epoch}.${receipt.sequence} ${receipt.by} ${receipt.at}`
  }
  return { ...outlet, table, writes, trouble, last }
}
const instant = ({ house }: Pick<Outlet, 'house'>) => new Date(house.now).toISOString()

describe('a request to a feed', () => {
  test('with a cursor is noted once, with its time, and no lower one after it', async () => {
    const noted = await openNoted()
    const { ask, writes, last, house } = noted
    const at = instant(noted)
    expect((await ask('/v1/feeds/all/en?after=1.1')).status).toBe(200)
    house.now += 60_000
    for (const after of ['1.1', '1.0']) expect((await ask(`/v1/feeds/all/en?after=${after}`)).status).toBe(200)
    expect([writes, await last()]).toEqual([['T#outlet all#en#1#1'], `1.1 pull ${at}`])
    const later = instant(noted)
    for (const after of ['1.2', '1.1', '1.2']) await ask(`/v1/feeds/all/en?after=${after}`)
    expect([writes.slice(1), await last()]).toEqual([['T#outlet all#en#1#2'], `1.2 pull ${later}`])
  })

  test('is noted in every format, and when it is answered 304 or asked with HEAD', async () => {
    for (const suffix of ['.json', ...formats.map((each) => each.suffix)]) {
      const { ask, last } = await openNoted()
      expect((await ask(`/v1/feeds/all/en${suffix}?after=1.2`)).status).toBe(200)
      expect([suffix, await last()]).toEqual([suffix, expect.stringMatching(/^1\.2 pull/)])
    }
    const { ask, last } = await openNoted()
    const { headers } = await ask('/v1/feeds/all/de?after=1.2')
    expect((await ask('/v1/feeds/all/en?after=1.1', {}, 'HEAD')).status).toBe(200)
    expect(await last()).toMatch(/^1\.1 /)
    expect((await ask('/v1/feeds/all/en?after=1.2', { 'if-none-match': headers.get('etag') ?? '' })).status).toBe(304)
    expect(await last()).toMatch(/^1\.2 /)
  })

  test('without a cursor, for an item, or for a list of feeds notes nothing', async () => {
    const { ask, writes } = await openNoted()
    for (const path of ['/all/en', '/all/en.rss', '/all/en?limit=1&wait=1', `/all/en/items/${idOf('a')}`, ''])
      expect((await ask(`/v1/feeds${path}`)).status).toBe(200)
    expect(writes).toEqual([])
  })

  test('that is not answered with a page notes nothing: no feed, no cursor, one ahead, one of another epoch', async () => {
    const { ask, writes, house, table } = await openNoted()
    const refused = async (path: string, status: number) => expect([path, (await ask(`/v1/feeds/${path}`)).status]).toEqual([path, status])
    await refused('foreign/en?after=1.1&wait=1', 404)
    await refused('none/en?after=1.1', 404)
    await refused('all/it?after=1.1', 404)
    await refused('all/en?after=1.x', 400)
    await refused('all/en?after=1.1&limit=0', 400)
    await refused('all/en?after=1.3', 400)
    await refused('all/en?after=1.999999999999', 400)
    await refused('all/en?after=2.1', 410)
    await putItem(table, keys.epoch, { epoch: 2 }, 0)
    await refused('all/en?after=1.1', 410)
    await changePartner(house.stations, 'outlet', { kind: 'suspend' }, 'anna')
    await refused('all/en?after=2.0', 403)
    expect(writes).toEqual([])
  })

  test('that waits is noted at its beginning, and once', async () => {
    const { ask, last, writes, house } = await openNoted()
    const waiting = ask('/v1/feeds/all/en?after=1.2&wait=25')
    while ((await last()) === undefined) await new Promise((resolve) => setTimeout(resolve, 5))
    await house.put(copy({ story: 'c', version: 1, headline: 'c' }))
    await house.settle(0)
    expect(await (await waiting).json()).toMatchObject({ next: '1.3' })
    expect(writes).toEqual(['T#outlet all#en#1#2'])
  })

  test('is answered though its note cannot be written, and noted at the next ask', async () => {
    const { ask, trouble, logged, last } = await openNoted()
    trouble.now = new Error('the disk is full')
    expect((await ask('/v1/feeds/all/en?after=1.2')).status).toBe(200)
    expect([logged.map(String), await last()]).toEqual([
      [
        expect.stringMatching(/the use of key [0-9a-f]{8} of outlet 2026-03-02T\d\d was not noted/),
        expect.stringMatching(/the receipt of outlet in all\/en \S+ was not noted/),
      ],
      undefined,
    ])
    delete trouble.now
    expect((await ask('/v1/feeds/all/en?after=1.2')).status).toBe(200)
    expect([logged.length, await last()]).toEqual([2, expect.stringMatching(/^1\.2 /)])
  })

  test('is answered within a moment though the table hangs', async () => {
    const { ask, trouble, logged } = await openNoted()
    expect((await ask('/v1/feeds')).status).toBe(200)
    trouble.now = new Promise(() => {})
    const before = performance.now()
    expect((await ask('/v1/feeds/all/en?after=1.2')).status).toBe(200)
    expect(performance.now() - before).toBeLessThan(2500)
    expect(logged).toHaveLength(1)
  })
})

describe('the use of a key', () => {
  test('is noted once an hour, for one that opens something alone, suspended or not', async () => {
    const { ask, table, house, writes, fetch } = await openNoted()
    const hash = (await getPartner(table, 'outlet'))?.keys[0]?.hash ?? ''
    const uses = async () => {
      const hours: string[] = []
      for await (const { sort } of queryAll(table, 'T#outlet', 'KEY#', 'KEY#\uffff')) hours.push(sort.split('#')[2] ?? '')
      return hours
    }
    await fetch(new Request('http://api.test/v1/feeds', { headers: { authorization: 'Bearer depesche_x' } }))
    await fetch(new Request('http://api.test/openapi.json'))
    expect(await uses()).toEqual([])
    for (let asks = 0; asks < 3; asks++) await ask('/v1/feeds')
    expect(await uses()).toEqual(['2026-03-02T10'])
    await changePartner(house.stations, 'outlet', { kind: 'suspend' }, 'anna')
    house.now += 3_600_000
    expect((await ask('/v1/feeds')).status).toBe(403)
    expect([await uses(), await lastKeyUse(table, 'outlet', hash), writes]).toEqual([
      ['2026-03-02T10', '2026-03-02T11'],
      '2026-03-02T11',
      [],
    ])
  })
})

describe('createNote()', () => {
  const opened = (most: number) => {
    const written: string[] = []
    const note = createNote({ onError: () => {}, most })
    return { written, note: (subject: string, place = '1') => note(subject, place, async () => void written.push(`${subject} ${place}`)) }
  }

  test('remembers those noted last, and no more of them than it may', async () => {
    const { note, written } = opened(2)
    for (const subject of ['a', 'b', 'a', 'c', 'a', 'b']) await note(subject)
    expect(written).toEqual(['a 1', 'b 1', 'c 1', 'b 1'])
  })

  test('writes what goes further alone', async () => {
    const { note, written } = opened(2)
    for (const place of ['2', '1', '2', '3']) await note('a', place)
    expect(written).toEqual(['a 2', 'a 3'])
  })
})

describe('the desk’s routes', () => {
  test('tell who has confirmed an article’s entries, and when a key was last used', async () => {
    const { house, ask, post } = await openDoor()
    await house.put(copy({ story: 'a', version: 1, headline: 'a' }))
    await house.settle(0)
    await post('partners', { name: 'outlet', products: ['all'] })
    const { body } = await ask(`/v1/desk/articles/${idOf('a')}/receipts`)
    const entry = { sequence: 1, event: 'created', version: 1, partners: [{ partner: 'outlet', covers: true }] }
    expect(body).toMatchObject({ receipts: ['de', 'en', 'fr'].map((language) => ({ feed: { product: 'all', language }, ...entry })) })
    expect((await ask(`/v1/desk/articles/${idOf('a')}/receipts?entries=all`)).body).toEqual(body)
    expect((await ask(`/v1/desk/articles/${idOf('none')}/receipts`)).status).toBe(404)
    expect((await ask('/v1/desk/articles/..%2FHEAD/receipts')).status).toBe(404)
    expect(await ask(`/v1/desk/articles/${idOf('a')}/receipts?entries=2`)).toMatchObject({
      status: 400,
      body: { type: '/problems/entries-invalid' },
    })
    expect((await ask(`/v1/desk/articles/${idOf('a')}/receipts`, {}, 'depesche_x')).status).toBe(401)
    expect((await ask('/v1/desk/partners/outlet')).body).toMatchObject({ keys: [{ id: expect.any(String), created: expect.any(String) }] })
  })
})
