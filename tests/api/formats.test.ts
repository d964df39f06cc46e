import type { Format } from '@depesche/syndication/format'
import { formats } from '@depesche/syndication/formats'
import { describe, expect, test } from 'vitest'
import { copy } from '../lib/wire.ts'
import { idOf, type Outlet, openOutlet } from './outlet.ts'

const ALL: readonly Format[] = formats
const FEED = '/v1/feeds/all/fr'

async function withStories(...stories: readonly string[]): Promise<Outlet> {
  const outlet = await openOutlet(undefined, undefined, { publicUrl: 'https://wire.example' })
  for (const story of stories) {
    await outlet.house.put(copy({ story, version: 1, headline: `Headline ${story}` }))
    await outlet.house.settle(0)
  }
  return outlet
}

const textOf = async (answer: Promise<Response>) => (await answer).text()
const count = (text: string, part: string) => text.split(part).length - 1

describe.each(ALL.map((format) => [format.name, format] as const))('a feed as %s', (_, { suffix, mediaType, contentType, item }) => {
  test('is had by its suffix and by Accept, the same but for its own address', async () => {
    const outlet = await withStories('a')
    const bySuffix = await outlet.ask(FEED + suffix)
    const byAccept = await outlet.ask(FEED, { accept: `${mediaType};q=0.9, application/json;q=0.1` })
    for (const answer of [bySuffix, byAccept]) {
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe(contentType)
      expect(answer.headers.get('vary')).toContain('accept')
      expect(answer.headers.get('link')).toMatch(
        /^<https:\/\/wire\.example\/v1\/feeds\/all\/fr[.a-z0-9]*\?after=1\.1&limit=100>; rel="next"$/,
      )
    }
    const body = await bySuffix.text()
    expect(body).toContain('Headline a')
    expect((await byAccept.text()).replaceAll(FEED, '')).toBe(body.replaceAll(FEED + suffix, '').replaceAll(FEED, ''))
  })

  test('says that what was killed is gone, without a word of it', async () => {
    const outlet = await withStories('a', 'b')
    await outlet.kill('a')
    const body = await textOf(outlet.ask(FEED + suffix))
    expect(body).not.toContain('Headline a')
    expect(body).toContain('Headline b')
    expect(body).toContain(`${idOf('a')}`)
  })

  test('is not sent again to a reader that has it', async () => {
    const outlet = await withStories('a')
    const tag = (await outlet.ask(FEED + suffix)).headers.get('etag') ?? ''
    expect((await outlet.ask(FEED + suffix, { 'if-none-match': tag })).status).toBe(304)
    await outlet.kill('a')
    expect((await outlet.ask(FEED + suffix, { 'if-none-match': tag })).status).toBe(200)
  })

  test('of others, and an item of it, are the same 404 as a feed that never was', async () => {
    const outlet = await withStories('a')
    const instance = /"instance":"[^"]*"/
    const never = (await textOf(outlet.ask(`/v1/feeds/no-such/fr${suffix}`))).replace(instance, '')
    const foreign = await outlet.ask(`/v1/feeds/foreign/fr${suffix}`)
    expect([foreign.status, (await foreign.text()).replace(instance, '')]).toEqual([404, never])
    expect((await outlet.ask(`/v1/feeds/foreign/fr/items/${idOf('a')}${suffix}`)).status).toBe(404)
  })

  test('has its items in the same format, where that knows items', async () => {
    const outlet = await withStories('a')
    const answer = await outlet.ask(`${FEED}/items/${idOf('a')}${suffix}`)
    expect(answer.status).toBe(item ? 200 : 404)
    if (item === undefined) return
    expect(answer.headers.get('content-type')).toBe(contentType)
    expect(await answer.text()).toContain('Headline a')
    const accepted = await outlet.ask(`${FEED}/items/${idOf('a')}`, { accept: mediaType })
    expect(accepted.headers.get('content-type')).toBe(contentType)
  })
})

describe.each(ALL.filter(({ newest }) => newest).map(({ name, suffix }) => [name, suffix] as const))('a page of %s', (_, suffix) => {
  test('without a cursor has the newest, newest first, and leads to those before', async () => {
    const outlet = await withStories('a', 'b', 'c', 'd', 'e')
    const body = await textOf(outlet.ask(`${FEED}${suffix}?limit=2`))
    expect([...body.matchAll(/Headline ([a-e])(?![\s\S]*Headline \1)/g)].map(([, story]) => story)).toEqual(['e', 'd'])
    const before = /(?:after=)(1\.\d+)(?:&amp;|&|\\u0026)limit=2/g
    expect([...body.matchAll(before)].map(([, cursor]) => cursor)).toEqual(expect.arrayContaining(['1.1', '1.5']))
    const older = await textOf(outlet.ask(`${FEED}${suffix}?after=1.1&limit=2`))
    expect(['a', 'b', 'c', 'd', 'e'].filter((story) => older.includes(`Headline ${story}`))).toEqual(['b', 'c'])
  })
})

describe.each(ALL.filter(({ newest }) => !newest).map(({ name, suffix }) => [name, suffix] as const))('a page of %s', (_, suffix) => {
  test('goes on from its cursor, oldest first', async () => {
    const outlet = await withStories('a', 'b', 'c')
    const answer = await outlet.ask(`${FEED}${suffix}?limit=2`)
    const body = await answer.text()
    expect(body.indexOf('Headline a')).toBeGreaterThan(-1)
    expect(body.indexOf('Headline a')).toBeLessThan(body.indexOf('Headline b'))
    expect(body).not.toContain('Headline c')
    const next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1] ?? ''
    const rest = await textOf(outlet.ask(next.replace('https://wire.example', '')))
    expect([rest.includes('Headline b'), rest.includes('Headline c')]).toEqual([false, true])
  })
})

describe('without a wish', () => {
  test.each([undefined, '*/*', 'text/csv', 'application/*', 'application/json, application/rss+xml;q=0.5'])(
    '(Accept: %s) a feed is JSON',
    async (accept) => {
      const outlet = await withStories('a')
      const answer = await outlet.ask(FEED, accept ? { accept } : {})
      expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
      expect(await answer.json()).toMatchObject({ next: '1.1' })
    },
  )

  test('a suffix that is none of ours belongs to the name: 404', async () => {
    const outlet = await withStories('a')
    for (const path of [`${FEED}.xml`, `${FEED}.rss.rss`, `${FEED}/items/${idOf('a')}.html`])
      expect((await outlet.ask(path)).status, path).toBe(404)
    expect(await (await outlet.ask(`${FEED}.json`)).json()).toMatchObject({ next: '1.1' })
  })
})

test('a page of large items still ends with the newest', async () => {
  const outlet = await openOutlet()
  const long = 'A word of a long story. '.repeat(40_000)
  for (const story of ['a', 'b', 'c', 'd']) {
    await outlet.house.put(copy({ story, version: 1, headline: `Headline ${story}`, paragraphs: [long] }))
    await outlet.house.settle(0)
  }
  const body = await textOf(outlet.ask(`${FEED}.atom`))
  expect([count(body, 'Headline d') > 0, count(body, 'Headline a')]).toEqual([true, 0])
})
