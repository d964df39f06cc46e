import type { Entitlement, Reader } from '@depesche/syndication/entitlement'
import { endOf, keys } from '../keys.ts'
import type { Table } from '../ports.ts'
import { getValue, queryAll } from './items.ts'
import { isPartnerKey, isSameHash, partnerKeyHash } from './partner-key.ts'

/** One of several that follow one another, as keys do. Instants are ISO 8601, UTC. */
export interface Successive {
  readonly created: string
  /** of the change that brought it */
  readonly number: number
  /** when those before it end */
  readonly others?: string
}

/** A key of a partner: its hash alone. */
export interface KeyRecord extends Successive {
  /** sha256, hexadecimal */
  readonly hash: string
}

/** Where a partner is sent what its contract covers. */
export interface Webhook {
  readonly url: string
  /** feeds begin with what they said at this instant or after: ISO 8601, UTC */
  readonly since: string
  /** random: a new one begins anew, the same goes on where it has come to */
  readonly run: string
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
  /** null: it is sent nothing any more; absent: it never was */
  readonly webhook?: Said<Webhook | null>
  /** what webhooks are signed with: their numbers alone, the secrets follow from them; newest last */
  readonly secrets?: readonly Successive[]
}

/** Which partner a key is of (`K#{hash}`). */
interface KeyItem {
  readonly partner: string
}

/** Keys that open something at the same time: the one in use and its successor. */
export const MAX_KEYS = 2

/** True for what may name a partner. */
export const isPartnerName = (text: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(text)

/** When one of several ends (ISO 8601, UTC), because others came after it; `undefined`: none did. */
export function endAmong(all: readonly Successive[], { number }: Successive): string | undefined {
  const later = all.filter((each) => each.number > number)
  return later.flatMap(({ others }) => others ?? []).toSorted()[0]
}

/** Those of several that still hold at `now` (ms), newest last. */
export function liveAmong<T extends Successive>(all: readonly T[], now: number): readonly T[] {
  const isLive = (each: T) => {
    const ends = endAmong(all, each)
    return ends === undefined || now < Date.parse(ends)
  }
  return all.slice(-MAX_KEYS).filter(isLive)
}

/** When a key of a partner ends (ISO 8601, UTC), because others came after it; `undefined`: none did. */
export const endOfKey = ({ keys: all }: Pick<Partner, 'keys'>, key: KeyRecord): string | undefined => endAmong(all, key)

/** The keys of a partner that open something at `now` (ms). */
export const liveKeys = ({ keys: all }: Pick<Partner, 'keys'>, now: number): readonly KeyRecord[] => liveAmong(all, now)

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
