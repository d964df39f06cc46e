import type { Item } from './ninjs.ts'

interface AnyEntry {
  /** the entry's place in its feed, dense from 1 */
  readonly sequence: number
  /** `[a-z0-9-]`, at most 64 characters: checked, safe as a file name and a key */
  readonly id: string
  /** of the content as it is offered now, which may be newer than the entry */
  readonly version: number
  /** when the feed said so: ISO 8601, UTC */
  readonly at: string
}

/** New in this feed: keep `item`. Also said when a withdrawn article comes back. */
export interface Created extends AnyEntry {
  readonly event: 'created'
  readonly item: Item
}

/** Keep `item` in the place of what you have. */
export interface Updated extends AnyEntry {
  readonly event: 'updated'
  readonly item: Item
  /** to be printed beside the article */
  readonly correction?: Correction
}

/** Nothing to do: a newer entry of this article follows. */
export interface Superseded extends AnyEntry {
  readonly event: 'superseded'
}

/** Show nothing of it for now; an entry follows if it opens again. */
export interface Closed extends AnyEntry {
  readonly event: 'closed'
}

/** Delete your copy. */
export interface Removed extends AnyEntry {
  readonly event: 'removed'
}

/** A kill: delete your copy at once. */
export interface Canceled extends AnyEntry {
  readonly event: 'canceled'
  /** what to do, and the desk's reason where it gave one; in the desk's language */
  readonly notice: string
}

/** `rectify`: earlier versions were wrong and must not be shown any more; `update`: replaced for this reason. */
export interface Correction {
  readonly kind: 'rectify' | 'update'
  readonly reason?: string
}

/** One line of a feed, as the API tells it (docs/api.md). */
export type Entry = Created | Updated | Superseded | Closed | Removed | Canceled

/**
 * The feeds were restored from a backup: everything is told anew from here on. Mark all copies that you have as unconfirmed,
 * confirm each that comes as `created` or `updated`, and delete what is unconfirmed once `more` is false (which may be at once).
 */
export interface Restart {
  readonly event: 'restart'
}

interface Place {
  /** the cursor: store it after you have done what the change asks, and give it as `after` at the next start */
  readonly next: string
  /** more is known to follow at once; false: you have all that the feed has now */
  readonly more: boolean
}

/** What `follow` yields: an entry or a restart, and the place in the feed behind it. */
export type Change = (Entry | Restart) & Place
