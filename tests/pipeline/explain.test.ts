import { articleId } from '@depesche/article/model'
import { explain } from '@depesche/pipeline/explain'
import { decide } from '@depesche/pipeline/steps/decide'
import type { Product } from '@depesche/syndication/product'
import { expect, test } from 'vitest'
import { House, memoryTwin, PRODUCT, testEngine } from '../lib/house.ts'
import { copy, type TestCopy } from '../lib/wire.ts'

const ID = articleId('sda', { scheme: 'desk', value: 's', number: 's' })

async function housed(product: Partial<Product> = {}, more: Partial<TestCopy> = {}, engine = testEngine()) {
  const house = await House.open(memoryTwin, [{ ...PRODUCT, languages: ['en', 'fr'], ...product }])
  house.engines = [engine]
  await house.put(copy({ story: 's', version: 1, headline: 'A bridge', service: 'sport', ...more }))
  await house.settle(0)
  const why = async () => {
    const [reason] = (await explain(house.twin.ports.table, ID, house.now)) ?? []
    return reason?.languages.map(({ language, isIn, why: words }) => [language, isIn, ...words])
  }
  return { house, why }
}

test('explain() says that readers have it, and agrees with what they get', async () => {
  const { house, why } = await housed()
  expect(await why()).toEqual([
    ['en', true],
    ['fr', true],
  ])
  expect(await house.item('fr', ID)).toBe('fr:A bridge')
  expect(await explain(house.twin.ports.table, 'none', house.now)).toBeUndefined()
})

test('explain() names each condition that is not met, what it has and what the product takes', async () => {
  const { house } = await housed({ filter: { services: ['politics', 'culture'], desks: ['sda'], urgency: 2, subjects: ['iptc:15'] } })
  expect(await explain(house.twin.ports.table, ID, house.now)).toEqual([
    {
      product: 'all',
      unmet: [
        { condition: 'services', wants: 'politics, culture', has: 'sport' },
        { condition: 'subjects', wants: 'iptc:15', has: 'none' },
        { condition: 'urgency', wants: '2', has: '5' },
      ],
      languages: [],
    },
  ])
})

test.each<readonly [string, Parameters<typeof housed>, RegExp]>([
  ['a grade that is not sold', [{ grades: ['publishable'] }], /is readable, and the product takes publishable/],
  ['a person that is wanted', [{ person: { languages: ['fr'] } }], /wants a person/],
  ['an engine that is missing', [{}, {}, testEngine({ can: () => false })], /not translated yet \(waiting\): no engine/],
  ['an article that is withheld', [{}, { withheld: true }], /closed: withheld/],
  ['an article that has expired', [{}, { expires: '2026-01-01T00:00:00Z' }], /expired/],
])('explain() says what keeps a language from readers: %s', async (_, given, wanted) => {
  const { house, why } = await housed(...given)
  expect((await why())?.find(([language]) => language === 'fr')).toEqual(['fr', false, expect.stringMatching(wanted)])
  expect(await house.item('fr', ID)).not.toBe('fr:A bridge')
})

test('explain() says that a person has rejected the words, and that an article is held', async () => {
  const { house, why } = await housed()
  await decide(house.stations, ID, { kind: 'reject', language: 'fr', mark: { version: 1, edition: 0 } }, 'anna')
  await decide(house.stations, ID, { kind: 'hold' }, 'anna')
  expect(await why()).toEqual([
    ['en', false, 'the article is closed: held'],
    ['fr', false, 'the article is closed: held', 'the translation was rejected'],
  ])
})
