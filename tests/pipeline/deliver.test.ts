import { articleId } from '@depesche/article/model'
import { keys } from '@depesche/pipeline/keys'
import { type FollowerItem, freeTurns } from '@depesche/pipeline/ledger/follower'
import { getValue } from '@depesche/pipeline/ledger/items'
import { newPartnerKey } from '@depesche/pipeline/ledger/partner-key'
import { getPartner } from '@depesche/pipeline/ledger/partners'
import { receiptOf } from '@depesche/pipeline/ledger/receipts'
import { webhookSecret } from '@depesche/pipeline/ledger/webhook-secret'
import { openWorks } from '@depesche/pipeline/ledger/work'
import { perform } from '@depesche/pipeline/perform'
import { changePartner } from '@depesche/pipeline/steps/change-partner'
import { removeWebhook, resumeWebhook, rotateSecret, setWebhook } from '@depesche/pipeline/steps/change-webhook'
import { decide } from '@depesche/pipeline/steps/decide'
import { afterEach, describe, expect, test } from 'vitest'
import { House, memoryTwin, sqliteTwin } from '../lib/house.ts'
import { givePartner } from '../lib/partner.ts'
import { Receiver } from '../lib/receiver.ts'
import { copy } from '../lib/wire.ts'

const idOf = (story: string) => articleId('sda', { scheme: 'desk', value: story, number: story })
const URL = 'https://outlet.example/hook'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

for (const [name, twin] of [
  ['memory', memoryTwin],
  ['SQLite', sqliteTwin],
] as const)
  describe(`webhooks on the ${name} twin`, () => {
    let house: House
    let receiver: Receiver
    afterEach(() => house.twin.close())

    const open = async (start: 'now' | 'start' = 'now', covered: readonly string[] = ['all']) => {
      receiver = new Receiver()
      const secretOf = (partner: string, number: number) => webhookSecret('k'.repeat(32), partner, number)
      house = await House.open(twin, undefined, {}, { sender: receiver, secretOf, random: () => 0.5 })
      await givePartner(house.twin.ports.table, newPartnerKey(), 'outlet', covered, new Date(house.now).toISOString())
      await setWebhook(house.stations, 'outlet', URL, start, 'anna')
    }
    const put = (story: string, version = 1, headline = `${story} ${version}`, more: object = {}) =>
      house.put(copy({ story, version, headline, instruction: version > 1 ? 'update' : 'new', ...more }), `sda/${story}-${version}.json`)
    const follower = async () => (await getValue<FollowerItem>(house.twin.ports.table, keys.follower('outlet')))!
    /** lets time pass, with the clock's ticks each minute */
    const pass = async (ms: number) => {
      for (const end = house.now + ms; house.now < end; ) await house.settle(1)
    }

    test('each entry is sent once, in the order of its feed, with its item and whole links', async () => {
      await open()
      await put('a')
      await house.settle()
      await put('b')
      await put('a', 2)
      await house.settle()
      expect(receiver.events('fr')).toEqual(['1 created', '2 created', '3 updated'])
      expect(receiver.requests[0]).toMatchObject({ url: URL, id: expect.stringMatching(/^msg_[0-9a-f]{32}$/) })
      const { data, type } = receiver.requests.find(({ said }) => said.data.language === 'fr')!.said
      expect(type).toBe('entry.created')
      expect(data).toMatchObject({ product: 'all', id: idOf('a'), version: 1, next: '1.1', more: false })
      expect(JSON.stringify(data.item)).toContain(`"href":"https://wire.example/v1/feeds/all/en/items/${idOf('a')}"`)
      expect(Object.fromEntries(receiver.copies)).toMatchObject({ [`fr/${idOf('a')}`]: 'fr:a 2', [`en/${idOf('b')}`]: 'b 1' })
      expect(new Set(receiver.requests.map(({ id }) => id)).size).toBe(receiver.requests.length)
    })

    test('begins with what came since it was set, or with all there is', async () => {
      for (const [start, events] of [
        ['now', ['2 created']],
        ['start', ['1 created', '2 created']],
      ] as const) {
        await open(start)
        await removeWebhook(house.stations, 'outlet', 'anna')
        await put('old')
        await house.settle()
        house.now += HOUR_MS
        await setWebhook(house.stations, 'outlet', URL, start, 'anna')
        await put('new')
        await house.settle()
        expect(receiver.events('en')).toEqual(events)
      }
    })

    test('a kill overtakes what waits: nothing of it is sent after the head says so', async () => {
      await open()
      receiver.answer = () => ({ kind: 'answered', status: 503 })
      await put('a')
      await put('b')
      await house.settle(0)
      await decide(house.stations, idOf('a'), { kind: 'kill', reason: 'Wrong.' }, 'anna')
      const before = receiver.requests.length
      expect(before).toBeGreaterThan(0)
      receiver.answer = () => ({ kind: 'answered', status: 200 })
      await pass(5 * 60_000)
      const after = receiver.requests.slice(before).map(({ said }) => said.data)
      expect(after.filter(({ id, item }) => id === idOf('a') && item)).toEqual([])
      expect(receiver.events('de').slice(-2)).toEqual(['2 created', '3 canceled'])
      expect(after.find(({ event }) => event === 'canceled')?.notice).toContain('Wrong.')
      expect([...receiver.copies.keys()].toSorted()).toEqual(['de', 'en', 'fr'].map((language) => `${language}/${idOf('b')}`))
    })

    test('what was not taken is tried again with the same id until it is; the lost answer makes no second copy', async () => {
      await open()
      let tries = 0
      receiver.answer = (_, { data }) => (data.language === 'en' && ++tries < 4 ? 'lost' : { kind: 'answered', status: 200 })
      await put('a')
      await pass(15 * 60_000)
      const english = receiver.requests.filter(({ said }) => said.data.language === 'en')
      expect(english).toHaveLength(4)
      expect(new Set(english.map(({ id }) => id)).size).toBe(1)
      expect(receiver.events('fr')).toEqual(['1 created'])
      expect((await follower()).failing).toBeUndefined()
    })

    test('the pauses grow, and after three days it is disabled, told, and goes on where it stopped when it is resumed', async () => {
      await open()
      receiver.answer = () => ({ kind: 'answered', status: 500 })
      const times: number[] = []
      const answer = receiver.answer
      receiver.answer = (delivery, said) => {
        times.push(house.now)
        return answer(delivery, said)
      }
      await put('a')
      await pass(4 * DAY_MS)
      const first = times[0]!
      expect(times.at(-1)! - first).toBeGreaterThanOrEqual(3 * DAY_MS)
      expect(times.at(-1)! - first).toBeLessThan(3 * DAY_MS + 10 * 60_000)
      expect(times.length).toBeGreaterThan(10)
      expect(times.length).toBeLessThan(25)
      expect((await follower()).disabled?.reason).toContain('three days')
      expect(house.sightings.filter(({ kind }) => kind === 'webhook-disabled')).toHaveLength(1)
      await put('b')
      const before = receiver.requests.length
      await pass(HOUR_MS)
      expect(receiver.requests).toHaveLength(before)
      receiver.answer = () => ({ kind: 'answered', status: 200 })
      await resumeWebhook(house.stations, 'outlet', 'anna')
      await house.settle()
      expect(receiver.events('fr').slice(-2)).toEqual(['1 created', '2 created'])
      expect((await follower()).disabled).toBeUndefined()
    })

    test('410 disables at once', async () => {
      await open()
      receiver.answer = () => ({ kind: 'answered', status: 410 })
      await put('a')
      await pass(DAY_MS)
      expect(receiver.requests.length).toBeLessThanOrEqual(3)
      expect((await follower()).disabled?.reason).toContain('410')
    })

    test('Retry-After is kept', async () => {
      await open()
      const times: number[] = []
      receiver.answer = () => {
        times.push(house.now)
        return times.length === 1 ? { kind: 'answered', status: 429, retryAfter: 7200 } : { kind: 'answered', status: 200 }
      }
      await put('a', 1, 'One', { language: 'en' })
      await pass(5 * HOUR_MS)
      expect(times[times.length > 3 ? 3 : 1]! - times[0]!).toBeGreaterThanOrEqual(7_200_000)
      expect(receiver.copies.size).toBe(3)
    })

    test('signs with two secrets while one is being replaced, and with the new one alone after', async () => {
      await open()
      const said = async () =>
        (await getPartner(house.twin.ports.table, 'outlet'))!.secrets!.map(({ number }) => webhookSecret('k'.repeat(32), 'outlet', number))
      const [old] = await said()
      await put('a')
      await house.settle()
      expect(receiver.requests.at(-1)?.secrets).toEqual([old])
      await rotateSecret(house.stations, 'outlet', DAY_MS, 'anna')
      const [, fresh] = await said()
      await put('b')
      await house.settle()
      expect(receiver.requests.at(-1)?.secrets).toEqual([fresh, old])
      house.now += DAY_MS
      await put('c')
      await house.settle()
      expect(receiver.requests.at(-1)?.secrets).toEqual([fresh])
    })

    test('each entry that was taken has its receipt', async () => {
      await open()
      await put('a')
      await house.settle()
      const place = { epoch: 1, sequence: 1 }
      expect(await receiptOf(house.twin.ports.table, 'outlet', { product: 'all', language: 'fr' }, place)).toMatchObject({
        by: 'push',
        sequence: 1,
      })
      expect(
        await receiptOf(house.twin.ports.table, 'outlet', { product: 'all', language: 'fr' }, { epoch: 1, sequence: 2 }),
      ).toBeUndefined()
    })

    test('a contract that ends, and a suspension, end the sending at once; what came meanwhile follows when it is taken back', async () => {
      await open()
      await changePartner(house.stations, 'outlet', { kind: 'suspend' }, 'anna')
      await put('a')
      await pass(10 * 60_000)
      expect(receiver.requests).toEqual([])
      await changePartner(house.stations, 'outlet', { kind: 'resume' }, 'anna')
      await pass(2 * 60_000)
      expect(receiver.events('fr')).toEqual(['1 created'])
    })

    test('a contract that begins needs no message: its entries come within a minute', async () => {
      await open('start', [])
      await put('a')
      await house.settle()
      const from = new Date(house.now + HOUR_MS).toISOString()
      await changePartner(house.stations, 'outlet', { kind: 'entitle', entitlements: [{ product: 'all', from }] }, 'anna')
      await pass(HOUR_MS - 5 * 60_000)
      expect(receiver.requests).toEqual([])
      await pass(8 * 60_000)
      expect(receiver.events('fr')).toEqual(['1 created'])
    })

    test('looks each minute, once: however often the clock and the queue both bring it', async () => {
      await open()
      let looks = 0
      const { table } = house.twin.ports
      const get = table.get.bind(table)
      table.get = (key) => {
        if (key.partition === 'W#') looks++
        return get(key)
      }
      await pass(HOUR_MS)
      expect(looks).toBeGreaterThan(50)
      expect(looks).toBeLessThan(2 * 62 + 10)
      expect(await Array.fromAsync(openWorks(table))).toHaveLength(1)
    })

    test('is told of news at once from the beginning, though its clock comes before the webhook stands', async () => {
      await open()
      await removeWebhook(house.stations, 'outlet', 'anna')
      const { queue } = house.twin.ports
      const send = queue.send.bind(queue)
      // a worker in the same process takes a message as soon as it is sent
      queue.send = async (message, delay = 0) => {
        if (message.station === 'deliver' && delay === 0) await perform(house.stations, message)
        else await send(message, delay)
      }
      await setWebhook(house.stations, 'outlet', URL, 'now', 'anna')
      await put('a')
      await house.settle(0)
      expect(receiver.events('fr')).toEqual(['1 created'])
    })

    test('a removed webhook is sent nothing, and its clock comes to rest', async () => {
      await open()
      await put('a')
      await house.settle()
      const before = receiver.requests.length
      await removeWebhook(house.stations, 'outlet', 'anna')
      await put('b')
      await pass(10 * 60_000)
      expect(receiver.requests).toHaveLength(before)
      expect(await Array.fromAsync(openWorks(house.twin.ports.table))).toEqual([])
    })

    test('one at a time sends: a message that comes meanwhile makes the one that sends look once more', async () => {
      await open()
      let during: Promise<void> | undefined
      receiver.answer = async () => {
        if (during === undefined) {
          during = (async () => {
            await put('b')
            for (let message = await house.twin.take(); message; message = await house.twin.take()) await perform(house.stations, message)
          })()
          await during
        }
        return { kind: 'answered', status: 200 }
      }
      await put('a')
      await house.settle(0)
      expect(receiver.events('fr')).toEqual(['1 created', '2 created'])
      expect(new Set(receiver.requests.map(({ id }) => id)).size).toBe(receiver.requests.length)
    })

    test('a turn whose holder died is taken over when it has run out', async () => {
      await open()
      receiver.answer = () => {
        throw new Error('the process died')
      }
      await put('a')
      await expect(house.settle()).rejects.toThrow('died')
      receiver.answer = () => ({ kind: 'answered', status: 200 })
      await pass(5 * 60_000)
      expect(receiver.events('fr')).toContain('1 created')
      expect(receiver.copies.size).toBe(3)
    })

    test('what was failing is not any more when all was sent, though who sent it died before it could say so', async () => {
      await open()
      receiver.answer = () => ({ kind: 'answered', status: 500 })
      await put('a')
      await house.settle(0)
      expect((await follower()).failing?.tries).toBe(1)
      receiver.answer = () => ({ kind: 'answered', status: 200 })
      const { table } = house.twin.ports
      const { partition } = keys.follower('outlet')
      const write = table.put.bind(table)
      table.put = (key, value, condition) =>
        key.partition === partition && !('turn' in value) ? Promise.reject(new Error('the process died')) : write(key, value, condition)
      await expect(pass(2 * 60_000)).rejects.toThrow('died')
      expect(receiver.copies.size).toBe(3)
      table.put = write
      await pass(5 * 60_000)
      expect((await follower()).failing).toBeUndefined()
    })

    test('a house of one process frees at its start the turns of those that died', async () => {
      await open()
      receiver.answer = () => {
        throw new Error('the process died')
      }
      await put('a')
      await expect(house.settle(0)).rejects.toThrow('died')
      receiver.answer = () => ({ kind: 'answered', status: 200 })
      await freeTurns(house.twin.ports.table)
      await perform(house.stations, { station: 'deliver', cause: 'again', follow: { partner: 'outlet' } })
      expect(receiver.copies.size).toBeGreaterThan(0)
    })

    test('a new address goes on where the old one stopped, without a wait', async () => {
      await open()
      receiver.answer = () => ({ kind: 'answered', status: 404 })
      await put('a')
      await pass(30 * 60_000)
      receiver.answer = () => ({ kind: 'answered', status: 200 })
      await setWebhook(house.stations, 'outlet', 'https://outlet.example/new', 'now', 'anna')
      await house.settle(0)
      expect(receiver.copies.size).toBe(3)
      expect(receiver.requests.at(-1)?.url).toBe('https://outlet.example/new')
    })
  })
