import { type Element, elements, rawText } from '@depesche/wire/xml/element'
import { parseXml } from '@depesche/wire/xml/parse-xml'

const ATOM = 'http://www.w3.org/2005/Atom'
const TOMBSTONES = 'http://purl.org/atompub/tombstones/1.0'
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
const FEED = new Set('author category contributor generator icon id link logo rights subtitle title updated entry'.split(' '))
const ENTRY = new Set('author category content contributor id link published rights source summary title updated'.split(' '))
const TEXTS = ['title', 'subtitle', 'summary', 'rights', 'content']

/**
 * What is wrong with a document as an Atom feed; empty for a good one. Each rule names its section of RFC 4287, of RFC 6721
 * (tombstones) or of RFC 5005 (paging). Throws for broken XML.
 */
export function checkAtom(text: string): readonly string[] {
  const feed = parseXml(text)
  const entries = atom(feed, 'entry')
  const isFeed = feed.name === 'feed' && feed.namespace === ATOM
  return [
    ...must(isFeed, '2: the document element of an Atom Feed Document is atom:feed'),
    ...checkCommon(feed, FEED, ['generator', 'icon', 'logo', 'rights', 'subtitle']),
    ...checkAuthors(feed, entries),
    ...entries.flatMap(checkEntry),
    ...checkIds(entries),
    ...checkTombstones(feed, entries),
    ...checkPaging(feed),
  ]
}

/** What holds for feeds and entries alike. */
function checkCommon(parent: Element, known: ReadonlySet<string>, atMostOne: readonly string[]): readonly string[] {
  const links = atom(parent, 'link')
  const alternates = links.filter(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate')
  const kinds = alternates.map(({ attributes }) => `${attributes.type} ${attributes.hreflang}`)
  return [
    ...['id', 'title', 'updated'].flatMap((name) => must(atom(parent, name).length === 1, `4.1: exactly one atom:${name}`)),
    ...atMostOne.flatMap((name) => must(atom(parent, name).length <= 1, `4.1: no more than one atom:${name}`)),
    ...must(new Set(kinds).size === kinds.length, '4.1: no two alternate links of one type and hreflang'),
    ...elements(parent).flatMap(({ name, namespace }) => must(namespace !== ATOM || known.has(name), `4.1: no place for atom:${name}`)),
    ...links.flatMap((link) => must(URL.canParse(link.attributes.href ?? ''), '4.2.7.1: a link has an href, an IRI reference')),
    ...atom(parent, 'id').flatMap((id) => must(/^[A-Za-z][\w+.-]*:\S+$/.test(rawText(id)), '4.2.6: an id is an IRI')),
    ...atom(parent, 'category').flatMap((each) => must((each.attributes.term ?? '') !== '', '4.2.2.1: a category has a term')),
    ...['updated', 'published'].flatMap((name) => atom(parent, name).flatMap((date) => checkDate(rawText(date)))),
    ...['author', 'contributor'].flatMap((name) => atom(parent, name).flatMap(checkPerson)),
    ...TEXTS.flatMap((name) => atom(parent, name).flatMap(checkText)),
  ]
}

function checkEntry(entry: Element): readonly string[] {
  const hasAlternate = atom(entry, 'link').some(({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate')
  return [
    ...checkCommon(entry, ENTRY, ['content', 'published', 'rights', 'source', 'summary']),
    ...must(atom(entry, 'content').length > 0 || hasAlternate, '4.1.2: an entry without content has an alternate link'),
  ]
}

function checkAuthors(feed: Element, entries: readonly Element[]): readonly string[] {
  const has = (parent: Element) => atom(parent, 'author').length > 0
  return must(has(feed) || (entries.length > 0 && entries.every(has)), '4.1.1: an author, unless every entry has one')
}

function checkIds(entries: readonly Element[]): readonly string[] {
  const ids = entries.flatMap((entry) => atom(entry, 'id').map(rawText))
  return must(new Set(ids).size === ids.length, '4.1.1: a page of states has one entry of an id')
}

const checkDate = (date: string) => must(RFC3339.test(date) && !Number.isNaN(Date.parse(date)), `3.3: a date is of RFC 3339: ${date}`)
const checkPerson = (person: Element) => must(atom(person, 'name').length === 1, '3.2.1: a person has exactly one name')

/** Section 3.1.1; of the types of a content (4.1.3.1), ours are these. */
function checkText(text: Element): readonly string[] {
  const { type = 'text' } = text.attributes
  return [
    ...must(['text', 'html', 'xhtml'].includes(type), `3.1.1: a type of text: ${type}`),
    ...must(type === 'xhtml' || elements(text).length === 0, '3.1.1.1, 3.1.1.2: text and HTML have no child elements'),
  ]
}

function checkTombstones(feed: Element, entries: readonly Element[]): readonly string[] {
  const gone = elements(feed, 'deleted-entry').filter(({ namespace }) => namespace === TOMBSTONES)
  const ids = new Set(entries.flatMap((entry) => atom(entry, 'id').map(rawText)))
  const pairs = gone.map(({ attributes }) => `${attributes.ref} ${attributes.when}`)
  return [
    ...gone.flatMap(({ attributes }) => must((attributes.ref ?? '') !== '', 'RFC 6721, 3: a tombstone has a ref')),
    ...gone.flatMap(({ attributes }) => checkDate(attributes.when ?? '')),
    ...must(new Set(pairs).size === pairs.length, 'RFC 6721, 3: no two tombstones of one ref and when'),
    ...must(!gone.some(({ attributes }) => ids.has(attributes.ref ?? '')), 'RFC 6721, 3: what is deleted has no entry'),
  ]
}

function checkPaging(feed: Element): readonly string[] {
  const rels = atom(feed, 'link').map(({ attributes }) => attributes.rel)
  const times = (rel: string) => rels.filter((each) => each === rel).length
  return [
    ...must(times('self') === 1, '4.1.1: a feed should have a link of rel self'),
    ...['next', 'previous', 'first', 'last'].flatMap((rel) => must(times(rel) <= 1, `RFC 5005, 3: one link of rel ${rel}`)),
  ]
}

const atom = (parent: Element, name: string) => elements(parent, name).filter(({ namespace }) => namespace === ATOM)
const must = (holds: boolean, rule: string): readonly string[] => (holds ? [] : [rule])
