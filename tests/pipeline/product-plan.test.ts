import { articleId } from '@depesche/article/model'
import { type ProductPlan, planProducts } from '@depesche/pipeline/product-plan'
import { decide } from '@depesche/pipeline/steps/decide'
import { configure } from '@depesche/pipeline/steps/reapply'
import { readerOfProducts } from '@depesche/syndication/entitlement'
import type { Product } from '@depesche/syndication/product'
import { describe, expect, test } from 'vitest'
import { House, memoryTwin, PRODUCT, sqliteTwin } from '../lib/house.ts'
import { copy } from '../lib/wire.ts'

const idOf = (story: string) => articleId('sda', { scheme: 'desk', value: story, number: story })
const SPORT: Product = { ...PRODUCT, name: 'sport', filter: { services: ['bss'] }, languages: ['en', 'fr'] }
const PARTNER = readerOfProducts('outlet', ['all', 'sport'])

async function plan(house: House, products: readonly Product[]): Promise<ProductPlan> {
  let last: ProductPlan = { feeds: [], created: [], removed: [] }
  for await (const looked of planProducts(house.twin.ports.table, products, house.now, house.now - 400 * 86_400_000)) last = looked.plan
  return last
}

/** `feed: created/of those untranslated/removed/stays` */
const counts = ({ feeds }: ProductPlan) =>
  feeds.map(
    ({ feed, created, untranslated, removed, stays }) => `${feed.product}/${feed.language}: ${created}/${untranslated}/${removed}/${stays}`,
  )

async function wire(twin: typeof memoryTwin): Promise<House> {
  const house = await House.open(twin, [PRODUCT, SPORT])
  for (const [story, service] of [
    ['match', 'bss'],
    ['race', 'bss'],
    ['killed', 'bss'],
    ['vote', 'bsd'],
  ] as const) {
    await house.put(copy({ story, version: 1, headline: story, service }), `sda/${story}.json`)
    await house.settle()
  }
  await decide(house.stations, idOf('killed'), { kind: 'kill', reason: 'wrong' }, 'anna')
  await house.settle()
  return house
}

describe.each([
  ['memory', memoryTwin],
  ['SQLite', sqliteTwin],
] as const)('planProducts() on the %s twin', (_, twin) => {
  test('tells what a changed filter removes from a feed and creates in it, and applying does just that, once', async () => {
    const house = await wire(twin)
    const changed = [PRODUCT, { ...SPORT, filter: { services: ['bsd'] } }]
    const told = await plan(house, changed)
    expect(counts(told)).toEqual(['all/de: 0/0/0/3', 'all/en: 0/0/0/3', 'all/fr: 0/0/0/3', 'sport/en: 1/0/2/0', 'sport/fr: 1/0/2/0'])
    expect(told.created).toEqual(
      ['en', 'fr'].map((language) => ({ feed: { product: 'sport', language }, id: idOf('vote'), headline: 'vote' })),
    )
    expect(told.removed.map(({ headline }) => headline)).toEqual(['race', 'race', 'match', 'match'])
    const { ports } = house.twin
    const before = await house.feed('fr', 'sport', PARTNER)
    expect(await configure(ports, changed, 2)).toEqual({ changed: ['sport'] })
    await house.settle()
    const after = await house.feed('fr', 'sport', PARTNER)
    const since = after.slice(before.length).map(({ event, id }) => `${event} ${id}`)
    expect(since.toSorted()).toEqual([`created ${idOf('vote')}`, `removed ${idOf('match')}`, `removed ${idOf('race')}`])
    // again, and one that was deployed before
    expect(await configure(ports, changed, 3)).toEqual({ changed: [] })
    expect(await configure(ports, [PRODUCT, SPORT], 1)).toBe('outdated')
    await house.settle()
    expect(await house.feed('fr', 'sport', PARTNER)).toEqual(after)
    expect(counts(await plan(house, changed)).slice(3)).toEqual(['sport/en: 0/0/0/1', 'sport/fr: 0/0/0/1'])
    await house.twin.close()
  })

  test('counts what must be translated first for a new language, and all that a product that ends takes away', async () => {
    const house = await wire(twin)
    expect(counts(await plan(house, [PRODUCT, { ...SPORT, languages: ['en', 'fr', 'it'] }]))).toContainEqual('sport/it: 2/2/0/0')
    expect(counts(await plan(house, [PRODUCT])).slice(3)).toEqual(['sport/en: 0/0/2/0', 'sport/fr: 0/0/2/0'])
    await house.twin.close()
  })
})
