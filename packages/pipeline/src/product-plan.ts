/** What applying other products would do to the feeds, told before it is done. Looks only. */
import { carries, type Feed, type Product } from '@depesche/syndication/product'
import { endOf, feedOfMarker, keys } from './keys.ts'
import { desired, type Situation } from './ledger/desired.ts'
import { currentEpoch } from './ledger/epoch.ts'
import { closings, type Head } from './ledger/head.ts'
import { getValue, queryAll } from './ledger/items.ts'
import type { Entry, LanguageItem, Marker } from './ledger/shapes.ts'
import type { Table } from './ports.ts'
import { uploadsBackwards } from './survey.ts'

/** How many articles a feed would gain, lose and keep. */
export interface FeedPlan {
  readonly feed: Feed
  readonly created: number
  /** of those, the ones that must be translated first */
  readonly untranslated: number
  readonly removed: number
  readonly stays: number
}

export interface Example {
  readonly feed: Feed
  readonly id: string
  readonly headline: string
}

export interface ProductPlan {
  /** in the order of their names */
  readonly feeds: readonly FeedPlan[]
  readonly created: readonly Example[]
  readonly removed: readonly Example[]
}

/** How far back a changed product counts: as far as `reapply` goes. */
export const PLAN_DAYS = 400

/** Examples of each kind. */
const EXAMPLES = 20

/** How far the looking is: articles seen, and the share of the days. */
export interface Looked {
  readonly articles: number
  /** the day being looked at: ISO 8601 */
  readonly day: string
  readonly plan: ProductPlan
}

/** Looks at every article that came since a time (ms), newest first; the last answer is the whole plan. */
export async function* planProducts(table: Table, products: readonly Product[], now: number, since: number): AsyncGenerator<Looked> {
  const counting = new Counting()
  const seen = new Set<string>()
  for await (const { upload, sort } of uploadsBackwards(table, now, since)) {
    const { id } = upload.assigned ?? {}
    const head = id === undefined || seen.has(id) ? undefined : await getValue<Head>(table, keys.head(id))
    if (id === undefined || head === undefined) continue
    seen.add(id)
    for (const feed of await feedsWith(table, id, head, products)) await counting.look(table, id, head, feed, products, now)
    yield { articles: seen.size, day: sort.slice(0, 10), plan: counting.plan() }
  }
}

/** Feeds of those products that take the article, and feeds with a marker. */
async function feedsWith(table: Table, id: string, head: Head, products: readonly Product[]): Promise<readonly Feed[]> {
  const feeds = new Map<string, Feed>()
  const add = (feed: Feed) => feeds.set(nameOf(feed), feed)
  for (const product of products)
    for (const language of product.languages) if (carries(product, language, head.filter)) add({ product: product.name, language })
  for await (const { sort } of queryAll(table, keys.head(id).partition, 'C#', endOf('C#'))) add(feedOfMarker(sort))
  return [...feeds.values()]
}

/** What stands of an article in one feed, as `desired` asks for it. */
export async function situationOf(
  table: Table,
  id: string,
  head: Head,
  feed: Feed,
  product: Product | undefined,
  now: number,
): Promise<Situation> {
  const [marker, language, epoch] = await Promise.all([
    getValue<Marker>(table, keys.marker(id, feed)),
    getValue<LanguageItem>(table, keys.language(id, feed.language)),
    currentEpoch(table),
  ])
  const found = marker?.carried ? await getValue<Entry>(table, keys.entry(epoch, feed, marker.from)) : undefined
  const last = found?.id === id ? found : undefined
  const underWay = marker !== undefined && marker.intent > marker.from
  return { head, product, language: feed.language, out: language?.out, offered: marker?.rendition, last, underWay, now }
}

type Becomes = 'created' | 'untranslated' | 'removed' | 'stays' | 'nothing'

function becomes(situation: Situation): Becomes {
  const { head, product, language, out, last, now } = situation
  const { event } = desired({ ...situation, underWay: false })
  if (event === 'created') return event
  if (event === 'removed' || event === 'canceled') return 'removed'
  if (last?.event === 'created' || last?.event === 'updated') return 'stays'
  const isSold = product !== undefined && carries(product, language, head.filter)
  return isSold && (out?.version ?? 0) < head.version && closings(head, now).length === 0 ? 'untranslated' : 'nothing'
}

class Counting {
  readonly #feeds = new Map<string, FeedPlan>()
  readonly #created: Example[] = []
  readonly #removed: Example[] = []

  async look(table: Table, id: string, head: Head, feed: Feed, products: readonly Product[], now: number): Promise<void> {
    const product = products.find(({ name }) => name === feed.product)
    const what = becomes(await situationOf(table, id, head, feed, product, now))
    if (what === 'nothing') return
    const counted = this.#feeds.get(nameOf(feed)) ?? { feed, created: 0, untranslated: 0, removed: 0, stays: 0 }
    const isCreated = what === 'created' || what === 'untranslated'
    this.#feeds.set(nameOf(feed), {
      feed,
      created: counted.created + Number(isCreated),
      untranslated: counted.untranslated + Number(what === 'untranslated'),
      removed: counted.removed + Number(what === 'removed'),
      stays: counted.stays + Number(what === 'stays'),
    })
    const examples = isCreated ? this.#created : what === 'removed' ? this.#removed : undefined
    if (examples === undefined || examples.length >= EXAMPLES) return
    const version = await getValue<{ readonly headline: string }>(table, keys.version(id, head.version))
    examples.push({ feed, id, headline: version?.headline ?? '' })
  }

  plan(): ProductPlan {
    const feeds = [...this.#feeds.values()].toSorted((a, b) => (nameOf(a.feed) < nameOf(b.feed) ? -1 : 1))
    return { feeds, created: this.#created, removed: this.#removed }
  }
}

const nameOf = ({ product, language }: Feed) => `${product}/${language}`
