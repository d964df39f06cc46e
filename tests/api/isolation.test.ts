import { openApi } from '@depesche/api/openapi'
import { partnerApi } from '@depesche/api/partner-api'
import { partnerDoor } from '@depesche/api/partner-door'
import { articleId } from '@depesche/article/model'
import { createExits } from '@depesche/pipeline/exits'
import { newPartnerKey } from '@depesche/pipeline/ledger/partner-key'
import type { Documents, Table } from '@depesche/pipeline/ports'
import { formats } from '@depesche/syndication/formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { House, memoryTwin, PRODUCT } from '../lib/house.ts'
import { givePartner } from '../lib/partner.ts'
import { copy } from '../lib/wire.ts'

/** Two partners of one house that share nothing: each has a desk's articles. */
const SIDES = ['sda', 'web'] as const
type Side = (typeof SIDES)[number]
const PRODUCTS = SIDES.map((desk) => ({ ...PRODUCT, name: `of-${desk}`, title: `TITLE-${desk}`, filter: { desks: [desk] } }))
const other = (side: Side): Side => (side === 'sda' ? 'web' : 'sda')
const idOf = (desk: Side, story: string) => articleId(desk, { scheme: 'desk', value: story, number: story })

/** Every read of a table, by its kind, and what is written. */
function counting(table: Table, reads: string[], writes: string[]): Table {
  return {
    ...table,
    get: (key) => {
      reads.push('get')
      return table.get(key)
    },
    getMany: (keys) => {
      reads.push(`getMany ${keys.length}`)
      return table.getMany(keys)
    },
    query: (...asked) => {
      reads.push('query')
      return table.query(...asked)
    },
    put: (key, ...more) => {
      writes.push(`${key.partition} ${key.sort}`)
      return table.put(key, ...more)
    },
    delete: table.delete.bind(table),
  }
}

async function openHouse() {
  const house = await House.open(memoryTwin, PRODUCTS)
  for (const desk of SIDES)
    for (const [story, more] of [
      ['open', {}],
      ['killed', {}],
      ['withheld', { withheld: true }],
      ['embargoed', { embargo: { until: '2099-01-01T00:00:00Z' } }],
    ] as const) {
      await house.put(
        copy({ story, version: 1, headline: `HEADLINE-${desk} ${story}`, paragraphs: [`BODY-${desk}`], ...more }),
        `${desk}/${story}.json`,
      )
      await house.settle(0)
    }
  const { decide } = await import('@depesche/pipeline/steps/decide')
  for (const desk of SIDES) await decide(house.stations, idOf(desk, 'killed'), { kind: 'kill', reason: `REASON-${desk}` }, 'anna')
  await house.settle(0)
  const keys = new Map<Side, string>()
  for (const side of SIDES) {
    keys.set(side, newPartnerKey())
    await givePartner(house.twin.ports.table, keys.get(side)!, `partner-${side}`, [`of-${side}`])
  }
  const reads: string[] = []
  const logged: unknown[] = []
  const writes: string[] = []
  const table = counting(house.twin.ports.table, reads, writes)
  const { documents, clock } = house.twin.ports
  const get = (key: string) => {
    reads.push('document')
    return documents.get(key)
  }
  const app = partnerApi({
    exits: createExits({ table, documents: { get } as Documents, clock }),
    ...partnerDoor({ table, clock: () => house.now, onError: (error) => logged.push(error) }),
  })
  const ask = async (side: Side, path: string) => {
    reads.length = 0
    const answer = await app.fetch(new Request(`http://api.test${path}`, { headers: { authorization: `Bearer ${keys.get(side)}` } }))
    return {
      status: answer.status,
      body: await answer.text(),
      headers: [...answer.headers].map(([, value]) => value).join(),
      reads: [...reads],
    }
  }
  return { ask, logged, writes }
}

const ROUTES = Object.keys(openApi('http://x').paths as object)
const SUFFIXES = ['', '.json', ...formats.map(({ suffix }) => suffix)]
const anything = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('..', '%2e%2e', '#', 'A#', '', 'HEAD', '1.1'))
const product = fc.oneof({ weight: 9, arbitrary: fc.constantFrom('of-sda', 'of-web') }, anything)
const language = fc.oneof({ weight: 9, arbitrary: fc.constantFrom('fr', 'en', 'de') }, anything)
const id = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...SIDES), fc.constantFrom('open', 'killed', 'withheld', 'embargoed', 'none'))
      .map(([desk, story]) => idOf(desk, story)),
  },
  anything,
)
const query = fc.record(
  {
    after: fc.constantFrom('1.0', '1.1', '1.2', '2.1', '9.9', 'x'),
    limit: fc.constantFrom('1', '100', '0'),
    items: fc.constantFrom('true', 'false'),
    wait: fc.constant('0'),
  },
  { requiredKeys: [] },
)
const request = fc.record({ route: fc.constantFrom(...ROUTES), product, language, id, query, suffix: fc.constantFrom(...SUFFIXES) })

const pathOf = ({ route, suffix, query: asked, ...values }: typeof request extends fc.Arbitrary<infer R> ? R : never) => {
  const filled = route.replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof values) => encodeURIComponent(values[name].toWellFormed()))
  return `${filled}${suffix}?${new URLSearchParams(asked as Record<string, string>)}`
}

test('a partner finds nothing of another by any route, id, cursor, feed or format (property)', async () => {
  const { ask, logged, writes } = await openHouse()
  const found = new Map<Side, number>(SIDES.map((side) => [side, 0]))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...SIDES), request, async (side, asked) => {
      const { status, body, headers } = await ask(side, pathOf(asked))
      const foreign = other(side)
      for (const word of ['HEADLINE', 'BODY', 'TITLE', 'REASON']) expect(body + headers).not.toContain(`${word}-${foreign}`)
      for (const story of ['withheld', 'embargoed']) expect(body).not.toContain(`${side} ${story}`)
      expect(body).not.toContain(`HEADLINE-${side} killed`)
      expect([200, 400, 404, 410]).toContain(status)
      if (body.includes(`HEADLINE-${side} open`)) found.set(side, (found.get(side) ?? 0) + 1)
    }),
    { numRuns: 2500 },
  )
  // it is not that nobody finds anything
  for (const side of SIDES) expect(found.get(side)).toBeGreaterThan(10)
  // each partner's own notes of its own feeds, and nothing else
  const receipts = writes.filter((each) => !each.includes(' KEY#'))
  expect(receipts.length).toBeGreaterThan(5)
  for (const each of receipts) expect(each).toMatch(/^T#partner-(sda|web) of-\1#(fr|en|de)#0{11}1#0{11}[12]$/)
  expect(logged).toEqual([])
})

test('unknown, foreign, withheld and embargoed are one 404 with the same reads, in every format', async () => {
  const { ask } = await openHouse()
  const instance = /"instance":"[^"]*"/
  for (const suffix of SUFFIXES) {
    const paths = {
      unknown: `/v1/feeds/of-sda/fr/items/${idOf('sda', 'none')}${suffix}`,
      foreign: `/v1/feeds/of-sda/fr/items/${idOf('web', 'open')}${suffix}`,
      withheld: `/v1/feeds/of-sda/fr/items/${idOf('sda', 'withheld')}${suffix}`,
      embargoed: `/v1/feeds/of-sda/fr/items/${idOf('sda', 'embargoed')}${suffix}`,
      'of a foreign feed': `/v1/feeds/of-web/fr/items/${idOf('web', 'open')}${suffix}`,
      'of no feed': `/v1/feeds/none/fr/items/${idOf('sda', 'open')}${suffix}`,
    }
    const told: string[] = []
    for (const path of Object.values(paths)) {
      const { status, body, reads } = await ask('sda', path)
      told.push(JSON.stringify([status, body.replace(instance, ''), reads]))
    }
    expect([suffix, new Set(told).size, told[0]?.slice(0, 4)]).toEqual([suffix, 1, '[404'])
  }
})

test('a feed of others and one that never was are one 404 with the same reads, and nothing is written for either', async () => {
  const { ask, writes } = await openHouse()
  const instance = /"instance":"[^"]*"/
  await ask('sda', '/v1/feeds')
  writes.length = 0
  for (const suffix of SUFFIXES)
    for (const asked of ['', '?after=1.1', '?after=1.1&wait=1']) {
      const told = []
      for (const path of [`/v1/feeds/of-web/fr${suffix}`, `/v1/feeds/none/fr${suffix}`, `/v1/feeds/of-sda/it${suffix}`]) {
        const { status, body, reads } = await ask('sda', path + asked)
        told.push(JSON.stringify([status, body.replace(instance, ''), reads]))
      }
      expect([suffix, new Set(told).size, told[0]?.slice(0, 4)]).toEqual([suffix, 1, '[404'])
    }
  expect(writes).toEqual([])
})
