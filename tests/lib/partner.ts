import type { PartnerChange } from '@depesche/pipeline/ledger/partner-deed'
import { partnerKeyHash } from '@depesche/pipeline/ledger/partner-key'
import type { Partner } from '@depesche/pipeline/ledger/partners'
import type { Ports, Table } from '@depesche/pipeline/ports'
import { applyChange } from '@depesche/pipeline/steps/change-partner'
import type { Entitlement } from '@depesche/syndication/entitlement'

/** More requests than a test makes. */
const PLENTY = 100_000

/** A partner straight in the ledger, under a key, without a document in the archive. */
export async function givePartner(
  table: Table,
  key: string,
  name: string,
  covered: readonly (string | Entitlement)[],
  at = '2026-03-02T10:00:00Z',
): Promise<Partner> {
  const entitlements = covered.map((each) => (typeof each === 'string' ? { product: each } : each))
  const deed = { kind: 'add', entitlements, hash: partnerKeyHash(key) } as const
  const change: PartnerChange = { change: `given-${name}`, partner: name, actor: 'test', at, number: Date.parse(at), deed }
  const io = { ports: { table } as Ports }
  await applyChange(io, change)
  return applyChange(io, { ...change, number: change.number + 1, deed: { kind: 'limit', perMinute: PLENTY } })
}
