import { setImmediate as turn } from 'node:timers/promises'
import { openStore } from '@depesche/local/node'
import { createExits, type PageEntry } from '@depesche/pipeline/exits'
import { keys, sha256 } from '@depesche/pipeline/keys'
import { type Head, type VersionFacts, withVersion } from '@depesche/pipeline/ledger/head'
import { updateItem } from '@depesche/pipeline/ledger/items'
import { applyProducts } from '@depesche/pipeline/ledger/products'
import type { LanguageItem } from '@depesche/pipeline/ledger/shapes'
import { MemoryDocuments } from '@depesche/pipeline/memory/documents'
import { MemoryTable } from '@depesche/pipeline/memory/table'
import type { Documents, Table } from '@depesche/pipeline/ports'
import { type Reconciling, reconcile } from '@depesche/pipeline/reconcile'
import { describe, expect, test } from 'vitest'
import { PARTNER, PRODUCT } from '../lib/house.ts'
import { Random } from '../model/random.ts'

const FEED = { product: PRODUCT.name, language: 'fr' }
const ARTICLES = 5
const ROUNDS = 4

/** Each call goes on some turns later, so that 64 writers really stand between each other's reads and writes. */
function shuffled(table: Table, random: Random): Table {
  const later =
    <A extends unknown[], T>(run: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      for (let turns = random.below(4); turns > 0; turns--) await turn()
      return run(...args)
    }
  return {
    get: later(table.get.bind(table)),
    getMany: later(table.getMany.bind(table)),
    put: later(table.put.bind(table)),
    delete: later(table.delete.bind(table)),
    query: later(table.query.bind(table)),
  }
}

function twinOf(name: string): { readonly table: Table; readonly documents: Documents; readonly close: () => Promise<void> } {
  if (name === 'memory') return { table: new MemoryTable(), documents: new MemoryDocuments(), close: async () => {} }
  const { ports, close } = openStore(undefined)
  return { table: ports.table, documents: ports.documents, close }
}

for (const name of ['memory', 'SQLite'])
  for (const writers of [16, 64])
    describe(`${writers} concurrent writers on the ${name} twin`, () => {
      test('leave a feed without gap, repeat or step back, and every follower ends with what is open', { timeout: 120_000 }, async () => {
        const random = new Random(writers)
        const { table: bare, documents, close } = twinOf(name)
        const table = shuffled(bare, random)
        await applyProducts(bare, [PRODUCT], 1)
        const io: Reconciling = {
          table,
          clock: () => Date.now(),
          render: async (id, feed, out) => {
            const bytes = Buffer.from(JSON.stringify({ id, version: out.version }))
            const hash = sha256(bytes)
            await documents.put(`syndicated/${feed.product}/${feed.language}/${id}/${out.version}-${out.edition}-${hash}.json`, bytes)
            return { version: out.version, edition: out.edition, hash, grade: out.grade, level: out.level }
          },
        }
        let next = 1
        const write = async () => {
          const id = `article-${random.below(ARTICLES)}`
          const version = next++
          const facts: VersionFacts = {
            version,
            hash: 'h',
            filter: {
              desk: 'sda',
              language: 'en',
              type: 'text',
              format: 'x',
              service: '',
              urgency: 4,
              subjects: [],
              places: [],
              sources: [],
            },
            instruction: 'update',
            withheld: random.chance(0.2),
            test: false,
            doubts: [],
          }
          await updateItem<Head>(table, keys.head(id), (head) => withVersion(head, facts))
          await updateItem<LanguageItem>(table, keys.language(id, 'fr'), (item) =>
            (item?.out?.version ?? 0) >= version
              ? undefined
              : { ...item, out: { version, edition: 0, hash: 'h', grade: 'readable', level: 'none', at: '', milliseconds: 0 } },
          )
          await reconcile(io, id, FEED)
        }
        const exits = createExits({ table, documents, clock: Date.now })
        const follower = startFollower(exits)
        await Promise.all(
          Array.from({ length: writers }, async () => {
            for (let round = 0; round < ROUNDS; round++) await write()
          }),
        )
        await follower.finish()
        const items = await bare.query(`F#1#${FEED.product}#${FEED.language}`, { limit: 10_000 })
        expect(items.map(({ sort }) => Number(sort))).toEqual(items.map((_, index) => index + 1))
        for (let article = 0; article < ARTICLES; article++) {
          const id = `article-${article}`
          const versions = items
            .filter(({ value }) => value.id === id)
            .map(({ value }) => [Number(value.version), Number(value.lift)] as const)
          for (const [index, [version, lift]] of versions.entries()) {
            const [before = 0, liftBefore = -1] = versions[index - 1] ?? []
            expect(version > before || (version === before && lift > liftBefore)).toBe(true)
          }
          const head = (await bare.get(keys.head(id)))?.value as unknown as Head
          if (!head.withheld) expect(follower.holds.get(id)).toBe(head.version)
        }
        await close()
      })
    })

/** Reads on while the others write, and takes up every change exactly as it comes. */
function startFollower(exits: ReturnType<typeof createExits>): {
  readonly holds: Map<string, number>
  readonly finish: () => Promise<void>
} {
  const holds = new Map<string, number>()
  let cursor: { epoch: number; sequence: number } | undefined
  let ending = false
  const take = (entry: PageEntry) => {
    if (entry.event === 'superseded') return
    if (entry.bytes === undefined) holds.delete(entry.id)
    else holds.set(entry.id, entry.version)
  }
  const read = async (): Promise<boolean> => {
    const page = await exits.page(PARTNER, FEED, { after: cursor, limit: 7 })
    if (typeof page === 'string') throw new Error(page)
    expect(page.entries.map(({ sequence }) => sequence)).toEqual(page.entries.map((_, index) => (cursor?.sequence ?? 0) + index + 1))
    page.entries.forEach(take)
    cursor = page.next
    return page.entries.length > 0
  }
  const running = (async () => {
    while ((await read()) || !ending) await turn()
  })()
  return {
    holds,
    finish: async () => {
      ending = true
      await running
    },
  }
}
