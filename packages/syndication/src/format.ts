import type { Json } from './ninjs.ts'

/** What has happened to an article in a feed, and what a reader of it is shown. */
export interface FormatEntry {
  readonly sequence: number
  /** `superseded`: a newer entry of this article follows; `closed`: nothing of it is shown for now */
  readonly event: 'created' | 'updated' | 'canceled' | 'removed' | 'superseded' | 'closed'
  readonly id: string
  readonly version: number
  /** when the entry was made: ISO 8601, UTC */
  readonly at: string
  /** why it was withdrawn; with `canceled` */
  readonly notice?: string
  readonly correction?: { readonly kind: 'rectify' | 'update'; readonly reason?: string }
  /** where the item is read: an absolute URL */
  readonly href: string
  /** the ninjs document of ours, its links made whole; with `created` and `updated` */
  readonly item?: Json
}

/** A page of a feed that has passed the gate. */
export interface FormatFeed {
  readonly product: string
  /** what people call the product */
  readonly title: string
  readonly language: string
  /** the agency, as it is published */
  readonly provider: string
  /** in the feed's order, oldest first */
  readonly entries: readonly FormatEntry[]
  /** the page itself, and the one that follows it: absolute URLs */
  readonly self: string
  readonly next: string
  /** the entries that the feed had before these; absent where there are none */
  readonly previous?: string
}

/** A single item that has passed the gate. */
export interface FormatItem {
  /** the ninjs document of ours, its links made whole */
  readonly item: Json
  /** where it is read: an absolute URL */
  readonly href: string
  readonly provider: string
}

/**
 * An output format: items and pages of a feed as text, made of ninjs documents that have passed the gate, so that there is
 * one rendition to withdraw. Pure: the same input gives the same text.
 */
export interface Format {
  readonly name: string
  /** without parameters, as `Accept` names it */
  readonly mediaType: string
  /** what `Content-Type` says */
  readonly contentType: string
  /** of an address: `/v1/feeds/all/fr.rss` */
  readonly suffix: string
  /** true for formats whose readers ask one address again and again and expect the newest, without a cursor */
  readonly newest: boolean
  /** absent for formats that know feeds only */
  readonly item?: (input: FormatItem) => string
  readonly feed: (input: FormatFeed) => string
}
