import { readFileSync } from 'node:fs'
import { articleId } from '@depesche/article/model'
import type { Deed } from '@depesche/pipeline/ledger/decision'
import { openWorks } from '@depesche/pipeline/ledger/work'
import { perform } from '@depesche/pipeline/perform'
import type { Message } from '@depesche/pipeline/ports'
import { decide } from '@depesche/pipeline/steps/decide'
import { receive } from '@depesche/pipeline/steps/receive'
import type { Product } from '@depesche/syndication/product'
import { expect, test } from 'vitest'
import { House, memoryTwin } from '../lib/house.ts'
import { copy } from '../lib/wire.ts'
import { Died, watched, watchedInbox } from './writes.ts'

const adr = readFileSync(new URL('../../docs/adr/0004-the-life-of-an-article.md', import.meta.url), 'utf8')
const rows = [...adr.matchAll(/^\| (receive|normalize|translate|syndicate|decide) \| ([^|]+) \|/gm)].map(
  ([, step = '', write = '']) => `${step}: ${write.trim()}`,
)

const PRODUCT: Product = { name: 'all', title: 'All', filter: {}, languages: ['en', 'fr'], grades: ['readable'] }
const ID = articleId('sda', { scheme: 'desk', value: 'a', number: 'a' })

/** A night of one article, each of whose writes may be the last of its process. */
class Night {
  readonly house: House
  readonly writes: string[] = []
  readonly dieAfter: number
  step = ''

  constructor(house: House, dieAfter: number) {
    this.house = house
    this.dieAfter = dieAfter
  }

  readonly wrote = (name: string) => {
    this.writes.push(`${this.step}: ${name}`)
    if (this.writes.length - 1 === this.dieAfter) throw new Died()
  }

  get ports() {
    return watched(this.house.twin.ports, this.wrote)
  }

  async put(bytes: Uint8Array, key: string): Promise<void> {
    const { house } = this
    const dropped = house.inbox.drop(key, bytes)
    const io = (ports: House['twin']['ports'], inbox: House['inbox']) => ({ ports, inbox, desks: house.stations.desks, observe: () => {} })
    this.step = 'receive'
    const died = await gone(() => receive({ ...io(this.ports, house.inbox), inbox: watchedInbox(house.inbox, this.wrote) }, dropped))
    // the event comes again, whether or not the file is still there
    if (died) await receive(io(house.twin.ports, house.inbox), dropped)
    await this.calm()
  }

  async decide(deed: Deed): Promise<void> {
    this.step = 'decide'
    await gone(() => decide({ ports: this.ports, observe: () => {}, newName: () => JSON.stringify(deed) }, ID, deed, 'anna'))
    await this.calm()
  }

  /** What is sent is carried out, and the clock drives on what a crash has left. */
  async calm(): Promise<void> {
    for (let message = await this.house.twin.take(); message !== undefined; message = await this.house.twin.take())
      await this.perform(message)
    await this.house.settle(3)
  }

  async perform(message: Message): Promise<void> {
    this.step = message.decision !== undefined && message.station === 'normalize' ? 'decide' : message.station
    // what dies comes again
    if (await gone(() => perform({ ...this.house.stations, ports: this.ports }, message))) await perform(this.house.stations, message)
  }
}

async function gone(run: () => Promise<unknown>): Promise<boolean> {
  try {
    await run()
    return false
  } catch (error) {
    if (error instanceof Died) return true
    throw error
  }
}

async function night(dieAfter = Number.POSITIVE_INFINITY) {
  const house = await House.open(memoryTwin, [PRODUCT])
  const run = new Night(house, dieAfter)
  await run.put(copy({ story: 'a', version: 1, headline: 'One' }), 'sda/1.json')
  await run.decide({ kind: 'approve-language', language: 'fr', mark: { version: 1, edition: 0 } })
  const until = new Date(house.now + 100_000).toISOString()
  await run.put(copy({ story: 'a', version: 2, headline: 'Two', embargo: { until } }), 'sda/2.json')
  await run.decide({ kind: 'reject', language: 'fr', mark: { version: 2, edition: 0 } })
  await run.put(new TextEncoder().encode('unreadable'), 'sda/3.json')
  await house.settle(12)
  const open = await Array.fromAsync(openWorks(house.twin.ports.table))
  const feeds = await Promise.all(
    PRODUCT.languages.map(async (language) => (await house.feed(language)).map(({ at: _, ...entry }) => entry)),
  )
  const items = await Promise.all(PRODUCT.languages.map((language) => house.item(language, ID)))
  await run.decide({ kind: 'kill', reason: 'wrong' })
  await house.settle(12)
  const after = await Promise.all(PRODUCT.languages.map(async (language) => (await house.feed(language)).at(-1)?.event))
  return { writes: run.writes, end: { open: open.length, feeds, items, after } }
}

test('the table of ADR 0004 names every write of each step, and no other', async () => {
  const { writes } = await night()
  expect(new Set(rows)).toEqual(new Set(writes))
  expect(rows).toHaveLength(new Set(rows).size)
})

test('a crash after each write of that table heals to the same end', { timeout: 120_000 }, async () => {
  const { writes, end } = await night()
  expect(end).toMatchObject({ open: 0, items: ['Two', 'gone'], after: ['canceled', 'canceled'] })
  for (let index = 0; index < writes.length; index++) {
    const crashed = await night(index)
    expect(crashed.end, `after write ${index}, ${writes[index]}`).toEqual(end)
  }
  console.log(`${writes.length} crashes`)
})
