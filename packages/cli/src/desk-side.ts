import { lastMonths } from '@depesche/api/desk-views'
import { holderOf } from '@depesche/local/lock'
import type { DeadLetter } from '@depesche/local/queue'
import { type Cursor, createExits } from '@depesche/pipeline/exits'
import { addPartner, newPartnerKey } from '@depesche/pipeline/ledger/partners'
import { listProducts } from '@depesche/pipeline/ledger/products'
import { type Ceiling, type Spend, spendOf } from '@depesche/pipeline/ledger/spend'
import { type ArticleStory, articleStory, type BoardRow, surveyBoard } from '@depesche/pipeline/survey'
import { resolveLinks } from '@depesche/syndication/ninjs'
import type { Feed, Product } from '@depesche/syndication/product'
import { Fault } from './fault.ts'
import { openExisting } from './node.ts'
import { remoteDesk } from './remote.ts'

/** A page of a feed, as its partners get it. */
export interface FeedPage {
  readonly entries: readonly FeedEntry[]
  readonly next: Cursor
  readonly more: boolean
}
export interface FeedEntry {
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

/** What a desk sees of a wire, on this machine or of a stack far away. */
export interface DeskSide {
  /** how an upload gets there, for people */
  readonly dropHint: string
  /** uploads since a time (ms) with their articles, newest first */
  board(since: number): AsyncIterable<BoardRow>
  article(id: string): Promise<ArticleStory | undefined>
  products(): Promise<readonly Product[]>
  /** `undefined`: the cursor is not of this feed */
  feed(feed: Feed, page: { readonly after: Cursor | undefined; readonly limit: number }): Promise<FeedPage | undefined>
  cost(months: number): Promise<readonly EngineCost[]>
  /** Adds a partner of those products. Answers its key: told this once, and kept as a hash alone. */
  addPartner(name: string, products: readonly string[]): Promise<string>
  /** what was given up, where that is known */
  deadLetters(): readonly DeadLetter[]
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

function localDesk(folder: string): DeskSide {
  const { ports, close } = openExisting(folder)
  const { table, clock } = ports
  return {
    dropHint: `drop a file into ${folder}/incoming/{desk}/, or "depesche put FILE"`,
    board: (since) => surveyBoard(table, clock(), since),
    article: (id) => articleStory(table, id),
    products: () => listProducts(table),
    feed: async (feed, page) => {
      const answer = await createExits(ports).page({ name: 'desk', products: [feed.product] }, feed, page)
      if (answer === 'unknown')
        throw new Fault(`there is no feed ${feed.product}/${feed.language}`, 'see depesche.config.ts for the products', 2)
      if (typeof answer === 'string') return undefined
      const link = linkBase(folder)
      const entries = answer.entries.map(({ bytes, ...entry }) => (bytes ? { ...entry, item: resolveLinks(parsed(bytes), link) } : entry))
      return { ...answer, entries }
    },
    cost: async (count) => {
      const months = await Promise.all(
        lastMonths(clock(), count).map(async (month) => [month, await spendOf(table, 'amazon', month)] as const),
      )
      return [{ engine: 'amazon', months: Object.fromEntries(months) }]
    },
    addPartner: async (name, products) => {
      const key = newPartnerKey()
      await addPartner(table, key, { name, products }, new Date(clock()).toISOString())
      return key
    },
    deadLetters: () => ports.queue.deadLetters(),
    close,
  }
}

const parsed = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString('utf8')) as Record<string, unknown>

/** Links lead to the running API; without one they are paths on whatever serves it later. */
function linkBase(folder: string): (path: string) => string {
  const port = holderOf(folder)?.port
  return (path) => (port === undefined ? path : `http://127.0.0.1:${port}${path}`)
}
