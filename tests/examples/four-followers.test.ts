/**
 * Four ways to follow one wire, all at the same time, while it changes: somebody who begins at its end, a follower that is killed and
 * goes on at random, one in PHP, and a receiver of webhooks whose answers are lost, refused and cut, and which is killed too. The wire
 * itself is a process that is killed twice. In the end every copy is the same, byte for byte. `CHANGES=2000` for the whole experiment.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { depesche, newsroom, startUp, type Up, workFolder } from '../cli/depesche.ts'
import { debianProgram } from '../lib/debian-program.ts'
import { type ExampleReceiver, startReceiver } from '../lib/example-receiver.ts'
import { freePort } from '../lib/free-port.ts'
import { startFlakyDoor } from './flaky-door.ts'
import { type Follower, runFollower } from './follower.ts'
import { newsmlStory } from './newsml-story.ts'

const CHANGES = Number(process.env.CHANGES ?? 120)
/** whatever the number of changes: each pause after one is five seconds or more */
const FAILURES = CHANGES > 500 ? 40 : 6
const FEEDS = ['all/fr', 'all/de', 'top/fr']
const php = await debianProgram('php', 'php-cli')

/** Numbers from 0 to under 1, the same for the same seed (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What a folder holds, by name. Throws for a file that is not whole. */
async function copiesIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const copies: Record<string, string> = {}
  for (const name of (await readdir(folder).catch(() => [])).toSorted()) {
    if (!name.endsWith('.json')) continue
    const text = await readFile(join(folder, name), 'utf8')
    JSON.parse(text)
    copies[name.slice(0, -'.json'.length)] = text
  }
  return copies
}

interface Story {
  readonly number: number
  version: number
  urgency: number
  id: string
  killed: boolean
}

/** The desk of a wire, over HTTP: asks again while the wire is away. */
class Desk {
  readonly #url: string
  readonly #key: string
  readonly stories: Story[] = []
  readonly done: Record<string, number> = {}

  constructor(url: string, key: string) {
    this.#url = url
    this.#key = key
  }

  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${this.#key}`, ...(init.headers as Record<string, string>) }
    for (;;)
      try {
        return await fetch(`${this.#url}/v1/desk/${path}`, { ...init, headers, signal: AbortSignal.timeout(10_000) })
      } catch {
        await sleep(100)
      }
  }

  async put(story: Story, more: { readonly embargoed?: string; readonly correction?: boolean } = {}): Promise<void> {
    const { number, version, urgency } = story
    const name = `story${number}-${version}.xml`
    const path = `uploads/sda/${name}`
    const init = { method: 'PUT', headers: { 'idempotency-key': name }, body: newsmlStory({ number, version, urgency, ...more }) }
    const answer = await this.ask(path, init)
    if (answer.status !== 202) throw new Error(`${name}: ${answer.status} ${await answer.text()}`)
    const { upload } = (await answer.json()) as { readonly upload: string }
    while (story.id === '') {
      const { upload: item } = (await (await this.ask(`uploads/${upload}`)).json()) as {
        readonly upload: { readonly state: string; readonly assigned?: { readonly id: string }; readonly rejected?: object }
      }
      if (item.rejected) throw new Error(JSON.stringify(item.rejected))
      if (item.state === 'normalized') story.id = item.assigned?.id ?? ''
      else await sleep(20)
    }
  }

  async decide({ id }: Story, deed: object): Promise<void> {
    const answer = await this.ask(`articles/${id}/decisions`, { method: 'POST', body: JSON.stringify({ deed, actor: 'anna' }) })
    if (answer.status >= 300) throw new Error(`${answer.status} ${await answer.text()}`)
  }

  /** One change of the wire. */
  async change(chance: () => number): Promise<void> {
    const roll = chance()
    const soon = () => new Date(Date.now() + 500 + chance() * 2_500).toISOString()
    const story = this.stories[Math.floor(chance() * this.stories.length)]
    const count = (kind: string) => {
      this.done[kind] = (this.done[kind] ?? 0) + 1
    }
    if (story === undefined || roll < 0.3) {
      const fresh = { number: this.stories.length + 1, version: 1, urgency: chance() < 0.5 ? 2 : 4, id: '', killed: false }
      this.stories.push(fresh)
      const embargoed = chance() < 0.15
      count(embargoed ? 'new under embargo' : 'new')
      return this.put(fresh, embargoed ? { embargoed: soon() } : {})
    }
    if (roll < 0.75) {
      story.version++
      const moves = chance() < 0.3
      if (moves) story.urgency = story.urgency === 2 ? 4 : 2
      const correction = chance() < 0.3
      count(moves ? 'moved' : correction ? 'rectified' : 'updated')
      return this.put(story, { correction })
    }
    if (roll < 0.83) {
      count('killed')
      story.killed = true
      return this.decide(story, { kind: 'kill', reason: 'It was another town.' })
    }
    if (roll < 0.86) {
      count('revived')
      story.killed = false
      return this.decide(story, { kind: 'revive' })
    }
    if (roll < 0.91) {
      count('embargoed')
      return this.decide(story, { kind: 'embargo', until: soon() })
    }
    count(roll < 0.95 ? 'held' : 'released')
    return this.decide(story, { kind: roll < 0.95 ? 'hold' : 'release' })
  }
}

test(
  `four followers of one wire have the same copies after ${CHANGES} changes, byte for byte`,
  async () => {
    const seed = fc.readConfigureGlobal().seed ?? Date.now()
    console.log(`seed ${seed} (PROPERTY_SEED repeats it)`)
    const [chance, doorChance, loopChance] = [chanceOf(seed), chanceOf(seed + 1), chanceOf(seed + 2)]
    const [port, receiverPort] = [await freePort(), await freePort()]
    const door = await startFlakyDoor(() => receiverPort, doorChance, FAILURES / (CHANGES * 2.5))
    const folder = await workFolder({
      ...newsroom,
      products: {
        all: { title: 'All', languages: ['de', 'fr'], grades: ['publishable', 'readable', 'gist', 'none'] },
        top: { title: 'Top', languages: ['fr'], filter: { urgency: 2 }, grades: ['publishable', 'readable', 'gist', 'none'] },
      },
      api: { port, perMinute: 100_000, publicUrl: `http://127.0.0.1:${port}` },
      webhooks: { allow: [`127.0.0.1:${door.port}`] },
    })
    let up: Up = await startUp(folder)
    expect(up.url).toBe(`http://127.0.0.1:${port}`)
    const key = (await depesche(folder, 'partner', 'add', 'outlet', 'all', 'top')).out.trim()
    const pushed = await depesche(folder, 'partner', 'webhook', 'outlet', `http://127.0.0.1:${door.port}/take`, '--begin', 'start')
    const received = join(folder, 'pushed')
    let receiver: ExampleReceiver = await startReceiver(received, pushed.out.trim(), receiverPort)

    let changing = true
    let kills = 0
    const place = (who: string, feed: string) => join(folder, who, feed.replace('/', '-'))
    const pass = (follower: Follower, who: string, feed: string, killAtChange?: number) =>
      runFollower(follower, {
        feed: `${up.url}/v1/feeds/${feed}`,
        key,
        folder: place(who, feed),
        ...(killAtChange === undefined ? {} : { killAtChange }),
      })
    const NODE: Follower = { name: 'follow.mjs', program: process.execPath }
    const PHP: Follower | undefined = php === undefined ? undefined : { name: 'follow.php', program: join(php, 'php') }
    const goOn = async (follower: Follower, who: string, isKilled: boolean) => {
      while (changing)
        for (const feed of FEEDS) {
          const { code } = await pass(follower, who, feed, isKilled ? 1 + Math.floor(loopChance() * 40) : undefined)
          if (code === null) kills++
          await sleep(loopChance() * 400)
        }
    }
    const strike = async () => {
      while (changing) {
        await sleep(4_000 + loopChance() * 8_000)
        if (!changing) return
        await receiver.kill()
        kills++
        receiver = await startReceiver(received, pushed.out.trim(), receiverPort)
      }
    }
    const others = [goOn(NODE, 'resumed', true), ...(PHP ? [goOn(PHP, 'php', false)] : []), strike()]

    const desk = new Desk(up.url, (await readFile(join(folder, '.depesche', 'desk-key'), 'utf8')).trim())
    const restarts = new Set([Math.floor(CHANGES / 3), Math.floor((2 * CHANGES) / 3)])
    for (let number = 0; number < CHANGES; number++) {
      if (restarts.has(number)) {
        await up.stop('SIGKILL')
        up = await startUp(folder)
      }
      await desk.change(chance)
      await sleep(chance() * 80)
    }
    for (const story of desk.stories) await desk.decide(story, { kind: 'release' })
    // until nothing comes any more: the last embargo ends within three seconds
    const tails = async () =>
      JSON.stringify(await (await fetch(`${up.url}/v1/feeds`, { headers: { authorization: `Bearer ${key}` } })).json())
    for (let [before, same] = ['', 0]; same < 12; await sleep(500)) {
      const now = await tails()
      same = now === before ? same + 1 : 0
      before = now
    }
    changing = false
    await Promise.all(others)

    const expected: Record<string, Readonly<Record<string, string>>> = {}
    for (const feed of FEEDS) {
      for (const [who, follower] of [['late', NODE], ['resumed', NODE], ...(PHP ? [['php', PHP] as const] : [])] as const)
        expect(await pass(follower, who, feed)).toEqual({ code: 0, err: '' })
      expected[feed] = await copiesIn(place('late', feed))
    }
    // what was refused is sent again in its time
    const isBehind = async () => {
      const { out } = await depesche(folder, 'partner', 'show', 'outlet')
      return out.includes('still to be sent') || out.includes('failing')
    }
    while (await isBehind()) await sleep(1_000)

    for (const feed of FEEDS) {
      for (const who of ['resumed', ...(PHP ? ['php'] : []), 'pushed'])
        expect(await copiesIn(place(who, feed)), `${who} ${feed}`).toEqual(expected[feed])
      for (const { id, killed } of desk.stories) if (killed) expect(Object.keys(expected[feed] ?? {})).not.toContain(id)
    }
    expect(Object.keys(expected['all/fr'] ?? {}).length).toBeGreaterThan(CHANGES / 10)
    expect(kills).toBeGreaterThan(0)
    const { out } = await up.stop()
    console.log(
      [
        `changes: ${Object.entries(desk.done)
          .map(([kind, count]) => `${count} ${kind}`)
          .join(', ')}`,
        `feeds: ${FEEDS.map((feed) => `${feed} ${Object.keys(expected[feed] ?? {}).length} copies`).join(', ')}; ${await tailsOf(folder)}`,
        `kills of followers and the receiver: ${kills}; of the wire: 2; webhooks refused ${door.failed.refused}, cut ${door.failed.cut}, answer lost ${door.failed.lost}`,
        `followers: from 0, resumed, ${PHP ? 'PHP, ' : ''}webhooks: equal`,
      ].join('\n'),
    )
    expect(out).not.toContain('trouble')
  },
  60_000 + CHANGES * 1_500,
)

async function tailsOf(folder: string): Promise<string> {
  const cursors = await Promise.all(
    FEEDS.map(async (feed) => `${feed} at ${await readFile(join(folder, 'late', feed.replace('/', '-'), 'cursor'), 'utf8')}`),
  )
  return cursors.join(', ')
}
