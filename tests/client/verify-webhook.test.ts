import { createHmac, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { verifyWebhook, WebhookError, type WebhookToVerify } from '../../packages/client/src/verify-webhook.ts'

const NOW = 1_772_445_600_000
const SECONDS = String(NOW / 1000)
const SECRET = `whsec_${randomBytes(32).toString('base64')}`
const OLD = `whsec_${randomBytes(24).toString('base64')}`
const BODY = '{"event":"canceled","headline":"Fähre – 渡し船"}'

/** Signs as the scheme says, with Node's own HMAC. */
function sign(secret: string, id: string, seconds: string, body: string | Buffer): string {
  const hmac = createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
  return `v1,${hmac.update(`${id}.${seconds}.`).update(body).digest('base64')}`
}

/** A webhook that is in order but for what is said. */
function webhook(more: Partial<WebhookToVerify> = {}, headers: Record<string, string | string[] | undefined> = {}): WebhookToVerify {
  const signature = sign(SECRET, 'msg_1', SECONDS, BODY)
  const whole = { 'webhook-id': 'msg_1', 'webhook-timestamp': SECONDS, 'webhook-signature': signature, ...headers }
  return { secrets: [SECRET], headers: whole, body: BODY, now: NOW, ...more }
}
const faultOf = (given: WebhookToVerify) =>
  verifyWebhook(given).then(
    () => 'none',
    (thrown: unknown) => (thrown instanceof WebhookError ? thrown.fault : thrown),
  )

describe('verifyWebhook()', () => {
  test('accepts what is signed with the secret, and answers id, time and payload', async () => {
    expect(await verifyWebhook(webhook())).toEqual({ id: 'msg_1', at: NOW, payload: JSON.parse(BODY) })
  })

  test('takes headers as fetch and as Node have them, in any case, and a body of bytes', async () => {
    const { headers, ...rest } = webhook()
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]))
    expect(await faultOf({ ...rest, headers: upper })).toBe('none')
    expect(await faultOf({ ...rest, headers: new Headers(headers as Record<string, string>) })).toBe('none')
    expect(await faultOf({ ...rest, headers, body: Buffer.from(`x${BODY}`).subarray(1) })).toBe('none')
  })

  test('accepts the example of the specification’s own libraries', async () => {
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': EXAMPLE.signature,
    }
    const given = { secrets: [EXAMPLE.secret], headers, body: EXAMPLE.body, now: 1_614_265_330_000 }
    expect((await verifyWebhook(given)).payload).toEqual({ test: 2432232314 })
  })

  test('accepts either secret while one is being replaced, and one good signature among others', async () => {
    const old = sign(OLD, 'msg_1', SECONDS, BODY)
    const others = `v1a,${'x'.repeat(40)} v1,AAAA v1,%%% ${sign(`whsec_${randomBytes(24).toString('base64')}`, 'msg_1', SECONDS, BODY)}`
    expect(await faultOf(webhook({ secrets: [SECRET, OLD] }, { 'webhook-signature': old }))).toBe('none')
    expect(await faultOf(webhook({}, { 'webhook-signature': `${others} ${sign(SECRET, 'msg_1', SECONDS, BODY)}` }))).toBe('none')
    expect(await faultOf(webhook({}, { 'webhook-signature': others }))).toBe('signature-wrong')
    expect(await faultOf(webhook({}, { 'webhook-signature': old }))).toBe('signature-wrong')
  })

  test.each([
    ['another body', webhook({ body: `${BODY} ` })],
    ['another id', webhook({}, { 'webhook-id': 'msg_2' })],
    ['another time', webhook({}, { 'webhook-timestamp': String(NOW / 1000 + 1) })],
    ['a signature without its version', webhook({}, { 'webhook-signature': sign(SECRET, 'msg_1', SECONDS, BODY).slice(3) })],
    ['another version of the same bytes', webhook({}, { 'webhook-signature': sign(SECRET, 'msg_1', SECONDS, BODY).replace('v1', 'v2') })],
    ['a signature cut short', webhook({}, { 'webhook-signature': sign(SECRET, 'msg_1', SECONDS, BODY).slice(0, 20) })],
    ['a signature that is empty', webhook({}, { 'webhook-signature': 'v1,' })],
  ])('refuses %s', async (_, given) => {
    expect(await faultOf(given)).toBe('signature-wrong')
  })

  test.each([
    [-300, 'none'],
    [-301, 'too-old'],
    [300, 'none'],
    [301, 'too-new'],
  ])('takes a time that is %i seconds off as %s', async (off, fault) => {
    const seconds = String(NOW / 1000 + off)
    const headers = { 'webhook-timestamp': seconds, 'webhook-signature': sign(SECRET, 'msg_1', seconds, BODY) }
    expect(await faultOf(webhook({}, headers))).toBe(fault)
  })

  test('takes another tolerance, and the machine’s clock where no time is given', async () => {
    const seconds = String(Math.floor(Date.now() / 1000) - 20)
    const { now: _, ...given } = webhook({}, { 'webhook-timestamp': seconds, 'webhook-signature': sign(SECRET, 'msg_1', seconds, BODY) })
    expect(await faultOf(given)).toBe('none')
    expect(await faultOf({ ...given, tolerance: 10 })).toBe('too-old')
  })

  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('refuses a webhook without %s, empty, or twice', async (name) => {
    for (const value of [undefined, '', ['a', 'b']]) expect(await faultOf(webhook({}, { [name]: value }))).toBe('header-missing')
  })

  test.each(['-1', '1e9', '0x10', ' 1772445600', '1772445600.5', '٣', '1'.repeat(13)])('refuses %j as a timestamp', async (seconds) => {
    const headers = { 'webhook-timestamp': seconds, 'webhook-signature': sign(SECRET, 'msg_1', seconds, BODY) }
    expect(await faultOf(webhook({}, headers))).toBe('header-invalid')
  })

  test('refuses an id with a full stop: id and body could be cut elsewhere', async () => {
    const headers = { 'webhook-id': 'msg.1', 'webhook-signature': sign(SECRET, 'msg.1', SECONDS, BODY) }
    expect(await faultOf(webhook({}, headers))).toBe('header-invalid')
  })

  test.each([
    [[]],
    [['']],
    [['whsec_']],
    [[SECRET.slice('whsec_'.length)]],
    [[`whsec_${randomBytes(23).toString('base64')}`]],
    [[`whsec_${randomBytes(65).toString('base64')}`]],
    [['whsec_%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%']],
    [[SECRET, 'typo']],
  ])('says of the secrets %j that they are none, even where another would fit', async (secrets) => {
    expect(await faultOf(webhook({ secrets }))).toBe('secret-invalid')
  })

  test('says of a signed body that is no JSON, or no UTF-8, that it is invalid', async () => {
    for (const body of [Buffer.from('hello'), Buffer.from([0x22, 0xff, 0x22])]) {
      const given = webhook({ body }, { 'webhook-signature': sign(SECRET, 'msg_1', SECONDS, body) })
      expect(await faultOf(given)).toBe('body-invalid')
    }
  })
})

/** From the test of the specification's JavaScript library. */
const EXAMPLE = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
}
