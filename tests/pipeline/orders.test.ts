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
    head: head && { version: head.version, filter: head.filter, floor: head.floor, closings: closings(head) },
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

  for (const [what, part, id] of [
    ['delete pair brz014', 'brz014', ['www.sda-ats.ch/20180517/brz014', '20180517', 'brz014']],
    ['rectify pair brd061', '_brd06', ['www.sda-ats.ch/20181009/brd061', '20181009', 'brd061']],
  ] as const)
    for (const reverse of [false, true])
      test(`the ${what} leaves nothing out, ${reverse ? 'the later one first' : 'in order'}`, async () => {
        const house = await House.open(memoryTwin, [PRODUCT], { read })
        const files = bytes(part)
        expect(files).toHaveLength(2)
        for (const { name, bytes: content } of reverse ? files.toReversed() : files) {
          await house.put(content, `sda/${name}`)
          await house.settle(0)
        }
        const article = articleId('sda', { scheme: 'newsml12', value: id[0], date: id[1], number: id[2] })
        for (const language of PRODUCT.languages) {
          expect(await house.item(language, article)).toBe('unknown')
          expect((await house.feed(language, 'all', PARTNER)).map(({ event }) => event)).toEqual(reverse ? [] : ['closed'])
        }
        await house.twin.close()
      })
})
