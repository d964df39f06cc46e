import { openStore } from '@depesche/local/node'
import type { LocalQueue } from '@depesche/local/queue'
import type { DeskSettings } from '@depesche/pipeline/desks'
import { createExits, type Exits, type PageEntry } from '@depesche/pipeline/exits'
import { applyProducts } from '@depesche/pipeline/ledger/products'
import { tick } from '@depesche/pipeline/ledger/work'
import { MemoryDocuments } from '@depesche/pipeline/memory/documents'
import { MemoryInbox } from '@depesche/pipeline/memory/inbox'
import { MemoryQueue } from '@depesche/pipeline/memory/queue'
import { MemoryTable } from '@depesche/pipeline/memory/table'
import type { Sighting } from '@depesche/pipeline/observe'
import { perform, type Stations } from '@depesche/pipeline/perform'
import type { Message, Ports, Queue } from '@depesche/pipeline/ports'
import type { Delivering } from '@depesche/pipeline/steps/deliver'
import { receive, type Wishes } from '@depesche/pipeline/steps/receive'
import { wakeFollowers } from '@depesche/pipeline/wake-followers'
import { readerOfProducts } from '@depesche/syndication/entitlement'
import type { Product } from '@depesche/syndication/product'
import type { Engine, EngineError, Job } from '@depesche/translation/engine'
import { openTestCopy } from './wire.ts'

export const DESK: DeskSettings = { name: 'sda', prefix: 'sda', zone: 'Europe/Zurich', language: 'en' }
export const OTHER_DESK: DeskSettings = { name: 'web', prefix: 'web', zone: 'Europe/Zurich', language: 'en' }
export const PRODUCT: Product = {
  name: 'all',
  title: 'All',
  filter: { types: ['text'] },
  languages: ['en', 'fr', 'de'],
  grades: ['readable', 'gist'],
}
export const PARTNER = readerOfProducts('outlet', ['all'])

/** An engine behind the port: marks each segment with the language, and fails or waits as a test says. */
export function testEngine(
  options: { readonly fails?: (job: Job) => EngineError | undefined; readonly can?: (from: string, to: string) => boolean } = {},
): Engine & { calls: number } {
  const engine = {
    name: 'test',
    label: 'test 1',
    method: 'rules' as const,
    calls: 0,
    offer: (from: string, to: string) =>
      (options.can ?? (() => true))(from, to) ? { grade: 'readable' as const, route: `${from}-${to}` } : undefined,
    directions: () => [],
    billed: undefined,
    translate: async (job: Job) => {
      engine.calls++
      const error = options.fails?.(job)
      if (error) throw error
      return job.segments.map((spans) => ({ spans: spans.map((span) => ({ ...span, text: `${job.to}:${span.text}` })), notes: [] }))
    },
    [Symbol.asyncDispose]: async () => {},
  }
  return engine
}

export interface Twin {
  readonly ports: Omit<Ports, 'inbox'>
  readonly take: () => Promise<Message | undefined>
  readonly close: () => Promise<void>
}

/** The ports of a twin over a clock that the test moves. */
export function memoryTwin(clock: () => number): Twin {
  const queue = new MemoryQueue(clock)
  return {
    ports: { table: new MemoryTable(), documents: new MemoryDocuments(), queue, clock },
    take: async () => queue.take(),
    close: async () => {},
  }
}
export function sqliteTwin(clock: () => number): Twin {
  const { ports, close } = openStore(undefined, clock)
  return { ports, take: () => takeOne(ports.queue), close }
}
async function takeOne(queue: LocalQueue): Promise<Message | undefined> {
  for (const lane of queue.lanes()) {
    const [taken] = queue.take(lane, 1)
    if (taken === undefined) continue
    await queue.acknowledge(taken)
    return taken.message
  }
  return undefined
}

/** What webhooks leave through. */
export type Pushes = Pick<Delivering, 'sender' | 'secretOf' | 'random'>

/** The whole pipeline on a twin, driven step by step. */
export class House {
  now = Date.parse('2026-03-02T10:00:00Z')
  readonly sightings: Sighting[] = []
  readonly inbox = new MemoryInbox()
  readonly twin: Twin
  readonly exits: Exits
  engines: readonly Engine[] = [testEngine()]
  readonly stations: Stations

  constructor(open: (clock: () => number) => Twin, more: Partial<Pick<Stations, 'read' | 'desks'>> = {}, pushes?: Pushes) {
    this.twin = open(() => this.now)
    this.exits = createExits(this.twin.ports)
    this.stations = {
      ports: this.twin.ports,
      desks: [DESK, OTHER_DESK],
      read: openTestCopy,
      engines: () => this.engines,
      observe: (sighting) => this.sightings.push(sighting),
      ...more,
      ...(pushes ? this.#sendingBy(pushes) : {}),
    }
  }

  #sendingBy(pushes: Pushes): Pick<Stations, 'delivering' | 'wake'> {
    const { ports } = this.twin
    const observe = (sighting: Sighting) => void this.sightings.push(sighting)
    return {
      delivering: { ports, exits: this.exits, publicUrl: 'https://wire.example', observe, ...pushes },
      wake: (feeds) => wakeFollowers(ports, feeds),
    }
  }

  static async open(
    twin: (clock: () => number) => Twin,
    products: readonly Product[] = [PRODUCT],
    more: Partial<Pick<Stations, 'read' | 'desks'>> = {},
    pushes?: Pushes,
  ): Promise<House> {
    const house = new House(twin, more, pushes)
    await applyProducts(house.twin.ports.table, products, 1)
    return house
  }

  /** An upload arrives; nothing is done with it yet. */
  async put(bytes: Uint8Array, key = 'sda/a.json', wishes: Wishes = {}): Promise<string> {
    const dropped = this.inbox.drop(key, bytes)
    return (await receive({ ...this.stations, inbox: this.inbox }, dropped, wishes)) ?? ''
  }

  /** Carries out everything that is due, with ticks of the clock, until nothing moves. */
  async settle(ticks = 2): Promise<void> {
    for (let round = 0; round <= ticks; round++) {
      for (let message = await this.twin.take(); message !== undefined; message = await this.twin.take())
        await perform(this.stations, message)
      if (round < ticks) {
        this.now += 61_000
        await tick(this.twin.ports as { queue: Queue } & typeof this.twin.ports)
      }
    }
  }

  async feed(
    language: string,
    product = 'all',
    partner = PARTNER,
  ): Promise<readonly (Omit<PageEntry, 'bytes'> & { readonly headline?: string })[]> {
    const page = await this.exits.page(partner, { product, language }, { after: undefined, limit: 100 })
    if (typeof page === 'string') throw new Error(page)
    return page.entries.map(({ bytes, ...entry }) => (bytes === undefined ? entry : { ...entry, headline: headlineOf(bytes) }))
  }

  async item(language: string, id: string, product = 'all', partner = PARTNER): Promise<string> {
    const answer = await this.exits.open(partner, { product, language }, id)
    return typeof answer === 'string' ? answer : headlineOf(answer.bytes)
  }
}

export function headlineOf(bytes: Uint8Array): string {
  const item = JSON.parse(Buffer.from(bytes).toString('utf8')) as { readonly headlines: readonly { readonly value: string }[] }
  return item.headlines[0]?.value ?? ''
}
