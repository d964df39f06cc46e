import { articleId } from '@depesche/article/model'
import { keys } from '@depesche/pipeline/keys'
import type { FollowerItem } from '@depesche/pipeline/ledger/follower'
import type { Head } from '@depesche/pipeline/ledger/head'
import { getValue } from '@depesche/pipeline/ledger/items'
import { newPartnerKey } from '@depesche/pipeline/ledger/partner-key'
import { tick } from '@depesche/pipeline/ledger/work'
import { perform, type Stations } from '@depesche/pipeline/perform'
import type { Message } from '@depesche/pipeline/ports'
import type { Delivered } from '@depesche/pipeline/sender'
import { resumeWebhook, setWebhook } from '@depesche/pipeline/steps/change-webhook'
import { decide } from '@depesche/pipeline/steps/decide'
import { wakeFollowers } from '@depesche/pipeline/wake-followers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Died, watched } from '../faults/writes.ts'
import { House, memoryTwin } from '../lib/house.ts'
import { givePartner } from '../lib/partner.ts'
import { Receiver } from '../lib/receiver.ts'
import { copy } from '../lib/wire.ts'

const STORIES = ['a', 'b', 'c', 'd']
const LANGUAGES = ['en', 'fr', 'de']
const idOf = (story: string) => articleId('sda', { scheme: 'desk', value: story, number: story })

type Op =
  | { readonly kind: 'put' | 'kill' | 'hold' | 'release'; readonly story: string }
  | { readonly kind: 'pass'; readonly minutes: number }
  | { readonly kind: 'move' }

const ops: fc.Arbitrary<Op> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('put' as const), story: fc.constantFrom(...STORIES) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('kill', 'hold', 'release'), story: fc.constantFrom(...STORIES) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('pass' as const), minutes: fc.constantFrom(0, 1, 3, 30, 600) }) },
  { weight: 1, arbitrary: fc.constant<Op>({ kind: 'move' }) },
)

/** What the receiver answers, over and over: 200, no answer although it acted, a failure, another with a wish. */
const answers = fc.array(fc.constantFrom<'ok' | 'lost' | 'broken' | 'busy'>('ok', 'ok', 'ok', 'lost', 'broken', 'busy'), {
  minLength: 1,
  maxLength: 12,
})
const ANSWERS: Readonly<Record<'ok' | 'lost' | 'broken' | 'busy', Delivered | 'lost'>> = {
  ok: { kind: 'answered', status: 200 },
  lost: 'lost',
  broken: { kind: 'answered', status: 500 },
  busy: { kind: 'answered', status: 429, retryAfter: 90 },
}

/** A wire with one webhook, whose processes die after some of their writes; a message in hand comes again. */
class Wire {
  readonly receiver = new Receiver()
  house!: House
  #versions = new Map<string, number>()
  #writes = 0
  #deaths: readonly number[] = []
  #closed = new Set<string>()
  /** an item that left although its article was killed */
  readonly leaks: string[] = []

  static async open(answering: readonly (keyof typeof ANSWERS)[], deaths: readonly number[]): Promise<Wire> {
    const wire = new Wire()
    const pushes = { sender: wire.receiver, secretOf: () => 'secret', random: () => 0.5 }
    wire.house = await House.open(memoryTwin, undefined, {}, pushes)
    let asked = 0
    wire.receiver.answer = async (_, { data }) => {
      const head = data.id && data.item ? await getValue<Head>(wire.house.twin.ports.table, keys.head(data.id)) : undefined
      if (head?.killed.value) wire.leaks.push(`${data.id} ${data.sequence}`)
      return ANSWERS[answering[asked++ % answering.length]!]
    }
    await givePartner(wire.house.twin.ports.table, newPartnerKey(), 'outlet', ['all'], new Date(wire.house.now).toISOString())
    await setWebhook(wire.house.stations, 'outlet', 'https://outlet.example', 'start', 'anna')
    wire.#deaths = deaths
    return wire
  }

  /** the ports of a new process: it may die after a write */
  #process(): Stations {
    const { stations, twin, exits } = this.house
    const ports = watched(twin.ports, () => {
      if (this.#deaths.includes(++this.#writes)) throw new Died('it died')
    })
    const delivering = { ...stations.delivering!, ports, exits }
    return { ...stations, ports, delivering, wake: (feeds) => wakeFollowers(ports, feeds) }
  }

  async #perform(message: Message): Promise<void> {
    try {
      await perform(this.#process(), message)
    } catch (error) {
      if (!(error instanceof Died)) throw error
      await this.house.twin.ports.queue.send(message, 30)
    }
  }

  /** all that is due, three messages at a time */
  async run(): Promise<void> {
    const { twin } = this.house
    for (let batch = await this.#some(); batch.length > 0; batch = await this.#some())
      await Promise.all(batch.map((each) => this.#perform(each)))
    this.house.now += 20_000
    await tick(twin.ports)
  }

  async #some(): Promise<readonly Message[]> {
    const batch: Message[] = []
    for (let message = await this.house.twin.take(); message; message = await this.house.twin.take()) if (batch.push(message) === 3) break
    return batch
  }

  async pass(minutes: number): Promise<void> {
    for (const end = this.house.now + minutes * 60_000; ; ) {
      await this.run()
      if (this.house.now >= end) return
      // nothing happens in a long while but what the clock brings
      if (minutes > 60) this.house.now += 240_000
    }
  }

  async do(op: Op): Promise<void> {
    if (op.kind === 'pass') return this.pass(op.minutes)
    if (op.kind === 'move') {
      await setWebhook(this.house.stations, 'outlet', `https://outlet.example/${this.house.now}`, 'start', 'anna')
      return
    }
    const version = (this.#versions.get(op.story) ?? 0) + 1
    if (op.kind === 'put') {
      this.#versions.set(op.story, version)
      await this.house.put(
        copy({ story: op.story, version, headline: `${op.story} ${version}`, instruction: version > 1 ? 'update' : 'new' }),
        `sda/${op.story}${version}.json`,
      )
      return
    }
    const id = idOf(op.story)
    if ((await this.house.twin.ports.table.get(keys.head(id))) === undefined) return
    const reason = op.kind === 'kill' ? { reason: 'Wrong.' } : {}
    await decide(this.house.stations, id, { kind: op.kind, ...reason } as Parameters<typeof decide>[2], 'anna')
    if (op.kind !== 'release') this.#closed.add(op.story)
  }

  /** nothing fails any more: a receiver that was given up is resumed, what is held is released, and a day passes */
  async calm(): Promise<void> {
    this.#deaths = []
    this.receiver.answer = () => ({ kind: 'answered', status: 200 })
    for (const story of this.#closed) await decide(this.house.stations, idOf(story), { kind: 'release' }, 'anna')
    if ((await getValue<FollowerItem>(this.house.twin.ports.table, keys.follower('outlet')))?.disabled)
      await resumeWebhook(this.house.stations, 'outlet', 'anna')
    await this.pass(24 * 60)
  }

  /** what somebody has who reads every feed from its beginning */
  async pulled(): Promise<Readonly<Record<string, string>>> {
    const copies: Record<string, string> = {}
    for (const language of LANGUAGES)
      for (const { event, id, headline } of await this.house.feed(language)) {
        if (headline !== undefined) copies[`${language}/${id}`] = headline
        if (event === 'canceled' || event === 'removed') delete copies[`${language}/${id}`]
      }
    return copies
  }
}

describe('webhooks under random schedules', () => {
  test('a receiver comes to what the feeds say, in order, whatever dies, fails or is lost on the way', async () => {
    let sent = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(ops, { minLength: 3, maxLength: 25 }),
        answers,
        fc.uniqueArray(fc.integer({ min: 1, max: 600 }), { maxLength: 12 }),
        async (script, answering, deaths) => {
          const wire = await Wire.open(answering, deaths)
          for (const op of script) await wire.do(op)
          await wire.calm()
          expect(wire.leaks).toEqual([])
          expect(Object.fromEntries(wire.receiver.copies)).toEqual(await wire.pulled())
          for (const language of LANGUAGES) {
            const sequences = wire.receiver.requests
              .filter(({ said }) => said.data.language === language)
              .map(({ said }) => said.data.sequence!)
            expect(sequences).toEqual(sequences.toSorted((a, b) => a - b))
          }
          expect(wire.receiver.mostAtOnce).toBeLessThanOrEqual(4)
          sent += wire.receiver.requests.length
        },
      ),
      { numRuns: Number(process.env.DELIVER_RUNS ?? 150) },
    )
    expect(sent).toBeGreaterThan(0)
  }, 120_000)
})
