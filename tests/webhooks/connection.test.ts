import { connect } from 'node:net'
import type { Dial } from '@depesche/webhooks/connect'
import { createSender } from '@depesche/webhooks/create-sender'
import { describe, expect, onTestFinished, test } from 'vitest'
import { certificateFor } from './certificate.ts'
import { delivery } from './delivery.ts'
import { type Receiver, rawReceiver, receiver, TRUSTED } from './receivers.ts'

const PUBLIC = '93.184.215.14'
const ok = { kind: 'answered', status: 200 }

/**
 * Leads every connection to a receiver on loopback, once the name has been looked up as net does it; its socket says that the other
 * end is `end()`, so that a connection to the world outside can be had without one.
 */
function dialTo({ port }: Receiver, end: () => string | undefined): Dial {
  return (options) => {
    const socket = connect({ ...options, port, ...(options.host === PUBLIC ? { host: '127.0.0.1' } : { lookup: here(options.lookup) }) })
    Object.defineProperty(socket, 'remoteAddress', { get: end })
    return socket
  }
}
const here =
  (lookup: Parameters<Dial>[0]['lookup']): NonNullable<Parameters<Dial>[0]['lookup']> =>
  (name, hints, answer) =>
    lookup?.(name, hints, (error) => answer(error, error ? [] : [{ address: '127.0.0.1', family: 4 }]))

function senderTo(partner: Receiver, end: () => string | undefined = () => PUBLIC, ca = TRUSTED.cert) {
  const lookups: string[] = []
  const resolve = async (name: string) => {
    lookups.push(name)
    return [{ address: PUBLIC, family: 4 }]
  }
  const sender = createSender({ resolve, dial: dialTo(partner, end), ca, seconds: 2 })
  onTestFinished(() => sender[Symbol.asyncDispose]())
  return { lookups, send: () => sender.send({ ...delivery, url: 'https://partner.example/hook' }), sender }
}

describe('send() to a receiver that nobody allowed', () => {
  test('delivers where address and other end are public, by its name and on port 443', async () => {
    const partner = await receiver()
    const { send, lookups } = senderTo(partner)
    expect(await send()).toEqual(ok)
    expect(partner.received[0]?.headers.host).toBe('partner.example')
    expect(lookups).toEqual(['partner.example'])
  })

  test('delivers to a public address without a name, if the certificate is of that address', async () => {
    const warnings: unknown[] = []
    const warn = (warning: unknown) => warnings.push(warning)
    process.on('warning', warn)
    onTestFinished(() => void process.off('warning', warn))
    const certificate = certificateFor(['partner.example'], [PUBLIC])
    const partner = await receiver(undefined, certificate)
    const url = `https://${PUBLIC}/hook`
    expect(await senderTo(partner, undefined, certificate.cert).sender.send({ ...delivery, url })).toEqual(ok)
    const other = await receiver()
    expect(await senderTo(other).sender.send({ ...delivery, url })).toMatchObject({ fault: 'certificate' })
    expect(other.received).toHaveLength(0)
    // that TLS is told an address where it expects a name
    expect(warnings).toEqual([])
  })

  test.each([
    '127.0.0.1',
    '::1',
    '::ffff:127.0.0.1',
    '10.0.0.1',
    '169.254.169.254',
    'fe80::1%eth0',
    '0.0.0.0',
    '64:ff9b::7f00:1',
    'nonsense',
  ])('writes no byte where the address was public and the other end is %s', async (end) => {
    const partner = await rawReceiver(() => {})
    const delivered = await senderTo(partner, () => end).send()
    expect(delivered).toMatchObject({ kind: 'failed', fault: 'address-refused', reason: /^The host leads to an? / })
    expect(JSON.stringify(delivered)).not.toContain(end)
    await expect.poll(() => partner.open()).toBe(0)
    expect([partner.connections(), partner.bytes()]).toEqual([1, 0])
  })

  test('writes no byte where nobody can say who the other end is', async () => {
    const partner = await rawReceiver(() => {})
    expect(await senderTo(partner, () => undefined).send()).toMatchObject({ fault: 'unreachable' })
    await expect.poll(() => partner.open()).toBe(0)
    expect(partner.bytes()).toBe(0)
  })

  test('looks at the other end of a connection that was kept, too, before a byte of the next request', async () => {
    const partner = await receiver()
    let end = PUBLIC
    const { send, lookups } = senderTo(partner, () => end)
    expect([await send(), await send()]).toEqual([ok, ok])
    expect(partner.received.map(({ connection }) => connection)).toEqual([1, 1])
    expect(lookups).toHaveLength(1)
    const before = partner.bytes()
    end = '127.0.0.1'
    expect(await send()).toMatchObject({ kind: 'failed', fault: 'address-refused' })
    await expect.poll(() => partner.open()).toBe(0)
    expect([partner.received.length, partner.connections(), partner.bytes() - before]).toEqual([2, 1, expect.any(Number)])
    // TLS says good-bye, and nothing more
    expect(partner.bytes() - before).toBeLessThan(40)
  })

  test('looks a name up once for each connection, and never for one that was kept', async () => {
    const partner = await receiver((_, response) => response.writeHead(200, { connection: 'close' }).end())
    const { send, lookups } = senderTo(partner)
    expect([await send(), await send()]).toEqual([ok, ok])
    expect([lookups.length, partner.connections()]).toEqual([2, 2])
  })
})
