import type { Delivered } from '@depesche/pipeline/sender'
import { createSender } from '@depesche/webhooks/create-sender'
import { describe, expect, onTestFinished, test } from 'vitest'
import { delivery } from './delivery.ts'
import { plainReceiver, type Receiver, rawReceiver, receiver, TRUSTED } from './receivers.ts'

const ok = { kind: 'answered', status: 200 }

function senderTo(receivers: readonly Receiver[], seconds = 2) {
  const sender = createSender({ allow: receivers.map(({ pair }) => pair), ca: TRUSTED.cert, seconds })
  onTestFinished(() => sender[Symbol.asyncDispose]())
  return (to: Receiver, scheme = 'https') => sender.send({ ...delivery, url: `${scheme}://${to.pair}/` })
}
const together = (count: number, send: () => Promise<Delivered>) => Promise.all(Array.from({ length: count }, send))

describe('connections', () => {
  test.each(['https', 'http'])('are kept over %s, and one after the other needs one', async (scheme) => {
    const partner = await (scheme === 'https' ? receiver() : plainReceiver())
    const send = senderTo([partner])
    for (let index = 0; index < 5; index++) expect(await send(partner, scheme)).toEqual(ok)
    expect(partner.received.map(({ connection }) => connection)).toEqual([1, 1, 1, 1, 1])
  })

  test('are eight at most for a host, and everybody has a turn', async () => {
    const partner = await receiver((_, response) => void setTimeout(() => response.end(), 10))
    const send = senderTo([partner])
    expect(await together(40, () => send(partner))).toEqual(Array.from({ length: 40 }, () => ok))
    expect(partner.connections()).toBeLessThanOrEqual(8 + 4)
    expect(partner.received).toHaveLength(40)
  })

  test('of a partner that hangs take nothing from another, and who waits for them is told in time', async () => {
    const [hung, other] = [await rawReceiver(() => {}), await receiver()]
    const send = senderTo([hung, other], 1)
    const began = performance.now()
    const waiting = together(40, () => send(hung))
    expect(await together(40, () => send(other))).toEqual(Array.from({ length: 40 }, () => ok))
    expect(performance.now() - began).toBeLessThan(950)
    expect(hung.connections()).toBe(8)
    const delivered = await waiting
    expect(performance.now() - began).toBeLessThan(2_000)
    expect(delivered.map((each) => each.kind === 'failed' && each.fault)).toEqual(Array.from({ length: 40 }, () => 'too-slow'))
    expect(new Set(delivered.map((each) => each.kind === 'failed' && each.reason.slice(0, 16)))).toEqual(
      new Set(['No connection wa', 'Earlier webhooks']),
    )
    await expect.poll(() => hung.open()).toBe(0)
  })

  test('that were kept and then closed are replaced, with the same id', async () => {
    const partner = await receiver()
    const send = senderTo([partner])
    await send(partner)
    partner.cutOff()
    expect(await send(partner)).toEqual(ok)
    expect(partner.received.map(({ connection }) => connection)).toEqual([1, 2])
  })

  test('that are cut off by the next request are replaced once', async () => {
    const partner = await receiver((request, response) => (partner.received.length === 2 ? request.socket.destroy() : response.end()))
    const send = senderTo([partner])
    expect([await send(partner), await send(partner)]).toEqual([ok, ok])
    expect(partner.received.map(({ connection }) => connection)).toEqual([1, 1, 2])
    expect(new Set(partner.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([delivery.id]))
  })

  test('that are cut off again, or new, are not tried on and on', async () => {
    const partner = await receiver((request, response) => (partner.received.length > 1 ? request.socket.destroy() : response.end()))
    const send = senderTo([partner])
    await send(partner)
    expect(await send(partner)).toMatchObject({ fault: 'unreachable', reason: /^The server cut the connection off/ })
    expect(partner.received).toHaveLength(3)
    expect(await send(partner)).toMatchObject({ fault: 'unreachable' })
    expect(partner.received).toHaveLength(4)
  })

  test('that are cut off are replaced by a new one, not by another that was kept as long', async () => {
    const seen = new Set<object>()
    const partner = await receiver((request, response) => {
      if (seen.has(request.socket)) request.socket.destroy()
      else setTimeout(() => response.end(), 20)
      seen.add(request.socket)
    })
    const send = senderTo([partner])
    await together(3, () => send(partner))
    expect(await send(partner)).toEqual(ok)
    expect(partner.received.map(({ connection }) => connection).slice(3)).toEqual([expect.any(Number), 4])
  })

  test('are replaced within the same deadline', async () => {
    const partner = await receiver((request, response) => {
      if (partner.received.length === 1) response.end()
      else if (partner.received.length === 2) setTimeout(() => request.socket.destroy(), 300)
    })
    const send = senderTo([partner], 0.5)
    await send(partner)
    const began = performance.now()
    expect(await send(partner)).toMatchObject({ fault: 'too-slow' })
    expect(partner.received).toHaveLength(3)
    expect(performance.now() - began).toBeLessThan(780)
  })

  test('are not kept where the answer says so, or is longer than what is read of it', async () => {
    const closing = await receiver((_, response) => response.writeHead(200, { connection: 'close' }).end('{}'))
    const long = await receiver((_, response) => response.end('x'.repeat(100_000)))
    const short = await receiver((_, response) => response.end('x'.repeat(16_000)))
    const send = senderTo([closing, long, short])
    for (const partner of [closing, long, short]) expect([await send(partner), await send(partner)]).toEqual([ok, ok])
    expect([closing, long, short].map((partner) => partner.connections())).toEqual([2, 2, 1])
  })

  test('that nobody needs are closed a second before the server would', async () => {
    const partner = await receiver((_, response) => response.writeHead(200, { 'keep-alive': 'timeout=2' }).end())
    const send = senderTo([partner])
    expect([await send(partner), await send(partner)]).toEqual([ok, ok])
    const kept = performance.now()
    expect(partner.open()).toBe(1)
    await expect.poll(() => partner.open(), { timeout: 1_900 }).toBe(0)
    expect(performance.now() - kept).toBeGreaterThan(800)
  })

  test('and sends that run are given up when the sender is disposed of', async () => {
    const [partner, hung] = [await receiver(), await receiver(() => {})]
    const sender = createSender({ allow: [partner.pair, hung.pair], ca: TRUSTED.cert, seconds: 5 })
    const to = ({ pair }: Receiver) => ({ ...delivery, url: `https://${pair}/` })
    expect(await sender.send(to(partner))).toEqual(ok)
    const running = sender.send(to(hung))
    await expect.poll(() => hung.received).toHaveLength(1)
    await sender[Symbol.asyncDispose]()
    const closed = { kind: 'failed', fault: 'unreachable', reason: 'The sender was closed before an answer came.' }
    expect([await running, await sender.send(to(partner))]).toEqual([closed, closed])
    await expect.poll(() => partner.open() + hung.open()).toBe(0)
  })
})
