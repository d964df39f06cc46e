import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { copy } from '../lib/wire.ts'
import { openOutlet } from './outlet.ts'

const SITE = 'https://site.example'
const FEED = '/v1/feeds/all/fr'
const preflight = { origin: SITE, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' }

describe('a page of another site', () => {
  test('that the newsroom names may ask, and see what it needs', async () => {
    const outlet = await openOutlet(undefined, undefined, { origins: [SITE, 'https://other.example'] })
    const asked = await outlet.fetch(new Request(`http://api.test${FEED}`, { method: 'OPTIONS', headers: preflight }))
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, SITE])
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization')
    const answer = await outlet.ask(FEED, { origin: SITE })
    expect(answer.headers.get('access-control-allow-origin')).toBe(SITE)
    expect(answer.headers.get('access-control-expose-headers')).toContain('etag')
    expect(answer.headers.get('vary')).toMatch(/authorization.*accept.*origin/i)
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })

  test.each([
    ['that it does not name', { origins: ['https://site.example.evil.example'] }],
    ['where it names none', {}],
  ])('%s may not', async (_, more) => {
    const outlet = await openOutlet(undefined, undefined, more)
    const asked = await outlet.fetch(new Request(`http://api.test${FEED}`, { method: 'OPTIONS', headers: preflight }))
    expect(asked.headers.get('access-control-allow-origin')).toBeNull()
    expect((await outlet.ask(FEED, { origin: SITE })).headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('an answer', () => {
  test('comes compressed to a reader that takes that, the same content under the same weak tag that it may ask with', async () => {
    const outlet = await openOutlet()
    await outlet.house.put(copy({ story: 'a', version: 1, headline: 'A bridge', paragraphs: ['A word of a long story. '.repeat(100)] }))
    await outlet.house.settle(0)
    const plain = await outlet.ask(FEED)
    const packed = await outlet.ask(FEED, { 'accept-encoding': 'br, gzip' })
    expect([plain.headers.get('content-encoding'), packed.headers.get('content-encoding')]).toEqual([null, 'gzip'])
    const bytes = Buffer.from(await packed.arrayBuffer())
    expect(gunzipSync(bytes).toString()).toBe(await plain.text())
    const tag = packed.headers.get('etag') ?? ''
    expect(tag).toBe(plain.headers.get('etag'))
    expect((await outlet.ask(FEED, { 'accept-encoding': 'gzip', 'if-none-match': tag })).status).toBe(304)
  })
})
