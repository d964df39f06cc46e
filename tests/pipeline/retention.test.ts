import { articleId } from '@depesche/article/model'
import { keys } from '@depesche/pipeline/keys'
import { beginReplay, endReplay } from '@depesche/pipeline/ledger/epoch'
import { readJournal } from '@depesche/pipeline/ledger/journal'
import { replay } from '@depesche/pipeline/replay'
import { type Keep, retire } from '@depesche/pipeline/retention'
import { decide } from '@depesche/pipeline/steps/decide'
import { surveyArticle } from '@depesche/pipeline/survey'
import { describe, expect, test } from 'vitest'
import { House, memoryTwin, sqliteTwin, testEngine } from '../lib/house.ts'
import { copy } from '../lib/wire.ts'

const DAY_MS = 86_400_000
const idOf = (story: string) => articleId('sda', { scheme: 'desk', value: story, number: story })

async function run(house: House, keep: Keep, options: { readonly dryRun?: boolean } = {}) {
  const counted = { documents: 0, lines: 0 }
  for await (const { documents, lines } of retire(house.twin.ports, keep, house.now, options)) {
    counted.documents += documents
    counted.lines += lines
  }
  return counted
}

async function put(house: House, story: string, version: number, more: Partial<Parameters<typeof copy>[0]> = {}) {
  await house.put(copy({ story, version, headline: `${story} ${version}`, ...more }), `sda/${story}.json`)
  await house.settle()
}

const documentsIn = (house: House, prefix: string) => house.twin.ports.documents.list(prefix, '', 1000)

/** What partners get, and the items that must outlive everything. */
async function standing(house: House, ...stories: readonly string[]) {
  const { table } = house.twin.ports
  return Promise.all(
    stories.map(async (story) => {
      const survey = await surveyArticle(table, idOf(story), house.now)
      const items = await Promise.all(['en', 'fr', 'de'].map((language) => house.item(language, idOf(story))))
      return { survey, items, feeds: await Promise.all(['en', 'fr', 'de'].map((language) => house.feed(language))) }
    }),
  )
}

describe.each([
  ['memory', memoryTwin],
  ['SQLite', sqliteTwin],
] as const)('retire() on the %s twin', (_, twin) => {
  test('removes the documents of old replaced versions alone, and everything is served as before', async () => {
    const house = await House.open(twin)
    await put(house, 'plain', 1)
    await put(house, 'plain', 2)
    await put(house, 'single', 1)
    house.now += 100 * DAY_MS
    await put(house, 'young', 1)
    await put(house, 'young', 2)
    const before = await standing(house, 'plain', 'single', 'young')
    expect(await run(house, { versions: 200 })).toEqual({ documents: 0, lines: 0 })
    const dry = await run(house, { versions: 90 }, { dryRun: true })
    expect(dry).toEqual({ documents: 7, lines: 0 })
    expect(await run(house, { versions: 90 })).toEqual(dry)
    expect(await run(house, { versions: 90 })).toEqual({ documents: 0, lines: 0 })
    expect(await standing(house, 'plain', 'single', 'young')).toEqual(before)
    const left = (await documentsIn(house, '')).filter((key) => key.includes(idOf('plain')) && !key.startsWith('originals/'))
    expect(left.every((key) => /\/2-[^/]+$/.test(key))).toBe(true)
    expect(left.length).toBe(7)
    await house.twin.close()
  })

  test('keeps a version that a feed still offers, and removes it once the newer words are out', async () => {
    const house = await House.open(twin)
    await put(house, 'plain', 1)
    house.engines = [testEngine({ can: (_from, to) => to !== 'fr' })]
    await put(house, 'plain', 2)
    house.now += 100 * DAY_MS
    await run(house, { versions: 90 })
    expect(await house.item('fr', idOf('plain'))).toBe('fr:plain 1')
    expect((await documentsIn(house, `articles/${idOf('plain')}/1-`)).length).toBe(1)
    house.engines = [testEngine()]
    house.now += 2 * DAY_MS
    await house.settle()
    expect(await house.item('fr', idOf('plain'))).toBe('fr:plain 2')
    await run(house, { versions: 90 })
    expect(await documentsIn(house, `articles/${idOf('plain')}/1-`)).toEqual([])
    await house.twin.close()
  })

  test('removes old journal lines, looks again for those that come later, and keeps the young', async () => {
    const house = await House.open(twin)
    await put(house, 'plain', 1)
    house.now += 50 * DAY_MS
    await decide(house.stations, idOf('plain'), { kind: 'hold' }, 'anna')
    await house.settle()
    house.now += 50 * DAY_MS
    const { lines } = await run(house, { journal: 90 })
    expect(lines).toBeGreaterThan(3)
    expect((await readJournal(house.twin.ports.table, idOf('plain'))).map(({ kind }) => kind)).toEqual(['decision'])
    house.now += 50 * DAY_MS
    expect(await run(house, { journal: 90 })).toEqual({ documents: 0, lines: 1 })
    await house.twin.close()
  })
})

test('retire() removes what the archive has of an article together, when its last version is old, and what was rejected', async () => {
  const house = await House.open(memoryTwin)
  await put(house, 'old', 1)
  await put(house, 'long', 1)
  await decide(house.stations, idOf('long'), { kind: 'kill', reason: 'wrong' }, 'anna')
  await house.put(new TextEncoder().encode('not of this wire'), 'sda/bad.txt')
  await house.settle()
  house.now += 60 * DAY_MS
  await put(house, 'long', 2)
  house.now += 60 * DAY_MS
  expect(await run(house, { originals: 90 })).toEqual({ documents: 4, lines: 0 })
  // the kill and the version that it was about are still there for a replay
  expect((await documentsIn(house, 'originals/')).length).toBe(5)
  house.now += 60 * DAY_MS
  expect(await run(house, { originals: 90 })).toEqual({ documents: 5, lines: 0 })
  expect(await documentsIn(house, 'originals/')).toEqual([])
})

test('retire() keeps an upload that nobody has read yet, however old it is', async () => {
  const house = await House.open(memoryTwin)
  await house.put(copy({ story: 's', version: 1, headline: 'A bridge' }))
  house.now += 400 * DAY_MS
  expect(await run(house, { originals: 90 })).toEqual({ documents: 0, lines: 0 })
  await house.settle()
  expect(await house.item('en', idOf('s'))).toBe('A bridge')
})

test('a kill of an article of which all was retired answers 410 all the same, in each language', async () => {
  const house = await House.open(memoryTwin)
  await put(house, 'plain', 1)
  await put(house, 'plain', 2)
  house.now += 400 * DAY_MS
  await run(house, { originals: 30, versions: 30, journal: 30 })
  await decide(house.stations, idOf('plain'), { kind: 'kill', reason: 'wrong' }, 'anna')
  await house.settle()
  for (const language of ['en', 'fr', 'de']) {
    expect(await house.item(language, idOf('plain'))).toBe('gone')
    expect((await house.feed(language)).at(-1)).toMatchObject({ event: 'canceled' })
  }
})

test('retire() cut off anywhere ends the same when it is begun again', async () => {
  const house = await House.open(memoryTwin)
  for (const story of ['one', 'two', 'three']) for (const version of [1, 2]) await put(house, story, version)
  house.now += 100 * DAY_MS
  const before = await standing(house, 'one', 'two', 'three')
  const keep = { originals: 30, versions: 30, journal: 30 }
  for (let steps = 1; steps < 8; steps++) {
    let step = 0
    for await (const { documents, lines } of retire(house.twin.ports, keep, house.now)) if (documents + lines > 0 && ++step >= steps) break
  }
  await run(house, keep)
  expect(await standing(house, 'one', 'two', 'three')).toEqual(before)
  expect(await documentsIn(house, 'originals/')).toEqual([])
  expect((await documentsIn(house, 'articles/')).length).toBe(3)
  expect(await readJournal(house.twin.ports.table, idOf('one'))).toEqual([])
})

test('retire() does nothing while a replay is under way, and removes again what a replay has brought back', async () => {
  const house = await House.open(memoryTwin)
  await put(house, 'plain', 1)
  await put(house, 'plain', 2)
  house.now += 100 * DAY_MS
  const { table } = house.twin.ports
  await beginReplay(table, '2026-03-02T10:00:00.000Z')
  expect(await run(house, { versions: 30 })).toEqual({ documents: 0, lines: 0 })
  await endReplay(table)
  await run(house, { versions: 30 })
  for await (const { trouble } of replay(house.stations)) expect(trouble).toBeUndefined()
  expect((await documentsIn(house, 'articles/')).length).toBe(2)
  await run(house, { versions: 30 })
  expect((await documentsIn(house, 'articles/')).length).toBe(1)
  expect(await table.get(keys.retired('versions'))).toMatchObject({ value: { day: '2026-05-10' } })
})
