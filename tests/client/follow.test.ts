import { listen } from '@depesche/cli/listen'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Change } from '../../packages/client/src/change.ts'
import { ConnectionError } from '../../packages/client/src/connection-error.ts'
import { type Failure, type FollowOptions, follow } from '../../packages/client/src/follow.ts'
import { followAtPace } from '../../packages/client/src/follow-at-pace.ts'
import { ProblemError } from '../../packages/client/src/problem.ts'
import { idOf, openOutlet } from '../api/outlet.ts'
import { copy } from '../lib/wire.ts'
import { entry, type Line, page, problem, scriptedWire, stillPace } from './scripted-wire.ts'

const FEED = { url: 'https://wire.test/api/', key: 'depesche_k', product: 'all', language: 'fr' }

/** Follows a script until so many changes have come, or to its end. */
async function run(lines: readonly Line[], options: Partial<FollowOptions> = {}, most = Number.POSITIVE_INFINITY) {
  const wire = scriptedWire(...lines)
  const pace = stillPace()
  const changes: Change[] = []
  let error: unknown
  try {
    for await (const change of followAtPace({ ...FEED, fetch: wire.fetch, ...options }, pace)) if (changes.push(change) >= most) break
  } catch (thrown) {
    error = thrown
  }
  return { changes, error, asked: wire.asked, slept: pace.slept }
}
const told = (changes: readonly Change[]) => changes.map(({ event, next, more }) => `${event} ${next}${more ? ' more' : ''}`)

describe('follow()', () => {
  test('yields every entry of every page in order, each with the cursor behind it, and ends with once', async () => {
    const { changes, asked, slept, error } = await run(
      [page([entry(1), entry(2, 'canceled')], '1.2', true), page([entry(3, 'superseded')], '1.3')],
      { once: true },
    )
    expect(error).toBeUndefined()
    expect(told(changes)).toEqual(['created 1.1 more', 'canceled 1.2 more', 'superseded 1.3'])
    expect(changes[0]).toEqual({ ...entry(1), next: '1.1', more: true })
    expect(asked.map(({ path }) => path)).toEqual(['/api/v1/feeds/all/fr', '/api/v1/feeds/all/fr?after=1.2'])
    expect(asked.map(({ key }) => key)).toEqual(['Bearer depesche_k', 'Bearer depesche_k'])
    expect(slept).toEqual([])
  })

  test('begins after the cursor that it is given, and sends limit and wait when they are given', async () => {
    const { asked } = await run([page([], '1.7')], { after: '1.7', limit: 5, wait: 20, once: true })
    expect(asked.map(({ path }) => path)).toEqual(['/api/v1/feeds/all/fr?after=1.7&limit=5&wait=20'])
    expect((await run([page([], '1.0')], { after: null, once: true })).asked[0]?.path).toBe('/api/v1/feeds/all/fr')
  })

  test('asks again every interval with the tag of the same question, and goes on after a 304', async () => {
    const { changes, asked, slept } = await run(
      [
        page([], '1.7', false, '"a"'),
        () => new Response(null, { status: 304 }),
        page([entry(8)], '1.8', false, '"b"'),
        page([entry(9)], '1.9'),
      ],
      { after: '1.7', interval: 3 },
      2,
    )
    expect(told(changes)).toEqual(['created 1.8', 'created 1.9'])
    expect(asked.map(({ path, tag }) => [path.split('=')[1], tag])).toEqual([
      ['1.7', null],
      ['1.7', '"a"'],
      ['1.7', '"a"'],
      ['1.8', null],
    ])
    expect(slept).toEqual([3_000, 3_000, 3_000])
  })

  test('with wait asks again at once after entries, and not without a pause where nobody waited', async () => {
    const { slept } = await run([page([entry(1)], '1.1'), page([], '1.1'), page([entry(2)], '1.2')], { wait: 25, interval: 3 }, 2)
    expect(slept).toEqual([0, 3_000])
  })

  test('asks for the next page only when the last change of this one has been dealt with', async () => {
    const wire = scriptedWire(page([entry(1), entry(2)], '1.2', true), page([], '1.2'))
    const changes = followAtPace({ ...FEED, fetch: wire.fetch, once: true }, stillPace())
    expect((await changes.next()).value).toMatchObject({ next: '1.1' })
    expect((await changes.next()).value).toMatchObject({ next: '1.2' })
    expect(wire.asked).toHaveLength(1)
    await changes.next()
    expect(wire.asked).toHaveLength(2)
  })

  test('turns an expired cursor into a restart of the new epoch, and reads it from its beginning', async () => {
    const lines = [problem(410, 'cursor-expired'), page([entry(1), entry(2)], '4.2')]
    const { changes, asked, error } = await run(lines, { after: '3.9', once: true })
    expect([told(changes), error]).toEqual([['restart 4.0 more', 'created 4.1 more', 'created 4.2'], undefined])
    expect(asked.map(({ path }) => path.split('?')[1])).toEqual(['after=3.9', undefined])
  })

  test('tells of a restart with an empty feed that nothing follows', async () => {
    expect(told((await run([problem(410, 'cursor-expired'), page([], '4.0')], { after: '3.9', once: true })).changes)).toEqual([
      'restart 4.0',
    ])
  })

  test('does not ask for ever where the beginning is expired too', async () => {
    const { error, asked } = await run([problem(410, 'cursor-expired'), problem(410, 'cursor-expired')], { after: '3.9' })
    expect([error, asked.length]).toEqual([expect.any(ProblemError), 2])
  })

  test.each([
    ['a cut connection', 'cut' as const],
    ['a 500', problem(500, 'internal')],
    ['a 502 of a proxy', () => new Response('<html>', { status: 502 })],
    ['a 429', problem(429, 'too-many')],
    ['half an answer', () => new Response('{"entries":[')],
    ['another page than ours', () => new Response('<html>Log in to the hotel’s network</html>')],
    ['JSON that is no page', () => new Response('{"entries":[{"id":"../evil"}],"next":"1.1","more":false}')],
    ['a page with a cursor that is none', () => new Response('{"entries":[],"next":"x","more":false}')],
  ])('tries again after %s, with the same cursor and growing pauses', async (_, line) => {
    const failures: Failure[] = []
    const { changes, asked, slept, error } = await run([line, line, line, page([entry(2)], '1.2')], {
      after: '1.1',
      once: true,
      onRetry: (failure) => failures.push(failure),
    })
    expect([told(changes), error, slept]).toEqual([['created 1.2'], undefined, [1_000, 2_000, 4_000]])
    expect(new Set(asked.map(({ path }) => path))).toEqual(new Set(['/api/v1/feeds/all/fr?after=1.1']))
    expect(failures.map(({ failures: many, delay }) => [many, delay])).toEqual([
      [1, 1],
      [2, 2],
      [3, 4],
    ])
    expect(failures.every((failure) => failure.error instanceof ConnectionError || failure.error instanceof ProblemError)).toBe(true)
  })

  test('waits as long as Retry-After asks, and the count of failures begins anew after an answer', async () => {
    const slow = problem(503, 'restoring', { 'retry-after': '60' })
    const { slept } = await run([slow, slow, page([entry(1)], '1.1', true), slow, page([], '1.1')], { once: true })
    expect(slept).toEqual([61_000, 62_000, 61_000])
  })

  test('gives up after the retries that it is given; with once after four', async () => {
    expect(await run(['cut', 'cut', 'cut'], { retries: 2 })).toMatchObject({ error: expect.any(ConnectionError), slept: [1_000, 2_000] })
    expect((await run(['cut'], { retries: 0 })).error).toMatchObject({ message: 'The wire could not be read: read ECONNRESET' })
    expect((await run(Array(9).fill('cut'), { once: true })).asked).toHaveLength(5)
  })

  test.each([
    [400, 'cursor-invalid'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [405, 'method-not-allowed'],
  ])('throws a %i at once, as the problem that it is', async (status, name) => {
    const { error, asked } = await run([problem(status, name)])
    expect(asked).toHaveLength(1)
    expect(error).toBeInstanceOf(ProblemError)
    expect(error).toMatchObject({ problem: { type: `/problems/${name}`, status, title: 'A title', detail: 'A detail.' } })
    expect(String(error)).not.toContain('depesche_k')
  })

  test('gives up a request without an answer after the timeout, and tries again', async () => {
    const { changes, slept } = await run(['hang', page([entry(1)], '1.1')], { once: true, timeout: 0.02 })
    expect([told(changes), slept]).toEqual([['created 1.1'], [1_000]])
  })
})

describe('aborted by its signal, follow() throws the reason', () => {
  const reason = new Error('enough')
  const aborting = (milliseconds: number) => {
    const abort = new AbortController()
    setTimeout(() => abort.abort(reason), milliseconds)
    return abort.signal
  }

  test('before it asks', async () => {
    expect(await run([], { signal: AbortSignal.abort(reason) })).toMatchObject({ error: reason, asked: [] })
  })

  test('while it waits for an answer, without another try', async () => {
    expect(await run(['hang'], { signal: aborting(20) })).toMatchObject({ error: reason, asked: [{}], slept: [] })
  })

  test('between two changes of a page', async () => {
    const abort = new AbortController()
    const wire = scriptedWire(page([entry(1), entry(2)], '1.2'))
    const changes = followAtPace({ ...FEED, fetch: wire.fetch, signal: abort.signal }, stillPace())
    await changes.next()
    abort.abort(reason)
    await expect(changes.next()).rejects.toBe(reason)
  })

  test('while it pauses, and leaves no listener behind', async () => {
    const wire = scriptedWire(page([], '1.1'), page([], '1.1'), page([], '1.1'))
    const changes = follow({ ...FEED, fetch: wire.fetch, after: '1.1', interval: 60, signal: aborting(30) })
    await expect(changes.next()).rejects.toBe(reason)
    expect(wire.asked).toHaveLength(1)
  })
})

test('follow() has of the real API over HTTP what the feed says, in pages of two, through a kill and a restart of its own', async () => {
  const outlet = await openOutlet()
  const { house, key } = outlet
  const { port, close } = await listen(outlet.fetch, 0)
  onTestFinished(close)
  for (const story of ['a', 'b', 'c']) await house.put(copy({ story, version: 1, headline: story }))
  await house.settle(0)
  const feed = { url: `http://127.0.0.1:${port}`, key, product: 'all', language: 'fr', limit: 2, once: true, wait: 1 }
  const seen: Change[] = []
  for await (const change of follow(feed)) if (seen.push(change) === 2) break
  await outlet.kill('b')
  for await (const change of follow({ ...feed, after: seen.at(-1)?.next })) seen.push(change)
  expect(seen.map(({ event, next }) => `${event} ${next}`)).toEqual(['created 1.1', 'created 1.2', 'created 1.3', 'canceled 1.4'])
  const killed = seen.at(-1)
  if (killed?.event !== 'canceled') throw new Error('not canceled')
  expect([killed.id, killed.notice]).toEqual([idOf('b'), expect.stringContaining('withdrawn')])
  const first = seen[0]
  if (first?.event !== 'created') throw new Error('not created')
  expect(first.item.headlines[0]?.value).toBe('fr:a')
})
