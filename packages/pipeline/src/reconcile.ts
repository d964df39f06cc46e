/**
 * Making a feed say what the head says (LEDGER.md section 4): one function that any crash or duplicate may run again.
 * The order of its reads and writes is the whole point; each was attacked in the model before it stood here.
 */
import type { Feed, Product } from '@depesche/syndication/product'
import { endOf, feedOfMarker, feedPartition, keys, padded } from './keys.ts'
import { desired, type Offer } from './ledger/desired.ts'
import { currentEpoch } from './ledger/epoch.ts'
import type { Head } from './ledger/head.ts'
import { getValue, putItem, queryAll, updateItem } from './ledger/items.ts'
import { compareMarks, NO_MARK } from './ledger/mark.ts'
import { getProduct, productsFor } from './ledger/products.ts'
import type { Entry, LanguageItem, Marker, Out, Rendition } from './ledger/shapes.ts'
import type { Clock, Stored, Table, Value } from './ports.ts'

/** Writes the output document of a language's words for a feed, and answers what the marker keeps of it. */
export type Render = (id: string, feed: Feed, out: Out, product: Product) => Promise<Rendition>

export interface Reconciling {
  readonly table: Table
  readonly clock: Clock
  readonly render: Render
  /** Runs the calls of one key one after another: fewer lost appends in one process. Correctness does not rest on it. */
  readonly inTurn?: <T>(key: string, run: () => Promise<T>) => Promise<T>
}

/** An entry that this call appended. */
export interface Appended {
  readonly feed: Feed
  readonly sequence: number
  readonly entry: Entry
}

/** Every feed that has, may have or should have the article; with `language` only the feeds in it. */
export async function reconcileAll(io: Reconciling, id: string, language?: string): Promise<readonly Appended[]> {
  const head = await getValue<Head>(io.table, keys.head(id))
  if (head === undefined) return []
  const appended: Appended[] = []
  for (const feed of await feedsOf(io.table, id, head))
    if (language === undefined || feed.language === language) {
      const run = () => reconcile(io, id, feed)
      appended.push(...(await (io.inTurn?.(`${feed.product}/${feed.language}`, run) ?? run())))
    }
  return appended
}

/** Feeds whose product matches now, and feeds with a marker: the union, or a moved article would stay where it was. */
async function feedsOf(table: Table, id: string, head: Head): Promise<readonly Feed[]> {
  const feeds = new Map<string, Feed>()
  const add = (feed: Feed) => feeds.set(`${feed.product}#${feed.language}`, feed)
  for (const product of await productsFor(table, head.filter))
    for (const language of product.languages) add({ product: product.name, language })
  for await (const { sort } of queryAll(table, keys.head(id).partition, 'C#', endOf('C#'))) add(feedOfMarker(sort))
  return [...feeds.values()]
}

/** Brings one feed in step with one article. Answers what it appended; throws only what a port throws. */
export async function reconcile(io: Reconciling, id: string, feed: Feed): Promise<readonly Appended[]> {
  const { table } = io
  const markerKey = keys.marker(id, feed)
  const appended: Appended[] = []
  for (;;) {
    const epoch = await currentEpoch(table)
    const partition = feedPartition(epoch, feed)
    const marker = await getValue<Marker>(table, markerKey)
    if (marker === undefined) {
      // before anything else: a kill that reads the markers must see that this feed may be about to carry it
      await putItem(
        table,
        markerKey,
        { from: await tailOf(table, partition), carried: false, intent: 0 } satisfies Marker as unknown as Value,
        0,
      )
      continue
    }
    const { last, lastSequence, end } = await scan(table, partition, marker.from, id)
    // after the scan, and the head last: what is appended below is right for a head at least as new as the entries seen
    const { rendition: offered, intent } = (await getValue<Marker>(table, markerKey)) ?? marker
    const product = await getProduct(table, feed.product)
    const out = (await getValue<LanguageItem>(table, keys.language(id, feed.language)))?.out
    const head = await getValue<Head>(table, keys.head(id))
    if (head === undefined) return appended
    const next = end + 1
    const underWay = intent === next
    const wish = desired({ head, product, language: feed.language, out, offered, last, underWay, now: io.clock() })
    if (wish.event === undefined) {
      if (lastSequence > 0 && !(marker.carried && marker.from >= lastSequence))
        await mark(table, markerKey, { from: lastSequence, carried: true })
      return appended
    }
    if (wish.offer !== undefined && !(underWay && compareMarks(offered ?? NO_MARK, wish.offer) >= 0)) {
      // the rendition stands in the marker BEFORE the append: a reader of the new entry must find what it announces
      await mark(table, markerKey, { rendition: await asRendition(io, id, feed, wish.offer, product), intent: next })
      continue
    }
    const { version, edition } = wish.offer ?? last ?? NO_MARK
    const entry: Entry = { event: wish.event, id, version, edition, lift: head.lift, at: new Date(io.clock()).toISOString() }
    if (!(await putItem(table, keys.entry(epoch, feed, next), entry as unknown as Value, 0))) continue
    appended.push({ feed, sequence: next, entry })
    await mark(table, markerKey, { from: next, carried: true })
  }
}

async function asRendition(io: Reconciling, id: string, feed: Feed, offer: Offer, product: Product | undefined): Promise<Rendition> {
  return 'at' in offer && product !== undefined ? await io.render(id, feed, offer, product) : (offer as Rendition)
}

/** The sequence of a feed's last entry; 0 for an empty feed. */
export async function tailOf(table: Table, partition: string): Promise<number> {
  const [last] = await table.query(partition, { limit: 1, backwards: true })
  return Number(last?.sort ?? 0)
}

interface Scanned {
  readonly last: Entry | undefined
  readonly lastSequence: number
  readonly end: number
}

async function scan(table: Table, partition: string, from: number, id: string): Promise<Scanned> {
  let last: Stored<Entry> | undefined
  let end = from
  for await (const item of queryAll<Entry>(table, partition, padded(from), '\uffff')) {
    end = Number(item.sort)
    if (item.value.id === id) last = item
  }
  return { last: last?.value, lastSequence: Number(last?.sort ?? 0), end }
}

interface News {
  readonly from?: number
  readonly carried?: true
  readonly rendition?: Rendition
  readonly intent?: number
}

/** The marker moves forward only. */
async function mark(table: Table, key: ReturnType<typeof keys.marker>, news: News): Promise<void> {
  await updateItem<Marker>(table, key, (marker) => {
    const newer = compareMarks(news.rendition ?? NO_MARK, marker?.rendition ?? NO_MARK) > 0
    const rendition = newer ? news.rendition : marker?.rendition
    const next: Marker = {
      from: Math.max(marker?.from ?? 0, news.from ?? 0),
      carried: marker?.carried === true || news.carried === true,
      intent: Math.max(marker?.intent ?? 0, news.intent ?? 0),
      ...(rendition === undefined ? {} : { rendition }),
    }
    return marker !== undefined && JSON.stringify(sorted(marker)) === JSON.stringify(sorted(next)) ? undefined : next
  })
}
const sorted = ({ from, carried, intent, rendition }: Marker) => [from, carried, intent, rendition?.version, rendition?.edition]
