import type { Entitlement, Reader } from '@depesche/syndication/entitlement'
import { endOf, keys } from '../keys.ts'
import type { Table } from '../ports.ts'
import { getValue, queryAll } from './items.ts'
import { isPartnerKey, isSameHash, partnerKeyHash } from './partner-key.ts'

/** A key of a partner: its hash alone. Instants are ISO 8601, UTC. */
export interface KeyRecord {
  /** sha256, hexadecimal */
  readonly hash: string
  readonly created: string
  /** of the change that brought it */
  readonly number: number
  /** when the keys before it end */
  readonly others?: string
}

/** A fact and the number of the change that set it: a smaller number changes nothing, so changes may come in any order. */
export interface Said<T> {
  readonly value: T
  readonly number: number
}

/** Who subscribes (`K#partners`). */
export interface Partner {
  readonly name: string
  readonly created: string
  readonly entitlements: Said<readonly Entitlement[]>
  /** requests a minute; null: the house's own limit */
  readonly perMinute: Said<number | null>
  readonly suspended: Said<{ readonly at: string; readonly reason?: string } | null>
  /** by their numbers, newest last */
  readonly keys: readonly KeyRecord[]
}

/** Which partner a key is of (`K#{hash}`). */
interface KeyItem {
  readonly partner: string
}

/** Keys that open something at the same time: the one in use and its successor. */
export const MAX_KEYS = 2

/** True for what may name a partner. */
export const isPartnerName = (text: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(text)

/** When a key of a partner ends (ISO 8601, UTC), because others came after it; `undefined`: none did. */
export function endOfKey({ keys: all }: Pick<Partner, 'keys'>, { number }: KeyRecord): string | undefined {
  const later = all.filter((key) => key.number > number)
  return later.flatMap(({ others }) => others ?? []).toSorted()[0]
}

/** The keys of a partner that open something at `now` (ms). */
export function liveKeys(partner: Pick<Partner, 'keys'>, now: number): readonly KeyRecord[] {
  const isLive = (key: KeyRecord) => {
    const ends = endOfKey(partner, key)
    return ends === undefined || now < Date.parse(ends)
  }
  return partner.keys.slice(-MAX_KEYS).filter(isLive)
}

/** Who reads, as the exits ask: nobody while a partner is suspended. */
export function readerOf({ name, entitlements, suspended }: Partner): Reader {
  return { name, entitlements: suspended.value ? [] : entitlements.value }
}

/**
 * The partner that a key belongs to at `now` (ms), suspended or not. Found by hash and compared in constant time: nothing is
 * learnt from how long it takes.
 */
export async function partnerOf(table: Table, key: string, now: number): Promise<Partner | undefined> {
  if (!isPartnerKey(key)) return undefined
  const hash = partnerKeyHash(key)
  const name = (await getValue<KeyItem>(table, keys.partnerKey(hash)))?.partner
  const partner = await getPartner(table, name ?? '')
  return partner && liveKeys(partner, now).some((each) => isSameHash(each.hash, hash)) ? partner : undefined
}

/** A partner by its name. */
export function getPartner(table: Table, name: string): Promise<Partner | undefined> {
  return getValue<Partner>(table, keys.partner(name))
}

/** Every partner, by name. */
export async function listPartners(table: Table): Promise<readonly Partner[]> {
  const partners: Partner[] = []
  const { partition } = keys.partner('')
  for await (const { value } of queryAll<Partner>(table, partition, 'N#', endOf('N#'))) partners.push(value)
  return partners
}
