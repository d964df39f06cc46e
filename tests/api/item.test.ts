import { describe, expect, test } from 'vitest'
import { copy } from '../lib/wire.ts'
import { idOf, type Outlet, openOutlet } from './outlet.ts'

async function outletWith(...stories: readonly Parameters<typeof copy>[0][]): Promise<Outlet> {
  const outlet = await openOutlet()
  for (const story of stories) {
    await outlet.house.put(copy(story))
    await outlet.house.settle(0)
  }
  return outlet
}
const item = (story: string, language = 'en', product = 'all') => `/v1/feeds/${product}/${language}/items/${idOf(story)}`
const hold: Parameters<Outlet['decide']>[1] = (head) => ({ ...head, lift: head.lift + 1, held: { value: true, set: [head.version, 1] } })

describe('GET /v1/feeds/{product}/{language}/items/{id}', () => {
  test('answers the item in its language, with a tag, for this partner alone to keep', async () => {
    const outlet = await outletWith({ story: 'a', version: 1, headline: 'One' })
    const answer = await outlet.ask(item('a', 'fr'))
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'private, no-cache',
      vary: 'authorization, accept, Accept-Encoding',
      etag: expect.stringMatching(/^W\/"[0-9a-f]{32}"$/),
    })
    expect(await answer.json()).toMatchObject({ standard: { name: 'ninjs', version: '3.1' }, headlines: [{ value: 'fr:One' }] })
  })

  test.each([(tag: string) => tag, (tag: string) => tag.slice(2), (tag: string) => `"x", ${tag} , "y"`, () => '*'])(
    'answers 304 without a body to a reader who has it (%#)',
    async (header) => {
      const outlet = await outletWith({ story: 'a', version: 1, headline: 'One' })
      const etag = (await outlet.ask(item('a'))).headers.get('etag') ?? ''
      const answer = await outlet.ask(item('a'), { 'if-none-match': header(etag) })
      expect([answer.status, await answer.text(), answer.headers.get('etag')]).toEqual([304, '', etag])
    },
  )

  test('answers 200 to another tag, and to this one after an update', async () => {
    const outlet = await outletWith({ story: 'a', version: 1, headline: 'One' })
    const etag = (await outlet.ask(item('a'))).headers.get('etag') ?? ''
    expect((await outlet.ask(item('a'), { 'if-none-match': '"0123"' })).status).toBe(200)
    await outlet.house.put(copy({ story: 'a', version: 2, headline: 'Two', instruction: 'update' }))
    await outlet.house.settle(0)
    const answer = await outlet.ask(item('a'), { 'if-none-match': etag })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ version: '2.0' })
  })

  test.each(['GET', 'HEAD'])('never answers 304 for a held or a killed item, whatever tag is sent (%s)', async (method) => {
    const outlet = await outletWith({ story: 'a', version: 1, headline: 'One' }, { story: 'b', version: 1, headline: 'Other' })
    for (const [story, close, status] of [
      ['a', () => outlet.decide('a', hold), 404],
      ['b', () => outlet.kill('b'), 410],
    ] as const) {
      const etag = (await outlet.ask(item(story))).headers.get('etag') ?? ''
      await close()
      for (const tag of [etag, '*', `W/${etag}`])
        expect((await outlet.ask(item(story), { 'if-none-match': tag }, method)).status).toBe(status)
    }
  })

  test('answers HEAD as GET, without the body', async () => {
    const outlet = await outletWith({ story: 'a', version: 1, headline: 'One' })
    for (const path of [item('a'), item('none'), '/v1/feeds/all/en', '/v1/feeds/all/en?after=x']) {
      const [get, head] = [await outlet.ask(path), await outlet.ask(path, {}, 'HEAD')]
      expect([head.status, await head.text()]).toEqual([get.status, ''])
      expect(head.headers.get('etag')).toBe(get.headers.get('etag'))
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'))
    }
  })

  test('answers 410 for what it has carried and was killed or has expired', async () => {
    const outlet = await outletWith({ story: 'a', version: 1, headline: 'One' }, { story: 'b', version: 1, headline: 'Other' })
    await outlet.kill('a')
    await outlet.decide('b', (head) => ({ ...head, lift: 1, expires: { value: '2026-01-01T00:00:00Z', set: [1, 1] } }))
    for (const story of ['a', 'b'])
      for (const language of ['en', 'fr', 'de']) {
        const answer = await outlet.ask(item(story, language))
        expect(answer.status).toBe(410)
        expect(await answer.json()).toMatchObject({ type: '/problems/gone', title: expect.any(String), detail: expect.any(String) })
      }
  })

  test('gives the same 404, byte for byte but for the address, for unknown, foreign, held, withheld, embargoed and what is not out', async () => {
    const outlet = await outletWith(
      { story: 'out', version: 1, headline: 'Out' },
      { story: 'held', version: 1, headline: 'Held' },
      { story: 'withheld', version: 1, headline: 'Withheld', withheld: true },
      { story: 'embargoed', version: 1, headline: 'Embargoed', embargo: { until: '2099-01-01T00:00:00Z' } },
      { story: 'test', version: 1, headline: 'Test', test: true },
      { story: 'picture', version: 1, headline: 'Picture', type: 'picture' },
      { story: 'killed-unseen', version: 1, headline: 'Killed', withheld: true },
    )
    await outlet.decide('held', hold)
    await outlet.kill('killed-unseen')
    const paths = [
      item('unknown'),
      item('out', 'en', 'foreign'),
      item('out', 'en', 'no-such-product'),
      item('out', 'it'),
      item('held'),
      item('withheld'),
      item('embargoed', 'fr'),
      item('test'),
      item('picture'),
      item('killed-unseen'),
      '/v1/feeds/all/en/items/not%20an%20id',
    ]
    const answers = await Promise.all(paths.map((path) => outlet.ask(path)))
    const texts = await Promise.all(answers.map((answer) => answer.text()))
    const bare = texts.map((text, index) => text.replace(JSON.stringify(paths[index]), '"…"'))
    expect([...new Set(bare)]).toEqual([bare[0]])
    expect(texts[0]).toContain(`"instance":"${paths[0]}"`)
    // how many requests are left is of the reader, not of what it asked for
    const told = (headers: Headers) => [...headers].filter(([name]) => name !== 'ratelimit')
    expect(new Set(answers.map(({ status, headers }) => JSON.stringify([status, ...told(headers)]))).size).toBe(1)
    expect(answers[0]?.status).toBe(404)
    expect((await outlet.ask(item('out'))).status).toBe(200)
  })

  test('gives the same 404 for a feed of others and a feed that there is not', async () => {
    const outlet = await outletWith()
    const texts = await Promise.all(
      ['/v1/feeds/foreign/en', '/v1/feeds/nothing/en', '/v1/feeds/all/xx', '/v1/feeds/foreign/en?after=7.7'].map(async (path) => {
        const answer = await outlet.ask(path)
        return `${answer.status} ${(await answer.text()).replace(/"instance":"[^"]*"/, '')}`
      }),
    )
    expect(new Set(texts).size).toBe(1)
  })
})
