import { articleId } from '@depesche/article/model'
import { endOf, keys } from '@depesche/pipeline/keys'
import { beginReplay, replayingOf } from '@depesche/pipeline/ledger/epoch'
import { queryAll } from '@depesche/pipeline/ledger/items'
import type { UploadItem } from '@depesche/pipeline/ledger/shapes'
import { openWorks } from '@depesche/pipeline/ledger/work'
import { type ReplayOptions, type ReplayStep, replay } from '@depesche/pipeline/replay'
import { decide } from '@depesche/pipeline/steps/decide'
import { surveyArticle, uploadsBackwards } from '@depesche/pipeline/survey'
import { describe, expect, test } from 'vitest'
import { House, memoryTwin, PRODUCT, sqliteTwin, testEngine } from '../lib/house.ts'
import { copy, readTestCopy } from '../lib/wire.ts'

const idOf = (story: string) => articleId('sda', { scheme: 'desk', value: story, number: story })
const LANGUAGES = ['en', 'fr', 'de']

async function run(house: House, options: ReplayOptions = {}): Promise<ReplayStep | undefined> {
  let last: ReplayStep | undefined
  for await (const step of replay(house.stations, options)) {
    expect(step.trouble).toBeUndefined()
    last = step
  }
  return last
}

/** The troubles that a replay tells. */
async function troublesOf(house: House): Promise<readonly string[]> {
  const troubles: string[] = []
  for await (const { trouble } of replay(house.stations)) if (trouble) troubles.push(trouble.reason)
  return troubles
}

async function uploadsOf(house: House): Promise<readonly (UploadItem & { readonly upload: string })[]> {
  const uploads: (UploadItem & { readonly upload: string })[] = []
  for await (const { upload } of uploadsBackwards(house.twin.ports.table, house.now, 0)) uploads.push(upload)
  return uploads.toReversed()
}

async function articlesOf(house: House): Promise<readonly string[]> {
  return [...new Set((await uploadsOf(house)).flatMap(({ assigned }) => assigned?.id ?? []))]
}

async function documentsOf(house: House): Promise<readonly string[]> {
  return house.twin.ports.documents.list('', '', 10_000)
}

/** All that partners and desks see, and what it rests on. */
async function stateOf(house: House) {
  const articles = []
  for (const id of await articlesOf(house)) {
    const survey = await surveyArticle(house.twin.ports.table, id, house.now)
    // words of a version that is no longer the head's need not come back
    const languages = survey?.languages.flatMap(({ language, out, rejected }) => {
      if (out?.version !== survey.head.version) return []
      const { at: _, milliseconds: __, ...words } = out
      return [{ language, words, rejected }]
    })
    articles.push({ id, head: survey?.head, versions: survey?.versions, languages, feeds: survey?.feeds })
  }
  const feeds = await Promise.all(LANGUAGES.map((language) => house.feed(language)))
  const items = await Promise.all(articles.map(({ id }) => Promise.all(LANGUAGES.map((language) => house.item(language, id)))))
  const uploads = (await uploadsOf(house)).map(({ bytes: _, ...upload }) => upload)
  const offered = new Set(articles.flatMap(({ feeds = [] }) => feeds.map(({ rendition }) => rendition?.hash ?? '')))
  const documents = (await documentsOf(house)).filter((key) => !key.startsWith('syndicated/') || offered.has(key.slice(-69, -5)))
  return { articles, feeds, items, uploads, documents }
}

type Loss = 'heads' | 'versions' | 'languages' | 'uploads' | 'names' | 'articles' | 'renditions'
const LEDGER: readonly Loss[] = ['heads', 'versions', 'languages', 'uploads', 'names']

async function clear(house: House, partition: string, prefix: string): Promise<void> {
  const { table } = house.twin.ports
  for await (const { sort, rev } of queryAll(table, partition, prefix, endOf(prefix))) await table.delete({ partition, sort }, rev)
}

/** What has gone: what the archive can bring back. */
async function lose(house: House, losses: readonly Loss[]): Promise<void> {
  const [articles, uploads, documents] = [await articlesOf(house), await uploadsOf(house), await documentsOf(house)]
  const prefixes: Partial<Record<Loss, string>> = { heads: 'HEAD', versions: 'V#', languages: 'L#' }
  for (const loss of losses) {
    const prefix = prefixes[loss]
    if (prefix) for (const id of articles) await clear(house, keys.head(id).partition, prefix)
    if (loss === 'uploads') for (const { upload } of uploads) await clear(house, keys.upload(upload).partition, '')
    if (loss === 'names') for (const { desk, key } of uploads) await clear(house, keys.name(desk, key).partition, '')
    const folder = loss === 'articles' ? 'articles/' : loss === 'renditions' ? 'syndicated/' : undefined
    if (folder) for (const key of documents) if (key.startsWith(folder)) await house.twin.ports.documents.delete(key)
  }
}

const DECISION_AT = 1_000

/** A wire on which all has happened that a replay must keep. */
async function eventfulHouse(twin: typeof memoryTwin): Promise<House> {
  const house = await House.open(twin, [{ ...PRODUCT, person: { languages: ['de'] } }])
  const act = async (story: string, deed: Parameters<typeof decide>[2]) => {
    house.now += DECISION_AT
    await decide(house.stations, idOf(story), deed, 'anna')
    await house.settle(1)
  }
  const put = async (...args: Parameters<House['put']>) => {
    house.now += DECISION_AT
    const upload = await house.put(...args)
    await house.settle(1)
    return upload
  }
  const story = (name: string, version: number, more: Partial<Parameters<typeof copy>[0]> = {}) =>
    copy({ story: name, version, headline: `${name} ${version}`, ...more })
  await put(story('plain', 1))
  await put(story('plain', 2))
  await put(story('late', 2))
  await put(story('late', 1, { embargo: { until: '2026-03-09T08:00:00Z' } }))
  await put(story('killed', 1))
  await act('killed', { kind: 'kill', reason: 'It is wrong.' })
  await put(story('killed', 2))
  await put(story('revived', 1))
  await act('revived', { kind: 'kill', reason: 'by mistake' })
  await act('revived', { kind: 'revive' })
  await put(story('withheld', 1, { withheld: true }))
  await act('withheld', { kind: 'approve' })
  await put(story('held', 1))
  await act('held', { kind: 'hold' })
  await put(story('embargoed', 1))
  await act('embargoed', { kind: 'embargo', until: '2026-03-20T08:00:00Z' })
  await put(story('approved', 1))
  await act('approved', { kind: 'approve-language', language: 'de', mark: { version: 1, edition: 0 } })
  await put(story('rejected', 1))
  await act('rejected', { kind: 'reject', language: 'fr', mark: { version: 1, edition: 0 } })
  await put(story('rectified', 1))
  await put(story('rectified', 2, { instruction: 'rectify' }))
  await put(copy({ headline: 'By name', paragraphs: ['One two three four five.', 'Six seven.'] }), 'sda/by name.txt')
  await put(copy({ headline: 'By name', paragraphs: ['One two three four five.', 'Six seven, eight.'] }), 'sda/by name.txt')
  await put(copy({ headline: 'By name', paragraphs: ['One two three four five.', 'Six seven, eight, nine.'] }), 'sda/by name.txt')
  await put(copy({ headline: 'A long name' }), `sda/${'ü'.repeat(400)}.txt`)
  await put(copy({ headline: 'An id of its own' }), 'sda/x.txt', { asId: 'own' })
  await put(copy({ headline: 'An id of its own, again' }), 'sda/y.txt', { asId: 'own' })
  await put(copy({ headline: 'Plain, mended' }), 'sda/z.txt', { replaces: idOf('plain'), reason: 'A name was wrong.' })
  await put(new TextEncoder().encode('not of this wire'), 'sda/bad.txt')
  await put(story('noticed', 1))
  const noticed = { kind: 'kill' as const, ids: [idOf('noticed')], identities: [], headlines: [] }
  await put(copy({ headline: 'Kill', notice: noticed }), 'sda/kill.txt')
  await put(story('noticed', 2))
  await act('noticed', { kind: 'revive' })
  await put(story('noticed', 3))
  await house.settle()
  return house
}

describe.each([
  ['memory', memoryTwin],
  ['SQLite', sqliteTwin],
] as const)('replay() on the %s twin', (_, twin) => {
  test.each<readonly [string, readonly Loss[]]>([
    ['nothing', []],
    ['the heads', ['heads']],
    ['the uploads', ['uploads']],
    ['the versions and the uploads', ['versions', 'uploads']],
    ['the languages', ['languages']],
    ['the documents', ['articles', 'renditions']],
    ['the whole ledger of articles', LEDGER],
    ['the whole ledger of articles and the documents', [...LEDGER, 'articles', 'renditions']],
  ])('brings everything back as it was without asking an engine, when %s had gone', async (_name, losses) => {
    const house = await eventfulHouse(twin)
    const before = await stateOf(house)
    const engine = testEngine()
    house.engines = [engine]
    await lose(house, losses)
    await run(house)
    await house.settle()
    expect(await stateOf(house)).toEqual(before)
    expect(engine.calls).toBe(0)
    await house.twin.close()
  })

  test('answers "restoring" from its first write to its end, also when it is cut off, and the next one ends the same', async () => {
    const house = await eventfulHouse(twin)
    const before = await stateOf(house)
    const [plain = ''] = await articlesOf(house)
    await lose(house, LEDGER)
    for (const after of [1, 5, 20, 33, 60]) {
      let steps = 0
      for await (const _step of replay(house.stations)) {
        if (++steps < 40 && steps > 1) expect(await house.item('en', plain)).toBe('restoring')
        if (steps === after) break
      }
      if (after > 33) continue
      // what is in the queue, and the clock, change nothing in between
      await house.settle()
      expect(await house.item('en', plain)).toBe('restoring')
      await expect(house.feed('en')).rejects.toThrow('restoring')
    }
    await run(house)
    await house.settle()
    expect(await stateOf(house)).toEqual(before)
    await house.twin.close()
  })
})

test('words that were kept and that the ledger does not know, for a crash came between, are not bought again', async () => {
  const house = await House.open(memoryTwin)
  const engine = testEngine()
  house.engines = [engine]
  await house.put(copy({ story: 's', version: 1, headline: 'A bridge' }))
  await house.settle()
  const { calls } = engine
  const { table, queue } = house.twin.ports
  const key = keys.language(idOf('s'), 'fr')
  const made = await table.get(key)
  await table.delete(key, made!.rev)
  await queue.send({ station: 'translate', cause: 'again', id: idOf('s'), version: 1, language: 'fr' })
  await house.settle()
  expect((await table.get(key))?.value.out).toMatchObject({ hash: (made!.value.out as { readonly hash: string }).hash })
  expect([calls, engine.calls]).toEqual([2, 2])
})

test('replay() carries decisions out in the order they were taken in, whatever the clocks said', async () => {
  const house = await House.open(memoryTwin)
  await house.put(copy({ story: 's', version: 1, headline: 'A bridge' }))
  await house.settle()
  const key = keys.language(idOf('s'), 'fr')
  const { table } = house.twin.ports
  const older = await table.get(key)
  const decided = []
  for (const edition of [0, 1]) {
    decided.push(
      await decide(house.stations, idOf('s'), { kind: 'approve-language', language: 'fr', mark: { version: 1, edition } }, 'anna'),
    )
    await house.settle(0)
    house.now -= 700
  }
  const [first = 0, second = 0] = decided.map(({ set }) => set[1])
  expect(second).toBeGreaterThan(first)
  const before = await stateOf(house)
  // as a backup from before the decisions has it
  await table.put(key, older!.value, { rev: (await table.get(key))!.rev, by: 'backup' })
  await run(house)
  await house.settle()
  expect(await stateOf(house)).toEqual(before)
})

test('replay() opens no work and sends nothing where all is in step', async () => {
  const house = await House.open(memoryTwin)
  await house.put(copy({ story: 's', version: 1, headline: 'A bridge' }))
  await house.settle()
  await run(house)
  expect(await house.twin.take()).toBeUndefined()
  for await (const { value } of openWorks(house.twin.ports.table)) expect(value).toBeUndefined()
})

test('replay() with dryRun counts what is missing, and writes nothing', async () => {
  const house = await eventfulHouse(memoryTwin)
  await lose(house, ['heads', 'languages', 'articles'])
  const before = await documentsOf(house)
  const seen = await run(house, { dryRun: true })
  expect(seen).toMatchObject({ missing: { uploads: 0, heads: 14, versions: 0, documents: 24 } })
  expect(await documentsOf(house)).toEqual(before)
  expect(await house.item('en', idOf('plain'))).toBe('unknown')
})

test('replay() from a day on leaves what came before alone, and one that was cut off is begun from where it began', async () => {
  const house = await House.open(memoryTwin)
  await house.put(copy({ story: 'old', version: 1, headline: 'Old' }), 'sda/old.json')
  await house.settle()
  house.now += 3 * 86_400_000
  await house.put(copy({ story: 'new', version: 1, headline: 'New' }), 'sda/new.json')
  await house.settle()
  await lose(house, ['heads'])
  await run(house, { since: '2026-03-04' })
  const headOf = (story: string) => house.twin.ports.table.get(keys.head(idOf(story)))
  expect(await headOf('old')).toBeUndefined()
  expect(await headOf('new')).toBeDefined()
  await beginReplay(house.twin.ports.table, '2026-03-05T00:00:00.000Z')
  await run(house, { since: '2026-03-04' })
  expect(await headOf('old')).toBeDefined()
  expect(replayingOf(await house.twin.ports.table.get(keys.epoch))).toBeUndefined()
})

test('replay() makes no new version of what a newer reader reads otherwise', async () => {
  const house = await eventfulHouse(memoryTwin)
  const before = await stateOf(house)
  const read: typeof readTestCopy = (upload) => {
    const { draft, notes } = readTestCopy(upload)
    return { draft: { ...draft, sources: ['read anew'] }, notes }
  }
  Object.assign(house.stations, { read })
  await run(house)
  await house.settle()
  const after = await stateOf(house)
  expect(after.articles.map(({ id, head, versions }) => [id, head?.version, versions?.length])).toEqual(
    before.articles.map(({ id, head, versions }) => [id, head?.version, versions?.length]),
  )
  expect(after.feeds).toEqual(before.feeds)
  expect(after.uploads).toEqual(before.uploads)
})

test('replay() offers what a product says today, where the output document of yesterday has gone', async () => {
  const house = await House.open(memoryTwin)
  await house.put(copy({ story: 's', version: 1, headline: 'A bridge' }))
  await house.settle()
  const { table } = house.twin.ports
  const stands = await table.get(keys.product('all'))
  const renamed = { ...stands?.value, product: { ...PRODUCT, title: 'Another title' } }
  await table.put(keys.product('all'), renamed, { rev: stands?.rev ?? 0, by: 'test' })
  await lose(house, ['renditions'])
  await run(house)
  expect(await house.item('fr', idOf('s'))).toBe('fr:A bridge')
})

test('replay() names what it cannot bring back and why, and brings back the rest', async () => {
  const house = await House.open(memoryTwin)
  await house.put(copy({ story: 'one', version: 1, headline: 'One' }), 'sda/one.json')
  await house.put(copy({ story: 'two', version: 1, headline: 'Two' }), 'sda/two.json')
  await house.put(copy({ story: 'web', version: 1, headline: 'Web' }), 'web/three.json')
  await house.settle()
  await decide(house.stations, idOf('one'), { kind: 'hold' }, 'anna')
  const one = (await uploadsOf(house)).find(({ name }) => name === 'one.json')
  await lose(house, [...LEDGER, 'articles'])
  await house.twin.ports.documents.delete(one?.original ?? '')
  Object.assign(house.stations, { desks: house.stations.desks.filter(({ name }) => name === 'sda') })
  expect((await troublesOf(house)).toSorted()).toEqual([
    `it decides about ${idOf('one')}, of which the archive has no upload`,
    `the desk "web" is no longer configured: put it back into depesche.config.ts and replay again`,
    `the original ${one?.original} is not in the store`,
  ])
  await house.settle()
  expect(await house.item('en', idOf('two'))).toBe('Two')
})

test('replay() ends without opening the exits when the store fails', async () => {
  const house = await House.open(memoryTwin)
  await house.put(copy({ story: 's', version: 1, headline: 'A bridge' }))
  await house.settle()
  const { documents } = house.twin.ports
  const get = documents.get.bind(documents)
  documents.get = async (key) => {
    if (key.includes('envelope')) throw Object.assign(new Error('disk I/O error'), { errcode: 10 })
    return get(key)
  }
  await expect(run(house)).rejects.toThrow('disk I/O error')
  expect(await house.item('en', idOf('s'))).toBe('restoring')
})
