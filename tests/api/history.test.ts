import { describe, expect, test } from 'vitest'
import { copy } from '../lib/wire.ts'
import { idOf, openOutlet } from './outlet.ts'

const DAY_MS = 86_400_000

async function openStory(covered?: Parameters<typeof openOutlet>[2]) {
  const outlet = await openOutlet(undefined, undefined, covered)
  const put = async (version: number, more: object = {}) => {
    await outlet.house.put(
      copy({ story: 'a', version, headline: `A ${version}`, instruction: version > 1 ? 'update' : 'new', ...more }),
      `sda/a${version}.json`,
    )
    await outlet.house.settle(0)
  }
  const history = async (feed = 'all/fr', id = idOf('a')) => {
    const answer = await outlet.ask(`/v1/feeds/${feed}/items/${id}/history`)
    const body = (await answer.json()) as { readonly history?: readonly { readonly event: string; readonly version: number }[] }
    return {
      status: answer.status,
      said: body.history?.map(({ event, version }) => `${event} ${version}`),
      body,
      etag: answer.headers.get('etag') ?? '',
    }
  }
  return { ...outlet, put, history }
}

describe('GET …/items/{id}/history', () => {
  test('tells what the feed has said, oldest first and without a word of the text, also when it is withdrawn', async () => {
    const { put, history, kill, ask } = await openStory()
    await put(1)
    await put(2)
    const { status, said, etag } = await history()
    expect([status, said]).toEqual([200, ['created 1', 'updated 2']])
    expect((await ask(`/v1/feeds/all/fr/items/${idOf('a')}/history`, { 'if-none-match': etag })).status).toBe(304)
    await kill('a')
    const after = await history()
    expect([after.status, after.said]).toEqual([200, ['created 1', 'updated 2', 'canceled 2']])
    expect(JSON.stringify(after.body)).not.toContain('fr:A')
  })

  test('is the item’s own 404 for what is unknown, foreign, held or not of that feed, and 405 for anything but reading', async () => {
    const { put, history, decide, ask, house } = await openStory()
    await put(1)
    const unknown = (await ask(`/v1/feeds/all/fr/items/${idOf('x')}`)).status
    for (const [feed, id] of [
      ['all/fr', idOf('x')],
      ['foreign/fr', idOf('a')],
      ['all/xx', idOf('a')],
      ['all/fr', '..'],
    ] as const)
      expect((await history(feed, id)).status, `${feed} ${id}`).toBe(unknown)
    await decide('a', (head) => ({ ...head, lift: head.lift + 1, held: { value: true, set: [1, house.now] } }))
    expect((await history()).status).toBe(404)
    expect((await ask(`/v1/feeds/all/fr/items/${idOf('a')}/history`, {}, 'POST')).status).toBe(405)
  })

  test('looks no further back than the contract', async () => {
    const { put, history, house } = await openStory({ covered: [{ product: 'all', lookbackDays: 2 }] })
    await put(1)
    house.now += 3 * DAY_MS
    await put(2)
    expect((await history()).said).toEqual(['updated 2'])
  })
})
