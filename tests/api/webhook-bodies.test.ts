import { openApi } from '@depesche/api/openapi'
import { keys } from '@depesche/pipeline/keys'
import { newPartnerKey } from '@depesche/pipeline/ledger/partner-key'
import { setWebhook } from '@depesche/pipeline/steps/change-webhook'
import { decide } from '@depesche/pipeline/steps/decide'
import { sampleMessage } from '@depesche/pipeline/webhook-message'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formatsOf from 'ajv-formats'
import { expect, onTestFinished, test } from 'vitest'
import { type WebhookEvent, webhookEvent } from '../../packages/client/src/index.ts'
import { House, memoryTwin } from '../lib/house.ts'
import { givePartner } from '../lib/partner.ts'
import { Receiver } from '../lib/receiver.ts'
import { copy } from '../lib/wire.ts'
import { idOf } from './outlet.ts'

const ajv = new Ajv2020({ strict: false, allErrors: true })
formatsOf.default(ajv)
ajv.addSchema(openApi('https://wire.example'), 'openapi.json')
const checkOf = (name: string) => ajv.getSchema(`openapi.json#/webhooks/${name}/post/requestBody/content/application~1json/schema`)!
const nameOf = ({ type }: WebhookEvent) => (type === 'webhook.test' ? 'test' : type === 'feed.restarted' ? 'restarted' : 'entry')

/** The bodies of every kind of webhook. */
async function bodies(): Promise<readonly string[]> {
  const receiver = new Receiver()
  const house = await House.open(memoryTwin, undefined, {}, { sender: receiver, secretOf: () => 'secret' })
  onTestFinished(() => house.twin.close())
  const { table, clock } = house.twin.ports
  await givePartner(table, newPartnerKey(), 'outlet', ['all'], new Date(house.now).toISOString())
  await setWebhook(house.stations, 'outlet', 'https://outlet.example', 'start', 'anna')
  const put = async (story: string, version: number, more: object = {}) => {
    await house.put(copy({ story, version, headline: `${story} ${version}`, ...more }), `sda/${story}${version}.json`)
    await house.settle()
  }
  for (const story of ['a', 'b', 'c', 'd']) await put(story, 1)
  await put('a', 2, { instruction: 'rectify' })
  await decide(house.stations, idOf('b'), { kind: 'kill', reason: 'Wrong.' }, 'anna')
  await house.settle()
  await put('c', 2, { instruction: 'update', type: 'picture' })
  await put('d', 2, { instruction: 'update' })
  await decide(house.stations, idOf('d'), { kind: 'hold' }, 'anna')
  await table.put(keys.epoch, { epoch: 2 }, { rev: 0, by: 'test' })
  // the new epoch tells what the old one did, and one of it is closed now
  for (const language of ['en', 'fr', 'de'])
    for (const { sort, value } of await table.query(`F#1#all#${language}`, { limit: 100 }))
      await table.put({ partition: `F#2#all#${language}`, sort }, value, { rev: 0, by: 'test' })
  await house.settle()
  return [...receiver.requests.map(({ body }) => body), sampleMessage('outlet', 'x', new Date(clock()).toISOString()).body]
}

test('every webhook is as the OpenAPI document says and as the client takes it, and each kind came', async () => {
  const events = (await bodies()).map((body) => webhookEvent(JSON.parse(body)))
  for (const event of events) {
    const check = checkOf(nameOf(event))
    expect(check(event), `${event.type} ${JSON.stringify(check.errors)}`).toBe(true)
  }
  expect(new Set(events.map(({ type }) => type))).toEqual(
    new Set(['entry.created', 'entry.updated', 'entry.closed', 'entry.removed', 'entry.canceled', 'feed.restarted', 'webhook.test']),
  )
})

test('webhookEvent() refuses what names no copy', async () => {
  const [body = ''] = await bodies()
  const good = JSON.parse(body) as { readonly type: string; readonly data: object }
  const spoilt = [
    null,
    'text',
    {},
    { ...good, type: 'entry.other' },
    { ...good, data: null },
    { ...good, data: { ...good.data, id: '../../etc/passwd' } },
    { ...good, data: { ...good.data, id: 'a'.repeat(65) } },
    { ...good, data: { ...good.data, product: 'a/b' } },
    { ...good, data: { ...good.data, language: '..' } },
    { ...good, data: { ...good.data, next: 'x' } },
    { ...good, data: { ...good.data, more: 'yes' } },
  ]
  expect(webhookEvent(good)).toBe(good)
  for (const each of spoilt) expect(() => webhookEvent(each), JSON.stringify(each).slice(0, 80)).toThrow('nothing that this client knows')
})
