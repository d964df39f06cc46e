import { newsmlG2 } from '@depesche/syndication/formats/newsml-g2'
import { describe, expect, test } from 'vitest'
import { feedOf, itemOf, kinds, pages, writeItem } from './feeds.ts'
import { schemaErrors, schemaIsThere } from './newsml-g2-schema.ts'

test.skipIf(schemaIsThere || !process.env.CI)('IPTC’s schema is at hand in CI (../shared/reference/newsml-g2)', () => {
  expect(schemaIsThere, 'the schema is missing: without it nothing here is checked').toBe(true)
})

describe.skipIf(!schemaIsThere)('by IPTC’s schema for NewsML-G2 2.35 (power)', () => {
  test('items of every kind are valid', async () => {
    expect(await schemaErrors(kinds.map((kind) => writeItem(newsmlG2, itemOf(kind))))).toEqual([])
  })

  test('pages of every kind are valid, an empty one too', async () => {
    expect(await schemaErrors(pages.map(([, feed]) => newsmlG2.feed(feed)))).toEqual([])
  })

  test.each([
    ['a status without a scheme', 'stat:usable', 'usable'],
    ['a version that is no number', 'version="3001"', 'version="3.1"'],
    ['no provider', /<provider>.*?<\/provider>/, ''],
    ['an element that there is not', '<creditline>', '<credit/><creditline>'],
    ['an urgency of ten', '<urgency>3<', '<urgency>10<'],
    ['elements out of order', /(<versionCreated>.*?<\/versionCreated>)(<firstCreated>.*?<\/firstCreated>)/, '$2$1'],
  ])('the validator refuses an item with %s', async (_, what, replacement) => {
    const valid = writeItem(newsmlG2, itemOf(kinds[0]!))
    const broken = valid.replace(what, replacement)
    expect(broken).not.toBe(valid)
    expect(await schemaErrors([broken])).not.toEqual([])
  })

  test('the validator refuses an itemSet without items', async () => {
    const empty = newsmlG2.feed(feedOf([])).replace(/<itemSet>.*<\/itemSet>/s, '<itemSet/>')
    expect(await schemaErrors([empty])).not.toEqual([])
  })
})
