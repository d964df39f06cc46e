import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { keys } from '../keys.ts'
import type { Table, Value } from '../ports.ts'
import { getValue, putItem } from './items.ts'

/** Who subscribes: what a key opens. */
export interface Partner {
  readonly name: string
  readonly products: readonly string[]
}

interface KeyItem extends Partner {
  readonly hash: string
  readonly created: string
}

const PREFIX = 'depesche_'
const checksum = (body: string) => crc32(body).toString(36).padStart(7, '0')
const hashOf = (key: string) => createHash('sha256').update(key).digest()

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

/** Keeps a partner under its key's hash: the key itself is stored nowhere. */
export async function addPartner(table: Table, key: string, partner: Partner, at: string): Promise<void> {
  const hash = hashOf(key).toString('hex')
  await putItem(table, keys.partnerKey(hash), { ...partner, hash, created: at } satisfies KeyItem as unknown as Value, 0)
}

/** The partner that a key belongs to. Found by hash and compared in constant time: nothing is learnt from how long it takes. */
export async function partnerOf(table: Table, key: string): Promise<Partner | undefined> {
  if (!isPartnerKey(key)) return undefined
  const hash = hashOf(key)
  const item = await getValue<KeyItem>(table, keys.partnerKey(hash.toString('hex')))
  if (item === undefined || !timingSafeEqual(Buffer.from(item.hash, 'hex'), hash)) return undefined
  return { name: item.name, products: item.products }
}
