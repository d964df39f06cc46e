/** What a partner's webhook has not had yet, feed by feed. */
import { consumer } from '@depesche/cloud/consumer'
import { lineOf, log } from '@depesche/cloud/log'
import { station } from '@depesche/cloud/station'
import { createExits } from '@depesche/pipeline/exits'
import { webhookSecret } from '@depesche/pipeline/ledger/webhook-secret'
import { lateSender } from './late-sender.ts'
import { notHere } from './not-here.ts'
import { start } from './start.ts'

const { ports, desks, newsroom } = start('deliver', ['PUBLIC_URL'])
const { PUBLIC_URL: publicUrl = '', WEBHOOK_KEY: houseKey = '' } = process.env
// signed with nothing, anybody could sign
if (houseKey === '') throw new Error('a partner has a webhook, and the secret WebhookKey is not set: docs/deploy.md, "Webhooks"')
const delivering = {
  ports,
  exits: createExits(ports),
  sender: lateSender(newsroom.webhooks.allow),
  secretOf: (partner: string, number: number) => webhookSecret(houseKey, partner, number),
  publicUrl: publicUrl.replace(/\/+$/, ''),
  observe: (sighting: Parameters<typeof lineOf>[0]) => log(lineOf(sighting, {}, Date.now())),
}

export const handler = consumer(station('deliver', { ports, desks, delivering, engines: () => [], read: notHere }))
