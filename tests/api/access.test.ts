import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { partnerApi } from '@depesche/api/partner-api'
import { isPartnerKey, newPartnerKey } from '@depesche/pipeline/ledger/partner-key'
import { partnerOf } from '@depesche/pipeline/ledger/partners'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryTwin } from '../lib/house.ts'
import { givePartner } from '../lib/partner.ts'
import { copy } from '../lib/wire.ts'
import { fileTwin, idOf, openOutlet } from './outlet.ts'

const problem = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  const body = (await answer.json()) as Readonly<Record<string, unknown>>
  expect(body.status).toBe(answer.status)
  expect(Object.keys(body)).toEqual(['type', 'title', 'status', 'detail', 'instance'])
  expect(body.instance).toMatch(/^\/[\x21-\x7e]*$/)
  return body
}

describe('a partner’s key', () => {
  test('has a prefix that a secret scanner knows, and a checksum', () => {
    const key = newPartnerKey()
    expect(key).toMatch(/^depesche_[A-Za-z0-9_-]{32}_[0-9a-z]{7}$/)
    expect(isPartnerKey(key)).toBe(true)
    expect(new Set(Array.from({ length: 100 }, newPartnerKey)).size).toBe(100)
  })

  test('with one wrong letter anywhere is not a key', () => {
    const key = newPartnerKey()
    fc.assert(
      fc.property(fc.nat(key.length - 1), fc.constantFrom(...'abcXYZ019_-'), (at, letter) => {
        const wrong = key.slice(0, at) + letter + key.slice(at + 1)
        expect(isPartnerKey(wrong)).toBe(wrong === key)
      }),
    )
  })

  test('is nowhere in the store, nor is any part of its secret', async () => {
    const { folder, twin } = await fileTwin()
    const outlet = await openOutlet(twin)
    expect((await outlet.ask('/v1/feeds/all/en')).status).toBe(200)
    for (const name of await readdir(folder)) {
      const bytes = await readFile(join(folder, name))
      expect(bytes.includes(outlet.key.slice(9, 25)), name).toBe(false)
    }
  })

  test('opens what it was made for and nothing else', async () => {
    const { house } = await openOutlet()
    const { table } = house.twin.ports
    const [known, stranger] = [newPartnerKey(), newPartnerKey()]
    await givePartner(table, known, 'second', ['foreign'])
    const { name, entitlements } = (await partnerOf(table, known, house.now)) ?? {}
    expect([name, entitlements?.value]).toEqual(['second', [{ product: 'foreign' }]])
    expect(await partnerOf(table, stranger, house.now)).toBeUndefined()
    expect(await partnerOf(table, '', house.now)).toBeUndefined()
  })
})

describe('a request without a good key', () => {
  test.each([
    ['no header', {}],
    ['an empty one', { authorization: '' }],
    ['another scheme', { authorization: 'Basic b3V0bGV0OnNlY3JldA==' }],
    ['no key', { authorization: 'Bearer ' }],
    ['a wrong key', { authorization: `Bearer ${newPartnerKey()}` }],
    ['a broken key', { authorization: 'Bearer depesche_x' }],
    ['a very long key', { authorization: `Bearer ${'x'.repeat(100_000)}` }],
    ['two keys', { authorization: 'Bearer a b' }],
  ])('gets the same 401 for every address: %s', async (_, headers) => {
    const { fetch } = await openOutlet()
    for (const path of ['/v1/feeds/all/en', '/v1/feeds/none/xx', `/v1/feeds/all/en/items/${idOf('a')}`, '/v1/other']) {
      const answer = await fetch(new Request(`http://api.test${path}`, { headers }))
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="depesche"')
      expect(await problem(answer)).toMatchObject({ type: '/problems/unauthorized', instance: path })
    }
  })

  test('is taken with the scheme in any case', async () => {
    const { fetch, key } = await openOutlet()
    const answer = await fetch(new Request('http://api.test/v1/feeds/all/en', { headers: { authorization: `bEARER  ${key}` } }))
    expect(answer.status).toBe(200)
  })
})

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is refused with the methods that there are', async (method) => {
  const { ask } = await openOutlet()
  for (const path of ['/v1/feeds/all/en', `/v1/feeds/all/en/items/${idOf('a')}`]) {
    const answer = await ask(path, {}, method)
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    await problem(answer)
  }
})

describe('a hostile address', () => {
  const segments = [
    '%2F',
    '..%2F..%2FHEAD',
    '%2e%2e',
    '%00',
    'a%00b',
    '%23',
    'A%23HEAD',
    'x'.repeat(8000),
    '%F0%9F%93%B0',
    'ü',
    '%ED%A0%80',
    '%E0%A4%A',
    '%ZZ',
    '%25',
    '%2525',
    '%5C..%5C',
    '%0d%0aset-cookie:x',
    '<script>',
    '__proto__',
    'constructor',
    '*',
    ':id',
    '-',
    '%20',
    "';--",
  ]
  test('as product, language, id or cursor only ever gets a problem', async () => {
    const outlet = await openOutlet()
    await outlet.house.put(copy({ story: 'a', version: 1, headline: 'One' }))
    await outlet.house.settle(0)
    for (const bad of segments)
      for (const path of [
        `/v1/feeds/${bad}/en`,
        `/v1/feeds/all/${bad}`,
        `/v1/feeds/${bad}/en/items/${idOf('a')}`,
        `/v1/feeds/all/${bad}/items/${idOf('a')}`,
        `/v1/feeds/all/en/items/${bad}`,
        `/v1/feeds/all/en/items/${idOf('a')}${bad}`,
        `/v1/feeds/all/en?after=${bad}`,
        `/v1/${bad}`,
        `/${bad}`,
      ]) {
        if (new URL(`http://api.test${path}`).pathname === '/v1/feeds/all/en' && !path.includes('?')) continue
        const answer = await outlet.ask(path)
        expect(answer.status, path).toBeGreaterThanOrEqual(400)
        expect(answer.status, path).toBeLessThan(500)
        await problem(answer)
      }
    expect(outlet.logged).toEqual([])
  })

  test('of any shape below the list of feeds gets a problem (property)', async () => {
    const outlet = await openOutlet()
    const part = fc.oneof(
      fc.webPath(),
      fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `/${encodeURIComponent(text.toWellFormed())}`),
    )
    await fc.assert(
      fc.asyncProperty(part, part, fc.constantFrom('', '/items'), part, async (product, language, items, id) => {
        const path = new URL(`http://api.test/v1/feeds${product}${language}${items}${id}`).pathname
        fc.pre(path !== '/v1/feeds')
        const answer = await outlet.ask(path)
        expect([400, 404]).toContain(answer.status)
        await problem(answer)
      }),
      { numRuns: 300 },
    )
    expect(outlet.logged).toEqual([])
  })
})

test('an unforeseen error gives a 500 problem that says nothing of it, and the log gets the error without key or content', async () => {
  const key = newPartnerKey()
  const partner = await givePartner(memoryTwin(Date.now).ports.table, key, 'outlet', ['all'])
  const logged: unknown[] = []
  const app = partnerApi({
    exits: {
      open: () => Promise.reject(new Error('the disk is gone')),
      page: () => Promise.reject(new Error('the disk is gone')),
      feeds: () => Promise.reject(new Error('the disk is gone')),
      history: () => Promise.reject(new Error('the disk is gone')),
      tail: () => Promise.reject(new Error('the disk is gone')),
    },
    partnerOf: async () => partner,
    onError: (error) => logged.push(error),
  })
  for (const path of ['/v1/feeds', '/v1/feeds/all/en', '/v1/feeds/all/en/items/a', '/v1/feeds/all/en/items/a/history']) {
    const answer = await app.fetch(new Request(`http://api.test${path}`, { headers: { authorization: `Bearer ${key}` } }))
    expect(answer.status).toBe(500)
    expect(JSON.stringify(await problem(answer))).not.toContain('disk')
  }
  expect(logged).toHaveLength(4)
  for (const error of logged) expect(`${(error as Error).stack}`).not.toContain(key)
})

test('no error of a refused, held or killed request reaches the log at all', async () => {
  const outlet = await openOutlet()
  await outlet.house.put(copy({ story: 'a', version: 1, headline: 'One' }))
  await outlet.house.settle(0)
  await outlet.kill('a')
  for (const path of ['/v1/feeds/all/en', `/v1/feeds/all/en/items/${idOf('a')}`, '/v1/feeds/x/y', '/v1/feeds/all/en?after=x', '/'])
    await outlet.ask(path)
  expect(outlet.logged).toEqual([])
})
