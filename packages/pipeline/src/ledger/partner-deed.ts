import type { Entitlement } from '@depesche/syndication/entitlement'
import { liveAmong, liveKeys, type Partner, type Said, type Successive, type Webhook } from './partners.ts'

/** What can be changed about a partner. Instants are ISO 8601, UTC; `hash` is that of a key that its partner alone knows. */
export type PartnerDeed =
  | { readonly kind: 'add'; readonly entitlements: readonly Entitlement[]; readonly hash: string }
  /** what the contract covers from now on, all of it */
  | { readonly kind: 'entitle'; readonly entitlements: readonly Entitlement[] }
  /** requests a minute; null: the house's own limit */
  | { readonly kind: 'limit'; readonly perMinute: number | null }
  /** its keys open nothing any more, until it is resumed */
  | { readonly kind: 'suspend'; readonly reason?: string }
  | { readonly kind: 'resume' }
  /** a second key; those before it end at `ends` */
  | { readonly kind: 'rotate-key'; readonly hash: string; readonly ends: string }
  /** where it is sent everything from now on; `signed`: with a new secret, and no other any more. null: it is sent nothing */
  | { readonly kind: 'webhook'; readonly webhook: Webhook | null; readonly signed?: true }
  /** a second secret; those before it sign along until `ends` */
  | { readonly kind: 'rotate-secret'; readonly ends: string }

/** A change of a partner: a document in the archive, and what the ledger is made of. */
export interface PartnerChange {
  /** random: names the open work */
  readonly change: string
  readonly partner: string
  readonly actor: string
  readonly at: string
  /** above every one that was seen: the later wins, whatever comes in between */
  readonly number: number
  readonly deed: PartnerDeed
}

/** Keys that are remembered: those that ended long ago are forgotten. */
const REMEMBERED = 6

/** The number of a new change at `now` (ms). */
export function nextChange(partner: Partner | undefined, now: number): number {
  if (partner === undefined) return now
  const { entitlements, perMinute, suspended, keys, webhook, secrets = [] } = partner
  const said = [entitlements, perMinute, suspended, ...keys, ...(webhook ? [webhook] : []), ...secrets]
  return Math.max(now, ...said.map(({ number }) => number + 1))
}

/**
 * A partner after a change; the same whatever order changes come in, and however often. `undefined`: there is no such partner
 * yet, and the change waits for it.
 */
export function afterChange(partner: Partner | undefined, change: PartnerChange): Partner | undefined {
  const { number, at, deed } = change
  if (deed.kind === 'add') return added(partner, change, deed)
  if (partner === undefined) return undefined
  switch (deed.kind) {
    case 'entitle':
      return { ...partner, entitlements: later(partner.entitlements, deed.entitlements, number) }
    case 'limit':
      return { ...partner, perMinute: later(partner.perMinute, deed.perMinute, number) }
    case 'suspend':
      return { ...partner, suspended: later(partner.suspended, { at, ...(deed.reason ? { reason: deed.reason } : {}) }, number) }
    case 'resume':
      return { ...partner, suspended: later(partner.suspended, null, number) }
    case 'rotate-key':
      return { ...partner, keys: withOne(partner.keys, { hash: deed.hash, created: at, number, others: deed.ends }) }
    case 'webhook':
      return withWebhook(partner, change, deed)
    case 'rotate-secret':
      return { ...partner, secrets: withOne(partner.secrets ?? [], { created: at, number, others: deed.ends }) }
  }
}

const later = <T>(before: Said<T>, value: T, number: number): Said<T> => (number > before.number ? { value, number } : before)

function added(partner: Partner | undefined, change: PartnerChange, deed: Extract<PartnerDeed, { kind: 'add' }>): Partner {
  const { partner: name, number, at } = change
  const key = { hash: deed.hash, created: at, number }
  const entitlements = { value: deed.entitlements, number }
  if (partner) return { ...partner, entitlements: later(partner.entitlements, deed.entitlements, number), keys: withOne(partner.keys, key) }
  return { name, created: at, entitlements, perMinute: { value: null, number: 0 }, suspended: { value: null, number: 0 }, keys: [key] }
}

function withWebhook(partner: Partner, { number, at }: PartnerChange, deed: Extract<PartnerDeed, { kind: 'webhook' }>): Partner {
  const webhook = later(partner.webhook ?? { value: null, number: 0 }, deed.webhook, number)
  if (!deed.signed) return { ...partner, webhook }
  return { ...partner, webhook, secrets: withOne(partner.secrets ?? [], { created: at, number, others: at }) }
}

function withOne<T extends Successive>(all: readonly T[], one: T): readonly T[] {
  // of two changes at one moment both stand, whichever comes first
  const text = JSON.stringify(one)
  if (all.some((each) => JSON.stringify(each) === text)) return all
  const isAfter = (each: T) => each.number > one.number || (each.number === one.number && JSON.stringify(each) > text)
  return [...all.filter((each) => !isAfter(each)), one, ...all.filter(isAfter)].slice(-REMEMBERED)
}

/** Why a deed makes no sense now, in words for the desk; `undefined`: it does. */
export function whyNot(name: string, partner: Partner | undefined, deed: PartnerDeed, now: number): string | undefined {
  if (deed.kind === 'add') return partner && `there is a partner ${name} already`
  if (partner === undefined) return `there is no partner ${name}`
  if (deed.kind === 'suspend' && partner.suspended.value) return `${name} is suspended already`
  if (deed.kind === 'resume' && !partner.suspended.value) return `${name} is not suspended`
  if (deed.kind === 'webhook' && deed.webhook === null && !partner.webhook?.value) return `${name} has no webhook`
  if (deed.kind === 'rotate-key' && liveKeys(partner, now).length > 1 && Date.parse(deed.ends) > now)
    return `${name} has two keys that open already: the older one ends first, or at once (--now)`
  return deed.kind === 'rotate-secret' ? whyNoSecret(name, partner, deed.ends, now) : undefined
}

function whyNoSecret(name: string, { webhook, secrets = [] }: Partner, ends: string, now: number): string | undefined {
  if (!webhook?.value) return `${name} has no webhook, so nothing is signed`
  const isFull = liveAmong(secrets, now).length > 1 && Date.parse(ends) > now
  return isFull ? `${name} has two secrets already: the older one ends first, or at once (--now)` : undefined
}
