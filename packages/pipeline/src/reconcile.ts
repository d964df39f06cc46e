/**
 * Making a feed say what the head says (LEDGER.md section 4): one function that any crash or duplicate may run again.
 * The order of its reads and writes is the whole point; each was attacked in the model before it stood here.
 */
import type { Feed, Product } from '@depesche/syndication/product'
import { endOf, feedOfMarker, feedPartition, keys, padded } from './keys.ts'
import { desired, type Offer, offerable } from './ledger/desired.ts'
import { currentEpoch, epochOf } from './ledger/epoch.ts'
import { closings, type Head } from './ledger/head.ts'
import { getValue, putItem, queryAll, updateItem, valueIn } from './ledger/items.ts'
import { writeJournal } from './ledger/journal.ts'
import { compareMarks, NO_MARK } from './ledger/mark.ts'
import { productOf, productsFor } from './ledger/products.ts'
import type { Entry, LanguageItem, Marker, Out, Rendition } from './ledger/shapes.ts'
import type { Clock, Table, Value } from './ports.ts'

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
  readonly epoch: number
  readonly sequence: number
  readonly entry: Entry
}

/** Every feed that has, may have or should have the article; with `language` only the feeds in it. */
export async function reconcileAll(io: Reconciling, id: string, language?: string): Promise<readonly Appended[]> {
  const head = await getValue<Head>(io.table, keys.head(id))
  if (head === undefined) return []
  const feeds = (await feedsOf(io.table, id, head)).filter((feed) => language === undefined || feed.language === language)
  return (await Promise.all(feeds.map((feed) => reconcile(io, id, feed)))).flat()
}

/** Feeds whose product matches now, and feeds with a marker: the union, or a moved article would stay where it was. */
export async function feedsOf(table: Table, id: string, head: Head): Promise<readonly Feed[]> {
  const feeds = new Map<string, Feed>()
  const add = (feed: Feed) => feeds.set(`${feed.product}#${feed.language}`, feed)
  for (const product of await productsFor(table, head.filter))
    for (const language of product.languages) add({ product: product.name, language })
  for await (const { sort } of queryAll(table, keys.head(id).partition, 'C#', endOf('C#'))) add(feedOfMarker(sort))
  return [...feeds.values()]
}

/** Brings one feed in step with one article. Answers what it appended; throws only what a port throws. */
export async function reconcile(io: Reconciling, id: string, feed: Feed): Promise<readonly Appended[]> {
  const appended: Appended[] = []
  const rendered: Rendered = new Map()
  if (!(await prepare(io, id, feed, rendered))) return appended
  const inTurn = io.inTurn ?? ((_, run) => run())
  for (;;) {
    const news = await inTurn(`${feed.product}/${feed.language}`, () => appendNext(io, id, feed, rendered))
    if (news === undefined) return appended
    appended.push(news)
    await journal(io.table, id, feed, news)
    await mark(io.table, keys.marker(id, feed), { from: news.sequence, carried: true })
  }
}

/** Renditions that this call has written, by the hash of the words they were made of. */
type Rendered = Map<string, Rendition>

/**
 * Makes the marker, before anything else: a kill that reads the markers must see that this feed may be about to carry the
 * article. Then writes the output document that is likely to be wanted, so that the feed's turn is short; decides nothing.
 * Answers false when there is no marker and there are no words: nobody can have appended anything, and we have nothing to.
 */
async function prepare(io: Reconciling, id: string, feed: Feed, rendered: Rendered): Promise<boolean> {
  const { table } = io
  const markerKey = keys.marker(id, feed)
  const [marker, productItem, languageItem, headItem] = await table.getMany([
    markerKey,
    keys.product(feed.product),
    keys.language(id, feed.language),
    keys.head(id),
  ])
  const out = valueIn<LanguageItem>(languageItem)?.out
  if (marker === undefined && out === undefined) return false
  if (marker === undefined) {
    const from = await tailOf(table, feedPartition(await currentEpoch(table), feed))
    await putItem(table, markerKey, { from, carried: false, intent: 0 } satisfies Marker as unknown as Value, 0)
  }
  const product = productOf(productItem)
  const head = valueIn<Head>(headItem)
  const isNew = out !== undefined && compareMarks(out, valueIn<Marker>(marker)?.rendition ?? NO_MARK) > 0
  if (isNew && product && offerable(product, feed.language, out) && head && closings(head, io.clock()).length === 0)
    await asRendition(io, id, feed, out, product, rendered)
  return true
}

/** Makes the feed say one thing that it does not say yet; `undefined`: it says all that the head says. */
async function appendNext(io: Reconciling, id: string, feed: Feed, rendered: Rendered): Promise<Appended | undefined> {
  const { table } = io
  const markerKey = keys.marker(id, feed)
  for (;;) {
    const [epochItem, markerItem] = await table.getMany([keys.epoch, markerKey])
    const epoch = epochOf(epochItem)
    const marker = valueIn<Marker>(markerItem)
    if (marker === undefined) throw new Error(`the marker of ${id} in ${feed.product}/${feed.language} has gone`)
    const { own, last, lastSequence, end } = await scan(table, feedPartition(epoch, feed), marker.from, id)
    // what another appended and did not live to say
    for (const { sequence, entry } of own)
      if (!marker.carried || sequence > marker.from) await journal(table, id, feed, { epoch, sequence, entry })
    // after the scan, and the head last: what is appended below is right for a head at least as new as the entries seen
    const [again, productItem, languageItem] = await table.getMany([
      markerKey,
      keys.product(feed.product),
      keys.language(id, feed.language),
    ])
    const head = await getValue<Head>(table, keys.head(id))
    if (head === undefined) return undefined
    const { rendition: offered, intent } = valueIn<Marker>(again) ?? marker
    const product = productOf(productItem)
    const out = valueIn<LanguageItem>(languageItem)?.out
    const next = end + 1
    const underWay = intent === next
    const wish = desired({ head, product, language: feed.language, out, offered, last, underWay, now: io.clock() })
    if (wish.event === undefined) {
      if (lastSequence > 0 && !(marker.carried && marker.from >= lastSequence))
        await mark(table, markerKey, { from: lastSequence, carried: true })
      return undefined
    }
    if (wish.offer !== undefined && !(underWay && compareMarks(offered ?? NO_MARK, wish.offer) >= 0)) {
      // the rendition stands in the marker BEFORE the append: a reader of the new entry must find what it announces
      await mark(table, markerKey, { rendition: await asRendition(io, id, feed, wish.offer, product, rendered), intent: next })
      continue
    }
    const { version, edition } = wish.offer ?? last ?? NO_MARK
    const entry: Entry = { event: wish.event, id, version, edition, lift: head.lift, at: new Date(io.clock()).toISOString() }
    if (await putItem(table, keys.entry(epoch, feed, next), entry as unknown as Value, 0)) return { feed, epoch, sequence: next, entry }
  }
}

async function asRendition(
  io: Reconciling,
  id: string,
  feed: Feed,
  offer: Offer,
  product: Product | undefined,
  rendered: Rendered,
): Promise<Rendition> {
  if (!('at' in offer)) return offer
  if (product === undefined) throw new Error(`nothing is rendered for ${feed.product}, which is no product`)
  const rendition = rendered.get(offer.hash) ?? (await io.render(id, feed, offer, product))
  rendered.set(offer.hash, rendition)
  return rendition
}

/** The sequence of a feed's last entry; 0 for an empty feed. */
export async function tailOf(table: Table, partition: string): Promise<number> {
  const [last] = await table.query(partition, { limit: 1, backwards: true })
  return Number(last?.sort ?? 0)
}

/** An entry stands in the article's journal before its marker says that it is there. */
async function journal(table: Table, id: string, feed: Feed, { epoch, sequence, entry }: Omit<Appended, 'feed'>): Promise<void> {
  const { event, version, edition, at } = entry
  await writeJournal(table, id, at, { kind: 'entry', ...feed, epoch, sequence, event, version, edition })
}

interface Scanned {
  /** this article's entries, in order */
  readonly own: readonly { readonly sequence: number; readonly entry: Entry }[]
  readonly last: Entry | undefined
  readonly lastSequence: number
  readonly end: number
}

async function scan(table: Table, partition: string, from: number, id: string): Promise<Scanned> {
  const own: { readonly sequence: number; readonly entry: Entry }[] = []
  let end = from
  for await (const { sort, value } of queryAll<Entry>(table, partition, padded(from), '\uffff')) {
    end = Number(sort)
    if (value.id === id) own.push({ sequence: end, entry: value })
  }
  const last = own.at(-1)
  return { own, last: last?.entry, lastSequence: last?.sequence ?? 0, end }
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
