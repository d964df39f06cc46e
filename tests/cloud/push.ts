/** A partner that webhooks are pushed to, in a run of the cloud: set up by the desk's routes, and looked at when all is quiet. */
import { webhookView } from '@depesche/api/webhook-view'
import { newPartnerKey } from '@depesche/pipeline/ledger/partner-key'
import { getPartner } from '@depesche/pipeline/ledger/partners'
import { openWorks } from '@depesche/pipeline/ledger/work'
import { givePartner } from '../lib/partner.ts'
import { Broken, must } from './broken.ts'
import type { Invoked } from './containers.ts'
import type { Cloud } from './driver.ts'
import type { HttpAnswer } from './events.ts'
import { readFeed } from './expect-feed.ts'
import { feedsOf } from './newsroom.ts'
import { tableOf } from './table-of.ts'

/** It may read what `outlet` may. */
export const PUSHED = 'pushed'
const ROUTE = `/v1/desk/partners/${PUSHED}/webhook`

/** A partner with a webhook at the cloud's receiver, from the beginning of its feeds. A desk that is cut off asks again. */
export async function givePushPartner(cloud: Cloud): Promise<void> {
  await givePartner(tableOf(cloud), newPartnerKey(), PUSHED, Object.keys(cloud.newsroom.products), new Date(cloud.now()).toISOString())
  await setPush(cloud)
}

/** As a desk does it that was told no secret, because the answer was lost or because there was a webhook: it asks for another. */
export async function setPush(cloud: Cloud): Promise<void> {
  const body = { url: `http://${cloud.receiver.host}/hook`, from: 'start' }
  const { secret = (await insist(cloud, 'POST', '/secret', { graceDays: 0 })).secret } = await insist(cloud, 'PUT', '', body)
  must(secret, 'nobody was told a secret')
  cloud.receiver.secrets = [secret]
}

interface WebhookAnswer {
  readonly secret?: string
}

/** Asks until there is an answer that is none of a function that died or could not. `fine`: refusals that are as good. */
async function insist(cloud: Cloud, method: string, path: string, body: object, fine: readonly number[] = []): Promise<WebhookAnswer> {
  for (let tries = 0; tries < 20; tries++) {
    const answer = answerOf(await cloud.desk(method, ROUTE + path, body), fine)
    if (answer) return answer
  }
  throw new Broken(`${method} ${ROUTE}${path} was not answered`)
}

function answerOf(invoked: Invoked, fine: readonly number[]): WebhookAnswer | undefined {
  const { statusCode = 0, body = '{}' } = 'result' in invoked ? (invoked.result as HttpAnswer) : {}
  if (fine.includes(statusCode)) return {}
  if (statusCode >= 400 && statusCode < 500) throw new Broken(`${ROUTE}: ${statusCode} ${body}`)
  return statusCode >= 200 && statusCode < 300 ? (JSON.parse(body) as WebhookAnswer) : undefined
}

/** What a desk may do about a webhook in the middle of things; it does not change what is sent. */
export type PushDeed = 'move' | 'rotate' | 'resume' | 'test'

/** One request, at which the function may be killed. */
export async function pushDeed(cloud: Cloud, deed: PushDeed): Promise<void> {
  if (deed === 'move') await cloud.desk('PUT', ROUTE, { url: `http://${cloud.receiver.host}/moved/${cloud.counts.invocations}` })
  if (deed === 'rotate') await cloud.desk('POST', `${ROUTE}/secret`, { graceDays: 1 })
  if (deed === 'resume') await cloud.desk('POST', `${ROUTE}/resume`, {})
  if (deed === 'test') await cloud.desk('POST', `${ROUTE}/test`, {})
}

/** Whether a cause names the clock of a webhook's follower, which is open work as long as there is the webhook. */
export const isLook = (cause: string) => cause.startsWith('follow-')

/** Whether everything was sent, and one clock is left that looks for more. */
export async function isPushed(cloud: Cloud): Promise<boolean> {
  const table = tableOf(cloud)
  const partner = await getPartner(table, PUSHED)
  const view = partner && (await webhookView(table, partner, cloud.now()))
  if (view === undefined) return true
  if (view.failing || view.disabled || view.feeds.length < feedsOf(cloud.newsroom).length) return false
  if (view.feeds.some(({ behind }) => behind > 0)) return false
  const looks = (await Array.fromAsync(openWorks(table))).filter(({ value }) => isLook(value.message.cause))
  return looks.length === 1
}

/** As a desk does when the receiver is well again: what was disabled goes on; what rests would by itself, and is resumed if `all`. */
export async function resumePush(cloud: Cloud, all: boolean): Promise<void> {
  const table = tableOf(cloud)
  const partner = await getPartner(table, PUSHED)
  const { disabled, failing } = (partner && (await webhookView(table, partner, cloud.now()))) ?? {}
  if (disabled || (failing && all)) await insist(cloud, 'POST', '/resume', {})
}

/** Throws `Broken` when the receiver's copies are not what the feeds say, or something came that must not. */
export async function expectPushed(cloud: Cloud, key: string): Promise<void> {
  expectNoFault(cloud)
  for (const feed of feedsOf(cloud.newsroom)) {
    const name = `${feed.product}/${feed.language}`
    const entries = await readFeed(cloud, feed, key)
    const copies = cloud.receiver.copies.get(name) ?? new Map<string, unknown>()
    const last = cloud.receiver.taken.findLast(({ data }) => `${data.product}/${data.language}` === name)?.data.sequence ?? 0
    must(last === entries.length, `${name} has ${entries.length} entries, and the receiver was told of ${last}`)
    for (const id of new Set([...entries.map((entry) => entry.id), ...copies.keys()])) {
      const entry = entries.findLast((each) => each.id === id)
      // what was closed without a word may lie there from before
      if (entry?.event === 'closed') continue
      const [said, has] = [entry?.item, copies.get(id)].map((item) => JSON.stringify(item))
      must(said === has, `${name}: the receiver has of ${id} ${has?.slice(0, 300)}, the feed ${entry?.event} ${said?.slice(0, 300)}`)
    }
  }
}

export function expectNoFault(cloud: Cloud): void {
  must(cloud.receiver.faults.length === 0, `the receiver: ${cloud.receiver.faults.join('; ')}`)
}

/** The desk takes the webhook away: the follower comes to rest by itself, and leaves neither work nor message. */
export async function expectUnpushed(cloud: Cloud): Promise<void> {
  await insist(cloud, 'DELETE', '', {}, [409])
  for (let minutes = 0; minutes < 4; minutes++) {
    cloud.advance(60_000)
    await cloud.tick()
    // a desk's function that died has its change carried out by normalize
    for (let fed = 1; fed > 0; ) fed = (await cloud.feed('normalize')) + (await cloud.feed('deliver'))
  }
  const open = await Array.fromAsync(openWorks(tableOf(cloud)))
  must(open.length === 0, `a webhook was taken away, and is open: ${open.map(({ key }) => key.sort).join(', ')}`)
  must(cloud.depth(['deliver']).work === 0, 'a webhook was taken away, and messages are left')
}
