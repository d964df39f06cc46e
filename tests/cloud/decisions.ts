/** What desks decide in a run, by the routes of the desk's function. */
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3'
import type { Decision, DeedKind } from '@depesche/pipeline/ledger/decision'
import type { ArticleSurvey } from '@depesche/pipeline/survey'
import { WIRE } from '../lib/aws/world.ts'
import type { Random } from '../model/random.ts'
import { Broken } from './broken.ts'
import type { Invoked } from './containers.ts'
import type { Cloud } from './driver.ts'
import type { HttpAnswer } from './events.ts'
import { feedsOf } from './newsroom.ts'

/** A deed as a desk sends it. */
export interface Asked {
  readonly kind: DeedKind
  readonly [field: string]: unknown
}

/** Every decision that stands in the archive: what was begun must have been carried out there. */
export async function decisionsOf({ world }: Cloud): Promise<readonly Decision[]> {
  const { s3 } = world.direct
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: WIRE, Prefix: 'originals/' }))
  const found = Contents.flatMap(({ Key = '' }) => (Key.includes('-decision-') ? [Key] : []))
  return Promise.all(
    found.map(async (Key) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: WIRE, Key }))
      return JSON.parse((await Body?.transformToString()) ?? '') as Decision
    }),
  )
}

/** A deed with everything that it needs, one that does something as the article stands. `now`: when it is sent (ms). */
export function randomDeed(random: Random, now: number, { head, languages }: ArticleSurvey): Asked {
  const { killed, held, withheld } = head
  const worded = languages.filter(({ out }) => out?.version === head.version)
  const kind = random.pick([
    ...(killed.value ? (['revive', 'revive'] as const) : (['kill', 'kill', 'kill'] as const)),
    ...(held.value ? (['release', 'release'] as const) : (['hold'] as const)),
    ...(withheld ? (['approve', 'approve'] as const) : []),
    ...(worded.length > 0 ? (['approve-language', 'approve-language', 'reject'] as const) : []),
    ...(['embargo', 'expire'] as const),
  ])
  const instant = () => (random.chance(0.3) ? null : new Date(now + (5 + random.below(300)) * 1000).toISOString())
  if (kind === 'kill') return { kind, reason: 'The agency was wrong.' }
  if (kind === 'approve-language' || kind === 'reject') return { kind, language: random.pick(worded).language }
  if (kind === 'embargo') return { kind, until: instant() }
  return kind === 'expire' ? { kind, at: instant() } : { kind }
}

/** Sends it; answers the name of the decision that the desk was told of, `undefined` if it was told of none. */
export async function ask(cloud: Cloud, id: string, deed: Asked): Promise<string | undefined> {
  const invoked = await cloud.desk('POST', `/v1/desk/articles/${id}/decisions`, { deed, actor: 'Anna' })
  const decision = told(invoked)
  const outcome =
    'died' in invoked ? 'cut short' : decision ? 'answered' : statusOf(invoked) === 200 ? 'idle' : `refused ${statusOf(invoked)}`
  const name = `${deed.kind} ${outcome}`
  cloud.counts.asked[name] = (cloud.counts.asked[name] ?? 0) + 1
  return decision
}

function told(invoked: Invoked): string | undefined {
  if (statusOf(invoked) !== 201 || !('result' in invoked)) return undefined
  const { decision } = JSON.parse((invoked.result as HttpAnswer).body ?? '{}') as { readonly decision?: Decision }
  return decision?.decision
}

const statusOf = (invoked: Invoked) => ('result' in invoked ? (invoked.result as HttpAnswer).statusCode : 0)

/** From the answer on nothing of it leaves: neither as an item nor in a page of any feed. */
export async function expectShut(cloud: Cloud, id: string, key: string): Promise<void> {
  for (const { product, language } of feedsOf(cloud.newsroom)) {
    const path = `/v1/feeds/${product}/${language}`
    const item = await answerOf(cloud, `${path}/items/${id}`, key)
    if (item?.statusCode === 200) throw new Broken(`${path}: ${id} is given though it was closed`)
    const page = await answerOf(cloud, `${path}?limit=100`, key)
    const { entries = [] } = JSON.parse(page?.statusCode === 200 ? (page.body ?? '{}') : '{}') as Shown
    if (entries.some((entry) => entry.id === id && entry.item)) throw new Broken(`${path}: an entry shows ${id} though it was closed`)
  }
}

interface Shown {
  readonly entries?: readonly { readonly id: string; readonly item?: unknown }[]
}

/** `undefined`: the function was killed, or could not answer. */
async function answerOf(cloud: Cloud, path: string, key: string): Promise<HttpAnswer | undefined> {
  const invoked = await cloud.api(path, key)
  const answer = 'result' in invoked ? (invoked.result as HttpAnswer) : undefined
  return answer && answer.statusCode < 500 ? answer : undefined
}
