import { feedPartition, keys } from '@depesche/pipeline/keys'
import { currentEpoch } from '@depesche/pipeline/ledger/epoch'
import { type FollowerItem, followedOf } from '@depesche/pipeline/ledger/follower'
import { getValue } from '@depesche/pipeline/ledger/items'
import { endAmong, liveAmong, type Partner } from '@depesche/pipeline/ledger/partners'
import type { Table } from '@depesche/pipeline/ports'
import { tailOf } from '@depesche/pipeline/reconcile'

/** A partner's webhook as a desk sees it. Instants are ISO 8601, UTC. */
export interface WebhookView {
  readonly url: string
  /** it is told what its feeds said since then; 1970: all that they have */
  readonly since: string
  /** those that it is signed with now, newest last; what they are is told when they are made */
  readonly secrets: readonly { readonly created: string; readonly ends?: string }[]
  /** when the last one was taken */
  readonly taken?: string
  /** the last tries came to nothing */
  readonly failing?: { readonly since: string; readonly tries: number; readonly next: string; readonly reason: string }
  /** nothing is sent until a desk resumes it */
  readonly disabled?: { readonly at: string; readonly reason: string }
  /** how far it has come: `behind` entries are still to be sent */
  readonly feeds: readonly { readonly product: string; readonly language: string; readonly behind: number }[]
}

/** What a desk is shown of a partner's webhook at `now` (ms); `undefined`: it has none. */
export async function webhookView(table: Table, partner: Partner, now: number): Promise<WebhookView | undefined> {
  const { webhook, secrets = [], name } = partner
  if (!webhook?.value) return undefined
  const { url, since } = webhook.value
  const state = await getValue<FollowerItem>(table, keys.follower(name))
  // of one that was set or resumed since, nothing has failed
  const { failing, disabled } = state?.number === webhook.number ? state : {}
  const signed = liveAmong(secrets, now).map((each) => {
    const ends = endAmong(secrets, each)
    return { created: each.created, ...(ends ? { ends } : {}) }
  })
  return {
    url,
    since,
    secrets: signed,
    ...(state?.taken ? { taken: state.taken } : {}),
    ...(failing ? { failing: { ...failing, next: new Date(failing.next).toISOString() } } : {}),
    ...(disabled ? { disabled } : {}),
    feeds: await behind(table, name, webhook.value.run),
  }
}

async function behind(table: Table, name: string, run: string): Promise<WebhookView['feeds']> {
  const epoch = await currentEpoch(table)
  const feeds = []
  for (const [feed, { value: place }] of await followedOf(table, name)) {
    const [product = '', language = ''] = feed.split('#')
    const tail = await tailOf(table, feedPartition(epoch, { product, language }))
    if (place.run === run) feeds.push({ product, language, behind: place.epoch === epoch ? Math.max(0, tail - place.sequence) : tail })
  }
  return feeds
}
