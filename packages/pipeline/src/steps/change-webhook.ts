import { randomBytes } from 'node:crypto'
import { getPartner, type Partner } from '../ledger/partners.ts'
import { type Changing, changePartner, PartnerUnchangeable } from './change-partner.ts'

/** What a partner that was never sent anything is sent first: what comes from now on, or all that its feeds have. */
export type WebhookStart = 'now' | 'start'

const BEGINNING = new Date(0).toISOString()

/**
 * Sets where a partner is sent what its contract covers. One that has a webhook goes on at the new address from where it has come
 * to; a new one begins `from` there, and is signed with a new secret. Answers the partner as it is then. Throws `PartnerUnchangeable`.
 */
export async function setWebhook(io: Changing, name: string, url: string, from: WebhookStart, actor: string): Promise<Partner> {
  const before = (await getPartner(io.ports.table, name))?.webhook?.value
  if (before) return changePartner(io, name, { kind: 'webhook', webhook: { ...before, url } }, actor)
  const since = from === 'start' ? BEGINNING : new Date(io.ports.clock()).toISOString()
  const webhook = { url, since, run: randomBytes(9).toString('base64url') }
  return changePartner(io, name, { kind: 'webhook', webhook, signed: true }, actor)
}

/** Has a webhook that was disabled, or rests after a failure, tried again at once; it goes on where it stopped. Throws `PartnerUnchangeable`. */
export async function resumeWebhook(io: Changing, name: string, actor: string): Promise<Partner> {
  const webhook = (await getPartner(io.ports.table, name))?.webhook?.value
  if (!webhook) throw new PartnerUnchangeable(`${name} has no webhook`)
  return changePartner(io, name, { kind: 'webhook', webhook }, actor)
}

/** Sends a partner nothing any more. Throws `PartnerUnchangeable`. */
export function removeWebhook(io: Changing, name: string, actor: string): Promise<Partner> {
  return changePartner(io, name, { kind: 'webhook', webhook: null }, actor)
}

/** Signs with a second secret; the one before it signs along for `graceMs` more (0: no longer). Throws `PartnerUnchangeable`. */
export function rotateSecret(io: Changing, name: string, graceMs: number, actor: string): Promise<Partner> {
  const ends = new Date(io.ports.clock() + graceMs).toISOString()
  return changePartner(io, name, { kind: 'rotate-secret', ends }, actor)
}
