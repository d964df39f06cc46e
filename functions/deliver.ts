/** What a partner's webhook has not had yet, feed by feed. */
import { consumer } from '@depesche/cloud/consumer'
import { lineOf, log } from '@depesche/cloud/log'
import { station } from '@depesche/cloud/station'
import { createExits } from '@depesche/pipeline/exits'
import { webhookSecret } from '@depesche/pipeline/ledger/webhook-secret'
import { createSender } from '@depesche/webhooks/create-sender'
import { notHere } from './not-here.ts'
import { start } from './start.ts'

const { ports, desks, newsroom } = start('deliver', ['PUBLIC_URL', 'WEBHOOK_KEY'])
const { PUBLIC_URL: publicUrl = '', WEBHOOK_KEY: houseKey = '' } = process.env
const delivering = {
  ports,
  exits: createExits(ports),
  sender: createSender({ allow: newsroom.webhooks.allow }),
  secretOf: (partner: string, number: number) => webhookSecret(houseKey, partner, number),
  publicUrl: publicUrl.replace(/\/+$/, ''),
  observe: (sighting: Parameters<typeof lineOf>[0]) => log(lineOf(sighting, {}, Date.now())),
}

export const handler = consumer(station('deliver', { ports, desks, delivering, engines: () => [], read: notHere }))
