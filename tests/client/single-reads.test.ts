import { describe, expect, test } from 'vitest'
import { ConnectionError } from '../../packages/client/src/connection-error.ts'
import { feedPage } from '../../packages/client/src/feed-page.ts'
import { feeds } from '../../packages/client/src/feeds.ts'
import { item } from '../../packages/client/src/item.ts'
import { ProblemError } from '../../packages/client/src/problem.ts'
import { retryDelay, secondsIn } from '../../packages/client/src/retry-delay.ts'
import { idOf, openOutlet } from '../api/outlet.ts'
import { copy } from '../lib/wire.ts'
import { scriptedWire } from './scripted-wire.ts'

/** The real API, called without a network. */
async function openFeed() {
  const outlet = await openOutlet()
  await outlet.house.put(copy({ story: 'a', version: 1, headline: 'One' }))
  await outlet.house.settle(0)
  const fetch = async (input: string | URL | Request, init?: RequestInit) => outlet.fetch(new Request(input, init))
  return {
    ...outlet,
    feed: { url: 'http://api.test', key: outlet.key, product: 'all', language: 'fr', fetch: fetch as typeof globalThis.fetch },
  }
}
const problemOf = (job: Promise<unknown>) =>
  job.then(
    () => undefined,
    (thrown: unknown) => (thrown instanceof ProblemError ? `${thrown.problem.status} ${thrown.problem.type}` : thrown),
  )

describe('feeds()', () => {
  test('tells what the contract covers and where each feed has come to, and "unchanged" for its tag', async () => {
    const { feed } = await openFeed()
    const { feeds: found, etag } = await feeds(feed)
    expect(found.map(({ language, tail }) => `${language} ${tail}`)).toEqual(['en 1.1', 'fr 1.1', 'de 1.1'])
    expect(await feedPage({ ...feed, after: found[1]?.tail })).toMatchObject({ entries: [], next: '1.1' })
    expect(await feeds({ ...feed, etag: etag ?? '' })).toBe('unchanged')
  })

  test('throws the problem of the real API, and takes no other page for a list', async () => {
    const { feed } = await openFeed()
    expect(await problemOf(feeds({ ...feed, key: 'x' }))).toBe('401 /problems/unauthorized')
    const wire = scriptedWire(() => new Response('{"feeds":"none"}'))
    expect(await problemOf(feeds({ url: 'https://wire.test', key: 'k', fetch: wire.fetch }))).toBeInstanceOf(ConnectionError)
  })
})

describe('feedPage()', () => {
  test('answers a page of the real API, and "unchanged" for its tag', async () => {
    const { feed } = await openFeed()
    const page = await feedPage(feed)
    expect(page).toMatchObject({ next: '1.1', more: false, entries: [{ sequence: 1, event: 'created', id: idOf('a') }] })
    expect(await feedPage({ ...feed, etag: page.etag ?? '' })).toBe('unchanged')
    expect((await feedPage({ ...feed, after: '1.1', limit: 1 })).entries).toEqual([])
  })

  test('throws the problems of the real API', async () => {
    const { feed } = await openFeed()
    expect(await problemOf(feedPage({ ...feed, key: 'x' }))).toBe('401 /problems/unauthorized')
    expect(await problemOf(feedPage({ ...feed, language: 'xx' }))).toBe('404 /problems/not-found')
    expect(await problemOf(feedPage({ ...feed, product: '../..' }))).toBe('404 /problems/not-found')
    expect(await problemOf(feedPage({ ...feed, after: '9.1' }))).toBe('410 /problems/cursor-expired')
    expect(await problemOf(feedPage({ ...feed, after: '1.99&limit=1' }))).toBe('400 /problems/cursor-invalid')
    expect(await problemOf(feedPage({ ...feed, limit: 101 }))).toBe('400 /problems/limit-invalid')
  })

  test('throws about:blank with the status where a refusal is not of the API', async () => {
    const wire = scriptedWire(() => new Response('<html>Forbidden</html>', { status: 403 }))
    const given = { url: 'https://wire.test', key: 'k', product: 'all', language: 'fr', fetch: wire.fetch }
    expect(await problemOf(feedPage(given))).toBe('403 about:blank')
  })

  test.each(['A', 'a/b', '..', '', 'a\n', 'x'.repeat(65), 7])('does not pass on %j as an id', async (id) => {
    const wire = scriptedWire(
      () => new Response(JSON.stringify({ entries: [{ id, sequence: 1, event: 'removed' }], next: '1.1', more: false })),
    )
    const given = { url: 'https://wire.test', key: 'k', product: 'all', language: 'fr', fetch: wire.fetch }
    expect(await problemOf(feedPage(given))).toBeInstanceOf(ConnectionError)
  })
})

describe('item()', () => {
  test('answers a document of the real API, and "unchanged" for its tag', async () => {
    const { feed } = await openFeed()
    const answer = await item({ ...feed, id: idOf('a') })
    expect(answer.item).toMatchObject({ language: 'fr', headlines: [{ role: 'main', value: 'fr:One' }] })
    expect(await item({ ...feed, id: idOf('a'), etag: answer.etag ?? '' })).toBe('unchanged')
  })

  test('throws a withdrawn one as gone, and an unknown one as not found', async () => {
    const { feed, kill } = await openFeed()
    await kill('a')
    expect(await problemOf(item({ ...feed, id: idOf('a') }))).toBe('410 /problems/gone')
    expect(await problemOf(item({ ...feed, id: '../../x' }))).toBe('404 /problems/not-found')
  })
})

describe('retryDelay()', () => {
  test('doubles from a second to a minute, and at least half of it is waited', () => {
    expect([1, 2, 3, 7, 50].map((failures) => retryDelay(failures, undefined, 1))).toEqual([1_000, 2_000, 4_000, 60_000, 60_000])
    expect([1, 2, 3, 7, 50].map((failures) => retryDelay(failures, undefined, 0))).toEqual([500, 1_000, 2_000, 30_000, 30_000])
  })

  test('waits what is asked for besides, at most an hour', () => {
    expect(retryDelay(1, 30, 0)).toBe(30_500)
    expect(retryDelay(1, 1e9, 0)).toBe(3_600_500)
  })
})

test('secondsIn() reads seconds and dates, and nothing else', () => {
  const now = Date.parse('2026-03-02T10:00:00Z')
  const headers = ['0', '120', 'Mon, 02 Mar 2026 10:00:07 GMT', 'Mon, 02 Mar 2026 09:00:00 GMT', 'soon', null]
  expect(headers.map((header) => secondsIn(header, now))).toEqual([0, 120, 7, 0, undefined, undefined])
})
