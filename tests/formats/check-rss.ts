import { at, attribute, type Element, elements, rawText } from '@depesche/wire/xml/element'
import { parseXml } from '@depesche/wire/xml/parse-xml'

const ATOM = 'http://www.w3.org/2005/Atom'
const CHANNEL = new Set(
  'title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs cloud ttl image rating textInput skipHours skipDays item'.split(
    ' ',
  ),
)
const ITEM = new Set('title link description author category comments enclosure guid pubDate source'.split(' '))
const RFC822 =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UT|Z|[+-]\d{4})$/

/**
 * What is wrong with a document as RSS 2.0; empty for a good one. There is no schema: each rule quotes the specification
 * (RSS 2.0.11, www.rssboard.org/rss-specification) or the RSS Profile (www.rssboard.org/rss-profile). Throws for broken XML.
 */
export function checkRss(text: string): readonly string[] {
  const rss = parseXml(text)
  const channels = plain(rss, 'channel')
  const channel = channels[0]
  const items = channel === undefined ? [] : plain(channel, 'item')
  return [
    ...must(rss.name === 'rss' && rss.namespace === '', 'At the top level, a RSS document is a <rss> element'),
    ...must(rss.attributes.version === '2.0', 'a mandatory attribute called version … must be 2.0'),
    ...must(channels.length === 1, 'Subordinate to the <rss> element is a single <channel> element'),
    ...(channel === undefined ? [] : [...checkChannel(channel), ...items.flatMap(checkItem), ...checkGuids(items)]),
  ]
}

function checkChannel(channel: Element): readonly string[] {
  const links = elements(channel, 'link').filter(({ namespace }) => namespace === ATOM)
  const selves = links.filter((link) => link.attributes.rel === 'self')
  return [
    ...['title', 'link', 'description'].flatMap((name) => must(plain(channel, name).length === 1, `required channel elements: ${name}`)),
    ...plain(channel, 'link').flatMap((link) => must(isUrl(rawText(link)), 'link: the URL to the HTML website')),
    ...checkNames(channel, CHANNEL),
    ...checkDates(channel),
    ...must(selves.length === 1 && isUrl(selves[0]?.attributes.href ?? ''), 'Profile: a feed should identify its own URL by atom:link'),
    ...plain(channel, 'language').flatMap((each) => must(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(rawText(each)), 'language: a code')),
  ]
}

function checkItem(item: Element): readonly string[] {
  const words = [...plain(item, 'title'), ...plain(item, 'description')].filter((each) => rawText(each).trim() !== '')
  const once = ['title', 'link', 'description', 'guid', 'pubDate'].filter((name) => plain(item, name).length > 1)
  return [
    ...must(words.length > 0, 'at least one of title or description must be present'),
    ...once.map((name) => `an item has one ${name}`),
    ...checkNames(item, ITEM),
    ...checkDates(item),
    ...plain(item, 'link').flatMap((link) => must(isUrl(rawText(link)), 'link elements … must begin with an IANA-registered URI scheme')),
    ...plain(item, 'guid').flatMap((guid) =>
      must(attribute(guid, 'isPermaLink') === 'false' || isUrl(rawText(guid)), 'guid: if isPermaLink is not false, it is a URL'),
    ),
  ]
}

function checkGuids(items: readonly Element[]): readonly string[] {
  const guids = items.map((item) => rawText(at(item, 'guid')))
  return must(new Set(guids).size === guids.length && !guids.includes(''), 'guid: a string that uniquely identifies the item')
}

function checkNames(parent: Element, known: ReadonlySet<string>): readonly string[] {
  const strange = elements(parent).filter(({ name, namespace }) => namespace === '' && !known.has(name))
  return strange.map(({ name }) => `may contain elements not described on this page, only if … defined in a namespace: ${name}`)
}

function checkDates(parent: Element): readonly string[] {
  const dates = ['pubDate', 'lastBuildDate'].flatMap((name) => plain(parent, name)).map(rawText)
  return dates.flatMap((date) => must(RFC822.test(date) && !Number.isNaN(Date.parse(date)), `All date-times … conform to RFC 822: ${date}`))
}

const plain = (parent: Element, name: string) => elements(parent, name).filter(({ namespace }) => namespace === '')
const must = (holds: boolean, rule: string): readonly string[] => (holds ? [] : [rule])
const isUrl = (text: string) => /^(?:https?|ftp|mailto|news|urn):/.test(text) && URL.canParse(text)
