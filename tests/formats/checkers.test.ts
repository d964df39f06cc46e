import type { Format } from '@depesche/syndication/format'
import { atom } from '@depesche/syndication/formats/atom'
import { jsonFeed } from '@depesche/syndication/formats/json-feed'
import { rss } from '@depesche/syndication/formats/rss'
import { describe, expect, test } from 'vitest'
import { checkAtom } from './check-atom.ts'
import { checkJsonFeed } from './check-json-feed.ts'
import { checkRss } from './check-rss.ts'
import { pages } from './feeds.ts'

type Mistake = readonly [what: string, pattern: RegExp | string, replacement: string, rule: RegExp]

const inRss: readonly Mistake[] = [
  ['another version', 'version="2.0"', 'version="0.91"', /must be 2.0/],
  ['a second channel', '</channel>', '</channel><channel/>', /single <channel>/],
  ['no description of the channel', /<description>Keystone.*?<\/description>/, '', /required channel elements: description/],
  ['a relative link', /(<item>.*?)<link>[^<]*/s, '$1<link>/items/1', /URI scheme/],
  ['a date of ISO 8601', /<pubDate>[^<]*/, '<pubDate>2026-11-24T07:00:00Z', /RFC 822/],
  ['a date that there is not', /<pubDate>[^<]*/, '<pubDate>Tue, 41 Nov 2026 07:00:00 GMT', /RFC 822/],
  ['a guid that says it is a link', ' isPermaLink="false">', '>not a link ', /if isPermaLink is not false/],
  ['one guid twice', /(<item>.*?<\/item>)/s, '$1$1', /uniquely identifies/],
  ['an element of its own without a namespace', '<pubDate>', '<modified/><pubDate>', /only if … defined in a namespace: modified/],
  ['an item without words', /(<item>)<title>.*?<\/title>(.*?)<description>.*?<\/description>/s, '$1$2', /at least one of title/],
  ['no link to itself', 'rel="self"', 'rel="alternate"', /identify its own URL/],
  ['two titles', '<item><title>', '<item><title/><title>', /an item has one title/],
]
const inAtom: readonly Mistake[] = [
  ['another namespace', 'xmlns="http://www.w3.org/2005/Atom"', 'xmlns="http://purl.org/atom/ns#"', /^2:/],
  ['no id', /<id>.*?<\/id>/, '', /exactly one atom:id/],
  ['an id that is no IRI', /<id>.*?<\/id>/, '<id>all fr</id>', /4\.2\.6/],
  ['two titles', '<title>', '<title/><title>', /exactly one atom:title/],
  ['a date without a zone', /<updated>[^<]*/, '<updated>2026-11-24T09:00:01', /3\.3/],
  ['a month that there is not', /<updated>[^<]*/, '<updated>2026-13-24T09:00:01Z', /3\.3/],
  ['two alternates of one kind', 'hreflang="it"', 'hreflang="de"', /no two alternate links/],
  ['no author anywhere', /<author>.*?<\/author>/gs, '', /4\.1\.1: an author/],
  ['an author without a name', /(<author>)<name>.*?<\/name>/s, '$1', /3\.2\.1/],
  ['a link to nowhere', / href="[^"]*"/, '', /4\.2\.7\.1/],
  ['a category without a term', / term="[^"]*"/, '', /4\.2\.2\.1/],
  ['markup in a text', '<title>', '<title><b xmlns="http://www.w3.org/1999/xhtml"/>', /3\.1\.1\.1/],
  ['a type of text that there is not', 'type="html"', 'type="markdown"', /3\.1\.1/],
  ['an entry’s element in the feed', '<author>', '<published>2026-11-24T09:00:01Z</published><author>', /no place for atom:published/],
  ['one entry twice', /(<entry.*?<\/entry>)/s, '$1$1', /one entry of an id/],
  ['a tombstone without a date', '</feed>', '<at:deleted-entry ref="urn:x:1"/></feed>', /3\.3/],
  ['a tombstone without a ref', '</feed>', '<at:deleted-entry when="2026-11-24T09:00:01Z"/></feed>', /has a ref/],
  [
    'a tombstone of a living entry',
    /(<entry.*?<id>)([^<]*)/s,
    '<at:deleted-entry ref="$2" when="2026-11-24T09:00:01Z"/>$1$2',
    /has no entry/,
  ],
  ['two next pages', '<link rel="previous"', '<link rel="next"', /one link of rel next/],
]
const inJson: readonly Mistake[] = [
  ['another version', 'version/1.1', 'version/1', /^version/],
  ['no title', '"title":"All', '"name":"All', /^title/],
  ['no items', '"items":', '"entries":', /^items/],
  ['an item without an id', '"id":"urn', '"_id":"urn', /^id \(required/],
  ['a number as an id', /"items":\[\{"id":"[^"]*"/, '"items":[{"id":1', /^id \(required/],
  ['an item without content', /"content_html":"(?:\\.|[^"\\])*","content_text":"(?:\\.|[^"\\])*",/, '', /one or both/],
  ['a date that is none', /"date_published":"[^"]*"/, '"date_published":"yesterday"', /RFC 3339/],
  ['a field of its own without an underscore', '"_depesche":{"id"', '"depesche":{"id"', /underscore: depesche/],
  ['an extension that is no object', '"language":"fr","authors"', '"language":"fr","_x":1,"authors"', /an object: _x/],
  ['an author without a name', '"authors":[{"name":"Keystone-SDA"}]', '"authors":[{}]', /at least one is required/],
  ['tags that are no strings', /"tags":\[[^\]]*\]/, '"tags":[1]', /array of strings/],
  ['a language that is none', '"language":"fr"', '"language":"french language"', /RFC 5646/],
  ['a page that follows itself', /"feed_url":("[^"]*"),"next_url":"[^"]*"/, '"feed_url":$1,"next_url":$1', /must not be the same/],
]

const checked: readonly (readonly [format: Format, check: (text: string) => readonly string[], mistakes: readonly Mistake[]])[] = [
  [rss, checkRss, inRss],
  [atom, checkAtom, inAtom],
  [jsonFeed, checkJsonFeed, inJson],
]
/** An article with everything, and the page before it. */
const whole = pages.find(([what]) => what === 'an article')![1]

describe.each(checked.map(([format, check, mistakes]) => ({ name: format.name, format, check, mistakes })))('$name', (one) => {
  test.each(pages.map(([what, feed]) => ({ what, feed })))('$what is as the specification has it', ({ feed }) => {
    expect(one.check(one.format.feed(feed))).toEqual([])
  })

  test.each(one.mistakes.map(([what, ...rest]) => ({ what, rest })))(
    'the checker finds $what',
    ({ rest: [pattern, replacement, rule] }) => {
      const valid = one.format.feed(whole)
      const broken = valid.replace(pattern, replacement)
      expect(broken).not.toBe(valid)
      expect(one.check(broken).filter((found) => rule.test(found))).not.toEqual([])
    },
  )
})
