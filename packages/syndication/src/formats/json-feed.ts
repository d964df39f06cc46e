/** JSON Feed 1.1 (jsonfeed.org/version/1.1), with what the format has no field for in `_depesche`. */
import type { Format, FormatEntry, FormatFeed } from '../format.ts'
import { itemUri, type Json } from '../ninjs.ts'
import { provenanceOf } from './provenance.ts'
import { type Item, titleOf } from './read-item.ts'
import { newestStates, type State } from './states.ts'
import { storyHtml, warnings } from './story-html.ts'
import { storyText } from './story-text.ts'
import { noticeWords, withdrawnTitle } from './words.ts'

const MEDIA_TYPE = 'application/feed+json'

export const jsonFeed = {
  name: 'json-feed',
  mediaType: MEDIA_TYPE,
  contentType: MEDIA_TYPE,
  suffix: '.jsonfeed',
  newest: true,
  feed: writeFeed,
} as const satisfies Format

function writeFeed(feed: FormatFeed): string {
  const { title, self, next, previous, provider, language, product } = feed
  const document: Json = {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    feed_url: self,
    // the list stands newest first, so it goes on with what was before
    ...(previous === undefined ? {} : { next_url: previous }),
    language,
    authors: [{ name: provider }],
    _depesche: { product, newer_url: next },
    items: newestStates(feed.entries).map((state) => itemOf(state, feed)),
  }
  return JSON.stringify(document, wellFormed)
}

/** Half a surrogate pair is no text (RFC 8259, section 8.2). */
function wellFormed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value
}

function itemOf(state: State, feed: FormatFeed): Json {
  return state.kind === 'shown' ? story(state.item, state.entry) : tombstone(state.entry, feed)
}

function story(item: Item, entry: FormatEntry): Json {
  const tags = item.subjects.map(({ name, literal }) => name ?? literal)
  return {
    id: item.uri,
    url: entry.href,
    title: titleOf(item),
    content_html: storyHtml(item, entry),
    content_text: storyText(item, entry),
    ...(item.opening === '' ? {} : { summary: [...warnings(item, entry), item.opening].join(' ') }),
    date_published: item.firstCreated,
    date_modified: entry.at,
    ...(item.by === undefined ? {} : { authors: [{ name: item.by }] }),
    ...(tags.length === 0 ? {} : { tags }),
    language: item.language,
    _depesche: ours(item, entry),
  }
}

/** Absent facts are left out by JSON itself. */
function ours(item: Item, { event, correction, sequence }: FormatEntry): Json {
  const { urgency, slugline, credit, provider, sources, label, located, version } = item
  const facts = { urgency, slugline, credit, provider, sources, located, label, correction }
  return { id: item.altIds['depesche-id'], version, event, sequence, ...facts, provenance: provenanceOf(item) }
}

/** JSON Feed knows no withdrawal. The same id with other words replaces the item in a reader; nothing of the old ones is left. */
function tombstone(entry: FormatEntry, { language }: FormatFeed): Json {
  const { id, event, sequence, version, at } = entry
  const notice = noticeWords(language, entry)
  return {
    id: itemUri(id, language),
    title: withdrawnTitle(language),
    content_text: notice,
    date_published: at,
    date_modified: at,
    language,
    _depesche: { id, version: String(version), event, sequence, notice },
  }
}
