/** Plain text, UTF-8: for people, editorial systems without a parser, and mail. */
import type { Format, FormatEntry, FormatFeed, FormatItem } from '../format.ts'
import { itemUri } from '../ninjs.ts'
import { provenanceOf } from './provenance.ts'
import { type Item, readItem, titleOf } from './read-item.ts'
import { type State, statesInOrder } from './states.ts'
import { storyText } from './story-text.ts'
import { noticeWords, withdrawnTitle } from './words.ts'

export const text = {
  name: 'text',
  mediaType: 'text/plain',
  contentType: 'text/plain; charset=utf-8',
  suffix: '.txt',
  newest: false,
  item: ({ item, href, provider }: FormatItem) => printable(story(readItem(item), { href }, provider)),
  feed: writeFeed,
} as const satisfies Format

/** A form feed alone on its line stands before every item, and in no text. */
const BREAK = '\n\f\n'

function writeFeed(feed: FormatFeed): string {
  const about = facts({ feed: `${feed.title} (${feed.language})`, provider: feed.provider, next: feed.next, previous: feed.previous })
  const items = statesInOrder(feed.entries).map((state) => stateOf(state, feed))
  return [about, ...items].map(printable).join(BREAK)
}

/** Half a surrogate pair and control characters but the line break and the tab become U+FFFD; one line end at the end. */
function printable(text: string): string {
  return `${text.toWellFormed().replaceAll(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '\ufffd')}\n`
}

function stateOf(state: State, feed: FormatFeed): string {
  return state.kind === 'shown' ? story(state.item, state.entry, feed.provider) : tombstone(state.entry, feed)
}

function story(item: Item, entry: Pick<FormatEntry, 'correction' | 'href'>, provider: string): string {
  const { kicker, subheadline } = item.headlines
  const head = [kicker, titleOf(item), subheadline].filter((line) => line !== undefined).join('\n')
  return [head, storyText(item, entry), factsOf(item, entry.href, provider)].filter((part) => part !== '').join('\n\n')
}

/** A reader's program finds these at the end, below a line of two hyphens. */
function factsOf(item: Item, href: string, provider: string): string {
  const { uri: id, version, language, versionCreated, firstCreated, slugline, urgency, sources } = item
  const known = { id, version, language, created: firstCreated, versionCreated, slugline, urgency: urgency?.toString(), provider }
  return `--\n${facts({ ...known, sources: sources.join(', '), ...provenanceOf(item), href })}`
}

/** One fact on a line, `name: value`; those without a value are left out. */
function facts(pairs: Readonly<Record<string, string | undefined>>): string {
  const there = Object.entries(pairs).filter(([, value]) => value !== undefined && value !== '')
  return there.map(([name, value]) => `${name}: ${value?.replaceAll(/[\n\r]+/g, ' ')}`).join('\n')
}

function tombstone(entry: FormatEntry, { language }: FormatFeed): string {
  const { id, version, at, event } = entry
  const about = facts({ id: itemUri(id, language), version: String(version), language, event, at })
  return [withdrawnTitle(language).toUpperCase(), noticeWords(language, entry), `--\n${about}`].join('\n\n')
}
