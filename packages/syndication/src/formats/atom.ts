/** Atom (RFC 4287) with tombstones (RFC 6721) and the links of a paged feed (RFC 5005). */
import type { Format, FormatEntry, FormatFeed } from '../format.ts'
import { itemUri } from '../ninjs.ts'
import { pagingLinks } from './paging-links.ts'
import { OURS, ourElements } from './provenance.ts'
import { type Item, type Sibling, titleOf } from './read-item.ts'
import { lastTime, newestStates, type State } from './states.ts'
import { storyHtml, summaryHtml } from './story-html.ts'
import { noticeWords } from './words.ts'
import { element, textElement, type XmlElement, xmlDocument } from './xml.ts'

const MEDIA_TYPE = 'application/atom+xml'

export const atom = {
  name: 'atom',
  mediaType: MEDIA_TYPE,
  contentType: `${MEDIA_TYPE}; charset=utf-8`,
  suffix: '.atom',
  newest: true,
  feed: writeFeed,
} as const satisfies Format

const NAMESPACES = {
  xmlns: 'http://www.w3.org/2005/Atom',
  'xmlns:at': 'http://purl.org/atompub/tombstones/1.0',
  'xmlns:depesche': `${OURS}feed`,
}

function writeFeed(feed: FormatFeed): string {
  const entries = newestStates(feed.entries).map((state) => stateOf(state, feed))
  const { title, provider, product, language } = feed
  return xmlDocument(
    element('feed', { ...NAMESPACES, 'xml:lang': language }, [
      element('id', {}, [`${OURS}feed:${encodeURIComponent(product)}:${language}`]),
      element('title', {}, [title]),
      element('updated', {}, [lastTime(feed.entries)]),
      person(provider),
      ...pagingLinks(feed, 'link', MEDIA_TYPE),
      ...entries,
    ]),
  )
}

const person = (name: string) => element('author', {}, [element('name', {}, [name])])

function stateOf(state: State, feed: FormatFeed): XmlElement {
  return state.kind === 'shown' ? story(state.item, state.entry) : tombstone(state.entry, feed)
}

/** `updated` is when the feed said so: it grows with every correction, which `versionCreated` need not. */
function story(item: Item, entry: FormatEntry): XmlElement {
  return element('entry', { 'xml:lang': item.language }, [
    element('id', {}, [item.uri]),
    element('title', {}, [titleOf(item)]),
    element('published', {}, [item.firstCreated]),
    element('updated', {}, [entry.at]),
    item.by === undefined ? undefined : person(item.by),
    link(entry.href, item.language),
    ...item.siblings.flatMap(siblingLink),
    ...item.subjects.map(({ name, literal }) => element('category', { term: literal, label: name })),
    textElement('rights', rightsOf(item)),
    element('summary', { type: 'html' }, [summaryHtml(item, entry)]),
    element('content', { type: 'html' }, [storyHtml(item, entry)]),
    ...ourElements(item, entry),
  ])
}

/** One `alternate` for each language (section 4.1.2): the article itself, then the product's other languages. */
function link(href: string, hreflang: string, title?: string): XmlElement {
  return element('link', { rel: 'alternate', type: 'application/json', hreflang, href, title })
}
const siblingLink = ({ href, language, title }: Sibling) => (href === undefined ? [] : [link(href, language, title)])

/** The label is a term of use: who shows the text shows it too. */
function rightsOf({ credit, label }: Item): string | undefined {
  const parts = [credit, label].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join('. ')
}

/** `at:deleted-entry` (RFC 6721, section 3): the reader takes the entry of this id away. A desk's notice is in the desk's language. */
function tombstone(entry: FormatEntry, { language }: FormatFeed): XmlElement {
  return element('at:deleted-entry', { ref: itemUri(entry.id, language), when: entry.at }, [
    element('at:comment', { 'xml:lang': entry.notice === undefined ? language : '' }, [noticeWords(language, entry)]),
    element('depesche:withdrawn', { event: entry.event }),
  ])
}
