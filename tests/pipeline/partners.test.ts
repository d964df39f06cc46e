import { articleId } from '@depesche/article/model'
import { keys } from '@depesche/pipeline/keys'
import { afterChange, type PartnerChange, type PartnerDeed } from '@depesche/pipeline/ledger/partner-deed'
import { newPartnerKey, partnerKeyHash } from '@depesche/pipeline/ledger/partner-key'
import { endOfKey, getPartner, listPartners, liveKeys, type Partner, partnerOf } from '@depesche/pipeline/ledger/partners'
import { openWorks, tick } from '@depesche/pipeline/ledger/work'
import { replay } from '@depesche/pipeline/replay'
import { retire } from '@depesche/pipeline/retention'
import { addPartner, changePartner, PartnerUnchangeable, rotateKey } from '@depesche/pipeline/steps/change-partner'
import { type Entitlement, type Reader, readableSince } from '@depesche/syndication/entitlement'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Died, watched } from '../faults/writes.ts'
import { House, memoryTwin, PRODUCT, sqliteTwin } from '../lib/house.ts'
import { copy } from '../lib/wire.ts'

const DAY_MS = 86_400_000
const ALL: readonly Entitlement[] = [{ product: 'all' }]
const HASHES = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(64))
const AT = Date.parse('2026-03-02T10:00:00Z')
const instant = (ms: number) => new Date(AT + ms).toISOString()

const change = (number: number, deed: PartnerDeed): PartnerChange => {
  return { change: `c${number}`, partner: 'outlet', actor: 'anna', at: instant(number), number: AT + number, deed }
}
const ADDED = change(0, { kind: 'add', entitlements: ALL, hash: HASHES[0]! })

const deeds = fc.oneof(
  fc
    .constantFrom<readonly Entitlement[]>(ALL, [{ product: 'sport' }], [])
    .map((entitlements): PartnerDeed => ({ kind: 'entitle', entitlements })),
  fc.option(fc.integer({ min: 1, max: 9 })).map((perMinute): PartnerDeed => ({ kind: 'limit', perMinute })),
  fc.constant<PartnerDeed>({ kind: 'suspend' }),
  fc.constant<PartnerDeed>({ kind: 'resume' }),
  fc
    .tuple(fc.constantFrom(...HASHES.slice(1)), fc.integer({ min: 0, max: 100 }))
    .map(([hash, ms]): PartnerDeed => ({ kind: 'rotate-key', hash, ends: instant(ms) })),
)

describe('afterChange()', () => {
  test('comes to the same in any order, and when changes come again', () => {
    const changes = fc.uniqueArray(deeds, { maxLength: 6, selector: (deed) => ('hash' in deed ? deed.hash : JSON.stringify(deed)) })
    const orders = changes.chain((all) => {
      const inOrder = all.map((deed, index) => change(index + 1, deed))
      return fc.tuple(fc.constant(inOrder), fc.shuffledSubarray([...inOrder, ...inOrder], { minLength: 2 * inOrder.length }))
    })
    const carriedOut = (all: readonly PartnerChange[]) =>
      all.reduce<Partner | undefined>((partner, each) => afterChange(partner, each), afterChange(undefined, ADDED))
    fc.assert(fc.property(orders, ([inOrder, mixed]) => void expect(carriedOut(mixed)).toEqual(carriedOut(inOrder))))
  })

  test('waits for the partner to be there', () => {
    expect(afterChange(undefined, change(1, { kind: 'suspend' }))).toBeUndefined()
  })
})

describe('liveKeys()', () => {
  const partner = [ADDED, change(10, { kind: 'rotate-key', hash: HASHES[1]!, ends: instant(100) })].reduce(afterChange, undefined)!
  const live = (now: number, of: Partner = partner) => liveKeys(of, AT + now).map(({ hash }) => hash[0])

  test('lets the old key and the new one open during a rotation, then the new one alone', () => {
    expect([live(10), live(99), live(100)]).toEqual([['a', 'b'], ['a', 'b'], ['b']])
    expect(partner.keys.map((key) => endOfKey(partner, key))).toEqual([instant(100), undefined])
  })

  test('never lets three open, and ends those before at once when asked to', () => {
    const thrice = afterChange(partner, change(20, { kind: 'rotate-key', hash: HASHES[2]!, ends: instant(500) }))!
    expect(live(30, thrice)).toEqual(['b', 'c'])
    expect(live(20, afterChange(partner, change(20, { kind: 'rotate-key', hash: HASHES[2]!, ends: instant(20) }))!)).toEqual(['c'])
  })
})

describe('readableSince()', () => {
  const feed = { product: 'sport', language: 'fr' }
  const reader = (...entitlements: readonly Entitlement[]): Reader => ({ name: 'outlet', entitlements })
  test.each<readonly [string, readonly Entitlement[], number | undefined]>([
    ['nothing', [], undefined],
    ['another product', [{ product: 'politics' }], undefined],
    ['the product', [{ product: 'sport' }], Number.NEGATIVE_INFINITY],
    ['another language', [{ product: 'sport', languages: ['it'] }], undefined],
    ['that language', [{ product: 'sport', languages: ['it', 'fr'] }], Number.NEGATIVE_INFINITY],
    ['from this very instant', [{ product: 'sport', from: instant(0) }], Number.NEGATIVE_INFINITY],
    ['from the next', [{ product: 'sport', from: instant(1) }], undefined],
    ['until this very instant', [{ product: 'sport', until: instant(0) }], undefined],
    ['until the next', [{ product: 'sport', until: instant(1) }], Number.NEGATIVE_INFINITY],
    ['two days back', [{ product: 'sport', lookbackDays: 2 }], AT - 2 * DAY_MS],
    [
      'the widest of two',
      [
        { product: 'sport', lookbackDays: 2 },
        { product: 'sport', lookbackDays: 5 },
      ],
      AT - 5 * DAY_MS,
    ],
  ])('is as far as a contract for %s goes', (_, entitlements, since) => {
    expect(readableSince(reader(...entitlements), feed, AT)).toBe(since)
  })
})

describe.each([
  ['memory', memoryTwin],
  ['SQLite', sqliteTwin],
] as const)('changePartner() on the %s twin', (_, twin) => {
  test('leaves one document a change in the archive, no open work, and a key that opens', async () => {
    const house = await House.open(twin)
    const { table, documents } = house.twin.ports
    const key = await addPartner(house.stations, 'outlet', ALL, 'anna')
    const second = await rotateKey(house.stations, 'outlet', DAY_MS, 'anna')
    for (const each of [key, second]) expect((await partnerOf(table, each, house.now))?.name).toBe('outlet')
    house.now += DAY_MS
    expect(await partnerOf(table, key, house.now)).toBeUndefined()
    expect((await partnerOf(table, second, house.now))?.name).toBe('outlet')
    const archived = (await documents.list('originals/', '', 100)).filter((each) => each.includes('-partner-'))
    expect(archived).toHaveLength(2)
    for (const each of archived) expect(Buffer.from((await documents.get(each))!).toString()).not.toMatch(/depesche_/)
    expect(await Array.fromAsync(openWorks(table))).toEqual([])
    await house.twin.close()
  })

  test('refuses in words what makes no sense', async () => {
    const house = await House.open(twin)
    const refused = (deed: PartnerDeed, name = 'outlet') => expect(changePartner(house.stations, name, deed, 'anna')).rejects
    await refused({ kind: 'resume' }).toThrow('there is no partner outlet')
    await addPartner(house.stations, 'outlet', ALL, 'anna')
    await refused({ kind: 'add', entitlements: ALL, hash: HASHES[1]! }).toThrow(PartnerUnchangeable)
    await refused({ kind: 'resume' }).toThrow('outlet is not suspended')
    await changePartner(house.stations, 'outlet', { kind: 'suspend' }, 'anna')
    await refused({ kind: 'suspend' }).toThrow('outlet is suspended already')
    await rotateKey(house.stations, 'outlet', DAY_MS, 'anna')
    await refused({ kind: 'rotate-key', hash: HASHES[1]!, ends: new Date(house.now + DAY_MS).toISOString() }).toThrow('two keys')
    await house.twin.close()
  })

  test('heals from a crash after each of its writes', async () => {
    const writes: string[] = []
    for (let dieAfter = 0; dieAfter < 20; dieAfter++) {
      const house = await House.open(twin)
      const { table } = house.twin.ports
      let count = 0
      const died = watched(house.twin.ports, (name) => {
        if (dieAfter === 19) writes.push(name)
        if (count++ === dieAfter) throw new Died()
      })
      const key = newPartnerKey()
      const deed = { kind: 'add', entitlements: ALL, hash: partnerKeyHash(key) } as const
      await changePartner({ ports: died }, 'outlet', deed, 'anna').catch((error: unknown) => {
        if (!(error instanceof Died)) throw error
      })
      house.now += 61_000
      await tick(house.twin.ports)
      await house.settle()
      expect((await partnerOf(table, key, house.now))?.entitlements.value, `after write ${dieAfter}`).toEqual(ALL)
      expect(await Array.fromAsync(openWorks(table))).toEqual([])
      await house.twin.close()
    }
    expect(writes).toHaveLength(5)
  })

  test('is known again by a replay, and outlives retention', async () => {
    const house = await House.open(twin)
    const { table } = house.twin.ports
    const key = await addPartner(house.stations, 'outlet', [{ product: 'all', languages: ['fr'] }], 'anna')
    await changePartner(house.stations, 'outlet', { kind: 'limit', perMinute: 7 }, 'anna')
    await addPartner(house.stations, 'other', ALL, 'anna')
    await changePartner(house.stations, 'other', { kind: 'suspend', reason: 'It does not pay.' }, 'anna')
    const before = await listPartners(table)
    house.now += 400 * DAY_MS
    await Array.fromAsync(retire(house.twin.ports, { originals: 90, versions: 90, journal: 90 }, house.now))
    for (const at of [keys.partner('outlet'), keys.partner('other'), keys.partnerKey(partnerKeyHash(key))])
      await table.delete(at, (await table.get(at))!.rev)
    expect(await partnerOf(table, key, house.now)).toBeUndefined()
    for await (const { trouble } of replay(house.stations)) expect(trouble).toBeUndefined()
    expect(await listPartners(table)).toEqual(before)
    expect((await partnerOf(table, key, house.now))?.name).toBe('outlet')
    await house.twin.close()
  })

  test('lets a contract that has been changed meanwhile by another stand', async () => {
    const house = await House.open(twin)
    await addPartner(house.stations, 'outlet', ALL, 'anna')
    await Promise.all([
      changePartner(house.stations, 'outlet', { kind: 'limit', perMinute: 3 }, 'anna'),
      changePartner(house.stations, 'outlet', { kind: 'suspend' }, 'ben'),
    ])
    const { perMinute, suspended } = (await getPartner(house.twin.ports.table, 'outlet'))!
    expect([perMinute.value, suspended.value]).toEqual([3, { at: expect.any(String) }])
    await house.twin.close()
  })
})

describe('the exits', () => {
  const ID = articleId('sda', { scheme: 'desk', value: 's', number: 's' })
  const covered = (entitlement: Partial<Entitlement>): Reader => ({ name: 'outlet', entitlements: [{ product: 'all', ...entitlement }] })
  const open = async () => {
    const house = await House.open(memoryTwin)
    await house.put(copy({ story: 's', version: 1, headline: 'A bridge' }))
    await house.settle()
    return house
  }

  test('show what is older than a lookback as closed, in the page and as an item, until it changes', async () => {
    const house = await open()
    const reader = covered({ lookbackDays: 2 })
    const seen = async () => [(await house.feed('fr', 'all', reader)).map(({ event }) => event), await house.item('fr', ID, 'all', reader)]
    expect(await seen()).toEqual([['created'], 'fr:A bridge'])
    house.now += 2 * DAY_MS + 60_000
    expect(await seen()).toEqual([['closed'], 'unknown'])
    expect(await house.item('fr', ID)).toBe('fr:A bridge')
    await house.put(copy({ story: 's', version: 2, headline: 'Two bridges' }))
    await house.settle()
    expect(await seen()).toEqual([['superseded', 'updated'], 'fr:Two bridges'])
  })

  test('tell of a withdrawal however old the entry is', async () => {
    const house = await open()
    const reader = covered({ lookbackDays: 2 })
    house.now += 3 * DAY_MS
    const { decide } = await import('@depesche/pipeline/steps/decide')
    await decide(house.stations, ID, { kind: 'kill', reason: 'It is wrong.' }, 'anna')
    await house.settle()
    expect((await house.feed('fr', 'all', reader)).map(({ event }) => event)).toEqual(['canceled', 'canceled'])
  })

  test('name the feeds that a contract covers now, and where each has come to', async () => {
    const house = await open()
    const feeds = async (reader: Reader) => {
      const found = await house.exits.feeds(reader)
      return typeof found === 'string'
        ? found
        : found.map(({ feed, tail }) => `${feed.product}/${feed.language} ${tail.epoch}.${tail.sequence}`)
    }
    expect(await feeds(covered({}))).toEqual(PRODUCT.languages.map((language) => `all/${language} 1.1`))
    expect(await feeds(covered({ languages: ['fr'] }))).toEqual(['all/fr 1.1'])
    expect(await feeds(covered({ until: new Date(house.now).toISOString() }))).toEqual([])
    expect(await feeds({ name: 'x', entitlements: [{ product: 'no-such' }] })).toEqual([])
  })
})
