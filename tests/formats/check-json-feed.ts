const VERSION = 'https://jsonfeed.org/version/1.1'
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
const FEED = new Set(
  'version title home_page_url feed_url description user_comment next_url icon favicon authors language expired hubs items'.split(' '),
)
const ITEM = new Set(
  'id url external_url title content_html content_text summary image banner_image date_published date_modified authors tags language attachments'.split(
    ' ',
  ),
)

type Fields = Readonly<Record<string, unknown>>

/**
 * What is wrong with a document as JSON Feed 1.1; empty for a good one. Each rule quotes www.jsonfeed.org/version/1.1.
 * Throws for what is no JSON.
 */
export function checkJsonFeed(text: string): readonly string[] {
  const feed = JSON.parse(text) as Fields
  const items = Array.isArray(feed.items) ? (feed.items as readonly Fields[]) : []
  const ids = items.map(({ id }) => id)
  return [
    ...must(feed.version === VERSION, 'version (required, string) is the URL of the version of the format'),
    ...must(typeof feed.title === 'string', 'title (required, string) is the name of the feed'),
    ...must(Array.isArray(feed.items), 'items is an array, and is required'),
    ...['home_page_url', 'feed_url', 'next_url'].flatMap((name) => must(isUrlOrAbsent(feed[name]), `${name} … is the URL`)),
    ...must(feed.next_url === undefined || feed.next_url !== feed.feed_url, 'next_url … must not be the same as feed_url'),
    ...checkNames(feed, FEED),
    ...checkCommon(feed),
    ...items.flatMap(checkItem),
    ...must(new Set(ids).size === ids.length, 'id is unique for that item for that feed over time'),
  ]
}

function checkItem(item: Fields): readonly string[] {
  const { content_html: html, content_text: text, tags } = item
  return [
    ...must(typeof item.id === 'string' && item.id !== '', 'id (required, string)'),
    ...must(typeof html === 'string' || typeof text === 'string', 'one or both of content_html and content_text must be present'),
    ...['title', 'summary'].flatMap((name) => must(isStringOrAbsent(item[name]), `${name} (optional, string)`)),
    ...must(isUrlOrAbsent(item.url), 'url (optional, string) is the URL of the resource'),
    ...['date_published', 'date_modified'].flatMap((name) => must(isDateOrAbsent(item[name]), `${name} … in RFC 3339 format`)),
    ...must(tags === undefined || (Array.isArray(tags) && tags.every((tag) => typeof tag === 'string')), 'tags … array of strings'),
    ...checkNames(item, ITEM),
    ...checkCommon(item),
  ]
}

/** Authors and language, of feeds and of items. */
function checkCommon({ authors, language }: Fields): readonly string[] {
  const all = authors === undefined ? [] : Array.isArray(authors) ? (authors as readonly Fields[]) : [{}]
  const known = (author: Fields) => ['name', 'url', 'avatar'].some((field) => typeof author[field] === 'string')
  return [
    ...all.flatMap((author) => must(known(author), 'authors: if you provide an author object, then at least one is required')),
    ...must(language === undefined || /^[a-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(String(language)), 'language … specified in RFC 5646'),
  ]
}

function checkNames(fields: Fields, known: ReadonlySet<string>): readonly string[] {
  const strange = Object.keys(fields).filter((name) => !known.has(name) && !/^_[A-Za-z][^.]*$/.test(name))
  const flat = Object.entries(fields).filter(([name, value]) => name.startsWith('_') && (typeof value !== 'object' || value === null))
  return [
    ...strange.map((name) => `the names of custom objects must begin with an underscore: ${name}`),
    ...flat.map(([name]) => `a custom extension is an object: ${name}`),
  ]
}

const must = (holds: boolean, rule: string): readonly string[] => (holds ? [] : [rule])
const isStringOrAbsent = (value: unknown) => value === undefined || typeof value === 'string'
const isUrlOrAbsent = (value: unknown) => value === undefined || (typeof value === 'string' && URL.canParse(value))
const isDateOrAbsent = (value: unknown) =>
  value === undefined || (typeof value === 'string' && RFC3339.test(value) && !Number.isNaN(Date.parse(value)))
