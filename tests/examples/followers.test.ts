import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { idOf } from '../api/outlet.ts'
import { debianProgram } from '../lib/debian-program.ts'
import { nodesOnPath } from '../lib/nodes-on-path.ts'
import { type Follower, runFollower } from './follower.ts'
import { type ServedWire, serveWire } from './served-wire.ts'

const php = await debianProgram('php', 'php-cli')
const [oldestNode = process.execPath] = await nodesOnPath()
const FOLLOWERS: readonly Follower[] = [
  { name: 'follow.mjs', program: oldestNode },
  { name: 'follow.php', program: join(php ?? '', 'php') },
]

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'depesche-follower-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** What the folder holds, by id. Throws for a file that is not whole. */
async function copiesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const copies = new Map<string, string>()
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.json')) continue
    const text = await readFile(join(folder, name), 'utf8')
    JSON.parse(text)
    copies.set(name.slice(0, -'.json'.length), text)
  }
  return copies
}
const sorted = (copies: ReadonlyMap<string, string>) => [...copies].toSorted(([a], [b]) => (a < b ? -1 : 1))
const cursorIn = (folder: string) => readFile(join(folder, 'cursor'), 'utf8')
const feedOf = (wire: ServedWire, limit: number) => `${wire.url}/v1/feeds/all/fr?limit=${limit}`

/** A day of a wire. Each step is followed by passes of the followers. */
const DAY: readonly ((wire: ServedWire) => Promise<void>)[] = [
  async ({ put }) => {
    for (const story of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await put(story, 1)
  },
  async ({ put, decideOn }) => {
    await put('a', 2, { instruction: 'update' })
    await put('b', 2, { instruction: 'rectify' })
    await decideOn('c', { kind: 'kill', reason: 'The bridge is not open.' })
    await put('d', 2, { instruction: 'update' })
    await decideOn('d', { kind: 'hold' })
  },
  async ({ house, put, decideOn }) => {
    await put('embargoed', 1, { embargo: { until: new Date(house.now + 3_600_000).toISOString() } })
    await decideOn('e', { kind: 'embargo', until: new Date(house.now + 3_600_000).toISOString() })
    await decideOn('d', { kind: 'release' })
    await decideOn('a', { kind: 'kill', reason: 'Wrong town.' })
  },
  async ({ house, decideOn, put }) => {
    house.now += 3_600_000
    await house.settle(2)
    await decideOn('c', { kind: 'revive' })
    await put('h', 1)
  },
  async ({ put }) => put('lost', 1),
  // the new epoch has nothing of one story, and tells of one that it is closed now
  async ({ decideOn, restore }) => {
    await restore('lost')
    await decideOn('f', { kind: 'hold' })
  },
  async ({ put, decideOn }) => {
    await decideOn('b', { kind: 'kill', reason: 'Wrong person.' })
    await put('g', 2, { instruction: 'update' })
    await put('i', 1)
  },
]
/** Stories that must not be in any folder after the steps so far. */
const KILLED: readonly (readonly string[])[] = [
  [],
  ['c'],
  ['a', 'c', 'embargoed'],
  ['a'],
  ['a'],
  ['a', 'f', 'lost'],
  ['a', 'b', 'f', 'lost'],
]

/** Stories that a desk keeps from new readers without a word to those who have them: they may stay. */
const HELD: readonly (readonly string[])[] = [[], [], ['e'], [], [], [], []]

/** Numbers of 1 to `most`, the same for the same seed. */
function chance(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return 1 + Math.floor((state / 2 ** 32) * most)
  }
}

for (const follower of FOLLOWERS)
  describe.skipIf(follower.name.endsWith('.php') && php === undefined)(`examples/${follower.name}`, () => {
    test.each([2, 100])(
      'has what the API says and nothing killed after each pass, killed -9 at any point in between, with pages of %i',
      async (limit) => {
        const wire = await serveWire()
        const seed = fc.readConfigureGlobal().seed ?? Date.now()
        const upTo = chance(seed + limit)
        const running = { feed: feedOf(wire, limit), key: wire.key, folder: join(await emptyFolder(), 'wire') }
        let kills = 0
        for (const [step, happen] of DAY.entries()) {
          await happen(wire)
          for (let round = 0; round < 3; round++) {
            const { code } = await runFollower(follower, { ...running, killAtChange: upTo(24) })
            if (code === null) kills++
            await copiesIn(running.folder)
          }
          expect(await runFollower(follower, running), `seed ${seed}`).toEqual({ code: 0, err: '' })
          const copies = await copiesIn(running.folder)
          const isKept = (id: string) => (HELD[step] ?? []).map(idOf).includes(id)
          const rest = new Map([...copies].filter(([id]) => !isKept(id)))
          expect(sorted(rest), `seed ${seed}, step ${step}`).toEqual(sorted(await wire.copies('fr')))
          for (const story of KILLED[step] ?? []) expect(copies.has(idOf(story)), `${story} at step ${step}`).toBe(false)
          expect((await readdir(running.folder)).filter((name) => !name.endsWith('.json'))).toEqual(['cursor'])
        }
        expect(kills).toBeGreaterThan(0)
        expect(wire.asked.some((path) => path.includes(`limit=${limit}&after=2.`))).toBe(true)
        expect([...(await copiesIn(running.folder)).keys()].toSorted()).toEqual(
          ['c', 'd', 'e', 'embargoed', 'g', 'h', 'i'].map(idOf).toSorted(),
        )
      },
      60_000,
    )

    test('after a restore loses no copy that stays and keeps none that went, wherever its first pass is killed', async () => {
      const wire = await serveWire()
      for (const story of ['a', 'b', 'lost']) await wire.put(story, 1)
      const home = await emptyFolder()
      const running = { feed: feedOf(wire, 1), key: wire.key, folder: join(home, 'before') }
      await runFollower(follower, running)
      expect((await copiesIn(running.folder)).size).toBe(3)
      await wire.restore('lost')
      for (let killAtChange = 1; killAtChange <= 16; killAtChange++) {
        const folder = join(home, String(killAtChange))
        await cp(running.folder, folder, { recursive: true })
        await runFollower(follower, { ...running, folder, killAtChange })
        expect([...(await copiesIn(folder)).keys()], `killed at change ${killAtChange}`).toEqual(
          expect.arrayContaining(['a', 'b'].map(idOf)),
        )
        expect(await runFollower(follower, { ...running, folder })).toEqual({ code: 0, err: '' })
        expect(sorted(await copiesIn(folder)), `killed at change ${killAtChange}`).toEqual(sorted(await wire.copies('fr')))
      }
    })

    test('asks for nothing but what is new in the second pass', async () => {
      const wire = await serveWire()
      const running = { feed: feedOf(wire, 2), key: wire.key, folder: await emptyFolder() }
      for (const story of ['a', 'b', 'c']) await wire.put(story, 1)
      await runFollower(follower, running)
      expect(wire.asked).toEqual(['/v1/feeds/all/fr?limit=2', '/v1/feeds/all/fr?limit=2&after=1.2'])
      expect(await cursorIn(running.folder)).toBe('1.3')
      await runFollower(follower, running)
      expect(wire.asked.slice(2)).toEqual(['/v1/feeds/all/fr?limit=2&after=1.3'])
    })

    test('a wrong key, an unknown feed and no server at all give exit code 1, say why, and change no copy', async () => {
      const wire = await serveWire()
      await wire.put('a', 1)
      const running = { feed: feedOf(wire, 100), key: wire.key, folder: await emptyFolder() }
      await runFollower(follower, running)
      const before = sorted(await copiesIn(running.folder))
      expect(before).toHaveLength(1)
      expect(await runFollower(follower, { ...running, key: 'x' })).toMatchObject({ code: 1, err: expect.stringMatching(/^401 .+: .+\n$/) })
      const unknown = { ...running, feed: `${wire.url}/v1/feeds/none/fr` }
      expect(await runFollower(follower, unknown)).toMatchObject({ code: 1, err: expect.stringMatching(/^404 .+: .+\n$/) })
      expect(await runFollower(follower, { ...running, feed: 'http://127.0.0.1:9/' })).toMatchObject({
        code: 1,
        err: expect.stringMatching(/.\n$/),
      })
      expect([sorted(await copiesIn(running.folder)), await cursorIn(running.folder)]).toEqual([before, '1.1'])
    })

    test.each(['../evil', 'a/b', '/etc/evil', 'a\n', 'A', 'ä', '.', '', 'x'.repeat(65), 'a\0b'])(
      'an id that is none of ours, %j, is refused before a file is named by it',
      async (id) => {
        const entries = [{ sequence: 1, event: 'created', id, version: 1, at: '2026-03-02T10:00:00.000Z', item: { uri: 'x' } }]
        const feed = await serve(200, JSON.stringify({ entries, next: '1.1', more: false }))
        const home = await emptyFolder()
        const ended = await runFollower(follower, { feed, key: 'k', folder: join(home, 'wire') })
        expect(ended).toMatchObject({ code: 1, err: expect.stringMatching(/^not an id: /) })
        expect((await readdir(home, { recursive: true })).toSorted()).toEqual(['wire', 'wire/cursor'])
        expect(await cursorIn(join(home, 'wire'))).toBe('')
      },
    )

    test.each([
      ['cut off', 200, '{"entries":[],"next":"1.7","mo'],
      ['of a proxy', 502, '<html>Bad gateway</html>'],
      ['that cannot have a cursor and says it is expired', 410, '{"type":"/problems/cursor-expired","title":"T","detail":"D"}'],
    ])('an answer %s gives exit code 1 and leaves the cursor', async (_, status, body) => {
      const folder = await emptyFolder()
      const { code, err } = await runFollower(follower, { feed: await serve(status, body), key: 'k', folder })
      expect(code).toBe(1)
      expect(err).not.toBe('')
      expect(await cursorIn(folder)).toBe('')
    })

    test('takes the key to no other server where it is sent on', async () => {
      const keys: unknown[] = []
      const other = await serve(200, '{"entries":[],"next":"1.0","more":false}', {}, (request) => keys.push(request.headers.authorization))
      const feed = await serve(302, '{"title":"Elsewhere","detail":"Go there."}', { location: other })
      await runFollower(follower, { feed, key: 'secret', folder: await emptyFolder() })
      expect(keys.filter((key) => key !== undefined)).toEqual([])
    })

    test('begins in no folder that holds files of others, and leaves them', async () => {
      const wire = await serveWire()
      await wire.put('a', 1)
      const folder = await emptyFolder()
      await writeFile(join(folder, 'package.json'), '{}')
      const ended = await runFollower(follower, { feed: feedOf(wire, 100), key: wire.key, folder })
      expect(ended).toMatchObject({ code: 1, err: expect.stringContaining('cursor') })
      expect(await readdir(folder)).toEqual(['package.json'])
    })

    test('goes on where it was killed before its first file was whole', async () => {
      const wire = await serveWire()
      await wire.put('a', 1)
      const folder = await emptyFolder()
      await writeFile(join(folder, 'cursor'), '')
      await writeFile(join(folder, '.new'), '{"uri":')
      await writeFile(join(folder, 'lost.json'), '{}')
      expect(await runFollower(follower, { feed: feedOf(wire, 100), key: wire.key, folder })).toEqual({ code: 0, err: '' })
      expect([...(await copiesIn(folder)).keys()]).toEqual([idOf('a')])
    })

    test('has some 25 lines, but for what explains them', async () => {
      const text = await readFile(new URL(`../../examples/${follower.name}`, import.meta.url), 'utf8')
      const lines = text
        .trimEnd()
        .split('\n')
        .filter((line) => !/^\s*\/\/|^<\?php$/.test(line))
      expect(lines.length).toBeLessThanOrEqual(27)
      expect(lines.filter((line) => line.length > 140)).toEqual([])
    })
  })

/** A server that always answers so. */
async function serve(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  onRequest: (request: IncomingMessage) => void = () => {},
): Promise<string> {
  const server = createServer((request, response) => {
    onRequest(request)
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
