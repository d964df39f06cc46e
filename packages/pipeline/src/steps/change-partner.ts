import { randomUUID } from 'node:crypto'
import type { Entitlement } from '@depesche/syndication/entitlement'
import { keys } from '../keys.ts'
import { getValue, putItem, updateItem } from '../ledger/items.ts'
import { afterChange, nextChange, type PartnerChange, type PartnerDeed, whyNot } from '../ledger/partner-deed.ts'
import { newPartnerKey, partnerKeyHash } from '../ledger/partner-key.ts'
import { getPartner, type Partner } from '../ledger/partners.ts'
import type { WorkItem } from '../ledger/shapes.ts'
import { closeWork, openWork, openWorkAt, REDRIVE_MS } from '../ledger/work.ts'
import type { Message, Ports, Value } from '../ports.ts'
import { paths, putJson } from '../store-json.ts'
import type { Outcome } from './outcome.ts'

export interface Changing {
  readonly ports: Omit<Ports, 'inbox'>
}

/** The change makes no sense: `message` says why, in words for the desk. */
export class PartnerUnchangeable extends Error {}

/**
 * Changes a partner: open work that holds the change, then its document in the archive, then the ledger, so that a crash
 * anywhere heals and a replay knows it (LEDGER.md section 3). When this returns, it holds. Answers the partner as it is then.
 * Throws `PartnerUnchangeable`.
 */
export async function changePartner(io: Changing, name: string, deed: PartnerDeed, actor: string): Promise<Partner> {
  const { table, clock } = io.ports
  const before = await getPartner(table, name)
  const now = clock()
  const fault = whyNot(name, before, deed, now)
  if (fault !== undefined) throw new PartnerUnchangeable(fault)
  const at = new Date(now).toISOString()
  const change: PartnerChange = { change: randomUUID(), partner: name, actor, at, number: nextChange(before, now), deed }
  const message: Message = { station: 'normalize', cause: `partner-${change.change}`, partner: change.change }
  const work = await openWork(table, message, now + REDRIVE_MS, { partner: change })
  const partner = await carryOut(io, change)
  await closeWork(table, work)
  return partner
}

/** Adds a partner. Answers its key: told this once, and kept as a hash alone. Throws `PartnerUnchangeable`. */
export async function addPartner(io: Changing, name: string, entitlements: readonly Entitlement[], actor: string): Promise<string> {
  const key = newPartnerKey()
  await changePartner(io, name, { kind: 'add', entitlements, hash: partnerKeyHash(key) }, actor)
  return key
}

/**
 * Gives a partner a second key; the one before it opens for `graceMs` more (0: no longer). Answers the new one, told this once.
 * Throws `PartnerUnchangeable`.
 */
export async function rotateKey(io: Changing, name: string, graceMs: number, actor: string): Promise<string> {
  const key = newPartnerKey()
  const ends = new Date(io.ports.clock() + graceMs).toISOString()
  await changePartner(io, name, { kind: 'rotate-key', hash: partnerKeyHash(key), ends }, actor)
  return key
}

/** Carries out the change that a message's work holds, after a crash. Gone: it was done. */
export async function resumeChange(io: Changing, message: Message): Promise<Outcome> {
  const work = message.work && (await getValue<WorkItem>(io.ports.table, message.work))
  if (work?.partner !== undefined) await carryOut(io, work.partner)
  return 'done'
}

async function carryOut(io: Changing, change: PartnerChange): Promise<Partner> {
  await putJson(io.ports.documents, { kind: 'partner', ...change }, (hash) => paths.partnerChange(change.number, hash))
  return applyChange(io, change)
}

/**
 * The ledger writes of a change: what a replay does again. Once more it changes nothing. Throws when there is no such partner:
 * the change waits for it.
 */
export async function applyChange({ ports }: Changing, change: PartnerChange): Promise<Partner> {
  const { table } = ports
  await startFollower(ports, change)
  const partner = await updateItem<Partner>(table, keys.partner(change.partner), (now) => {
    const next = afterChange(now, change)
    return JSON.stringify(next) === JSON.stringify(now) ? undefined : next
  })
  if (partner === undefined) throw new Error(`it changes the partner ${change.partner}, of which the archive does not know`)
  // a key that does not stand in its partner's item opens nothing: that one is written first
  // the follower's own clock may have come too early for it
  if (change.deed.kind === 'webhook' && change.deed.webhook) {
    const follow = { partner: partner.name }
    await ports.queue.send({ station: 'deliver', cause: `wake-${partner.name}`, follow })
  }
  if ('hash' in change.deed) await putItem(table, keys.partnerKey(change.deed.hash), { partner: partner.name } as unknown as Value, 0)
  return partner
}

/**
 * The clock of a webhook's follower begins before the webhook stands, so that no crash leaves one without. One that is there
 * already has its own.
 */
async function startFollower(ports: Changing['ports'], { partner, number, deed }: PartnerChange): Promise<void> {
  if (deed.kind !== 'webhook' || deed.webhook === null) return
  if (((await getPartner(ports.table, partner))?.webhook?.number ?? 0) >= number) return
  const follow = { partner, number }
  await openWorkAt(ports, { station: 'deliver', cause: `follow-${partner}-${number}`, follow }, ports.clock())
}
