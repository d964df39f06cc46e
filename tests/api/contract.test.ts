import { changePartner } from '@depesche/pipeline/steps/change-partner'
import { describe, expect, test } from 'vitest'
import { copy } from '../lib/wire.ts'
import { idOf, type Outlet, openOutlet } from './outlet.ts'

const DAY_MS = 86_400_000
const iso = (ms: number) => new Date(ms).toISOString()

async function withStory(covered?: Parameters<typeof openOutlet>[2]): Promise<Outlet> {
  const outlet = await openOutlet(undefined, undefined, covered)
  await outlet.house.put(copy({ story: 'a', version: 1, headline: 'A bridge' }))
  await outlet.house.settle(0)
  return outlet
}

const said = async (answer: Promise<Response>) => {
  const { status, headers } = await answer
  const { instance: _, ...body } = (await (await answer).clone().json()) as Record<string, unknown>
  return { status, type: headers.get('content-type'), body }
}

describe('GET /v1/feeds', () => {
  test('lists what the contract covers now, with the address of each feed and where it has come to', async () => {
    const outlet = await withStory({ covered: [{ product: 'all', languages: ['fr', 'en'] }] })
    expect(await said(outlet.ask('/v1/feeds'))).toMatchObject({
      status: 200,
      body: {
        feeds: [
          { product: 'all', language: 'en', title: expect.any(String), url: 'http://api.test/v1/feeds/all/en', tail: '1.1' },
          { product: 'all', language: 'fr', title: expect.any(String), url: 'http://api.test/v1/feeds/all/fr', tail: '1.1' },
        ],
      },
    })
    const tag = (await outlet.ask('/v1/feeds')).headers.get('etag') ?? ''
    expect((await outlet.ask('/v1/feeds', { 'if-none-match': tag })).status).toBe(304)
    expect((await outlet.ask('/v1/feeds', {}, 'POST')).status).toBe(405)
  })

  test('is empty, not an error, for a contract that covers nothing now', async () => {
    const outlet = await withStory({ covered: [{ product: 'all', until: '2020-01-01T00:00:00Z' }] })
    expect(await said(outlet.ask('/v1/feeds'))).toMatchObject({ status: 200, body: { feeds: [] } })
  })
})

describe('a contract', () => {
  test('that ends answers like a feed that never was, at once', async () => {
    const outlet = await withStory()
    const { house } = outlet
    const paths = (product: string) => [`/v1/feeds/${product}/fr`, `/v1/feeds/${product}/fr/items/${idOf('a')}`]
    for (const path of paths('all')) expect((await outlet.ask(path)).status).toBe(200)
    const ends = iso(house.now)
    await changePartner(house.stations, 'outlet', { kind: 'entitle', entitlements: [{ product: 'all', until: ends }] }, 'anna')
    for (const [index, path] of paths('all').entries()) {
      const never = await said(outlet.ask(paths('no-such')[index] ?? ''))
      expect(await said(outlet.ask(path))).toEqual(never)
      expect(never.status).toBe(404)
    }
  })

  test('for some languages of a product answers 404 for the others', async () => {
    const outlet = await withStory({ covered: [{ product: 'all', languages: ['fr'] }] })
    expect((await outlet.ask('/v1/feeds/all/fr')).status).toBe(200)
    expect((await outlet.ask('/v1/feeds/all/de')).status).toBe(404)
    expect((await outlet.ask(`/v1/feeds/all/de/items/${idOf('a')}`)).status).toBe(404)
  })

  test('with a lookback shows what is older as closed, and its item as one that is not there', async () => {
    const outlet = await withStory({ covered: [{ product: 'all', lookbackDays: 1 }] })
    expect((await outlet.feed('', 'fr')).entries).toMatchObject([{ event: 'created', item: {} }])
    outlet.house.now += DAY_MS + 60_000
    const [entry] = (await outlet.feed('', 'fr')).entries
    expect(entry).toMatchObject({ event: 'closed' })
    expect(entry?.item).toBeUndefined()
    expect((await outlet.ask(`/v1/feeds/all/fr/items/${idOf('a')}`)).status).toBe(404)
  })

  test('that is suspended opens nothing, and says so to its own key alone', async () => {
    const outlet = await withStory()
    await changePartner(outlet.house.stations, 'outlet', { kind: 'suspend', reason: 'It does not pay.' }, 'anna')
    for (const path of ['/v1/feeds', '/v1/feeds/all/fr', `/v1/feeds/all/fr/items/${idOf('a')}`]) {
      const answer = await said(outlet.ask(path))
      expect(answer).toMatchObject({ status: 403, body: { type: '/problems/suspended' } })
      expect(JSON.stringify(answer)).not.toContain('pay')
    }
    expect((await outlet.ask('/v1/feeds', { authorization: 'Bearer x' })).status).toBe(401)
    await changePartner(outlet.house.stations, 'outlet', { kind: 'resume' }, 'anna')
    expect((await outlet.ask('/v1/feeds/all/fr')).status).toBe(200)
  })
})

describe('requests a minute', () => {
  test('are counted by partner, told with every answer, and refused when they are too many, until there is room', async () => {
    let now = 0
    const outlet = await openOutlet(undefined, undefined, { monotonic: () => now })
    await changePartner(outlet.house.stations, 'outlet', { kind: 'limit', perMinute: 3 }, 'anna')
    const asked = async () => {
      const { status, headers } = await outlet.ask('/v1/feeds')
      return [status, headers.get('ratelimit'), headers.get('retry-after')]
    }
    expect(await asked()).toEqual([200, '"minute";r=2;t=20', null])
    expect((await outlet.ask('/v1/feeds')).headers.get('ratelimit-policy')).toBe('"minute";q=3;w=60')
    expect(await asked()).toEqual([200, '"minute";r=0;t=60', null])
    expect(await asked()).toEqual([429, '"minute";r=0;t=20', '20'])
    now += 19_999
    expect((await asked())[0]).toBe(429)
    now += 1
    expect((await asked())[0]).toBe(200)
    // another key of nobody is not told how others stand
    expect((await outlet.ask('/v1/feeds', { authorization: 'Bearer x' })).headers.get('ratelimit')).toBeNull()
    now += 600_000
    expect([await asked(), await asked(), await asked(), await asked()].map(([status]) => status)).toEqual([200, 200, 200, 429])
  })
})

describe('a request that waits', () => {
  test('is answered as soon as there is an entry, with it', async () => {
    const outlet = await withStory()
    const waiting = outlet.ask('/v1/feeds/all/fr?after=1.1&wait=25')
    await outlet.house.put(copy({ story: 'b', version: 1, headline: 'A tunnel' }))
    await outlet.house.settle(0)
    expect(await said(waiting)).toMatchObject({ status: 200, body: { entries: [{ sequence: 2, event: 'created' }], next: '1.2' } })
  })

  test('is answered empty when its time is over, with the cursor it came with', async () => {
    const outlet = await withStory()
    expect(await said(outlet.ask('/v1/feeds/all/fr?after=1.1&wait=1'))).toMatchObject({ body: { entries: [], next: '1.1', more: false } })
  })

  test('ends with its reader', async () => {
    const outlet = await withStory()
    const gone = new AbortController()
    const request = new Request('http://api.test/v1/feeds/all/fr?after=1.1&wait=25', {
      headers: { authorization: `Bearer ${outlet.key}` },
      signal: gone.signal,
    })
    const waiting = Promise.resolve(outlet.fetch(request))
    gone.abort()
    expect((await waiting).status).toBe(200)
  })

  test('is refused when its wait is none', async () => {
    const outlet = await withStory()
    for (const wait of ['26', '-1', '1.5', 'x', ''])
      expect(await said(outlet.ask(`/v1/feeds/all/fr?wait=${wait}`))).toMatchObject({
        status: 400,
        body: { type: '/problems/wait-invalid' },
      })
  })
})
