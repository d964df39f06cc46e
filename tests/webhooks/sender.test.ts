import { createSender } from '@depesche/webhooks/create-sender'
import { Webhook } from 'standardwebhooks'
import { describe, expect, onTestFinished, test } from 'vitest'
import { verifyWebhook } from '../../packages/client/src/verify-webhook.ts'
import manifest from '../../packages/webhooks/package.json' with { type: 'json' }
import { certificateFor } from './certificate.ts'
import { delivery, newSecret } from './delivery.ts'
import { plainReceiver, type Received, type Receiver, rawReceiver, receiver, TRUSTED } from './receivers.ts'

type Options = Parameters<typeof createSender>[0]

/** A sender to receivers that are allowed. */
function senderTo(receivers: readonly Receiver[], options: Options = {}) {
  const sender = createSender({ allow: receivers.map(({ pair }) => pair), ca: TRUSTED.cert, seconds: 2, ...options })
  onTestFinished(() => sender[Symbol.asyncDispose]())
  return sender
}
const to = ({ pair }: Receiver, path = '/hook?a=b') => ({ ...delivery, url: `https://${pair}${path}` })
function firstAt({ received: [first] }: Receiver): Received {
  if (first === undefined) throw new Error('nothing came')
  return first
}
const ok = { kind: 'answered', status: 200 }

describe('what send() sends', () => {
  test('is one POST of the body as JSON, with its length, its id, and who we are', async () => {
    const partner = await receiver()
    expect(await senderTo([partner]).send(to(partner))).toEqual(ok)
    expect(partner.received).toMatchObject([{ path: '/hook?a=b', body: delivery.body }])
    expect(partner.received[0]?.headers).toMatchObject({
      host: partner.pair,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(delivery.body)),
      'user-agent': `Depesche/${manifest.version} (webhooks)`,
      'webhook-id': delivery.id,
    })
  })

  test('is verified by our own client and by the library of the standard, with each secret', async () => {
    const partner = await receiver()
    const secrets = [newSecret(), newSecret()]
    await senderTo([partner]).send({ ...to(partner), secrets })
    const { headers, body } = firstAt(partner)
    expect(headers['webhook-signature']).toMatch(/^v1,[\w+/]{43}= v1,[\w+/]{43}=$/)
    for (const secret of secrets) {
      expect(await verifyWebhook({ secrets: [secret], headers, body })).toMatchObject({ id: delivery.id, payload: JSON.parse(body) })
      expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual(JSON.parse(body))
    }
    await expect(verifyWebhook({ secrets: [newSecret()], headers, body })).rejects.toThrow('not signed with a secret of ours')
    expect(() => new Webhook(secrets[0] ?? '').verify(`${body} `, headers as Record<string, string>)).toThrow()
  })

  test('is dated by the clock that it was given, in seconds', async () => {
    const partner = await receiver()
    const clock = () => 1_772_445_600_999
    await senderTo([partner], { clock }).send(to(partner))
    const { headers, body } = firstAt(partner)
    expect(headers['webhook-timestamp']).toBe('1772445600')
    expect((await verifyWebhook({ secrets: delivery.secrets, headers, body, now: clock() })).at).toBe(1_772_445_600_000)
  })

  test('goes over http, and to names of the house as the system knows them, where those are allowed', async () => {
    const partner = await plainReceiver()
    const { port } = partner
    const sender = senderTo([partner], { allow: [`127.0.0.1:${port}`, `cms.house:${port}`], resolve: async () => [LOOPBACK] })
    expect(await sender.send({ ...delivery, url: `http://127.0.0.1:${port}/` })).toEqual(ok)
    expect(await sender.send({ ...delivery, url: `http://CMS.house:${port}/` })).toEqual(ok)
    expect(partner.received.map(({ headers }) => headers.host)).toEqual([`127.0.0.1:${port}`, `cms.house:${port}`])
    const over = await receiver()
    expect(
      await senderTo([{ ...over, pair: `localhost:${over.port}` }]).send({ ...delivery, url: `https://localhost:${over.port}/` }),
    ).toEqual(ok)
  })

  test.each([
    ['an id with a full stop', { id: 'a.b' }],
    ['an id with a line break', { id: 'a\r\nx: y' }],
    ['an id that is empty', { id: '' }],
    ['no secret', { secrets: [] }],
    ['a secret that is none', { secrets: ['whsec_%%%'] }],
  ])('is nothing, and send() throws, for %s', async (_, wrong) => {
    const partner = await receiver()
    await expect(senderTo([partner]).send({ ...to(partner), ...wrong })).rejects.toThrow()
    expect(partner.connections()).toBe(0)
  })
})

describe('what send() answers', () => {
  test.each([200, 204, 301, 302, 303, 307, 308, 400, 401, 404, 410, 413, 429, 500, 503])(
    'is the status %i, and it follows nowhere',
    async (status) => {
      const elsewhere = await receiver()
      const location = `https://${elsewhere.pair}/`
      const partner = await receiver((_, response) => {
        response.writeHead(status, { location, refresh: `0; url=${location}`, 'content-type': 'text/html' })
        response.end(`<meta http-equiv="refresh" content="0; url=${location}">`)
      })
      expect(await senderTo([partner, elsewhere]).send(to(partner))).toEqual({ kind: 'answered', status })
      expect(elsewhere.connections()).toBe(0)
      expect(partner.received).toHaveLength(1)
    },
  )

  test('comes with the wait that the answer asks for', async () => {
    const partner = await receiver((_, response) => response.writeHead(503, { 'retry-after': '120' }).end())
    expect(await senderTo([partner]).send(to(partner))).toEqual({ kind: 'answered', status: 503, retryAfter: 120 })
  })

  test.each([
    ['that nobody vouches for', certificateFor(['localhost'], ['127.0.0.1']), false, /^The certificate is not to be trusted/],
    ['of another name', certificateFor(['other.example'], ['127.0.0.9']), true, /^The certificate is not made out/],
    ['that has expired', certificateFor(['localhost'], ['127.0.0.1'], 0), true, /^The certificate has expired/],
  ])('is the fault "certificate" for one %s', async (_, certificate, isTrusted, reason) => {
    const partner = await receiver(undefined, certificate)
    const delivered = await senderTo([partner], { ca: (isTrusted ? certificate : TRUSTED).cert }).send(to(partner))
    expect(delivered).toEqual({ kind: 'failed', fault: 'certificate', reason: expect.stringMatching(reason) })
    expect(partner.received).toHaveLength(0)
  })

  test('is "name-unknown" for a name without an address, and "unreachable" where name servers fail', async () => {
    const failing = (code: string) => async () => {
      throw Object.assign(new Error(`getaddrinfo ${code} secret.example 10.0.0.1`), { code })
    }
    const faultOf = async (resolve: NonNullable<Options>['resolve'] & object) => {
      const sender = senderTo([], { resolve })
      const url = 'https://partner.example/hook'
      const delivered = await sender.send({ ...delivery, url })
      expect(await sender.refuses(url)).toBe(delivered.kind === 'failed' ? delivered.reason : 'answered')
      expect(JSON.stringify(delivered)).not.toMatch(/secret|10\.0/)
      return delivered.kind === 'failed' && delivered.fault
    }
    expect(await faultOf(failing('ENOTFOUND'))).toBe('name-unknown')
    expect(await faultOf(failing('ENODATA'))).toBe('name-unknown')
    expect(await faultOf(async () => [])).toBe('name-unknown')
    expect(await faultOf(failing('EAI_AGAIN'))).toBe('unreachable')
    expect(await faultOf(failing('ESERVFAIL'))).toBe('unreachable')
  })

  test('is "too-slow" for a name that is never looked up, and refuses() is as patient', async () => {
    const sender = senderTo([], { resolve: () => new Promise(() => {}), seconds: 0.2 })
    const url = 'https://partner.example/hook'
    const reason = 'No connection was made within 0.2 seconds: see that name servers, firewall and server answer.'
    expect(await sender.send({ ...delivery, url })).toEqual({ kind: 'failed', fault: 'too-slow', reason })
    expect(await sender.refuses(url)).toBe(reason)
  })

  test('is "unreachable" where nobody listens', async () => {
    const partner = await rawReceiver(() => {})
    const sender = senderTo([partner, { ...partner, pair: '127.0.0.1:1' }])
    expect(await sender.send({ ...delivery, url: 'https://127.0.0.1:1/' })).toMatchObject({
      fault: 'unreachable',
      reason: /^Nothing listens/,
    })
  })
})

describe('allow', () => {
  test('is for exactly that host and port, in any form of them, and for nothing beside it', async () => {
    const partner = await receiver()
    const { port } = partner
    const sender = senderTo([partner], { allow: [`127.0.0.1:${port}`], resolve: async () => [LOOPBACK] })
    for (const url of [`https://127.0.0.1:${port}/`, `http://127.0.0.1:${port}/x`, `https://0x7f.1:${port}/`])
      expect(await sender.refuses(url)).toBeUndefined()
    for (const host of [
      `127.0.0.1:${port + 1}`,
      '127.0.0.1',
      `127.0.0.2:${port}`,
      `[::1]:${port}`,
      `localhost:${port}`,
      `partner.example:${port}`,
    ])
      expect(await sender.refuses(`https://${host}/`), host).toMatch(/^The host /)
    expect(await sender.refuses(`https://u:p@127.0.0.1:${port}/`)).toMatch(/^The URL has a user name/)
  })

  test.each([
    'cms.house',
    ':80',
    'cms.house:',
    'cms.house:0',
    'cms.house:65536',
    '::1:80',
    'https://cms.house:80',
    'a b:80',
    'u@cms.house:80',
    '*:80',
    '',
  ])('that holds %j ends the start', (pair) => {
    expect(() => createSender({ allow: [pair] })).toThrow('is not a host and its port')
  })
})

test.each(['', 'garbage', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])('a ca that is %j ends the start', (ca) => {
  expect(() => createSender({ ca })).toThrow()
})

const LOOPBACK = { address: '127.0.0.1', family: 4 }
