/**
 * NewsML-G2 2.35 (IPTC), conformance power: an item is a `newsItem`, a page of a feed a `newsMessage` with its items in order.
 * docs/formats.md has the table of what stands where.
 */
import type { Format, FormatEntry, FormatFeed, FormatItem } from '../format.ts'
import { itemUri } from '../ninjs.ts'
import { catalogOf } from './newsml-g2-catalog.ts'
import { contentMeta, contentSet, oneLine } from './newsml-g2-content.ts'
import { type Item, readItem, type Sibling } from './read-item.ts'
import { lastTime, type State, statesInOrder } from './states.ts'
import { noticeWords } from './words.ts'
import { element, textElement, type XmlElement, xmlDocument } from './xml.ts'

/**
 * The IPTC has a media type for each kind of document (…g2.newsitem+xml, …g2.newsmessage+xml), and neither is true of the other;
 * a format has one, so it is the one that is true of both (RFC 7303).
 */
export const newsmlG2 = {
  name: 'newsml-g2',
  mediaType: 'application/xml',
  contentType: 'application/xml; charset=utf-8',
  suffix: '.g2',
  newest: false,
  item: writeItem,
  feed: writeFeed,
} as const satisfies Format

const XMLNS = 'http://iptc.org/std/nar/2006-10-01/'
const EDITIONS = 1000
/** No edition of a text comes near it: a withdrawal is newer than every edition of its version. */
const LAST_EDITION = EDITIONS - 1

function writeItem({ item, provider }: FormatItem): string {
  const read = readItem(item)
  return xmlDocument(element('newsItem', { xmlns: XMLNS, ...identity(read) }, usable(read, provider)))
}

function writeFeed(feed: FormatFeed): string {
  const items = statesInOrder(feed.entries).map((state) => newsItem(state, feed))
  return xmlDocument(
    element('newsMessage', { xmlns: XMLNS }, [
      header(feed),
      // the schema asks for an item; a package of none is one that nobody takes for news
      element('itemSet', {}, items.length > 0 ? items : [nothing(feed)]),
    ]),
  )
}

/** Where the feed goes on stands in the header, as Atom's links: the standard has no place of its own for it. */
function header({ entries, provider, self, next, previous, product }: FormatFeed): XmlElement {
  const link = (rel: string, href: string | undefined) =>
    href === undefined ? undefined : element('link', { xmlns: 'http://www.w3.org/2005/Atom', rel, href })
  return element('header', {}, [
    element('sent', {}, [lastTime(entries)]),
    element('sender', {}, [provider]),
    element('transmitId', {}, [self]),
    element('channel', {}, [product]),
    link('self', self),
    link('next', next),
    link('previous', previous),
  ])
}

function newsItem(state: State, feed: FormatFeed): XmlElement {
  const { entry } = state
  if (state.kind === 'shown') return element('newsItem', identity(state.item), usable(state.item, feed.provider, entry))
  const guid = itemUri(entry.id, feed.language)
  const version = entry.version * EDITIONS + LAST_EDITION
  return element('newsItem', attributes(guid, version, feed.language), [catalogOf(), withdrawnMeta(entry, feed)])
}

/** The version is a positive integer there, and must grow: `{version} * 1000 + {edition}`. */
function identity({ uri, version, language }: Item) {
  const [number = 0, edition = 0] = version.split('.').map(Number)
  return attributes(uri, number * EDITIONS + Math.min(edition, LAST_EDITION - 1), language)
}

const attributes = (guid: string, version: number, language: string) => ({
  standard: 'NewsML-G2',
  standardversion: '2.35',
  conformance: 'power',
  guid,
  version,
  'xml:lang': language,
})

function usable(item: Item, provider: string, entry?: FormatEntry): readonly (XmlElement | undefined)[] {
  return [catalogOf(item), rights(item), itemMeta(item, provider, entry), contentMeta(item, provider), contentSet(item)]
}

/** The label of a machine's translation is a term of use: who shows the text shows it too. */
function rights({ credit, label }: Item): XmlElement | undefined {
  if (credit === undefined && label === undefined) return undefined
  const holder = credit === undefined ? undefined : named('copyrightHolder', credit)
  return element('rightsInfo', {}, [holder, textElement('usageTerms', label)])
}

const named = (tag: string, text: string) => element(tag, {}, [textElement('name', oneLine(text))])
const coded = (tag: string, qcode: string | undefined) => (qcode === undefined ? undefined : element(tag, { qcode }))

/** About the item itself (NewsML-G2, itemMeta), in the order of ItemManagementGroup. */
function itemMeta(item: Item, provider: string, entry?: FormatEntry): XmlElement {
  return element('itemMeta', {}, [
    coded('itemClass', `ninat:${item.type}`),
    named('provider', provider),
    element('versionCreated', {}, [item.versionCreated]),
    element('firstCreated', {}, [item.firstCreated]),
    coded('pubStatus', 'stat:usable'),
    textElement('generator', oneLine(item.translated?.label), { role: 'depesche:translator' }),
    textElement('edNote', entry?.correction?.reason, { role: 'depesche:correction', 'xml:lang': '' }),
    coded('signal', signalOf(entry)),
    ...item.siblings.map(siblingLink),
  ])
}

/** IPTC's signals: a correction tells that earlier versions were wrong, an update that there is more. */
function signalOf(entry: FormatEntry | undefined): string | undefined {
  if (entry?.correction?.kind === 'rectify') return 'sig:correction'
  return entry?.event === 'updated' ? 'sig:update' : undefined
}

function siblingLink({ uri, language, title, isOriginal, href }: Sibling): XmlElement {
  const rel = isOriginal ? 'depesche:original' : 'depesche:translation'
  return element('link', { rel, href, residref: uri, contenttype: 'application/json', title, 'xml:lang': language })
}

/**
 * An item that is gone has no content. `canceled` is a kill: not to be used any more. `withheld`, not to be used until further
 * notice and taken back where it was, is an item that went out of this feed and may come again. The words of a desk are in the
 * desk's language, which the item's is not: `xml:lang=""`.
 */
function withdrawnMeta(entry: FormatEntry, { language, provider }: FormatFeed): XmlElement {
  const canceled = entry.event === 'canceled'
  return element('itemMeta', {}, [
    coded('itemClass', 'ninat:text'),
    named('provider', provider),
    element('versionCreated', {}, [entry.at]),
    coded('pubStatus', canceled ? 'stat:canceled' : 'stat:withheld'),
    element('edNote', { role: 'depesche:notice', 'xml:lang': entry.notice === undefined ? language : '' }, [noticeWords(language, entry)]),
    coded('signal', 'sig:update'),
  ])
}

function nothing({ product, language, provider, entries, title }: FormatFeed): XmlElement {
  return element('packageItem', attributes(`urn:x-depesche:feed:${encodeURIComponent(product)}:${language}`, 1, language), [
    catalogOf(),
    element('itemMeta', {}, [
      coded('itemClass', 'ninat:composite'),
      named('provider', provider),
      element('versionCreated', {}, [lastTime(entries)]),
      coded('pubStatus', 'stat:usable'),
      textElement('title', oneLine(title)),
      element('edNote', {}, ['There is nothing on this page.']),
    ]),
  ])
}
