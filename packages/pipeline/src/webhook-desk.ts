/** What a desk does about a partner's webhook: set it, try it, resume it, give it another secret, take it away. */
import { randomUUID } from 'node:crypto'
import { getPartner, liveAmong, type Partner } from './ledger/partners.ts'
import type { Delivered, Sender } from './sender.ts'
import { type Changing, PartnerUnchangeable } from './steps/change-partner.ts'
import { removeWebhook, resumeWebhook, rotateSecret, setWebhook, type WebhookStart } from './steps/change-webhook.ts'
import { sampleMessage } from './webhook-message.ts'

export interface Webhooks {
  readonly sender: Sender
  /** the secret of a partner that the change with that number brought */
  readonly secretOf: (partner: string, number: number) => string
}

/** Each throws `PartnerUnchangeable` with the reason, in words for the desk. */
export interface WebhookDesk {
  /** Answers the secret that it is signed with when it is a new one; a partner that has a webhook goes on with the one it knows. */
  set(name: string, url: string, from: WebhookStart, actor: string): Promise<string | undefined>
  resume(name: string, actor: string): Promise<void>
  remove(name: string, actor: string): Promise<void>
  /** A second secret; the one before it signs along for `graceMs` more. Answers the new one. */
  rotate(name: string, graceMs: number, actor: string): Promise<string>
  /** Sends a signed sample now, whether the webhook works or not. */
  test(name: string): Promise<Delivered>
}

/** The desk's side of webhooks. Without `webhooks` this wire sends to nobody, and each says so. */
export function createWebhookDesk(io: Changing, webhooks: Webhooks | undefined): WebhookDesk {
  const { table, clock } = io.ports
  const sending = (): Webhooks => {
    if (webhooks) return webhooks
    throw new PartnerUnchangeable('this stack sends to nobody yet: set the secret WebhookKey and deploy it again (docs/deploy.md)')
  }
  const newest = ({ name, secrets = [] }: Partner) => sending().secretOf(name, secrets.at(-1)?.number ?? 0)
  return {
    set: async (name, url, from, actor) => {
      const refused = await sending().sender.refuses(url)
      if (refused !== undefined) throw new PartnerUnchangeable(refused)
      const before = await getPartner(table, name)
      const after = await setWebhook(io, name, url, from, actor)
      return before?.webhook?.value ? undefined : newest(after)
    },
    resume: async (name, actor) => void (await resumeWebhook(io, name, actor)),
    remove: async (name, actor) => void (await removeWebhook(io, name, actor)),
    rotate: async (name, graceMs, actor) => {
      sending()
      return newest(await rotateSecret(io, name, graceMs, actor))
    },
    test: async (name) => {
      const partner = await getPartner(table, name)
      if (!partner?.webhook?.value) throw new PartnerUnchangeable(`${name} has no webhook`)
      const { sender, secretOf } = sending()
      const now = clock()
      const secrets = liveAmong(partner.secrets ?? [], now).map(({ number }) => secretOf(name, number))
      const sample = sampleMessage(name, randomUUID(), new Date(now).toISOString())
      return sender.send({ url: partner.webhook.value.url, ...sample, secrets: secrets.toReversed() })
    },
  }
}
