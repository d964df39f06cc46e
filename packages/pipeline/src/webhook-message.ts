import { type Json, resolveLinks } from '@depesche/syndication/ninjs'
import type { Feed } from '@depesche/syndication/product'
import type { Cursor, PageEntry } from './exits.ts'
import { sha256 } from './keys.ts'

/** What a webhook says: its id, the same whenever the same words are tried again, and its JSON. */
export interface WebhookMessage {
  readonly id: string
  readonly body: string
}

export interface EntryToSend {
  readonly partner: string
  readonly feed: Feed
  readonly entry: PageEntry
  /** the entry's place; to be told apart from the same number after a restore */
  readonly epoch: number
  /** false: with this one the receiver has all that there is */
  readonly more: boolean
  /** where partners reach us, for links; without a slash at its end */
  readonly publicUrl: string
}

const idOf = (parts: readonly (string | number)[]) => `msg_${sha256(JSON.stringify(parts)).slice(0, 32)}`
const cursorOf = ({ epoch, sequence }: Cursor) => `${epoch}.${sequence}`

/**
 * An entry of a feed as a webhook, in the frame that Standard Webhooks proposes ("Payload structure"): `type`, `timestamp`, `data`.
 * `data` is the entry as the API gives it, with its feed.
 */
export function entryMessage({ partner, feed, entry: { bytes, ...entry }, epoch, more, publicUrl }: EntryToSend): WebhookMessage {
  const { event, sequence, version, at } = entry
  const item = bytes && resolveLinks(JSON.parse(Buffer.from(bytes).toString('utf8')) as Json, (path) => publicUrl + path)
  const data = { ...feed, ...entry, ...(item ? { item } : {}), next: cursorOf({ epoch, sequence }), more }
  const words = bytes === undefined ? '' : sha256(bytes)
  return {
    id: idOf([partner, feed.product, feed.language, epoch, sequence, event, version, words]),
    body: JSON.stringify({ type: `entry.${event}`, timestamp: at, data }),
  }
}

/** The feeds were restored: this one is told from its beginning, and what does not come again is to be deleted. */
export function restartMessage(partner: string, feed: Feed, tail: Cursor, at: string): WebhookMessage {
  const { epoch, sequence } = tail
  const body = { type: 'feed.restarted', timestamp: at, data: { ...feed, next: cursorOf({ epoch, sequence: 0 }), more: sequence > 0 } }
  return { id: idOf([partner, feed.product, feed.language, epoch, 'restarted']), body: JSON.stringify(body) }
}

/** A sample for trying out a receiver: it is about nothing. */
export function sampleMessage(partner: string, id: string, at: string): WebhookMessage {
  const data = { partner, message: 'This is a test. If you have checked the signature, you are ready.' }
  return { id: `msg_${id}`, body: JSON.stringify({ type: 'webhook.test', timestamp: at, data }) }
}
