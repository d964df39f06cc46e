import type { Canceled, Closed, Created, Entry, Removed, Updated } from './change.ts'
import { WebhookError } from './verify-webhook.ts'

interface Frame<Type extends string, Data> {
  readonly type: Type
  /** ISO 8601, UTC */
  readonly timestamp: string
  readonly data: Data
}

interface OfFeed {
  readonly product: string
  readonly language: string
  /** the cursor behind it: store it, for each feed, when you have done what the event asks */
  readonly next: string
  /** false: with this one you have all that the feed has now */
  readonly more: boolean
}

type EntryEvent<E extends Entry> = Frame<`entry.${E['event']}`, E & OfFeed>

/** What a webhook of a wire says (docs/partner.md): a sample, a restart of a feed, or an entry. */
export type WebhookEvent =
  | Frame<'webhook.test', { readonly partner: string; readonly message: string }>
  | Frame<'feed.restarted', OfFeed>
  | EntryEvent<Created>
  | EntryEvent<Updated>
  | EntryEvent<Closed>
  | EntryEvent<Removed>
  | EntryEvent<Canceled>

const TYPES = ['webhook.test', 'feed.restarted', 'entry.created', 'entry.updated', 'entry.closed', 'entry.removed', 'entry.canceled']

/**
 * The event that a verified webhook's `payload` is. Trusted but for what a copy is named by: product, language and id are file names
 * and keys at a partner's. Throws `WebhookError` (`body-invalid`) for what is none.
 */
export function webhookEvent(payload: unknown): WebhookEvent {
  const { type, data } = (payload ?? {}) as { readonly type?: unknown; readonly data?: Partial<OfFeed & { readonly id: string }> | null }
  const isKnown = typeof type === 'string' && TYPES.includes(type) && typeof data === 'object' && data !== null
  const isWhole = isKnown && (type === 'webhook.test' || (isOfFeed(data) && (type === 'feed.restarted' || isName(data.id, 64))))
  if (!isWhole) throw new WebhookError('body-invalid', 'The webhook is well signed, and says nothing that this client knows.')
  return payload as WebhookEvent
}

const isOfFeed = ({ product, language, next, more }: Partial<OfFeed>) =>
  isName(product, 40) && /^[a-z]{2,3}(?:-[A-Z]{2})?$/.test(String(language)) && /^\d+\.\d+$/.test(String(next)) && typeof more === 'boolean'
const isName = (text: unknown, most: number) => typeof text === 'string' && text.length <= most && /^[a-z0-9-]+$/.test(text)
