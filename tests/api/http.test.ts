import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { listen } from '@depesche/cli/listen'
import { describe, expect, onTestFinished, test } from 'vitest'
import { copy } from '../lib/wire.ts'
import { type FeedAnswer, fileTwin, idOf, type Outlet, openOutlet } from './outlet.ts'

interface Served extends Outlet {
  readonly port: number
  readonly url: string
}

/** The API over a real SQLite file, served on loopback. */
async function serve(): Promise<Served> {
  const { twin } = await fileTwin()
  const outlet = await openOutlet(twin)
  await outlet.house.put(copy({ story: 'a', version: 1, headline: 'One' }))
  await outlet.house.settle(0)
  const { port, close } = await listen(outlet.fetch, 0)
  onTestFinished(close)
  return { ...outlet, port, url: `http://127.0.0.1:${port}` }
}
const withKey = ({ key }: Outlet) => ({ authorization: `Bearer ${key}` })

describe('over HTTP', () => {
  test('a partner walks a feed, follows its links, and asks again with the tags it got', async () => {
    const served = await serve()
    const headers = withKey(served)
    const page = await fetch(`${served.url}/v1/feeds/all/en?limit=1`, { headers })
    const { entries, next } = (await page.json()) as FeedAnswer
    expect({ next, ids: entries.map(({ id }) => id) }).toEqual({ next: '1.1', ids: [idOf('a')] })
    const siblings = entries[0]?.item?.associations as readonly {
      readonly language: string
      readonly renditions: readonly { readonly href: string }[]
    }[]
    for (const { language, renditions } of siblings) {
      const item = await fetch(renditions[0]?.href ?? '', { headers })
      expect(await item.json()).toMatchObject({ language })
      const again = await fetch(item.url, { headers: { ...headers, 'if-none-match': item.headers.get('etag') ?? '' } })
      expect([again.status, await again.text()]).toEqual([304, ''])
    }
  })

  test('HEAD has the headers of GET and no body', async () => {
    const served = await serve()
    const ask = async (method: string) => {
      const response = await fetch(`${served.url}/v1/feeds/all/en`, { method, headers: withKey(served) })
      return { status: response.status, etag: response.headers.get('etag'), length: (await response.text()).length }
    }
    const [get, head] = [await ask('GET'), await ask('HEAD')]
    expect(head).toEqual({ ...get, length: 0 })
    expect(get.length).toBeGreaterThan(100)
  })

  test('a raw address with dots, NULs and escapes gets a refusal, and the server goes on', async () => {
    const served = await serve()
    const raw = (path: string) =>
      new Promise<{ readonly status: number; readonly type: string }>((resolve, reject) => {
        const sent = request({ host: '127.0.0.1', port: served.port, path, headers: withKey(served) }, (answer) => {
          answer.resume()
          resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '' })
        })
        sent.once('error', reject)
        sent.end()
      })
    for (const path of [
      '/v1/feeds/all/en/items/../../../../etc/passwd',
      '/v1/feeds/all/en/items/..%2f..%2fHEAD',
      '/v1/feeds/all/en/items/%00',
      '//evil.example/v1/feeds/all/en',
      '/v1//feeds/all/en',
      '/v1/feeds/all/en/',
      '/v1/feeds/all/en/items/',
      `/v1/feeds/all/en/items/${'x'.repeat(10_000)}`,
    ]) {
      const { status, type } = await raw(path)
      expect(status, path).toBe(404)
      expect(type, path).toMatch(/^application\/problem\+json/)
    }
    expect((await raw(`/v1/feeds/all/en/items/${'x'.repeat(100_000)}`)).status).toBe(431)
    expect((await raw('/v1/feeds/all/en')).status).toBe(200)
  })

  test('a broken request brings nothing down', async () => {
    const served = await serve()
    for (const text of ['\0\0\0\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n', 'GET /v1/feeds/all/en HTTP/1.1\r\n\r\n', 'GET']) {
      const socket = connect(served.port, '127.0.0.1')
      socket.end(text)
      socket.resume()
      await once(socket, 'close')
    }
    expect((await fetch(`${served.url}/v1/feeds/all/en`, { headers: withKey(served) })).status).toBe(200)
    expect(served.logged).toEqual([])
  })
})

describe('listen()', () => {
  test('takes another port when the one asked for is taken, and says so', async () => {
    const first = await serve()
    const second = await listen(first.fetch, first.port)
    onTestFinished(second.close)
    expect(second.moved).toBe(true)
    expect(second.port).not.toBe(first.port)
    expect((await fetch(`http://127.0.0.1:${second.port}/`)).status).toBe(404)
  })

  test('listens on loopback alone', async () => {
    const { url } = await serve()
    expect(new URL(url).hostname).toBe('127.0.0.1')
  })

  test('closes although a reader keeps its connection open', async () => {
    const { twin } = await fileTwin()
    const outlet = await openOutlet(twin)
    const { port, close } = await listen(outlet.fetch, 0)
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    socket.on('error', () => {})
    await close()
    socket.destroy()
  })
})
