import { openApi, type Part } from '@depesche/api/openapi'
import { partnerApi } from '@depesche/api/partner-api'
import { problems } from '@depesche/api/problem'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formatsOf from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { copy } from '../lib/wire.ts'
import { idOf, type Outlet, openOutlet } from './outlet.ts'

const document = openApi('https://wire.example')
const paths = document.paths as Readonly<Record<string, { readonly get: Part }>>

const lint = async (of: Part) => {
  const config = await createConfig({ extends: ['recommended-strict'] })
  const found = await lintFromString({ source: JSON.stringify(of), absoluteRef: 'openapi.json', config })
  return found.map(({ ruleId, message }) => `${ruleId}: ${message}`)
}

/** Checks answers against the document's own schemas. */
function checker() {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formatsOf.default(ajv)
  ajv.addSchema(document, 'openapi.json')
  return (name: string, value: unknown) => {
    const check = ajv.getSchema(`openapi.json#/components/schemas/${name}`)
    expect(check?.(value), JSON.stringify(check?.errors)).toBe(true)
  }
}

describe('the OpenAPI document', () => {
  test('has no mistake that a linter finds, and the linter finds one that is planted', async () => {
    expect(await lint(document)).toEqual([])
    expect(await lint({ ...document, info: { title: 'x' } })).not.toEqual([])
  })

  test('has every route that the API answers, and no other', () => {
    const app = partnerApi({ exits: {} as never, partnerOf: async () => undefined, onError: () => {} })
    const answered = app.routes.filter(({ method, path }) => method === 'GET' && path.startsWith('/v1/')).map(({ path }) => path)
    expect(Object.keys(paths).map((path) => path.replaceAll(/\{(\w+)\}/g, ':$1'))).toEqual([...new Set(answered)])
  })

  test('is served without a key, with the address that was asked', async () => {
    const outlet = await openOutlet()
    const answer = await outlet.fetch(new Request('http://api.test/openapi.json'))
    expect([answer.status, await answer.json()]).toEqual([200, openApi('http://api.test')])
  })
})

/** An outlet whose feed has entries of every kind. */
async function eventful(): Promise<Outlet> {
  const outlet = await openOutlet(undefined, undefined, { publicUrl: 'https://wire.example' })
  const put = async (story: string, version: number, more: object = {}) => {
    await outlet.house.put(copy({ story, version, headline: `${story} ${version}`, ...more }))
    await outlet.house.settle(0)
  }
  for (const story of ['a', 'b', 'c', 'd']) await put(story, 1)
  await put('a', 2, { instruction: 'rectify' })
  await outlet.kill('b')
  await put('c', 2, { withheld: true })
  await outlet.decide('d', (head) => ({ ...head, lift: head.lift + 1, expires: { value: '2026-01-01T00:00:00Z', set: [1, 1] } }))
  return outlet
}

describe('answers', () => {
  test('are what the document says of them, entries of every kind too', async () => {
    const outlet = await eventful()
    const check = checker()
    const json = async (path: string) => (await outlet.ask(path)).json() as Promise<Record<string, unknown>>
    check('Feeds', await json('/v1/feeds'))
    const page = await json('/v1/feeds/all/fr')
    check('Page', page)
    const events = (page.entries as readonly { readonly event: string }[]).map(({ event }) => event)
    expect(new Set(events)).toEqual(new Set(['superseded', 'canceled', 'closed', 'removed', 'updated']))
    check('Page', await json('/v1/feeds/all/fr?items=false'))
    check('Item', await json(`/v1/feeds/all/fr/items/${idOf('a')}`))
  })

  test('that are problems have a status and a type that the document names for that route', async () => {
    const outlet = await eventful()
    const check = checker()
    const feed = '/v1/feeds/{product}/{language}'
    const asked: readonly (readonly [string, string, string])[] = [
      [feed, '/v1/feeds/foreign/fr', 'not-found'],
      [feed, '/v1/feeds/all/fr?after=x', 'cursor-invalid'],
      [feed, '/v1/feeds/all/fr?after=1.999', 'cursor-invalid'],
      [feed, '/v1/feeds/all/fr?after=9.1', 'cursor-expired'],
      [feed, '/v1/feeds/all/fr?limit=0', 'limit-invalid'],
      [feed, '/v1/feeds/all/fr?items=x', 'items-invalid'],
      [feed, '/v1/feeds/all/fr?wait=x', 'wait-invalid'],
      [`${feed}/items/{id}`, '/v1/feeds/all/fr/items/x', 'not-found'],
      [`${feed}/items/{id}`, `/v1/feeds/all/fr/items/${idOf('b')}`, 'gone'],
    ]
    for (const [route, path, name] of asked) {
      const answer = await outlet.ask(path)
      const body = (await answer.json()) as { readonly type: string }
      expect([path, answer.status, body.type]).toEqual([path, problems[name as keyof typeof problems].status, `/problems/${name}`])
      check('Problem', body)
      const told = (paths[route]!.get.responses as Readonly<Record<string, Part>>)[String(answer.status)]
      expect(String(told?.description), path).toContain(`/problems/${name}:`)
    }
  })
})

test('GET /docs is one page without scripts that names every route and parameter', async () => {
  const outlet = await openOutlet()
  const answer = await outlet.fetch(new Request('http://api.test/docs'))
  const page = await answer.text()
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(page).not.toMatch(/<script|javascript:/i)
  for (const path of Object.keys(paths)) expect(page).toContain(`GET ${path}`)
  for (const name of ['after', 'limit', 'items', 'wait', 'If-None-Match', '/problems/cursor-expired']) expect(page).toContain(name)
  for (const type of ['entry.created', 'entry.canceled', 'feed.restarted', 'webhook.test']) expect(page).toContain(`<code>${type}</code>`)
})
