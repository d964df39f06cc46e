import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'

const PREFIX = 'depesche_'
const checksum = (body: string) => crc32(body).toString(36).padStart(7, '0')

/**
 * A new partner key: `depesche_`, 32 letters of 192 random bits, `_`, a checksum, so that a secret scanner finds it and
 * a typing error is seen without asking the store.
 */
export function newPartnerKey(): string {
  const body = randomBytes(24).toString('base64url')
  return `${PREFIX}${body}_${checksum(body)}`
}

/** True for a text of that form whose checksum is right; says nothing about whether it opens anything. */
export function isPartnerKey(text: string): boolean {
  const match = /^depesche_([A-Za-z0-9_-]{32})_([0-9a-z]{7})$/.exec(text)
  return match?.[1] !== undefined && checksum(match[1]) === match[2]
}

/** What is kept of a key: its sha256, hexadecimal. */
export const partnerKeyHash = (key: string): string => createHash('sha256').update(key).digest('hex')

/** Whether two hashes are the same; takes the same time either way. */
export function isSameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')]
  return left.length === right.length && timingSafeEqual(left, right)
}
