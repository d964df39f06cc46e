/** What must be true when all is quiet, seen from outside: over the API's real GETs, and in the stores. */

import { GetObjectCommand } from '@aws-sdk/client-s3'
import type { Decision } from '@depesche/pipeline/ledger/decision'
import { readJournal } from '@depesche/pipeline/ledger/journal'
import type { UploadItem } from '@depesche/pipeline/ledger/shapes'
import { openWorks } from '@depesche/pipeline/ledger/work'
import type { Table } from '@depesche/pipeline/ports'
import { surveyUploads } from '@depesche/pipeline/survey'
import { QUEUES, WIRE } from '../lib/aws/world.ts'
import { must } from './broken.ts'
import { decisionsOf } from './decisions.ts'
import type { Cloud } from './driver.ts'
import { expectFeed, type Story } from './expect-feed.ts'
import { feedsOf } from './newsroom.ts'
import { isLook, isPushed } from './push.ts'
import { tableOf } from './table-of.ts'
import type { Upload } from './uploads.ts'
import { wantedOf } from './wanted.ts'

/** An upload as it was put into the drop box. */
export interface Put extends Upload {
  readonly versionId: string
  /** a notice whose article was there when it was put: it must have found it */
  readonly finds?: boolean
}

/** A webhook's next look has its message in the queue already, whenever one is on its way. */
const RESTING = QUEUES.filter((name) => name !== 'deliver')

/** Whether nothing is left to do: queues, open work and drop box are empty, and all is sent. */
export async function isQuiet(cloud: Cloud): Promise<boolean> {
  if (cloud.world.inbox.versions.list('').length > 0 || cloud.depth(RESTING).work > 0) return false
  for await (const { value } of openWorks(tableOf(cloud))) if (!isLook(value.message.cause)) return false
  return isPushed(cloud)
}

/** Every upload that is known; each run's time begins anew, so a few days hold them all. */
export const knownUploads = (cloud: Cloud) => Array.fromAsync(surveyUploads(tableOf(cloud), new Date(cloud.now()), 3))

type Known = UploadItem & { readonly upload: string }

/** Throws `Broken` with what is wrong. `begun`: the names of decisions that must have been carried out. */
export async function expectComplete(cloud: Cloud, puts: readonly Put[], key: string, begun: readonly string[] = []): Promise<void> {
  const table = tableOf(cloud)
  const left = cloud.world.inbox.versions.list('')
  must(left.length === 0, `left in the drop box: ${left.map(({ key: each }) => each).join(', ')}`)
  const works = (await Array.fromAsync(openWorks(table))).filter(({ value }) => !isLook(value.message.cause))
  must(works.length === 0, `open for ever: ${works.map((work) => work.key.sort).join(', ')}`)
  must(cloud.depth(RESTING).work === 0, 'messages are left in the queues')
  const decisions = await decisionsOf(cloud)
  for (const name of begun)
    must(
      decisions.some(({ decision }) => decision === name),
      `the decision ${name} was begun and is not kept`,
    )
  const stories = await expectUploads(cloud, puts, decisions)
  const entries = []
  for (const feed of feedsOf(cloud.newsroom)) entries.push(...(await expectFeed(cloud, table, feed, stories, key)))
  for (const story of stories) {
    const mine = decisions.filter(({ id }) => id === story.id)
    await expectJournal(table, story, mine, entries.filter(({ id }) => id === story.id).length)
  }
}

async function expectUploads(cloud: Cloud, puts: readonly Put[], decisions: readonly Decision[]): Promise<readonly Story[]> {
  const known = await knownUploads(cloud)
  must(known.length === puts.length, `${puts.length} uploads were put, ${known.length} are known`)
  const stories = new Map<string, { readonly id: string; readonly puts: Put[] }>()
  for (const put of puts) {
    const item = await expectUpload(cloud, known, put)
    if (put.becomes === 'rejected') continue
    const { id, version } = item.assigned ?? { id: '', version: 0 }
    if (put.becomes === 'notice') {
      must(item.decided !== undefined || !put.finds, `${put.key} withdraws ${put.story}, which was there, and has not found it`)
      if (item.decided === undefined) stories.set(put.key, { id, puts: [put] })
      continue
    }
    must(version === (put.version ?? 1), `${put.key} is version ${version}, not ${put.version ?? 1}`)
    const before = stories.get(put.story)
    must(before === undefined || before.id === id, `${put.story} is two articles, ${before?.id} and ${id}`)
    stories.set(put.story, { id, puts: [...(before?.puts ?? []), put] })
  }
  return [...stories.values()].map(({ id, puts: mine }) => {
    const normalized = known.filter((item) => item.assigned?.id === id && item.state === 'normalized' && item.decided === undefined)
    const versions = new Set(mine.map(({ version = 1 }) => version))
    must(normalized.length === versions.size, `${id}: ${normalized.length} uploads count as normalized, of ${versions.size} versions`)
    const about = decisions.filter((decision) => decision.id === id)
    return { id, versions: versions.size, wanted: wantedOf(mine, about, cloud.now()), ...embargoOf(mine, about) }
  })
}

/** When its embargo ends, where its uploads alone say so. */
function embargoOf(puts: readonly Put[], decisions: readonly Decision[]): Pick<Story, 'embargo'> {
  const embargo = puts[0]?.embargo
  return embargo === undefined || decisions.some(({ deed }) => deed.kind === 'embargo') ? {} : { embargo }
}

async function expectUpload(cloud: Cloud, known: readonly Known[], put: Put): Promise<Known> {
  const mine = known.filter((each) => each.versionId === put.versionId)
  const [item] = mine
  must(item !== undefined && mine.length === 1, `${put.key} ${put.versionId} is known ${mine.length} times`)
  await expectOriginal(cloud, item, put)
  if (put.becomes === 'rejected')
    must(item.state === 'rejected' && item.rejected?.reason, `${put.key} is ${item.state}, not rejected with a reason`)
  else must(item.state === 'normalized' || item.state === 'duplicate', `${put.key} is ${item.state} ${JSON.stringify(item.rejected)}`)
  return item
}

async function expectOriginal({ world }: Cloud, item: UploadItem, put: Put): Promise<void> {
  const { Body } = await world.direct.s3.send(new GetObjectCommand({ Bucket: WIRE, Key: item.original }))
  const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array()
  must(Buffer.from(bytes).equals(Buffer.from(put.bytes)), `the original of ${put.key} is not what was put`)
}

/** Each version, decision and entry has its line, and one alone. */
async function expectJournal(table: Table, { id, versions }: Story, decisions: readonly Decision[], entries: number): Promise<void> {
  const lines = await readJournal(table, id)
  const names = lines.flatMap((line) => (line.kind === 'decision' ? [line.decision] : []))
  const wanted = decisions.map(({ decision }) => decision)
  must(names.toSorted().join() === wanted.toSorted().join(), `${id}: the journal has the decisions ${names.join()}, not ${wanted.join()}`)
  const count = (kind: string) => lines.filter((line) => line.kind === kind).length
  must(count('version') === versions, `${id}: the journal has ${count('version')} versions of ${versions}`)
  const words = lines.flatMap((line) => (line.kind === 'words' ? [`${line.language} ${line.version}.${line.edition}`] : []))
  must(new Set(words).size === words.length, `${id}: the journal has words twice: ${words.join(', ')}`)
  must(count('entry') === entries, `${id}: the journal has ${count('entry')} entries of ${entries}`)
}
