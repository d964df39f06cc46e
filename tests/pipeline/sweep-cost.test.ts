import { tick } from '@depesche/pipeline/ledger/work'
import { MemoryTable } from '@depesche/pipeline/memory/table'
import type { Table } from '@depesche/pipeline/ports'
import { expect, test } from 'vitest'
import { House, memoryTwin, PRODUCT } from '../lib/house.ts'
import { copy } from '../lib/wire.ts'

/** Reads of one tick over a wire with so many articles that are through, and one that is due. */
async function readsOfATick(articles: number): Promise<number> {
  const house = await House.open(memoryTwin, [{ ...PRODUCT, languages: ['en'] }])
  for (let index = 0; index < articles; index++) {
    await house.put(copy({ story: `s${index}`, version: 1, headline: `Story ${index}` }), `sda/${index}.json`)
    if (index % 500 === 499) await house.settle(0)
  }
  await house.settle(2)
  await house.put(copy({ story: 'late', version: 1, headline: 'Late' }), 'sda/late.json')
  house.now += 61_000
  let reads = 0
  const counted =
    <A extends unknown[], T>(run: (...args: A) => Promise<T>) =>
    async (...args: A) => {
      reads++
      return run(...args)
    }
  const inner = house.twin.ports.table
  expect(inner).toBeInstanceOf(MemoryTable)
  const table: Table = {
    get: counted(inner.get.bind(inner)),
    getMany: counted(inner.getMany.bind(inner)),
    query: counted(inner.query.bind(inner)),
    put: inner.put.bind(inner),
    delete: inner.delete.bind(inner),
  }
  expect(await tick({ ...house.twin.ports, table })).toBe(1)
  return reads
}

test('a tick reads as much with 10,000 articles as with 100', { timeout: 120_000 }, async () => {
  const [few, many] = [await readsOfATick(100), await readsOfATick(10_000)]
  console.log(`${few} reads with 100 articles, ${many} with 10,000: ratio ${many / few}`)
  expect(many / few).toBeLessThanOrEqual(1.5)
})
