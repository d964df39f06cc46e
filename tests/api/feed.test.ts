import { keys } from '@depesche/pipeline/keys'
import { putItem } from '@depesche/pipeline/ledger/items'
import { describe, expect, test } from 'vitest'
import { PRODUCT } from '../lib/house.ts'
import { copy } from '../lib/wire.ts'
import { type FeedAnswer, idOf, type Outlet, openOutlet } from './outlet.ts'

/** Seventeen entries in the feed "all/en" with every kind of event among them. */
async function busyOutlet(): Promise<Outlet> {
  const outlet = await openOutlet()
  const { house } = outlet
  const put = async (story: string, version: number, more: object = {}) => {
    await house.put(copy({ story, version, headline: `${story} ${version}`, ...more }))
    await house.settle(0)
  }
  for (const story of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) await put(story, 1)
  for (const story of ['a', 'b', 'c']) await put(story, 2, { instruction: 'update' })
  await outlet.kill('d')
  await put('e', 2, { withheld: true })
  await outlet.decide('f', (head) => ({ ...head, lift: head.lift + 1, expires: { value: '2026-01-01T00:00:00Z', set: [1, 1] } }))
  for (const story of ['i', 'j', 'k']) await put(story, 1)
  await put('i', 2, { instruction: 'update' })
  return outlet
}

async function walk(outlet: Outlet, limit: number, more = ''): Promise<FeedAnswer['entries']> {
  const entries: FeedAnswer['entries'][number][] = []
  let after = ''
  for (let pages = 0; pages < 100; pages++) {
    const page = await outlet.feed(`?limit=${limit}${after}${more}`)
    expect(page.entries.length).toBeLessThanOrEqual(limit)
    entries.push(...page.entries)
    after = `&after=${page.next}`
    if (!page.more) return entries
  }
  throw new Error('the walk does not end')
}

describe('GET /v1/feeds/{product}/{language}', () => {
  test('gives dense entries with every event, and items only where something is to be shown', async () => {
    const { entries, next, more } = await (await busyOutlet()).feed()
    expect(entries.map(({ sequence }) => sequence)).toEqual(entries.map((_, index) => index + 1))
    expect(entries.map(({ id, event, version }) => `${id.slice(0, 1)} ${event} ${version}`)).toEqual([
      'a superseded 1',
      'b superseded 1',
      'c superseded 1',
      // withdrawn meanwhile: said at the first entry that a reader meets, not only at the last
      'd canceled 1',
      'e closed 1',
      'f removed 1',
      'g created 1',
      'h created 1',
      'a updated 2',
      'b updated 2',
      'c updated 2',
      'd canceled 1',
      'f removed 1',
      'i superseded 1',
      'j created 1',
      'k created 1',
      'i updated 2',
    ])
    for (const entry of entries) {
      expect(Object.keys(entry).toSorted()).toEqual(
        [
          'at',
          'event',
          'id',
          ...(entry.item ? ['item'] : []),
          ...(entry.event === 'canceled' ? ['notice'] : []),
          'sequence',
          'version',
        ].toSorted(),
      )
      expect(entry.item !== undefined).toBe(['created', 'updated'].includes(entry.event))
      expect(entry.at).toBe(new Date(entry.at).toISOString())
    }
    expect({ next, more }).toEqual({ next: '1.17', more: false })
  })

  test('shows nowhere the words of what is canceled, removed, superseded or closed', async () => {
    const outlet = await busyOutlet()
    const text = JSON.stringify(await outlet.feed())
    for (const headline of ['a 1', 'b 1', 'c 1', 'd 1', 'e 1', 'e 2', 'f 1', 'i 1']) expect(text).not.toContain(`"${headline}"`)
    for (const headline of ['a 2', 'g 1', 'i 2']) expect(text).toContain(`"${headline}"`)
  })

  test('walked with limit 1, 2, 7 and 100 gives the same entries', async () => {
    const outlet = await busyOutlet()
    const whole = (await outlet.feed()).entries
    for (const limit of [1, 2, 7, 100]) expect(await walk(outlet, limit), `limit ${limit}`).toEqual(whole)
  })

  test('with items=false gives the same entries without their items', async () => {
    const outlet = await busyOutlet()
    const bare = (await outlet.feed()).entries.map(({ item: _, ...entry }) => entry)
    expect(await walk(outlet, 7, '&items=false')).toEqual(bare)
    expect(await walk(outlet, 100, '&items=true')).toEqual((await outlet.feed()).entries)
  })

  test('answers an empty page with a cursor to go on with, at the end and in an empty feed', async () => {
    const outlet = await openOutlet()
    expect(await outlet.feed()).toEqual({ entries: [], next: '1.0', more: false })
    await outlet.house.put(copy({ story: 'a', version: 1, headline: 'One' }))
    await outlet.house.settle(0)
    const { next } = await outlet.feed('?after=1.0')
    expect(await outlet.feed(`?after=${next}`)).toEqual({ entries: [], next: '1.1', more: false })
  })

  test('holds a page to 4 MB, and at least one entry however large', async () => {
    const product = { ...PRODUCT, languages: ['en'] }
    const outlet = await openOutlet(undefined, [product])
    // text and HTML: a rendition is twice its paragraph
    for (const [story, megabytes] of Object.entries({ a: 0.9, b: 0.9, c: 0.9, d: 2.5, e: 0.1 })) {
      await outlet.house.put(copy({ story, version: 1, headline: story, paragraphs: ['x'.repeat(megabytes * 1e6)] }))
      await outlet.house.settle(0)
    }
    const pages: string[] = []
    let after = '1.0'
    for (let more = true; more; ) {
      const answer = await outlet.ask(`/v1/feeds/all/en?after=${after}`)
      const text = await answer.text()
      const page = JSON.parse(text) as FeedAnswer
      pages.push(page.entries.map(({ id }) => id.slice(0, 1)).join(''))
      if (page.entries.length > 1) expect(text.length).toBeLessThan(4.1e6)
      after = page.next
      more = page.more
    }
    expect(pages).toEqual(['ab', 'c', 'd', 'e'])
  })

  test('refuses a cursor of an older epoch with 410 and a link to begin anew, which works', async () => {
    const outlet = await busyOutlet()
    const { next } = await outlet.feed('?limit=3')
    await putItem(outlet.house.twin.ports.table, keys.epoch, { epoch: 2 }, 0)
    const answer = await outlet.ask(`/v1/feeds/all/en?after=${next}`)
    expect(answer.status).toBe(410)
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    const restart = /^<http:\/\/api\.test(\/[^>]+)>; rel="start"$/.exec(answer.headers.get('link') ?? '')?.[1]
    expect(await answer.json()).toMatchObject({
      type: '/problems/cursor-expired',
      status: 410,
      detail: expect.stringContaining(restart ?? '?'),
    })
    expect(restart).toBe('/v1/feeds/all/en')
    expect((await (await outlet.ask(restart ?? '')).json()) as FeedAnswer).toMatchObject({ next: expect.stringMatching(/^2\./) })
  })

  test.each([
    'after=',
    'after=1',
    'after=1.99',
    'after=x',
    'after=-1.0',
    'after=1.0%00',
    `after=${'9'.repeat(4000)}`,
    'after=1.%D9%A1',
    'after=%2e%2e%2f',
    'limit=',
    'limit=0',
    'limit=101',
    'limit=-1',
    'limit=1.5',
    'limit=1e1',
    'limit=0x10',
    'limit=%205',
    'limit=NaN',
    'items=no',
    'items=',
  ])('refuses ?%s with a 400 problem', async (query) => {
    const outlet = await busyOutlet()
    const answer = await outlet.ask(`/v1/feeds/all/en?${query}`)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(await answer.json()).toMatchObject({ type: expect.stringMatching(/^\/problems\/[a-z-]+$/), status: 400 })
  })

  test('answers 304 for the tag it gave, and 200 as soon as the page says something else', async () => {
    const outlet = await busyOutlet()
    const first = await outlet.ask('/v1/feeds/all/en')
    const etag = first.headers.get('etag') ?? ''
    const again = await outlet.ask('/v1/feeds/all/en', { 'if-none-match': etag })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
    await outlet.kill('g')
    expect((await outlet.ask('/v1/feeds/all/en', { 'if-none-match': etag })).status).toBe(200)
  })
})

test('sibling links in a feed lead to the same article in the other languages', async () => {
  const outlet = await openOutlet()
  await outlet.house.put(copy({ story: 'a', version: 1, headline: 'One' }))
  await outlet.house.settle(0)
  const [entry] = (await outlet.feed()).entries
  const associations = entry?.item?.associations as readonly {
    readonly language: string
    readonly renditions: readonly { readonly href: string }[]
  }[]
  expect(associations.map(({ language }) => language)).toEqual(['fr', 'de'])
  for (const { language, renditions } of associations) {
    const href = renditions[0]?.href ?? ''
    expect(href).toBe(`http://api.test/v1/feeds/all/${language}/items/${idOf('a')}`)
    const answer = await outlet.ask(href.slice('http://api.test'.length))
    expect(await answer.json()).toMatchObject({ language, headlines: [{ value: `${language}:One` }] })
  }
})

test('links and restarts stand under the public address where one is configured', async () => {
  const outlet = await openOutlet(undefined, undefined, { publicUrl: 'https://wire.example.org/api/' })
  await outlet.house.put(copy({ story: 'a', version: 1, headline: 'One' }))
  await outlet.house.settle(0)
  expect(JSON.stringify(await outlet.feed())).toContain(`"https://wire.example.org/api/v1/feeds/all/fr/items/${idOf('a')}"`)
  const answer = await outlet.ask('/v1/feeds/all/en?after=9.1')
  expect(answer.headers.get('link')).toBe('<https://wire.example.org/api/v1/feeds/all/en>; rel="start"')
})
