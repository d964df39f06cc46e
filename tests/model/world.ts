/** The ports of the model: the real twins, each call of which the scheduler lets through, and what was seen to be written. */
import type { Decision } from '@depesche/pipeline/ledger/decision'
import type { Head } from '@depesche/pipeline/ledger/head'
import type { LanguageItem, Marker, WorkItem } from '@depesche/pipeline/ledger/shapes'
import type { Documents, Message, Ports, Table } from '@depesche/pipeline/ports'
import type { Product } from '@depesche/syndication/product'
import type { Random } from './random.ts'
import { ID, type Scenario, START } from './scenario.ts'
import type { Scheduler } from './scheduler.ts'

export class Violation extends Error {}

/** A message that waits for somebody. */
export interface Waiting {
  readonly message: Message
  readonly due: number
}

/** What was seen of the article, in order. */
export interface Seen {
  readonly heads: Head[]
  readonly decisions: Map<string, Decision>
  /** editions of each language that a person let go: `fr 1.1` */
  readonly approved: Set<string>
  readonly outs: Map<string, LanguageItem['out']>
  /** sequences that somebody was about to append at: `C#all#fr 3` */
  readonly intents: Set<string>
}

export class World {
  now = START
  readonly waiting: Waiting[] = []
  readonly seen: Seen = { heads: [], decisions: new Map(), approved: new Set(), outs: new Map(), intents: new Set() }
  readonly ports: Omit<Ports, 'inbox'>
  /** what the product `sport` takes by the configuration that counts */
  sportIs = 'sport'
  /** all that were ever written */
  readonly partitions = new Set<string>()
  /** false: the harness itself writes, and nothing is lost or watched */
  watching = true
  readonly #random: Random
  readonly #scheduler: Scheduler
  readonly #losses: number

  constructor(table: Table, documents: Documents, scheduler: Scheduler, random: Random, { losses }: Scenario) {
    this.#random = random
    this.#scheduler = scheduler
    this.#losses = losses
    const call =
      <A extends unknown[], T>(port: (...args: A) => Promise<T>) =>
      (...args: A): Promise<T> =>
        scheduler.call(() => port(...args))
    this.ports = {
      clock: () => this.now + scheduler.skew,
      documents: {
        put: call((key, bytes) => documents.put(key, bytes)),
        get: call((key) => documents.get(key)),
        list: call((prefix, after, limit) => documents.list(prefix, after, limit)),
        delete: call((key) => documents.delete(key)),
      },
      queue: {
        send: call(async (message, delay = 0) => {
          const due = this.now + Math.round(delay * 1000)
          for (let copies = random.chance(0.05) ? 2 : 1; copies > 0; copies--) this.waiting.push({ message, due })
        }),
      },
      table: {
        get: call((key) => table.get(key)),
        getMany: call((keys) => table.getMany(keys)),
        query: call((partition, range) => table.query(partition, range)),
        delete: call((key, rev) => table.delete(key, rev)),
        put: (key, value, condition) => this.#put(table, key, value, condition),
      },
    }
  }

  async #put(table: Table, ...[key, value, condition]: Parameters<Table['put']>): Promise<boolean> {
    const scheduler = this.#scheduler
    const won = await scheduler.call(async () => {
      const done = await table.put(key, value, condition)
      if (done) this.#wrote(key.partition, key.sort, value)
      return done
    })
    if (!won || !this.#random.chance(this.#losses)) return won
    // the answer was lost: the client tries again and meets its own write
    return scheduler.call(() => table.put(key, value, condition))
  }

  /** MODEL_TRACE=1: every write that won, in order */
  #trace(partition: string, sort: string, value: unknown): void {
    if (process.env.MODEL_TRACE) console.log(`${this.now - START} ${this.#scheduler.name}: ${partition} ${sort} ${JSON.stringify(value)}`)
  }

  #wrote(partition: string, sort: string, value: unknown): void {
    this.#trace(partition, sort, value)
    this.partitions.add(partition)
    if (partition === 'P#' && sort === 'sport') this.sportIs = (value as { product: Product }).product.filter.services?.[0] ?? ''
    const { decision } = value as WorkItem
    if (partition.startsWith('O#') && decision?.id === ID) this.seen.decisions.set(decision.decision, decision)
    if (partition !== `A#${ID}`) return
    if (sort === 'HEAD') this.seen.heads.push(value as Head)
    if (sort.startsWith('C#')) this.seen.intents.add(`${sort} ${(value as Marker).intent}`)
    if (sort.startsWith('L#')) this.#sawLanguage(sort.slice(2), (value as LanguageItem).out)
  }

  #sawLanguage(language: string, out: LanguageItem['out']): void {
    const before = this.seen.outs.get(language)
    const isOlder = before && (!out || out.version < before.version || (out.version === before.version && out.edition < before.edition))
    if (isOlder && this.watching) this.#scheduler.failure ??= new Violation(`${language} lost its words of version ${before.version}`)
    this.seen.outs.set(language, out)
    if (out?.approved) this.seen.approved.add(`${language} ${out.version}.${out.edition}`)
  }

  /** The head as it stands. */
  get head(): Head | undefined {
    return this.seen.heads.at(-1)
  }
}
