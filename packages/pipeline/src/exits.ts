/**
 * The one way out (LEDGER.md section 5). Bytes are fetched and buffered first; head and marker are read consistently as
 * the last await; one pure function decides. Whoever serves readers gets `Exits` and never `Documents`.
 */

import { isArticleId } from '@depesche/article/model'
import { type Reader, readableSince } from '@depesche/syndication/entitlement'
import type { Feed, Product } from '@depesche/syndication/product'
import { itemHistory, type Said } from './item-history.ts'
import { feedPartition, keys, padded, sha256 } from './keys.ts'
import { epochOf, isReplaying } from './ledger/epoch.ts'
import type { Head } from './ledger/head.ts'
import { mayLeave, type Refusal } from './ledger/may-leave.ts'
import { getProduct, productOf } from './ledger/products.ts'
import type { Entry, EntryEvent, Marker, Rendition } from './ledger/shapes.ts'
import type { Clock, Documents, Stored, Table } from './ports.ts'
import { tailOf } from './reconcile.ts'
import { paths } from './store-json.ts'

/** A place in a feed: after that sequence, in that epoch of the feeds. */
export interface Cursor {
  readonly epoch: number
  readonly sequence: number
}

export interface OpenItem {
  readonly bytes: Uint8Array
  readonly version: number
  readonly hash: string
}
/** `restoring`: nothing leaves until the ledger has been rebuilt. `gone`: the feed carried it and it is withdrawn; `unknown`: everything else, always the same answer. */
export type ItemAnswer = OpenItem | 'gone' | 'unknown' | 'restoring'

export interface PageEntry extends Told {
  readonly sequence: number
  readonly event: EntryEvent | 'superseded' | 'closed'
  readonly id: string
  /** of the content as it is offered now, which may be newer than the entry */
  readonly version: number
  readonly at: string
  /** the rendition's bytes; only with `created` and `updated` */
  readonly bytes?: Uint8Array
}
/** What partners are told about an article besides its text. */
export interface Told {
  /** why it was withdrawn; with `canceled` */
  readonly notice?: string
  /** the newest version corrects what was wrong before, or replaces it for this reason; with `updated` */
  readonly correction?: { readonly kind: 'rectify' | 'update'; readonly reason?: string }
}

export interface Page {
  /** of the product, for people */
  readonly title: string
  readonly entries: readonly PageEntry[]
  readonly next: Cursor
  readonly more: boolean
}
/** `unknown`: no such feed for this partner; `epoch`: the feeds were restored since, begin anew; `ahead`: not a cursor of ours. */
export type PageAnswer = Page | 'unknown' | 'epoch' | 'ahead' | 'restoring'

export interface PageRequest {
  readonly after: Cursor | undefined
  readonly limit: number
}

/** A feed that a reader's contract covers now. */
export interface Covered {
  readonly feed: Feed
  readonly title: string
  /** after its last entry */
  readonly tail: Cursor
}

export interface Exits {
  /** One item as that reader may have it now. */
  open(reader: Reader, feed: Feed, id: string): Promise<ItemAnswer>
  /** The entries after a cursor, each with what it may show now. Never skips one: what may not leave is named `closed`. */
  page(reader: Reader, feed: Feed, request: PageRequest): Promise<PageAnswer>
  /** The feeds that the reader's contract covers now, and where each has come to. */
  feeds(reader: Reader): Promise<readonly Covered[] | 'restoring'>
  /** What a feed has said of an item that `open` answers, or answers `gone`; else the same as `open`. */
  history(reader: Reader, feed: Feed, id: string): Promise<readonly Said[] | 'unknown' | 'restoring'>
  /** Where a feed has come to; `unknown` as `page` answers it. For waiting: it shows nothing. */
  tail(reader: Reader, feed: Feed): Promise<Cursor | 'unknown' | 'restoring'>
}

/** A page holds at most so many bytes of renditions, but always one entry. */
export const MAX_PAGE_BYTES = 4_000_000

interface Stores {
  readonly table: Table
  readonly documents: Documents
  readonly clock: Clock
}

/** The exits over a table and its documents. */
export function createExits(stores: Stores): Exits {
  return {
    open: (reader, feed, id) => open(stores, reader, feed, id),
    page: (reader, feed, request) => page(stores, reader, feed, request),
    history: async (reader, feed, id) => {
      const answer = await open(stores, reader, feed, id)
      return answer === 'unknown' || answer === 'restoring' ? answer : itemHistory(stores, reader, feed, id)
    },
    feeds: (reader) => feeds(stores, reader),
    tail: (reader, feed) => tail(stores, reader, feed),
  }
}

async function fetchRendition(
  { documents }: Stores,
  id: string,
  feed: Feed,
  rendition: Rendition | undefined,
): Promise<Uint8Array | undefined> {
  if (rendition === undefined) return undefined
  return documents.get(paths.rendition(feed.product, feed.language, id, rendition.version, rendition.edition, rendition.hash))
}

async function open(stores: Stores, reader: Reader, feed: Feed, id: string): Promise<ItemAnswer> {
  if (!isArticleId(id)) return 'unknown'
  const { table, clock } = stores
  const [earlyEpoch, earlyMarker] = await table.getMany([keys.epoch, keys.marker(id, feed)])
  const { rendition: fetched, from = 0 } = (earlyMarker?.value as unknown as Marker | undefined) ?? {}
  // an article of a feed that is not covered costs what one costs that is not there
  const isCovered = readableSince(reader, feed, clock()) !== undefined
  const bytes = isCovered ? await fetchRendition(stores, id, feed, fetched) : undefined
  const [epoch, productItem, head, marker, entry] = await table.getMany([
    keys.epoch,
    keys.product(feed.product),
    keys.head(id),
    keys.marker(id, feed),
    keys.entry(epochOf(earlyEpoch), feed, from),
  ])
  if (isReplaying(epoch)) return 'restoring'
  const now = clock()
  const refusal = mayLeave(head?.value as unknown as Head | undefined, productOf(productItem), feed.language, bytes && fetched, now)
  const since = readableSince(reader, feed, now)
  if (since === undefined || isOlder(entryOf(entry, id), since)) return 'unknown'
  if (refusal === undefined && bytes && fetched) return { bytes, version: fetched.version, hash: fetched.hash }
  const carried = (marker?.value as unknown as Marker | undefined)?.carried === true
  return carried && (refusal === 'canceled' || refusal === 'removed') ? 'gone' : 'unknown'
}

/** The hint of a marker may still lead to another article's entry. */
function entryOf(item: Stored | undefined, id: string): Entry | undefined {
  const entry = item?.value as unknown as Entry | undefined
  return entry?.id === id ? entry : undefined
}

/** What the feed last said of an article is older than a reader may see; nothing said is older than any limit. */
const isOlder = (entry: Entry | undefined, since: number) => since > (entry === undefined ? Number.NEGATIVE_INFINITY : Date.parse(entry.at))

async function page(stores: Stores, reader: Reader, feed: Feed, { after, limit }: PageRequest): Promise<PageAnswer> {
  const { table } = stores
  const place = await placeOf(stores, reader, feed)
  if (typeof place === 'string') return place
  const { epoch, since, title } = place
  if (after !== undefined && after.epoch !== epoch) return 'epoch'
  const start = after?.sequence ?? 0
  const partition = feedPartition(epoch, feed)
  const found = (await table.query(partition, { from: padded(start + 1), limit: limit + 1 })) as unknown as readonly Stored<Entry>[]
  if (found.length === 0 && start > (await tailOf(table, partition))) return 'ahead'
  const dense = found.slice(0, limit).filter(({ sort }, index) => Number(sort) === start + 1 + index)
  const entries = await resolve(stores, feed, dense, since)
  if (entries === 'restoring') return entries
  const next = { epoch, sequence: entries.at(-1)?.sequence ?? start }
  return { title, entries, next, more: found.length > entries.length && entries.length > 0 }
}

interface Place {
  readonly title: string
  readonly epoch: number
  /** ms: what is older shows nothing */
  readonly since: number
}

/** The same reads for every feed, there or not, covered or not. */
async function placeOf({ table, clock }: Stores, reader: Reader, feed: Feed): Promise<Place | 'unknown' | 'restoring'> {
  const product = await getProduct(table, feed.product)
  const epochItem = await table.get(keys.epoch)
  if (isReplaying(epochItem)) return 'restoring'
  const since = readableSince(reader, feed, clock())
  if (since === undefined || !product?.languages.includes(feed.language)) return 'unknown'
  return { title: product.title, epoch: epochOf(epochItem), since }
}

async function tail(stores: Stores, reader: Reader, feed: Feed): Promise<Cursor | 'unknown' | 'restoring'> {
  const place = await placeOf(stores, reader, feed)
  if (typeof place === 'string') return place
  const { epoch } = place
  return { epoch, sequence: await tailOf(stores.table, feedPartition(epoch, feed)) }
}

async function feeds(stores: Stores, reader: Reader): Promise<readonly Covered[] | 'restoring'> {
  const covered: Covered[] = []
  for (const name of new Set(reader.entitlements.map(({ product }) => product))) {
    const product = await getProduct(stores.table, name)
    for (const language of product?.languages ?? []) {
      const feed = { product: name, language }
      const at = await tail(stores, reader, feed)
      if (at === 'restoring') return at
      if (at !== 'unknown') covered.push({ feed, title: product?.title ?? name, tail: at })
    }
  }
  return covered
}

interface Fetched {
  readonly item: Stored<Entry>
  readonly rendition: Rendition | undefined
  readonly bytes: Uint8Array | undefined
}

/** Fetch first, within the page's bytes; then every head and marker in one consistent read; then decide. */
async function resolve(
  stores: Stores,
  feed: Feed,
  items: readonly Stored<Entry>[],
  since: number,
): Promise<readonly PageEntry[] | 'restoring'> {
  const { table, clock } = stores
  const ids = [...new Set(items.map(({ value }) => value.id))]
  const early = await readMarkers(table, feed, ids)
  const fetched: Fetched[] = []
  let size = 0
  for (const item of items) {
    const isShown = shows(item.value) && !isSuperseded(item, early.get(item.value.id)) && !isOlder(item.value, since)
    const rendition = isShown ? early.get(item.value.id)?.rendition : undefined
    const bytes = await fetchRendition(stores, item.value.id, feed, rendition)
    size += bytes?.length ?? 0
    if (size > MAX_PAGE_BYTES && fetched.length > 0) break
    fetched.push({ item, rendition, bytes })
  }
  const last = [...new Set(fetched.map(({ item }) => item.value.id))]
  const [epoch, productItem, ...answers] = await table.getMany([
    keys.epoch,
    keys.product(feed.product),
    ...last.flatMap((id) => [keys.head(id), keys.marker(id, feed)]),
  ])
  if (isReplaying(epoch)) return 'restoring'
  const now = clock()
  const heads = new Map(last.map((id, index) => [id, answers[2 * index]?.value as unknown as Head | undefined]))
  const markers = new Map(last.map((id, index) => [id, answers[2 * index + 1]?.value as unknown as Marker | undefined]))
  const entries: PageEntry[] = []
  for (const each of fetched) {
    const head = heads.get(each.item.value.id)
    if (endsPage(each.item.value, head, now)) break
    entries.push(decide(each, head, markers.get(each.item.value.id), productOf(productItem), feed, now))
  }
  return entries
}

async function readMarkers(table: Table, feed: Feed, ids: readonly string[]): Promise<ReadonlyMap<string, Marker | undefined>> {
  const items = await table.getMany(ids.map((id) => keys.marker(id, feed)))
  return new Map(ids.map((id, index) => [id, items[index]?.value as unknown as Marker | undefined]))
}

const shows = ({ event }: Entry) => event === 'created' || event === 'updated'
/** A newer entry of the same article follows: its reader will see the content there. */
const isSuperseded = ({ sort }: Stored<Entry>, marker: Marker | undefined) => marker !== undefined && marker.from > Number(sort)

/** An entry that a clock ahead of ours appended after an embargo's end: the page ends before it, nothing is skipped. */
function endsPage(entry: Entry, head: Head | undefined, now: number): boolean {
  const embargo = head?.embargo.value
  if (!embargo || !('until' in embargo)) return false
  const until = Date.parse(embargo.until)
  return now < until && Date.parse(entry.at) >= until
}

function decide(
  { item, rendition, bytes }: Fetched,
  head: Head | undefined,
  marker: Marker | undefined,
  product: Product | undefined,
  feed: Feed,
  now: number,
): PageEntry {
  const { event, id, version, at } = item.value
  const bare = { sequence: Number(item.sort), id, version, at }
  if (!shows(item.value)) return { ...bare, event, ...(event === 'canceled' ? noticeOf(head) : {}) }
  const refusal: Refusal | undefined = mayLeave(head, product, feed.language, bytes && rendition, now)
  if (refusal === 'canceled') return { ...bare, event: refusal, ...noticeOf(head) }
  if (refusal === 'removed') return { ...bare, event: refusal }
  if (isSuperseded(item, marker)) return { ...bare, event: 'superseded' }
  if (refusal !== undefined || bytes === undefined || rendition === undefined) return { ...bare, event: 'closed' }
  return { ...bare, event, version: rendition.version, ...(event === 'updated' ? correctionOf(head, rendition) : {}), bytes }
}

/** Said with every withdrawal; the desk's own reason, where it gave one. */
const KILL_NOTICE = 'This article has been withdrawn. Take it off your pages and delete your copies, in every language.'

function noticeOf(head: Head | undefined): Pick<Told, 'notice'> {
  const why = head?.killed.value ? head.killed.why : undefined
  return { notice: why ? `${KILL_NOTICE} Reason: ${why}` : KILL_NOTICE }
}

function correctionOf(head: Head | undefined, rendition: Rendition): Pick<Told, 'correction'> {
  if (head === undefined || head.version !== rendition.version) return {}
  const kind = head.instruction === 'rectify' ? 'rectify' : 'update'
  if (kind === 'update' && head.why === undefined) return {}
  return { correction: { kind, ...(head.why ? { reason: head.why } : {}) } }
}

/** The entity tag of an answer's bytes. */
export const etagOf = (bytes: Uint8Array | string): string => `"${sha256(bytes).slice(0, 32)}"`
