import { endOfKey, liveKeys, type Partner } from '@depesche/pipeline/ledger/partners'
import type { Entitlement } from '@depesche/syndication/entitlement'

/** A key as a desk sees it: the beginning of its hash, so that two can be told apart. Instants are ISO 8601, UTC. */
export interface KeyView {
  readonly id: string
  readonly created: string
  readonly ends?: string
}

/** A partner as a desk sees it. */
export interface PartnerView {
  readonly name: string
  readonly created: string
  readonly entitlements: readonly Entitlement[]
  /** requests a minute; null: the house's own limit */
  readonly perMinute: number | null
  readonly suspended: { readonly at: string; readonly reason?: string } | null
  /** those that open something now */
  readonly keys: readonly KeyView[]
}

/** What a desk is shown of a partner at `now` (ms). */
export function partnerView(partner: Partner, now: number): PartnerView {
  const { name, created, entitlements, perMinute, suspended } = partner
  const keys = liveKeys(partner, now).map((key) => {
    const ends = endOfKey(partner, key)
    return { id: key.hash.slice(0, 8), created: key.created, ...(ends === undefined ? {} : { ends }) }
  })
  return { name, created, entitlements: entitlements.value, perMinute: perMinute.value, suspended: suspended.value, keys }
}
