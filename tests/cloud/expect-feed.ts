/** What a feed must say of every story when all is quiet: in the table, in the pages and in the items of the API. */
import { feedPartition } from '@depesche/pipeline/keys'
import { compareMarks } from '@depesche/pipeline/ledger/mark'
import type { Entry } from '@depesche/pipeline/ledger/shapes'
import type { Table } from '@depesche/pipeline/ports'
import type { Feed } from '@depesche/syndication/product'
import { must } from './broken.ts'
import type { Cloud } from './driver.ts'
import type { Wanted } from './wanted.ts'

/** An article that has come to rest. */
export interface Story {
  readonly id: string
  /** how many */
  readonly versions: number
  readonly wanted: Wanted
  /** nothing of it may have been out before (ms) */
  readonly embargo?: number
}

interface Page {
  readonly entries: readonly {
    readonly sequence: number
    readonly event: string
    readonly id: string
    readonly version: number
    readonly notice?: string
    readonly item?: Item
  }[]
  readonly next: string
  readonly more: boolean
}
interface Item {
  readonly version: string
  readonly headlines: readonly { readonly value: string }[]
}

/** What was found of one story in one feed. */
interface Found {
  readonly name: string
  readonly feed: Feed
  readonly story: Story
  /** its entries in the table */
  readonly mine: readonly Entry[]
  /** its entries as partners get them */
  readonly shown: Page['entries']
  readonly status: number
  readonly body: string
}

/** Answers the feed's entries. Throws `Broken` with what is wrong. */
export async function expectFeed(
  cloud: Cloud,
  table: Table,
  feed: Feed,
  stories: readonly Story[],
  key: string,
): Promise<readonly Entry[]> {
  const name = `${feed.product}/${feed.language}`
  const items = await table.query(feedPartition(1, feed), { limit: 1000 })
  for (const [index, { sort }] of items.entries()) must(Number(sort) === index + 1, `${name} has a gap at ${index + 1}`)
  const entries = items.map(({ value }) => value as unknown as Entry)
  const pages = await readFeed(cloud, feed, key)
  must(pages.length === entries.length, `${name} has ${entries.length} entries, the API gives ${pages.length}`)
  for (const story of stories) {
    const { statusCode: status, body = '' } = await cloud.get(`/v1/feeds/${name}/items/${story.id}`, key)
    const of = <T extends { readonly id: string }>(list: readonly T[]) => list.filter(({ id }) => id === story.id)
    expectStory({ name: `${name}: ${story.id}`, feed, story, mine: of(entries), shown: of(pages), status, body })
  }
  const strangers = entries.filter(({ id }) => !stories.some((story) => story.id === id))
  must(strangers.length === 0, `${name}: nobody uploaded ${strangers.map(({ id }) => id).join(', ')}`)
  return entries
}

const isShown = (entry: Entry | undefined) => entry?.event === 'created' || entry?.event === 'updated'

function expectStory(found: Found): void {
  expectOrder(found)
  EXPECTATIONS[stateOf(found)](found)
}

type State = 'never' | 'killed' | 'gone' | 'closed' | 'unread' | 'open'

const EXPECTATIONS: Readonly<Record<State, (found: Found) => void>> = {
  never: expectNever,
  killed: (found) => expectGone(found, ['canceled']),
  gone: (found) => expectGone(found, ['removed', 'canceled']),
  closed: expectClosed,
  unread: expectUnread,
  open: expectOpen,
}

function stateOf({ feed: { product, language }, story: { wanted } }: Found): State {
  const { newest, killed, expired, closed, said } = wanted
  const inFeed = product === 'all' || (product === 'web') === (newest.desk === 'web')
  if (!inFeed || newest.becomes === 'notice') return 'never'
  if (killed) return 'killed'
  if (expired || said[language] === 'rejected') return 'gone'
  if (closed) return 'closed'
  return product === 'proofed' && said[language] !== 'approved' ? 'unread' : 'open'
}

/** What was shown grows, what was taken away is created anew, and nothing is out before its embargo ends. */
function expectOrder({ name, story, mine }: Found): void {
  const said = mine.map(({ event, version, edition }) => `${event} ${version}.${edition}`).join(', ')
  for (const [index, entry] of mine.entries()) {
    const before = mine[index - 1]
    if (!isShown(entry)) continue
    must(entry.event === (isShown(before) ? 'updated' : 'created'), `${name} says ${said}`)
    if (before && isShown(before)) must(compareMarks(entry, before) > 0 || entry.lift > before.lift, `${name} says the same twice: ${said}`)
    if (story.embargo !== undefined)
      must(Date.parse(entry.at) >= story.embargo, `${name} was out at ${entry.at}, before ${new Date(story.embargo).toISOString()}`)
  }
}

function expectNever({ name, mine, status }: Found): void {
  must(mine.length === 0, `${name} must not be there`)
  must(status === 404, `${name} is answered ${status}`)
}

const hasNoItem = ({ shown }: Found) => shown.every(({ item }) => item === undefined)

/** Every feed that carried it says so, and its item is gone; elsewhere it is unknown. */
function expectGone(found: Found, events: readonly string[]): void {
  const { name, mine, shown, status } = found
  const last = mine.at(-1)
  must(last === undefined || events.includes(last.event), `${name} says ${last?.event}, not ${events.join(' or ')}`)
  must(hasNoItem(found), `${name} is gone, and a page shows it`)
  must(status === (last === undefined ? 404 : 410), `${name} is gone, carried ${mine.length} times, and answered ${status}`)
  if (events[0] === 'canceled')
    must(
      shown.every(({ event, notice }) => event === 'removed' || (event === 'canceled' && notice)),
      `${name} is killed, and a page says ${shown.map(({ event }) => event).join(', ')}`,
    )
}

function expectClosed(found: Found): void {
  must(hasNoItem(found), `${found.name} is closed, and a page shows it`)
  must(found.status === 404, `${found.name} is closed, and answered ${found.status}`)
}

/** An older version that a person has read may be there still. */
function expectUnread({ name, mine }: Found): void {
  must(
    mine.every((entry) => !isShown(entry) || entry.edition > 0),
    `${name} was out before a person had read it`,
  )
}

function expectOpen({ name, feed, story, mine, shown, status, body }: Found): void {
  const { version, said } = story.wanted
  const edition = said[feed.language] === 'approved' ? 1 : 0
  const last = mine.at(-1)
  must(last && isShown(last), `${name} is open, and its feed says ${last?.event ?? 'nothing'}`)
  must(last.version === version && last.edition === edition, `${name} is at ${last.version}.${last.edition}, not at ${version}.${edition}`)
  const item = shown.at(-1)?.item
  must(item, `${name}: the last entry comes without its item`)
  must(status === 200, `${name} is answered ${status}`)
  for (const each of [item, JSON.parse(body) as Item]) expectItem(name, feed.language, story, each)
}

function expectItem(name: string, language: string, { wanted: { newest } }: Story, { headlines }: Item): void {
  const headline = headlines[0]?.value ?? ''
  must(headline.includes(newest.mark ?? ''), `${name} has the headline "${headline}", not "${newest.mark}"`)
  const source = newest.desk === 'web' ? 'en' : 'de'
  must(headline.startsWith(`${language} `) === (language !== source), `${name} is not in its language: "${headline}"`)
}

/** Every entry of a feed, as its partners get them. */
export async function readFeed(cloud: Cloud, feed: Feed, key: string): Promise<Page['entries']> {
  const entries: Page['entries'][number][] = []
  for (let after = ''; ; ) {
    const answer = await cloud.get(`/v1/feeds/${feed.product}/${feed.language}?limit=7${after}`, key)
    must(answer.statusCode === 200, `${feed.product}/${feed.language} is answered ${answer.statusCode}: ${answer.body}`)
    const page = JSON.parse(answer.body ?? '') as Page
    entries.push(...page.entries)
    if (!page.more) return entries
    after = `&after=${page.next}`
  }
}
