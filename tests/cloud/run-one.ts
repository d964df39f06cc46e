import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { productsOf } from '@depesche/config/parts'
import { newPartnerKey } from '@depesche/pipeline/ledger/partner-key'
import { applyProducts } from '@depesche/pipeline/ledger/products'
import type { Verdict } from '../lib/aws/fault-proxy.ts'
import type { Observed } from '../lib/aws/observed.ts'
import { INBOX, QUEUES } from '../lib/aws/world.ts'
import { givePartner } from '../lib/partner.ts'
import { Random } from '../model/random.ts'
import { Broken } from './broken.ts'
import { decisionsOf } from './decisions.ts'
import { deskOf } from './desk-in-run.ts'
import type { Cloud } from './driver.ts'
import { expectComplete, isQuiet, knownUploads, type Put } from './expect-complete.ts'
import { expectNoFault, expectPushed, expectUnpushed, givePushPartner, pushDeed, resumePush } from './push.ts'
import type { PushAnswer } from './push-receiver.ts'
import { tableOf } from './table-of.ts'
import { randomUploads, type Upload } from './uploads.ts'

/** Puts an upload into the drop box, as a desk does. */
export async function upload(cloud: Cloud, each: Upload): Promise<Put> {
  const desk = new S3Client({
    endpoint: cloud.world.inbox.endpoint,
    forcePathStyle: true,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'desk', secretAccessKey: 'desk' },
  })
  try {
    const { VersionId = '' } = await desk.send(new PutObjectCommand({ Bucket: INBOX, Key: `incoming/${each.key}`, Body: each.bytes }))
    return { ...each, versionId: VersionId }
  } finally {
    desk.destroy()
  }
}

/**
 * A stack as it is after a deploy: a partner has a key. `products`: the first tick has applied them, or the first article
 * comes before it, or they stand in the ledger already. Answers the key.
 */
export async function deployed(cloud: Cloud, products: 'tick' | 'normalize' | 'stand' = 'tick'): Promise<string> {
  const key = newPartnerKey()
  const table = tableOf(cloud)
  await givePartner(table, key, 'outlet', Object.keys(cloud.newsroom.products), new Date(cloud.now()).toISOString())
  if (products === 'stand') await applyProducts(table, productsOf(cloud.newsroom), 1)
  else for (const who of ['tick', 'normalize', 'normalize.2']) await cloud.chill(who)
  if (products === 'tick') await cloud.tick()
  // the products' own message: what was there before them is brought in step
  for (let fed = 1; fed > 0; ) fed = await cloud.feed('syndicate')
  return key
}

/** Feeds everything that is there, and lets the time pass, until nothing is left to do. Throws `Broken` when that does not come. */
export async function drain(cloud: Cloud): Promise<void> {
  for (let round = 0; round < 150; round++) {
    for (let fed = 1; fed > 0; ) fed = (await Promise.all(QUEUES.map((name) => cloud.feed(name)))).reduce((a, b) => a + b, 0)
    if (cloud.notifications.length === 0 && (await isQuiet(cloud))) return
    for (const notification of cloud.notifications.splice(0)) await cloud.deliver(notification)
    cloud.advance(60_000)
    await cloud.tick()
  }
  throw new Broken('does not come to rest')
}

/** What a random run was like. */
export interface Ran {
  /** port writes that the functions made while things went wrong */
  readonly writes: number
  readonly decisions: number
  readonly notices: number
  readonly embargoes: number
  /** webhooks that the push partner's server took; none in runs without one */
  readonly pushed: number
}

/** Everything random from the seed. Throws `Broken`. */
export async function runOne(cloud: Cloud, seed: number): Promise<Ran> {
  const random = new Random(seed)
  await cloud.renew()
  cloud.world.proxy.plan({ decide: () => 'pass', kill: cloud.kill })
  const key = await deployed(cloud, random.pick(['stand', 'stand', 'stand', 'stand', 'tick', 'normalize'] as const))
  const uploads = [...randomUploads(random, cloud.now())]
  const puts: Put[] = []
  const trouble = troubleOf(seed, random)
  const desk = deskOf(cloud, random, trouble.cutDesk, key)
  const pushes = random.chance(PUSHING)
  const isEarly = random.chance(0.5)
  if (pushes) cloud.receiver.answer = answersOf(seed, random)
  if (pushes && isEarly) await givePushPartner(cloud)
  cloud.world.proxy.plan({ decide: trouble.decide })
  if (pushes && !isEarly) await givePushPartner(cloud)
  const late: { readonly turn: number; readonly notification: (typeof cloud.notifications)[number] }[] = []
  for (let turn = 0; turn < 32 || uploads.length > 0; turn++) {
    if (uploads.length > 0 && random.chance(0.6)) {
      const next = uploads.shift()!
      const finds = next.becomes === 'notice' && (await desk.knows(puts, next.story))
      // before its article it finds nothing: seldom, and when there is nothing else to wait for
      if (next.becomes === 'notice' && !finds && turn < 60 && random.chance(0.8)) uploads.push(next)
      else puts.push({ ...(await upload(cloud, next)), finds })
    }
    for (const notification of cloud.notifications.splice(0)) {
      if (random.chance(0.15)) continue // lost: the sweep must find the file
      late.push({ turn: turn + (random.chance(0.5) ? 0 : random.below(12)), notification })
      if (random.chance(0.2)) late.push({ turn: turn + random.below(12), notification })
    }
    for (const each of late.filter((one) => one.turn <= turn)) {
      late.splice(late.indexOf(each), 1)
      await cloud.deliver(each.notification, random.chance(0.2) ? random.below(90) : 0)
    }
    trouble.turn(turn)
    const work = QUEUES.filter((name) => random.chance(0.7) || trouble.isOut(name)).map((name) =>
      cloud.feed(name, { keep: random.chance(0.08) }),
    )
    // a second container of the same function at the same time
    if (random.chance(0.3)) work.push(cloud.feed(random.pick(['normalize', 'translate', 'syndicate', 'deliver'] as const), { instance: 2 }))
    if (random.chance(0.15)) work.push(cloud.tick().then(() => 1))
    const deed = pushes && random.chance(0.06) ? random.pick(['move', 'rotate', 'resume', 'test'] as const) : undefined
    if (deed) work.push(pushDeed(cloud, deed).then(() => 1))
    else if (random.chance(0.5)) work.push(desk.act(puts))
    await Promise.all(work)
    await desk.look()
    expectNoFault(cloud)
    if (cloud.fed.length > 0 && random.chance(0.15)) {
      const { name, event } = random.pick(cloud.fed)
      await cloud.invoke(name, event)
    }
    if (random.chance(0.3)) cloud.advance(random.below(120) * 1000)
  }
  cloud.world.proxy.plan({ decide: () => 'pass' })
  cloud.receiver.answer = () => 'ok'
  for (const { notification } of late) await cloud.deliver(notification)
  if (pushes) await resumePush(cloud, random.chance(0.5))
  await drain(cloud)
  await expectComplete(cloud, puts, key, [...desk.begun])
  if (pushes) await expectPushed(cloud, key)
  if (pushes) await expectUnpushed(cloud)
  cloud.counts.deadLetters += cloud.depth().dead
  const notices = (await knownUploads(cloud)).filter(({ decided }) => decided).length
  const embargoes = new Set(puts.filter(({ embargo }) => embargo).map(({ story }) => story)).size
  return {
    writes: trouble.writes(),
    decisions: (await decisionsOf(cloud)).length - notices,
    notices,
    embargoes,
    pushed: cloud.receiver.taken.length,
  }
}

/** The share of runs with a push partner. */
const PUSHING = 0.6

/** What its server answers: mostly as it should. The n-th request meets the same in every run of the seed. */
function answersOf(seed: number, random: Random): (n: number) => PushAnswer {
  const rate = random.pick([0, 0.3, 0.6])
  return (n) => {
    const mine = new Random(seed + n * 104_729)
    return mine.chance(rate) ? mine.pick(['lost', 'lost', 'lost', 'cut', 'broken', 'broken', 'busy', 'gone']) : 'ok'
  }
}

/** More than the six times that a message is received. */
const OUTAGE_TURNS = 9
const FAULTS: readonly Verdict[] = [
  { answer: 'throttled' },
  { answer: 'ThrottlingException' },
  { answer: 500 },
  { answer: 503 },
  'cut-before',
  'cut-after',
  'cut-before',
  'cut-after',
]

/**
 * Faults at a rate of this run, a few kills at port writes, and perhaps a time in which one function reaches nothing at all:
 * long enough for its messages to end as dead letters, so that open work or the sweep must drive them on.
 * A client's n-th request meets the same in every run of the seed.
 */
function troubleOf(seed: number, random: Random) {
  const rate = random.pick([0, 0.01, 0.03, 0.08])
  const kills = new Map(
    Array.from({ length: random.below(4) }, () => [1 + random.below(120), random.chance(0.5) ? ('before' as const) : ('after' as const)]),
  )
  const outage = random.chance(0.35) ? { name: random.pick(QUEUES), from: 2 + random.below(12) } : undefined
  let [writes, now] = [0, 0]
  let cut: { at: number; readonly kill: 'before' | 'after' } | undefined
  const isOut = (name: string) => outage !== undefined && name === outage.name && now >= outage.from && now < outage.from + OUTAGE_TURNS
  const decide = ({ who, action, isWrite, body }: Observed, n: number): Verdict => {
    if (isOut(who.replace(/\.\d+$/, ''))) return 'cut-before'
    if (isWrite) writes++
    if (isWrite && who === 'desk' && cut && --cut.at === 0) return { kill: cut.kill }
    const kill = isWrite ? kills.get(writes) : undefined
    if (kill) {
      kills.delete(writes)
      return { kill }
    }
    const mine = new Random(seed + hashOf(who) + n * 7919)
    if (!mine.chance(rate)) return 'pass'
    if (action === 'dynamodb:BatchGetItem' && mine.chance(0.5)) return { partial: mine.below(Object.keys(body).length + 2) }
    return mine.pick(FAULTS)
  }
  return {
    decide,
    isOut,
    /** The desk's function is killed at its next write or one of those after it. */
    cutDesk: () => {
      cut = { at: 1 + random.below(7), kill: random.pick(['before', 'after']) }
    },
    turn: (turn: number) => {
      now = turn
    },
    writes: () => writes,
  }
}

const hashOf = (text: string) => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7)
