import { articleId } from '@depesche/article/model'
import { articleReceipts, type EntryReceipts } from '@depesche/pipeline/article-receipts'
import { keys } from '@depesche/pipeline/keys'
import { putItem, queryAll } from '@depesche/pipeline/ledger/items'
import { newPartnerKey, partnerKeyHash } from '@depesche/pipeline/ledger/partner-key'
import { lastKeyUse, lastReceipt, type Receipt, receiptOf, writeKeyUse, writeReceipt } from '@depesche/pipeline/ledger/receipts'
import type { Table, Value } from '@depesche/pipeline/ports'
import { retire } from '@depesche/pipeline/retention'
import { changePartner } from '@depesche/pipeline/steps/change-partner'
import { decide } from '@depesche/pipeline/steps/decide'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { House, memoryTwin, PRODUCT, sqliteTwin } from '../lib/house.ts'
import { givePartner } from '../lib/partner.ts'
import { copy } from '../lib/wire.ts'

const DAY_MS = 86_400_000
const at = (minute: number) => new Date(Date.parse('2026-11-28T10:00:00Z') + minute * 60_000).toISOString()
/** Feeds and partners whose names begin alike. */
const FEEDS = ['sport/de', 'sport/de-CH', 'sport-plus/de'].map((name) => {
  const [product = '', language = ''] = name.split('/')
  return { product, language }
})
const PARTNERS = ['outlet', 'outlet-2']
const FEED = FEEDS[0]!

const line = fc.record({
  partner: fc.constantFrom(...PARTNERS),
  feed: fc.constantFrom(...FEEDS),
  epoch: fc.integer({ min: 1, max: 2 }),
  sequence: fc.integer({ min: 1, max: 12 }),
  by: fc.constantFrom('push' as const, 'pull' as const),
})
type Line = typeof line extends fc.Arbitrary<infer T> ? T & { readonly minute: number } : never

/** What stands once all have been written one after another, a minute each: of a place the first one. */
function standing(lines: readonly Line[]): readonly Line[] {
  const named = ({ partner, feed, epoch, sequence }: Line) => JSON.stringify([partner, feed, epoch, sequence])
  return lines.filter((each, index) => lines.findIndex((other) => named(other) === named(each)) === index)
}
const asReceipt = ({ minute, by, epoch, sequence }: Line): Receipt => ({ at: at(minute), by, epoch, sequence })

async function written(table: Table, lines: readonly Line[]): Promise<void> {
  for (const { partner, feed, by, minute, ...place } of lines) await writeReceipt(table, partner, feed, place, { at: at(minute), by })
}

describe.each([
  ['memory', memoryTwin],
  ['SQLite', sqliteTwin],
] as const)('receipts on the %s twin', (_, open) => {
  const withTable = async (run: (table: Table) => Promise<void>) => {
    const twin = open(() => 0)
    await run(twin.ports.table).finally(() => twin.close())
  }

  test('are the earliest line at or past an entry, in whatever order they were written (property)', async () => {
    const places = fc.record({
      partner: fc.constantFrom(...PARTNERS),
      feed: fc.constantFrom(...FEEDS),
      epoch: fc.integer({ min: 1, max: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 60, size: 'max' }),
        places,
        fc.integer({ min: 1, max: 13 }),
        (given, { partner, feed, epoch }, sequence) =>
          withTable(async (table) => {
            const lines = given.map((each, minute) => ({ ...each, minute }))
            await written(table, lines)
            const mine = standing(lines).filter((each) => each.partner === partner && each.feed === feed)
            const [first] = mine.filter((each) => each.epoch === epoch && each.sequence >= sequence)
            expect(await receiptOf(table, partner, feed, { epoch, sequence })).toEqual(first && asReceipt(first))
            const last = mine.toSorted((a, b) => a.epoch - b.epoch || a.sequence - b.sequence).at(-1)
            expect(await lastReceipt(table, partner, feed)).toEqual(last && asReceipt(last))
          }),
      ),
    )
  })

  test('stand as they were written first, and none says "up to nothing"', () =>
    withTable(async (table) => {
      await writeReceipt(table, 'outlet', FEED, { epoch: 1, sequence: 0 }, { at: at(0), by: 'pull' })
      expect(await lastReceipt(table, 'outlet', FEED)).toBeUndefined()
      const place = { epoch: 1, sequence: 999_999_999_999 }
      await writeReceipt(table, 'outlet', FEED, place, { at: at(1), by: 'push' })
      await writeReceipt(table, 'outlet', FEED, place, { at: at(2), by: 'pull' })
      expect(await lastReceipt(table, 'outlet', FEED)).toEqual({ at: at(1), by: 'push', ...place })
    }))

  test('of keys say the last hour of each, and are no receipts', () =>
    withTable(async (table) => {
      const [hash, other] = ['a'.repeat(64), 'b'.repeat(64)]
      expect(await lastKeyUse(table, 'outlet', hash)).toBeUndefined()
      for (const hour of [3, 1, 2, 3]) await writeKeyUse(table, 'outlet', hash, Date.parse('2026-11-28T10:59:59Z') + hour * 3_600_000)
      expect(await lastKeyUse(table, 'outlet', hash)).toBe('2026-11-28T13')
      expect(await lastKeyUse(table, 'outlet', other)).toBeUndefined()
      expect(await lastKeyUse(table, 'outlet-2', hash)).toBeUndefined()
      for (const feed of FEEDS) expect(await lastReceipt(table, 'outlet', feed)).toBeUndefined()
    }))
})

describe('articleReceipts()', () => {
  const ID = articleId('sda', { scheme: 'desk', value: 'a', number: 'a' })
  const FR = { product: 'all', language: 'fr' }
  /** Three articles in one language; `a` has two versions and is killed: entries 1, 4 and 5. */
  const open = async () => {
    const house = await House.open(memoryTwin, [{ ...PRODUCT, languages: ['fr'] }])
    const { table } = house.twin.ports
    const put = async (story: string, version: number) => {
      await house.put(copy({ story, version, headline: `${story} ${version}`, ...(version > 1 ? { instruction: 'update' } : {}) }))
      await house.settle()
    }
    for (const story of ['a', 'b', 'c']) await put(story, 1)
    await put('a', 2)
    const partner = async (name: string) => {
      const key = newPartnerKey()
      await givePartner(table, key, name, ['all'])
      return { name, hash: partnerKeyHash(key) }
    }
    const confirms = async (name: string, sequence: number, epoch = 1) => {
      house.now += 1000
      await writeReceipt(table, name, FR, { epoch, sequence }, { at: new Date(house.now).toISOString(), by: 'pull' })
      return { at: new Date(house.now).toISOString(), by: 'pull' as const }
    }
    const kill = async () => {
      house.now += 1000
      await decide(house.stations, ID, { kind: 'kill', reason: 'It is wrong.' }, 'anna')
      await house.settle()
    }
    const receipts = async (which?: 'all') => (await articleReceipts(table, ID, house.now, which)) ?? []
    const partners = async () => (await receipts()).flatMap((each) => each.partners)
    return { house, table, partner, confirms, kill, receipts, partners, change: changePartner.bind(undefined, house.stations) }
  }

  test('tells who has confirmed a kill, who not yet, how far it is, and who never asked', async () => {
    const { house, table, partner, confirms, kill, receipts } = await open()
    for (const name of ['done', 'late', 'never']) await partner(name)
    const { name, hash } = await partner('uses')
    await writeKeyUse(table, name, hash, house.now)
    const last = await confirms('late', 2)
    await kill()
    const confirmed = await confirms('done', 5)
    await confirms('done', 7)
    expect(await receipts()).toEqual([
      {
        feed: FR,
        sequence: 5,
        event: 'canceled',
        version: 2,
        at: expect.any(String),
        partners: [
          { partner: 'done', covers: true, confirmed },
          { partner: 'late', covers: true, last: { ...last, behind: 3 } },
          { partner: 'never', covers: true },
          { partner: 'uses', covers: true, lastAsked: new Date(house.now).toISOString().slice(0, 13) },
        ],
      },
    ] satisfies EntryReceipts[])
  })

  test('tells of each version whether a partner has been given it, and when the next one was there by then', async () => {
    const { partner, confirms, receipts, kill } = await open()
    await partner('early')
    const [one, four] = [await confirms('early', 1), await confirms('early', 4)]
    await kill()
    await partner('anew')
    const five = await confirms('anew', 5)
    const told = (await receipts('all')).map(({ sequence, version, event, partners }) => [`${sequence} ${event} ${version}`, ...partners])
    expect(told).toEqual([
      [
        '1 created 1',
        { partner: 'anew', covers: true, confirmed: five, passedOver: true },
        { partner: 'early', covers: true, confirmed: one, passedOver: true },
      ],
      [
        '4 updated 2',
        { partner: 'anew', covers: true, confirmed: five, passedOver: true },
        { partner: 'early', covers: true, confirmed: four },
      ],
      [
        '5 canceled 2',
        { partner: 'anew', covers: true, confirmed: five },
        { partner: 'early', covers: true, last: { ...four, behind: 1 } },
      ],
    ])
  })

  test('names who may hold a copy and reads the feed no more, who is suspended, and nobody else', async () => {
    const { partner, confirms, kill, change, partners, house } = await open()
    for (const name of ['lost', 'lost-confirmed', 'suspended', 'never-had']) await partner(name)
    const [lost, suspended] = [await confirms('lost', 1), await confirms('suspended', 4)]
    const until = new Date(house.now).toISOString()
    for (const name of ['lost', 'never-had']) await change(name, { kind: 'entitle', entitlements: [{ product: 'all', until }] }, 'anna')
    await change('suspended', { kind: 'suspend' }, 'anna')
    await kill()
    const confirmed = await confirms('lost-confirmed', 5)
    await change('lost-confirmed', { kind: 'entitle', entitlements: [{ product: 'all', until }] }, 'anna')
    expect(await partners()).toEqual([
      { partner: 'lost', covers: false, last: { ...lost, behind: 4 } },
      { partner: 'lost-confirmed', covers: false, confirmed },
      { partner: 'suspended', covers: true, suspended: true, last: { ...suspended, behind: 1 } },
    ])
  })

  test('leaves out who read the feed no more long before the article, unless its journal does not know the beginning any more', async () => {
    const { table, partner, confirms, change, partners, house } = await open()
    await partner('long-ago')
    await confirms('long-ago', 1)
    await change('long-ago', { kind: 'entitle', entitlements: [] }, 'anna')
    // the article's first entry, and its only one, is the 200th of the feed
    const marker = await table.get(keys.marker(ID, FR))
    const entry = { event: 'created', id: ID, version: 2, edition: 0, lift: 0, at: new Date(house.now).toISOString() }
    await putItem(table, keys.entry(1, FR, 200), entry, 0)
    await putItem(table, keys.marker(ID, FR), { ...marker?.value, from: 200 }, marker?.rev ?? 0)
    const { partition } = keys.journal(ID, '', '')
    for await (const { sort, rev } of queryAll(table, partition, '', '\uffff'))
      if (sort.includes('#6-entry#')) await table.delete({ partition, sort }, rev)
    expect(await partners()).toEqual([])
    for await (const { sort, rev } of queryAll(table, partition, '', '\uffff')) await table.delete({ partition, sort }, rev)
    expect(await partners()).toMatchObject([{ partner: 'long-ago', covers: false }])
  })

  test('takes what was confirmed before a restore for no receipt of what the feeds say since', async () => {
    const { table, partner, confirms, partners, kill } = await open()
    await partner('outlet')
    const { at, by } = await confirms('outlet', 900)
    for await (const { sort, value } of queryAll(table, 'F#1#all#fr', '', '\uffff'))
      await putItem(table, { partition: 'F#2#all#fr', sort }, value as Value, 0)
    await putItem(table, keys.epoch, { epoch: 2 }, 0)
    await kill()
    expect(await partners()).toEqual([{ partner: 'outlet', covers: true, last: { at, by } }])
  })

  test('knows no article of that id, and a feed that never carried it has no entry', async () => {
    const { table, receipts } = await open()
    expect(await articleReceipts(table, 'none', 0)).toBeUndefined()
    expect((await receipts()).map(({ feed, partners }) => ({ feed, partners }))).toEqual([{ feed: FR, partners: [] }])
  })
})

describe.each([
  ['memory', memoryTwin],
  ['SQLite', sqliteTwin],
] as const)('retire() of receipts on the %s twin', (_, twin) => {
  test('takes old lines and leaves the last of each feed and key, whatever its age', async () => {
    const house = await House.open(twin)
    const { table } = house.twin.ports
    const hash = 'a'.repeat(64)
    await givePartner(table, newPartnerKey(), 'outlet', ['all'])
    const from = house.now
    for (let day = 0; day < 10; day++) {
      const now = from + day * DAY_MS
      await writeKeyUse(table, 'outlet', hash, now)
      const place = { epoch: 1, sequence: day + 1 }
      for (const feed of FEEDS.slice(0, day < 4 ? 3 : 2))
        await writeReceipt(table, 'outlet', feed, place, { at: new Date(now).toISOString(), by: 'push' })
    }
    const lines = async () => {
      const sorts: string[] = []
      for await (const { sort } of queryAll(table, 'T#outlet', '', '\uffff'))
        sorts.push(
          sort
            .split('#')
            .filter((_, part) => part !== 2 || sort.startsWith('KEY'))
            .join(' '),
        )
      return Map.groupBy(sorts, (sort) => sort.split(' ').slice(0, 2).join(' '))
    }
    const kept = async () => [...(await lines())].map(([group, all]) => [group, all.length])
    const gone = async (days: number, dryRun: boolean) => {
      const steps = await Array.fromAsync(retire(house.twin.ports, { journal: days }, from + 20 * DAY_MS, { dryRun }))
      return steps.reduce((sum, step) => sum + step.lines, 0)
    }
    // older than 15 days on the 20th: the lines of days 0 to 4
    expect([await gone(15, true), await gone(15, false), await gone(15, false)]).toEqual([18, 18, 0])
    expect(await kept()).toEqual([
      [`KEY ${hash.slice(0, 16)}`, 5],
      ['sport de', 5],
      ['sport de-CH', 5],
      ['sport-plus de', 1],
    ])
    expect(await gone(1, false)).toBe(12)
    expect((await kept()).map(([, count]) => count)).toEqual([1, 1, 1, 1])
    expect([await lastReceipt(table, 'outlet', FEED), await lastKeyUse(table, 'outlet', hash)]).toMatchObject([
      { sequence: 10 },
      '2026-03-11T10',
    ])
    await house.twin.close()
  })
})
