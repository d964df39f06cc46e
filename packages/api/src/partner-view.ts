import { endOfKey, liveKeys, type Partner } from '@depesche/pipeline/ledger/partners'
import { lastKeyUse } from '@depesche/pipeline/ledger/receipts'
import type { Table } from '@depesche/pipeline/ports'
import type { Entitlement } from '@depesche/syndication/entitlement'
import { type WebhookView, webhookView } from './webhook-view.ts'

/** A key as a desk sees it: the beginning of its hash, so that two can be told apart. Instants are ISO 8601, UTC. */
export interface KeyView {
  readonly id: string
  readonly created: string
  readonly ends?: string
  /** the hour of its last use, UTC (`2026-11-28T13`); absent: not used yet */
  readonly lastUsed?: string
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
  /** where it is sent everything; absent: it asks by itself */
  readonly webhook?: WebhookView
}

/** What a desk is shown of a partner at `now` (ms). */
export async function partnerView(table: Table, partner: Partner, now: number): Promise<PartnerView> {
  const { name, created, entitlements, perMinute, suspended } = partner
  const viewed = liveKeys(partner, now).map(async (key): Promise<KeyView> => {
    const [ends, lastUsed] = [endOfKey(partner, key), await lastKeyUse(table, name, key.hash)]
    return { id: key.hash.slice(0, 8), created: key.created, ...(ends ? { ends } : {}), ...(lastUsed ? { lastUsed } : {}) }
  })
  const [keys, webhook] = [await Promise.all(viewed), await webhookView(table, partner, now)]
  return {
    name,
    created,
    entitlements: entitlements.value,
    perMinute: perMinute.value,
    suspended: suspended.value,
    keys,
    ...(webhook ? { webhook } : {}),
  }
}
