import { rm } from 'node:fs/promises'
import { type FunctionName, functionNames } from '@depesche/cloud/access'
import type { Config } from '@depesche/config/define-config'
import { uploadId } from '@depesche/pipeline/steps/receive'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Observed } from '../lib/aws/observed.ts'
import { testEvent } from '../lib/aws/s3-events.ts'
import { INBOX, QUEUES } from '../lib/aws/world.ts'
import { headlineMark, newsml, paste } from './copies.ts'
import { ask, decisionsOf, expectShut } from './decisions.ts'
import { type Cloud, type Counts, startCloud } from './driver.ts'
import { bundledEntries, bundleEntries, type Entries } from './entries.ts'
import { expectComplete, isQuiet, knownUploads } from './expect-complete.ts'
import { feedsOf, NEWSROOM, SMALL_NEWSROOM } from './newsroom.ts'
import { expectPushed, expectUnpushed, givePushPartner } from './push.ts'
import { deployed, drain, runOne, upload } from './run-one.ts'
import { coveredBy, usesOf } from './traffic.ts'
import { cutOff, type Upload, withheld } from './uploads.ts'

const ARTICLE: Upload = {
  key: 'sda/Steg über + Rhein.xml',
  bytes: newsml('bsd101', 1),
  story: 'bsd101',
  version: 1,
  becomes: 'article',
  mark: headlineMark('bsd101', 1),
  desk: 'sda',
}
const UPDATE: Upload = { ...ARTICLE, bytes: newsml('bsd101', 2), version: 2, mark: headlineMark('bsd101', 2) }
const PASTE: Upload = { key: 'web/talwil.txt', bytes: paste('Talwil'), story: 'talwil', becomes: 'article', mark: 'Fassung 1', desk: 'web' }
const WITHHELD = withheld()
const CUT_OFF = cutOff()

let folder: string
let entries: Entries
beforeAll(async () => {
  folder = await bundleEntries()
  entries = bundledEntries(folder)
})
afterAll(() => rm(folder, { recursive: true }))

describe('an article on its way through the cloud, in the processes and events of Lambda,', { timeout: 120_000 }, () => {
  let cloud: Cloud
  let key: string
  beforeAll(async () => {
    cloud = await startCloud(NEWSROOM)
    key = await deployed(cloud)
  })
  afterAll(() => cloud.stop())

  test('goes from S3’s event to every feed, step by step', async () => {
    await cloud.deliver(testEvent({ bucket: INBOX, region: 'eu-central-1' }, new Date(cloud.now())))
    const puts = [await upload(cloud, ARTICLE)]
    for (const notification of cloud.notifications.splice(0)) await cloud.deliver(notification)
    expect(await cloud.feed('receive')).toBe(2)
    expect(cloud.depth()).toEqual({ work: 1, dead: 0 })
    expect(await cloud.feed('normalize')).toBe(1)
    // one message for each language, one for the feeds
    expect(await cloud.feed('translate')).toBe(1)
    expect(await cloud.feed('translate')).toBe(1)
    for (let fed = 1; fed > 0; ) fed = await cloud.feed('syndicate')
    expect(await isQuiet(cloud)).toBe(true)
    await expectComplete(cloud, puts, key)
  })

  test('is followed by its update, a text of another desk, one that is withheld and one that cannot be read', async () => {
    await cloud.renew()
    key = await deployed(cloud)
    const puts = []
    for (const each of [ARTICLE, UPDATE, PASTE, WITHHELD, CUT_OFF]) puts.push(await upload(cloud, each))
    await drain(cloud)
    await expectComplete(cloud, puts, key)
  })

  test('stays one article when every event comes twice, and the versions the wrong way round', async () => {
    await cloud.renew()
    key = await deployed(cloud)
    const puts = [await upload(cloud, ARTICLE), await upload(cloud, PASTE), await upload(cloud, UPDATE)]
    const events = cloud.notifications.splice(0)
    for (const notification of [...events.toReversed(), ...events]) {
      await cloud.deliver(notification)
      await cloud.feed('receive')
      for (let fed = 1; fed > 0; ) fed = await cloud.feed('normalize', { keep: false })
    }
    const again = [...cloud.fed]
    await drain(cloud)
    for (const { name, event } of again.toReversed()) expect(await cloud.invoke(name, event)).toHaveProperty('result')
    await drain(cloud)
    await expectComplete(cloud, puts, key)
  })

  test('is found by the sweep when its event is lost, without a message from S3', async () => {
    await cloud.renew()
    key = await deployed(cloud)
    const puts = [await upload(cloud, ARTICLE)]
    cloud.notifications.length = 0
    await drain(cloud)
    await expectComplete(cloud, puts, key)
  })

  test('does not fail with another of its batch, which comes again at once and alone', async () => {
    await cloud.renew()
    key = await deployed(cloud)
    const puts = [await upload(cloud, ARTICLE), await upload(cloud, PASTE)]
    for (const notification of cloud.notifications.splice(0)) await cloud.deliver(notification)
    const isPaste = ({ resource }: Observed) => resource.endsWith(PASTE.key)
    cloud.world.proxy.plan({ decide: (observed) => (isPaste(observed) ? { answer: 500 } : 'pass') })
    expect(await cloud.feed('receive')).toBe(2)
    expect(QUEUES.map((name) => cloud.world.servers.depth(name).visible)).toEqual([1, 1, 0, 0, 0])
    cloud.world.proxy.plan({ decide: () => 'pass' })
    expect(await cloud.feed('receive')).toBe(1)
    await drain(cloud)
    await expectComplete(cloud, puts, key)
  })

  test('is driven on by the clock when its message has become a dead letter', async () => {
    await cloud.renew()
    key = await deployed(cloud)
    const puts = [await upload(cloud, ARTICLE)]
    for (const notification of cloud.notifications.splice(0)) await cloud.deliver(notification)
    await cloud.feed('receive')
    cloud.world.proxy.plan({ decide: ({ who }) => (who === 'normalize' ? 'cut-before' : 'pass') })
    for (let receives = 0; receives < 7; receives++) await cloud.feed('normalize')
    expect(cloud.depth()).toEqual({ work: 0, dead: 1 })
    cloud.world.proxy.plan({ decide: () => 'pass' })
    await drain(cloud)
    await expectComplete(cloud, puts, key)
  })

  test('is told in the logs under one trace from queue to queue, without a word of what is written', async () => {
    await cloud.renew()
    key = await deployed(cloud)
    const puts = []
    for (const each of [UPDATE, PASTE, WITHHELD, CUT_OFF]) puts.push(await upload(cloud, each))
    await drain(cloud)
    const logs = cloud.logs()
    const { key: dropped, versionId } = puts[0]!
    const trace = uploadId({ key: dropped, versionId }).slice(0, 16)
    for (const [station, kind] of [
      ['normalize', 'normalized'],
      ['translate', 'translated'],
      ['syndicate', 'out'],
    ])
      expect(logs).toMatch(new RegExp(`station: '${station}',\\s+trace: '${trace}',[^}]*kind: '${kind}'`))
    // words of headlines, texts and names of uploads; "Steg von bsd301 …" is withheld
    for (const word of ['Steg', 'Kaltenbach', 'Fassung', 'erneuert', 'council', 'objected', 'talwil.txt', 'held.xml', 'cut off'])
      expect(logs).not.toContain(word)
  })

  test('is answered to its partner alone', async () => {
    const { product, language } = feedsOf(NEWSROOM)[0]!
    const path = `/v1/feeds/${product}/${language}`
    expect((await cloud.get(path, key)).statusCode).toBe(200)
    expect((await cloud.get(path, `${key.slice(0, -7)}0000000`)).statusCode).toBe(401)
    expect((await cloud.get('/v1/feeds/none/de', key)).statusCode).toBe(404)
  })

  test('is approved and withdrawn by its desk over HTTP, and the log names the deed and neither reason nor person', async () => {
    await cloud.renew()
    key = await deployed(cloud)
    const puts = [await upload(cloud, ARTICLE)]
    await drain(cloud)
    const id = (await knownUploads(cloud))[0]?.assigned?.id ?? ''
    const begun: string[] = []
    for (const deed of [
      { kind: 'approve-language', language: 'fr' },
      { kind: 'kill', reason: 'The agency was wrong.' },
    ] as const) {
      const name = await ask(cloud, id, deed)
      expect(name).toBeDefined()
      begun.push(name ?? '')
      if (deed.kind === 'kill') await expectShut(cloud, id, key)
      await drain(cloud)
    }
    await expectComplete(cloud, puts, key, begun)
    expect((await cloud.get(`/v1/feeds/proofed/fr/items/${id}`, key)).statusCode).toBe(410)
    const { next } = JSON.parse((await cloud.get('/v1/feeds/proofed/fr', key)).body ?? '') as { readonly next: string }
    await cloud.get(`/v1/feeds/proofed/fr?after=${next}`, key)
    const receipts = JSON.stringify(await cloud.desk('GET', `/v1/desk/articles/${id}/receipts`))
    expect(receipts.replaceAll('\\', '')).toMatch(
      /"event":"canceled"[^[]*"partners":\[{"partner":"outlet","covers":true,"confirmed":{[^}]*"pull"/,
    )
    expect(cloud.logs()).toMatch(/kind: 'decided',[^}]*deed: 'kill'/)
    for (const word of ['The agency was wrong', 'Anna']) expect(cloud.logs()).not.toContain(word)
  })

  test('is pushed to a partner’s server with every change, signed, and the log names neither secret nor address', async () => {
    await cloud.renew()
    key = await deployed(cloud)
    await givePushPartner(cloud)
    const puts = [await upload(cloud, ARTICLE)]
    await drain(cloud)
    const id = (await knownUploads(cloud))[0]?.assigned?.id ?? ''
    await expectPushed(cloud, key)
    expect(JSON.stringify(cloud.receiver.copies.get('all/fr')?.get(id))).toContain(`"https://wire.example/v1/feeds/all/de/items/${id}"`)
    // an answer that is lost makes no second copy
    cloud.receiver.answer = (n) => (n % 2 ? 'lost' : 'ok')
    puts.push(await upload(cloud, UPDATE))
    await drain(cloud)
    await ask(cloud, id, { kind: 'kill', reason: 'The agency was wrong.' })
    await drain(cloud)
    await expectComplete(cloud, puts, key)
    await expectPushed(cloud, key)
    expect(cloud.receiver.taken.map(({ type, data }) => `${type} ${data.product}/${data.language}`).toSorted()).toEqual(
      ['created', 'updated', 'canceled'].flatMap((event) => ['de', 'fr'].map((language) => `entry.${event} all/${language}`)).toSorted(),
    )
    const receipts = JSON.stringify(await cloud.desk('GET', `/v1/desk/articles/${id}/receipts`)).replaceAll('\\', '')
    expect(receipts).toMatch(/"event":"canceled".*"partner":"pushed","covers":true,"confirmed":{[^}]*"push"/)
    expect(cloud.logs()).toMatch(/kind: 'delivered',[^}]*partner: 'pushed'/)
    for (const word of [...cloud.receiver.secrets, '/hook', 'The agency was wrong']) expect(cloud.logs()).not.toContain(word)
    await expectUnpushed(cloud)
  })

  test('brings no function to ask for what its access does not cover', async () => {
    await cloud.renew()
    const uses = usesOf(cloud.traffic)
    for (const name of functionNames) {
      const mine = uses.filter((use) => use.function === name).map(({ action, resource }) => `${action} ${resource}`)
      expect(mine.length, name).toBeGreaterThan(3)
      expect(
        mine.filter((use) => !coveredBy(name).has(use)),
        name,
      ).toEqual([])
    }
  })
})

/** Two lanes, each a cloud of its own: there are two cores to use. */
async function inLanes<T>(newsroom: Config, work: readonly T[], run: (cloud: Cloud, each: T) => Promise<void>): Promise<Counts> {
  const left = [...work]
  const lane = async () => {
    const cloud = await startCloud(newsroom, entries)
    try {
      for (let each = left.shift(); each !== undefined; each = left.shift()) await run(cloud, each)
    } finally {
      await cloud.stop()
    }
    return cloud.counts
  }
  const [one, two] = await Promise.all([lane(), lane()])
  return { ...one, kills: one.kills + two.kills }
}

describe('a function killed at a port write', () => {
  interface Kill {
    readonly at: number
    readonly when: 'before' | 'after'
  }
  type Run = (cloud: Cloud, kill?: Kill) => Promise<number>

  /** `kill` at the n-th port write from here on, of these functions or of all. Answers how many there were by then. */
  function killing(cloud: Cloud, kill?: Kill, of: readonly FunctionName[] = functionNames): () => number {
    let writes = 0
    const isMeant = ({ isWrite, who }: Observed) => isWrite && of.some((name) => name === who)
    cloud.world.proxy.plan({ decide: (observed) => (isMeant(observed) && ++writes === kill?.at ? { kill: kill.when } : 'pass') })
    return () => writes
  }

  const begin = async (cloud: Cloud) => {
    await cloud.renew()
    cloud.world.proxy.plan({ decide: () => 'pass', kill: cloud.kill })
    return deployed(cloud, 'stand')
  }

  /** One article from the upload to the end. */
  const article: Run = async (cloud, kill) => {
    const key = await begin(cloud)
    const writes = killing(cloud, kill)
    const puts = [await upload(cloud, ARTICLE)]
    await drain(cloud)
    await expectComplete(cloud, puts, key)
    return writes()
  }

  /** A desk withdraws one that is out; answered or not, what was begun is carried out, and what was not the desk asks again. */
  const withdrawal: Run = async (cloud, kill) => {
    const key = await begin(cloud)
    const puts = [await upload(cloud, ARTICLE)]
    await drain(cloud)
    const id = (await knownUploads(cloud))[0]?.assigned?.id ?? ''
    const writes = killing(cloud, kill)
    const withdraw = () => ask(cloud, id, { kind: 'kill', reason: 'The agency was wrong.' })
    const told = await withdraw()
    if (told) await expectShut(cloud, id, key)
    await drain(cloud)
    if ((await decisionsOf(cloud)).length === 0) await withdraw()
    await drain(cloud)
    await expectComplete(cloud, puts, key, told ? [told] : [])
    expect((await cloud.get(`/v1/feeds/all/fr/items/${id}`, key)).statusCode).toBe(410)
    return writes()
  }

  /** A desk gives a partner a webhook, which is told of an article, and takes it away again. */
  const push: Run = async (cloud, kill) => {
    const key = await begin(cloud)
    const puts = [await upload(cloud, ARTICLE)]
    const writes = killing(cloud, kill, ['desk', 'deliver'])
    cloud.receiver.answer = (n) => (n === 1 ? 'lost' : 'ok')
    await givePushPartner(cloud)
    await drain(cloud)
    await expectComplete(cloud, puts, key)
    await expectPushed(cloud, key)
    await expectUnpushed(cloud)
    return writes()
  }

  async function killedEverywhere(run: Run, kills: (count: number) => readonly Kill[]): Promise<string> {
    let count = 0
    await inLanes(SMALL_NEWSROOM, [0], async (cloud) => {
      count = await run(cloud)
    })
    const all = kills(count)
    const { kills: killed } = await inLanes<Kill>(SMALL_NEWSROOM, all, async (cloud, kill) => {
      await run(cloud, kill).catch((error: unknown) => {
        throw new Error(`killed ${kill.when} write ${kill.at}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
      })
    })
    // two who append at the same time may need a write more or less than last time
    expect(killed).toBeGreaterThan(all.length - 6)
    return `${count} port writes: ${killed} kills`
  }
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n + 1)

  test('is started anew and the article is complete once: each language once, each feed without gap or repeat', {
    timeout: 600_000,
  }, async () => {
    // before one write is as after the one before it
    const said = await killedEverywhere(article, (count) => numbers(count).map((at) => ({ at, when: at % 2 ? 'before' : 'after' })))
    console.log(`one article in one other language makes ${said}`)
  })

  test('leaves no kill of a desk half done: nothing leaves, and every feed that carried the article cancels it', {
    timeout: 600_000,
  }, async () => {
    const said = await killedEverywhere(withdrawal, (count) =>
      numbers(count).flatMap((at) => [
        { at, when: 'before' },
        { at, when: 'after' },
      ]),
    )
    console.log(`one kill of a desk makes ${said}`)
  })

  test('leaves no webhook without its clock, and no entry untold', { timeout: 600_000 }, async () => {
    const said = await killedEverywhere(push, (count) => [
      { at: 1, when: 'before' },
      ...numbers(count).map((at) => ({ at, when: 'after' as const })),
    ])
    console.log(`a webhook from its beginning to its end makes ${said}`)
  })
})

describe('everything at once', () => {
  // more of them: node tests/cloud/run-many.ts 1000
  const seeds = Array.from({ length: 8 }, (_, index) => index + 1)

  test('faults, lost and doubled events, kills and cold starts end in complete feeds', { timeout: 600_000 }, async () => {
    const done: number[] = []
    await inLanes(NEWSROOM, seeds, async (cloud, seed) => {
      await runOne(cloud, seed).catch((error: unknown) => {
        throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}\n${cloud.logs()}`, { cause: error })
      })
      done.push(seed)
    })
    expect(done.toSorted((a, b) => a - b)).toEqual(seeds)
  })
})
