/** What is wrong with a webhook, or with the secret that it is checked with. */
export type WebhookFault =
  /** the configuration's fault: not `whsec_` and the base64 of 24 to 64 bytes, or none given */
  | 'secret-invalid'
  | 'header-missing'
  /** an id with a full stop, which would be ambiguous in what is signed, or a timestamp that is none */
  | 'header-invalid'
  /** the timestamp lies further back than the tolerance: perhaps a replay */
  | 'too-old'
  /** the timestamp lies further ahead than the tolerance: a clock is wrong */
  | 'too-new'
  /** none of the signatures was made of this body with one of the secrets */
  | 'signature-wrong'
  /** well signed, and no JSON */
  | 'body-invalid'

/** A webhook that must not be acted upon. Answer 401 or 400, and for `secret-invalid` 500. */
export class WebhookError extends Error {
  readonly fault: WebhookFault

  constructor(fault: WebhookFault, message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'WebhookError'
    this.fault = fault
  }
}

export interface WebhookToVerify {
  /** `whsec_…`: the current one, and while it is being replaced the one before */
  readonly secrets: readonly string[]
  /** of the request: `Headers`, or an object as Node has it; names in any case */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>
  /** exactly as it came, before anybody parsed it */
  readonly body: string | Uint8Array
  /** epoch milliseconds; default the machine's clock */
  readonly now?: number | undefined
  /** seconds that the timestamp may be off, either way; default 300 */
  readonly tolerance?: number | undefined
}

export interface VerifiedWebhook {
  /** the same when it is delivered again: do not act twice upon one */
  readonly id: string
  /** when this delivery was tried: epoch milliseconds */
  readonly at: number
  /** the body's JSON */
  readonly payload: unknown
}

const TOLERANCE_SECONDS = 300

/**
 * Checks a webhook by the Standard Webhooks scheme (standardwebhooks.com, "Signature scheme"): `webhook-signature` holds, among
 * others, `v1,` and the base64 HMAC-SHA256 of `{webhook-id}.{webhook-timestamp}.{body}`. Other versions of signatures are
 * passed over. Signatures are compared in constant time, by WebCrypto. Throws `WebhookError`.
 */
export async function verifyWebhook(given: WebhookToVerify): Promise<VerifiedWebhook> {
  const { now = Date.now(), tolerance = TOLERANCE_SECONDS } = given
  const keys = await Promise.all(given.secrets.map(importSecret))
  if (keys.length === 0) throw new WebhookError('secret-invalid', 'No secret was given to check the webhook with.')
  const id = idIn(headerOf(given.headers, 'webhook-id'))
  const seconds = secondsIn(headerOf(given.headers, 'webhook-timestamp'), now / 1000, tolerance)
  const body = typeof given.body === 'string' ? new TextEncoder().encode(given.body) : given.body
  const signatures = signaturesIn(headerOf(given.headers, 'webhook-signature'))
  const signed = joined(new TextEncoder().encode(`${id}.${seconds}.`), body)
  const pairs = keys.flatMap((key) => signatures.map((signature) => crypto.subtle.verify('HMAC', key, signature, signed)))
  if (!(await Promise.all(pairs)).includes(true))
    throw new WebhookError('signature-wrong', 'The webhook is not signed with a secret of ours, or was changed on its way.')
  return { id, at: Number(seconds) * 1000, payload: payloadIn(body) }
}

async function importSecret(secret: string) {
  const bytes = /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(secret) ? bytesIn(secret.slice('whsec_'.length)) : undefined
  if (bytes === undefined || bytes.length < 24 || bytes.length > 64)
    throw new WebhookError('secret-invalid', 'A webhook secret is "whsec_" and the base64 of 24 to 64 bytes.')
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
}

function headerOf(headers: WebhookToVerify['headers'], name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1]
  if (typeof value === 'string' && value !== '') return value
  throw new WebhookError('header-missing', `The webhook has no single header ${name}.`)
}

function idIn(id: string): string {
  if (id.includes('.')) throw new WebhookError('header-invalid', 'The webhook-id has a full stop: what was signed would be ambiguous.')
  return id
}

/** The timestamp as it stands in the header, once it is near enough to `now` (epoch seconds). */
function secondsIn(timestamp: string, now: number, tolerance: number): string {
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookError('header-invalid', 'The webhook-timestamp is not a number of seconds.')
  if (Number(timestamp) < now - tolerance) throw new WebhookError('too-old', 'The webhook is too old: perhaps a replay.')
  if (Number(timestamp) > now + tolerance) throw new WebhookError('too-new', 'The webhook comes from the future: a clock is wrong.')
  return timestamp
}

function signaturesIn(header: string): readonly Uint8Array<ArrayBuffer>[] {
  const listed = header.split(' ').filter((each) => each.startsWith('v1,'))
  return listed.flatMap((each) => bytesIn(each.slice('v1,'.length)) ?? [])
}

/** The bytes of a base64 text; `undefined`: it is none. */
function bytesIn(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length)
  whole.set(first)
  whole.set(second, first.length)
  return whole
}

function payloadIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch (thrown) {
    throw new WebhookError('body-invalid', 'The webhook is well signed, and its body is no JSON.', thrown)
  }
}
