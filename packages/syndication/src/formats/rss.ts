/** RSS 2.0 (rssboard.org/rss-specification) with content:encoded, Dublin Core and Atom's links. */
import type { Format, FormatEntry, FormatFeed } from '../format.ts'
import { escapeHtml } from '../html.ts'
import { itemUri } from '../ninjs.ts'
import { pagingLinks } from './paging-links.ts'
import { OURS, ourElements } from './provenance.ts'
import { type Item, titleOf } from './read-item.ts'
import { lastTime, newestStates, type State } from './states.ts'
import { storyHtml, summaryHtml } from './story-html.ts'
import { noticeWords, withdrawnTitle } from './words.ts'
import { element, textElement, type XmlElement, xmlDocument } from './xml.ts'

const MEDIA_TYPE = 'application/rss+xml'

export const rss = {
  name: 'rss',
  mediaType: MEDIA_TYPE,
  contentType: `${MEDIA_TYPE}; charset=utf-8`,
  suffix: '.rss',
  newest: true,
  feed: writeFeed,
} as const satisfies Format

const NAMESPACES = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:dcterms': 'http://purl.org/dc/terms/',
  'xmlns:depesche': `${OURS}feed`,
}

function writeFeed(feed: FormatFeed): string {
  const items = newestStates(feed.entries).map((state) => item(state, feed))
  const channel = [...about(feed), ...pagingLinks(feed, 'atom:link', MEDIA_TYPE), ...items]
  return xmlDocument(element('rss', { version: '2.0', ...NAMESPACES }, [element('channel', {}, channel)]))
}

function about({ title, provider, language, self, entries }: FormatFeed): readonly XmlElement[] {
  return [
    element('title', {}, [title]),
    element('link', {}, [self]),
    element('description', {}, [`${provider}: ${title}`]),
    element('language', {}, [language]),
    element('lastBuildDate', {}, [rfc822(lastTime(entries))]),
    element('dc:publisher', {}, [provider]),
  ]
}

function item(state: State, feed: FormatFeed): XmlElement {
  return state.kind === 'shown' ? story(state.item, state.entry) : tombstone(state.entry, feed)
}

const guid = (uri: string) => element('guid', { isPermaLink: 'false' }, [uri])
/** RSS has RFC 822's dates, in which the year has four digits: `Tue, 24 Nov 2026 08:00:01 GMT`. */
const rfc822 = (instant: string) => new Date(instant).toUTCString()

function story(item: Item, entry: FormatEntry): XmlElement {
  return element('item', {}, [
    element('title', {}, [titleOf(item)]),
    element('link', {}, [entry.href]),
    guid(item.uri),
    element('pubDate', {}, [rfc822(item.firstCreated)]),
    element('dcterms:modified', {}, [entry.at]),
    textElement('dc:creator', item.by),
    textElement('dc:rights', item.credit),
    element('dc:language', {}, [item.language]),
    ...item.subjects.map(({ name, literal }) => element('category', { domain: `${OURS}subject` }, [name ?? literal])),
    element('description', {}, [summaryHtml(item, entry)]),
    element('content:encoded', {}, [storyHtml(item, entry)]),
    ...ourElements(item, entry),
  ])
}

/** RSS knows no withdrawal. The same guid with other words replaces the item in a reader; nothing of the old ones is left. */
function tombstone(entry: FormatEntry, { language }: FormatFeed): XmlElement {
  return element('item', {}, [
    element('title', {}, [withdrawnTitle(language)]),
    guid(itemUri(entry.id, language)),
    element('pubDate', {}, [rfc822(entry.at)]),
    element('dcterms:modified', {}, [entry.at]),
    element('description', {}, [escapeHtml(noticeWords(language, entry))]),
    element('depesche:withdrawn', { event: entry.event }),
  ])
}
