import type { ArticleWhole } from '@depesche/api/article-whole'
import type { Redriven } from '@depesche/api/desk-again'
import type { PartnerView } from '@depesche/api/partner-view'
import type { DeadLetter } from '@depesche/local/queue'
import type { EntryReceipts, Which } from '@depesche/pipeline/article-receipts'
import type { Cursor, Told } from '@depesche/pipeline/exits'
import type { ProductReason } from '@depesche/pipeline/explain'
import type { Deed } from '@depesche/pipeline/ledger/decision'
import type { PartnerDeed } from '@depesche/pipeline/ledger/partner-deed'
import type { Ceiling, Spend } from '@depesche/pipeline/ledger/spend'
import type { MemoryEntry } from '@depesche/pipeline/memory-entries'
import type { Passages } from '@depesche/pipeline/passages'
import type { Plan } from '@depesche/pipeline/plan'
import type { BoardRow } from '@depesche/pipeline/survey'
import type { WebhookDesk } from '@depesche/pipeline/webhook-desk'
import type { Entitlement } from '@depesche/syndication/entitlement'
import type { Feed, Product } from '@depesche/syndication/product'
import { localDesk } from './local-desk.ts'
import { remoteDesk } from './remote.ts'

/** A page of a feed, as its partners get it. */
export interface FeedPage {
  readonly entries: readonly FeedEntry[]
  readonly next: Cursor
  readonly more: boolean
}
export interface FeedEntry extends Told {
  readonly sequence: number
  readonly event: string
  readonly id: string
  readonly version: number
  readonly at: string
  readonly item?: { readonly headlines?: readonly { readonly value: string }[] }
}

/** Characters counted for an engine that bills. */
export interface EngineCost {
  readonly engine: string
  /** absent: this newsroom has not said */
  readonly ceiling?: Ceiling
  /** by month, newest first: `2026-11` */
  readonly months: Readonly<Record<string, Spend>>
}

/** Changes of a partner that bring no key. */
export type PlainPartnerDeed = Exclude<PartnerDeed, { readonly hash: string } | { readonly kind: 'webhook' | 'rotate-secret' }>

/** What a desk sees of a wire, on this machine or of a stack far away. */
export interface DeskSide {
  /** how an upload gets there, for people */
  readonly dropHint: string
  /** uploads since a time (ms) with their articles, newest first */
  board(since: number): AsyncIterable<BoardRow>
  article(id: string): Promise<ArticleWhole | undefined>
  /** a translation passage by passage; `undefined`: there is none */
  passages(id: string, language: string): Promise<Passages | undefined>
  /** what a deed would do now; `undefined`: there is no such article */
  plan(id: string, deed: Deed): Promise<Plan | undefined>
  /** Takes a decision: when this returns, nothing leaves that must not. The feeds say it within `followMs`. */
  decide(id: string, deed: Deed, actor: string): Promise<void>
  readonly followMs: number
  /** uploads since a time (ms) that were rejected, newest first */
  rejected(since: number): AsyncIterable<BoardRow['upload']>
  /** Has a rejected upload read again; answers false when it is not rejected. */
  retry(upload: string): Promise<boolean>
  /** Has failed languages translated again, of one article or of the whole board; `undefined`: there is no such article. */
  redrive(id?: string): Promise<readonly Redriven[] | undefined>
  products(): Promise<readonly Product[]>
  /** why an article is in each product, or is not; `undefined`: there is no such article */
  explain(id: string): Promise<readonly ProductReason[] | undefined>
  /** `undefined`: the cursor is not of this feed */
  feed(feed: Feed, page: { readonly after: Cursor | undefined; readonly limit: number }): Promise<FeedPage | undefined>
  /** who has confirmed the entries of an article; `undefined`: there is no such article */
  receipts(id: string, which?: Which): Promise<readonly EntryReceipts[] | undefined>
  /** partners can ask now, so that receipts may come */
  isServed(): boolean
  cost(months: number): Promise<readonly EngineCost[]>
  /** what the translation memory holds, each entry once */
  memory(): AsyncIterable<MemoryEntry>
  /** Takes entries into the memory; answers of each whether it was kept: what is too long is not. */
  takeMemory(entries: readonly MemoryEntry[]): Promise<readonly boolean[]>
  partners(): Promise<readonly PartnerView[]>
  /** `undefined`: there is none of that name */
  partner(name: string): Promise<PartnerView | undefined>
  /** Adds a partner. Answers its key: told this once, and kept as a hash alone. */
  addPartner(name: string, entitlements: readonly Entitlement[], actor: string): Promise<string>
  changePartner(name: string, deed: PlainPartnerDeed, actor: string): Promise<void>
  /** Gives a partner a second key; the one before opens for so many days more. Answers the new one. */
  rotateKey(name: string, graceDays: number, actor: string): Promise<string>
  /** Where partners are sent what their contracts cover. Throws `Fault`. */
  readonly webhook: WebhookDesk
  /** what was given up, where that is known */
  deadLetters(): readonly DeadLetter[]
  /** Has them tried again; answers how many. `undefined`: a stack's own are moved back with AWS's redrive. */
  reviveDead(): Promise<number | undefined>
  /** who carries on what was set going, for people */
  carriesOn(): string
  close(): Promise<void>
}

export interface DeskOptions {
  readonly data: string
  readonly url?: string
  readonly keyFile?: string
}

/** The stack at `url`, or the data folder. Throws `Fault` when there is none. */
export function openDesk(options: DeskOptions): DeskSide {
  const url = options.url ?? process.env.DEPESCHE_URL
  return url === undefined ? localDesk(options.data) : remoteDesk(url, options.keyFile)
}
