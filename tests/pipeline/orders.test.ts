import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { articleId } from '@depesche/article/model'
import { closings } from '@depesche/pipeline/ledger/head'
import { surveyArticle } from '@depesche/pipeline/survey'
import type { Product } from '@depesche/syndication/product'
import { read } from '@depesche/wire/readers'
import { describe, expect, test } from 'vitest'
import { House, memoryTwin, PARTNER, sqliteTwin } from '../lib/house.ts'

const samples = fileURLToPath(new URL('../../../shared/reference/sda/samples/newsml12', import.meta.url))
const here = existsSync(samples)
const PRODUCT: Product = { name: 'all', title: 'All', filter: { types: ['text'] }, languages: ['de', 'fr'], grades: ['readable'] }
const ID = articleId('sda', { scheme: 'newsml12', value: 'www.sda-ats.ch/20180915/brz027', date: '20180915', number: 'brz027' })

function permutations<T>(list: readonly T[]): readonly (readonly T[])[] {
  return list.length < 2 ? [list] : list.flatMap((first, index) => permutations(list.toSpliced(index, 1)).map((rest) => [first, ...rest]))
}

/** What must be the same in the end, whatever came first: the head, the items, the last entry of each feed. */
async function endOf(house: House): Promise<unknown> {
  const survey = await surveyArticle(house.twin.ports.table, ID)
  const head = survey?.head
  const feeds = await Promise.all(PRODUCT.languages.map(async (language) => (await house.feed(language)).at(-1)))
  return {
    head: head && { version: head.version, filter: head.filter, floor: head.floor, closings: closings(head, house.now) },
    versions: survey?.versions.map(({ version, headline, instruction }) => [version, headline, instruction]),
    languages: survey?.languages.map(({ language, out }) => [language, out?.version, out?.grade]),
    items: await Promise.all(PRODUCT.languages.map((language) => house.item(language, ID))),
    last: feeds.map(
      (entry) =>
        entry && {
          id: entry.id,
          version: entry.version,
          headline: entry.headline,
          shows: entry.event === 'created' || entry.event === 'updated',
        },
    ),
  }
}

test('the reference samples are there', () => {
  if (process.env.CI === 'true') expect(here, `${samples} must be there`).toBe(true)
})

describe.skipIf(!here)('the four revisions of brz027', () => {
  const chain = here
    ? readdirSync(samples)
        .filter((name) => name.includes('brz027'))
        .toSorted()
        .map((name) => ({ name, bytes: readFileSync(`${samples}/${name}`) }))
    : []
  const arrive = async (twin: typeof memoryTwin, order: readonly (typeof chain)[number][], settleBetween: boolean) => {
    const house = await House.open(twin, [PRODUCT], { read })
    for (const { name, bytes } of order) {
      await house.put(bytes, `sda/${name}`)
      if (settleBetween) await house.settle(0)
    }
    await house.settle()
    const end = await endOf(house)
    await house.twin.close()
    return end
  }

  for (const [name, twin] of [
    ['memory', memoryTwin],
    ['SQLite', sqliteTwin],
  ] as const)
    test(`end the same in all 24 orders, each one doubled too, on the ${name} twin`, { timeout: 120_000 }, async () => {
      const expected = await arrive(twin, chain, true)
      expect(expected).toMatchObject({
        head: { version: 4, closings: [] },
        items: ['Zumthal gewinnt Rollski-Sprint in Hinterflüh', 'fr:Zumthal gewinnt Rollski-Sprint in Hinterflüh'],
      })
      let runs = 0
      for (const order of permutations(chain))
        for (const doubled of [undefined, 0, 1, 2, 3])
          for (const settleBetween of [true, false]) {
            const with_ = doubled === undefined ? order : [...order.slice(0, doubled + 1), order[doubled]!, ...order.slice(doubled + 1)]
            expect(await arrive(twin, with_, settleBetween)).toEqual(expected)
            runs++
          }
      expect(runs).toBe(24 * 5 * 2)
    })
})

describe.skipIf(!here)('every newsml12 pair of the agency', () => {
  const bytes = (part: string) =>
    readdirSync(samples)
      .filter((name) => name.includes(part))
      .toSorted()
      .map((name) => ({ name, bytes: readFileSync(`${samples}/${name}`) }))

  const arrive = async (part: string, order: readonly number[], identity: readonly [string, string, string]) => {
    const house = await House.open(memoryTwin, [PRODUCT], { read })
    const files = bytes(part)
    expect(files).toHaveLength(2)
    for (const index of order) {
      await house.put(files[index]!.bytes, `sda/${files[index]!.name}`)
      await house.settle(0)
    }
    await house.settle()
    const [value, date, number] = identity
    return { house, id: articleId('sda', { scheme: 'newsml12', value, date, number }) }
  }

  const BRZ014 = ['www.sda-ats.ch/20180517/brz014', '20180517', 'brz014'] as const
  test('the delete pair brz014, in order, is withdrawn with a notice everywhere it was out', async () => {
    const { house, id } = await arrive('brz014', [0, 1], BRZ014)
    for (const language of PRODUCT.languages) {
      expect(await house.item(language, id)).toBe('gone')
      const entries = await house.feed(language, 'all', PARTNER)
      expect(entries.map(({ event }) => event)).toEqual(['canceled', 'canceled'])
      expect(entries.at(-1)?.notice).toContain('withdrawn')
      expect(entries.every(({ headline }) => headline === undefined)).toBe(true)
    }
  })
  test('the delete pair brz014, the kill first, never shows version 1', async () => {
    const { house, id } = await arrive('brz014', [1, 0], BRZ014)
    for (const language of PRODUCT.languages) {
      expect(await house.item(language, id)).toBe('unknown')
      expect(await house.feed(language, 'all', PARTNER)).toEqual([])
    }
  })

  const BRD061 = ['www.sda-ats.ch/20181009/brd061', '20181009', 'brd061'] as const
  for (const order of [
    [0, 1],
    [1, 0],
    [1, 0, 1],
    [0, 1, 0],
  ])
    test(`the rectify pair brd061, in the order ${order.map((index) => index + 1).join(', ')}, shows version 2 alone, as a correction`, async () => {
      const { house, id } = await arrive('_brd06', order, BRD061)
      for (const language of PRODUCT.languages) {
        expect(await house.item(language, id)).toContain('Hallenbad')
        const entries = await house.feed(language, 'all', PARTNER)
        expect(entries.map(({ event }) => event)).toEqual(order[0] === 0 ? ['superseded', 'updated'] : ['created'])
        expect(entries.at(-1)).toMatchObject({ version: 2, ...(order[0] === 0 ? { correction: { kind: 'rectify' } } : {}) })
        expect(new Set(entries.map((entry) => entry.id))).toEqual(new Set([id]))
      }
    })
})
