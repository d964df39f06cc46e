/** An embargo's end in the cloud: by the clock that ticks at any second of each minute, and queues that delay by whole seconds. */
import { rm } from 'node:fs/promises'
import { type Config, parseConfig } from '@depesche/config/define-config'
import { feedPartition } from '@depesche/pipeline/keys'
import type { Entry } from '@depesche/pipeline/ledger/shapes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { QUEUES } from '../lib/aws/world.ts'
import { Random } from '../model/random.ts'
import { headlineMark, newsml } from './copies.ts'
import { type Cloud, startCloud } from './driver.ts'
import { bundledEntries, bundleEntries, type Entries } from './entries.ts'
import { knownUploads, type Put } from './expect-complete.ts'
import { deployed, upload } from './run-one.ts'
import { tableOf } from './table-of.ts'
import type { Upload } from './uploads.ts'

const MINUTE = 60_000
const STEP_MS = 500

const newsroom = (embargoed: 'translate' | 'wait'): Config =>
  parseConfig({
    desks: { sda: { zone: 'Europe/Zurich', language: 'de' } },
    products: { all: { title: 'All', languages: ['de', 'fr'] } },
    engines: { cloud: ['amazon'] },
    amazon: { region: 'eu-central-1', embargoed },
  })

let folder: string
let entries: Entries
beforeAll(async () => {
  folder = await bundleEntries()
  entries = bundledEntries(folder)
})
afterAll(() => rm(folder, { recursive: true }))

/** Lets the time pass as it does: messages are taken when they are there, and the clock ticks at some second of each minute. */
async function live(cloud: Cloud, until: number, random: Random, look: () => Promise<void>): Promise<void> {
  const inMinute = (minute: number) => minute * MINUTE + random.below(60) * 1000
  let minute = Math.floor(cloud.now() / MINUTE)
  let next = inMinute(minute)
  while (cloud.now() < until) {
    for (const notification of cloud.notifications.splice(0)) await cloud.deliver(notification)
    for (let fed = 1; fed > 0; ) fed = (await Promise.all(QUEUES.map((name) => cloud.feed(name)))).reduce((a, b) => a + b, 0)
    if (cloud.now() >= next) {
      await cloud.tick()
      next = inMinute(++minute)
    }
    await look()
    cloud.advance(STEP_MS)
  }
}

/** How long after its instant (seconds) each of so many embargoed articles came out, by language. Throws when one was seen before. */
async function lateness(cloud: Cloud, embargoes: number): Promise<Readonly<Record<string, readonly number[]>>> {
  const random = new Random(20)
  const key = await deployed(cloud)
  cloud.world.proxy.plan({
    decide: () => {
      cloud.advance(0) // the queues count from the time that stands when a message is sent
      return 'pass'
    },
  })
  const start = cloud.now()
  // the first within two minutes, which nobody but the step itself can meet
  const until = Array.from({ length: embargoes }, (_, n) => start + 20_000 + n * 35_000 + random.below(35) * 1000)
  const puts: Put[] = []
  for (const [n, embargo] of until.entries()) puts.push(await upload(cloud, embargoed(`bsd${101 + n}`, embargo)))
  const ids = new Map<string, number>()
  await live(cloud, Math.max(...until) + 3 * MINUTE, random, async () => {
    if (ids.size < embargoes)
      for (const item of await knownUploads(cloud)) {
        const put = puts.findIndex(({ versionId }) => versionId === item.versionId)
        if (item.assigned) ids.set(item.assigned.id, until[put] ?? 0)
      }
    const soon = [...ids].filter(([, at]) => at - cloud.now() > 0 && at - cloud.now() <= 500)
    for (const [id] of soon)
      for (const language of ['de', 'fr']) expect((await cloud.get(`/v1/feeds/all/${language}/items/${id}`, key)).statusCode).toBe(404)
  })
  const table = tableOf(cloud)
  const late = await Promise.all(
    ['de', 'fr'].map(async (language) => {
      const items = await table.query(feedPartition(1, { product: 'all', language }), { limit: 100 })
      const found = items.map(({ value }) => value as unknown as Entry)
      expect(found.map(({ event }) => event)).toEqual(Array(embargoes).fill('created'))
      return [language, found.map(({ id, at }) => (Date.parse(at) - (ids.get(id) ?? 0)) / 1000)] as const
    }),
  )
  return Object.fromEntries(late)
}

function embargoed(story: string, embargo: number): Upload {
  const bytes = newsml(story, 1, { embargo })
  return { key: `sda/${story}.xml`, bytes, story, version: 1, becomes: 'article', mark: headlineMark(story, 1), embargo, desk: 'sda' }
}

async function withCloud<T>(config: Config, run: (cloud: Cloud) => Promise<T>): Promise<T> {
  const cloud = await startCloud(config, entries, { stands: true })
  try {
    return await run(cloud)
  } finally {
    await cloud.stop()
  }
}

describe('the end of an embargo at any second', { timeout: 300_000 }, () => {
  test('is met within three seconds and never before, by every language that was translated ahead of it', async () => {
    const late = await withCloud(newsroom('translate'), (cloud) => lateness(cloud, 20))
    console.log(`20 embargoes, seconds late: ${JSON.stringify(late)}`)
    for (const seconds of Object.values(late)) {
      expect(Math.min(...seconds)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...seconds)).toBeLessThanOrEqual(3)
    }
  })

  test('is met by the source’s words, and within two minutes by those that the service gets only then', async () => {
    const { de = [], fr = [] } = await withCloud(newsroom('wait'), (cloud) => lateness(cloud, 6))
    console.log(`6 embargoes whose text waits, seconds late: ${JSON.stringify({ de, fr })}`)
    expect(Math.min(...de, ...fr)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...de)).toBeLessThanOrEqual(3)
    expect(Math.max(...fr)).toBeLessThanOrEqual(120)
  })
})
