/** What must be true when all is quiet, seen from outside: over the API's real GETs, and in the stores. */

import { GetObjectCommand } from '@aws-sdk/client-s3'
import { dynamoTable } from '@depesche/cloud/table'
import { feedPartition } from '@depesche/pipeline/keys'
import type { Entry, UploadItem } from '@depesche/pipeline/ledger/shapes'
import { openWorks } from '@depesche/pipeline/ledger/work'
import type { Table } from '@depesche/pipeline/ports'
import { surveyUploads } from '@depesche/pipeline/survey'
import { TABLE, WIRE } from '../lib/aws/world.ts'
import type { Cloud } from './driver.ts'
import { feedsOf } from './newsroom.ts'
import { headlineMark, type Upload } from './uploads.ts'

/** An upload as it was put into the drop box. */
export interface Put extends Upload {
  readonly versionId: string
}

export class Broken extends Error {}

function must(condition: unknown, complaint: string): asserts condition {
  if (!condition) throw new Broken(complaint)
}

/** The table of the world that stands now, beside the proxy. */
export const tableOf = (cloud: Cloud): Table => dynamoTable(() => cloud.world.direct.dynamo, TABLE)

/** Whether nothing is left to do: queues, open work and drop box are empty. */
export async function isQuiet(cloud: Cloud): Promise<boolean> {
  if (cloud.world.inbox.versions.list('').length > 0 || cloud.depth().work > 0) return false
  for await (const _ of openWorks(tableOf(cloud))) return false
  return true
}

/** Throws `Broken` with what is wrong. */
export async function expectComplete(cloud: Cloud, puts: readonly Put[], key: string): Promise<void> {
  const table = tableOf(cloud)
  const left = cloud.world.inbox.versions.list('')
  must(left.length === 0, `left in the drop box: ${left.map(({ key: each }) => each).join(', ')}`)
  const works = await Array.fromAsync(openWorks(table))
  must(works.length === 0, `open for ever: ${works.map((work) => work.key.sort).join(', ')}`)
  must(cloud.depth().work === 0, 'messages are left in the queues')
  const stories = await expectUploads(cloud, table, puts)
  for (const feed of feedsOf(cloud.newsroom)) await expectFeed(cloud, table, feed, stories, key)
}

interface Story {
  readonly id: string
  readonly newest: number
  readonly upload: Put
}

async function expectUploads(cloud: Cloud, table: Table, puts: readonly Put[]): Promise<readonly Story[]> {
  const known = await Array.fromAsync(surveyUploads(table, new Date(cloud.now()), 3))
  must(known.length === puts.length, `${puts.length} uploads were put, ${known.length} are known`)
  const stories = new Map<string, Story>()
  for (const put of puts) {
    const mine = known.filter((item) => item.versionId === put.versionId)
    const [item] = mine
    must(item !== undefined && mine.length === 1, `${put.key} ${put.versionId} is known ${mine.length} times`)
    await expectOriginal(cloud, item, put)
    if (put.becomes === 'rejected') {
      must(item.state === 'rejected' && item.rejected?.reason, `${put.key} is ${item.state}, not rejected with a reason`)
      continue
    }
    must(item.state === 'normalized' || item.state === 'duplicate', `${put.key} is ${item.state} ${JSON.stringify(item.rejected)}`)
    const { id, version } = item.assigned ?? { id: '', version: 0 }
    must(version === (put.version ?? 1), `${put.key} is version ${version}, not ${put.version ?? 1}`)
    const before = stories.get(put.story)
    must(before === undefined || before.id === id, `${put.story} is two articles, ${before?.id} and ${id}`)
    stories.set(put.story, { id, newest: Math.max(version, before?.newest ?? 0), upload: put })
  }
  for (const { id, newest, upload } of stories.values()) {
    const same = puts.filter((put) => put.story === upload.story)
    const normalized = known.filter((item) => item.assigned?.id === id && item.state === 'normalized')
    const versions = new Set(same.map(({ version = 1 }) => version))
    must(
      normalized.length === versions.size,
      `${id}: ${normalized.length} uploads count as normalized, of ${versions.size} versions to ${newest}`,
    )
  }
  return [...stories.values()]
}

async function expectOriginal({ world }: Cloud, item: UploadItem, put: Put): Promise<void> {
  const { Body } = await world.direct.s3.send(new GetObjectCommand({ Bucket: WIRE, Key: item.original }))
  const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array()
  must(Buffer.from(bytes).equals(Buffer.from(put.bytes)), `the original of ${put.key} is not what was put`)
}

interface Page {
  readonly entries: readonly {
    readonly sequence: number
    readonly event: string
    readonly id: string
    readonly version: number
    readonly item?: Item
  }[]
  readonly next: string
  readonly more: boolean
}
interface Item {
  readonly version: string
  readonly headlines: readonly { readonly value: string }[]
}

async function expectFeed(
  cloud: Cloud,
  table: Table,
  feed: { readonly product: string; readonly language: string },
  stories: readonly Story[],
  key: string,
): Promise<void> {
  const name = `${feed.product}/${feed.language}`
  const items = await table.query(feedPartition(1, feed), { limit: 1000 })
  for (const [index, { sort }] of items.entries()) must(Number(sort) === index + 1, `${name} has a gap at ${index + 1}`)
  const entries = items.map(({ value }) => value as unknown as Entry)
  const pages = await readFeed(cloud, feed, key)
  must(pages.length === entries.length, `${name} has ${entries.length} entries, the API gives ${pages.length}`)
  for (const story of stories) {
    const inFeed = feed.product === 'all' || story.upload.desk === 'web'
    const mine = entries.filter(({ id }) => id === story.id)
    for (const [index, { event, version }] of mine.entries()) {
      must(index === 0 ? event === 'created' : event === 'updated', `${name}: ${story.id} is ${mine.map((each) => each.event).join(', ')}`)
      must(version > (mine[index - 1]?.version ?? 0), `${name}: ${story.id} has versions ${mine.map((each) => each.version).join(', ')}`)
    }
    const answer = await cloud.get(`/v1/feeds/${name}/items/${story.id}`, key)
    if (!inFeed || story.upload.becomes === 'withheld') {
      must(mine.length === 0, `${name}: ${story.id} must not be there`)
      must(answer.statusCode === 404, `${name}: ${story.id} is answered ${answer.statusCode}`)
      continue
    }
    must(mine.at(-1)?.version === story.newest, `${name}: ${story.id} is at version ${mine.at(-1)?.version}, not ${story.newest}`)
    const last = pages.findLast(({ id }) => id === story.id)
    must(last?.item, `${name}: the last entry of ${story.id} comes without its item`)
    must(answer.statusCode === 200, `${name}: ${story.id} is answered ${answer.statusCode}`)
    for (const item of [last.item, JSON.parse(answer.body ?? '') as Item]) expectItem(name, feed.language, story, item)
  }
  const strangers = entries.filter(({ id }) => !stories.some((story) => story.id === id))
  must(strangers.length === 0, `${name}: nobody uploaded ${strangers.map(({ id }) => id).join(', ')}`)
}

function expectItem(name: string, language: string, { id, newest, upload }: Story, { headlines }: Item): void {
  const headline = headlines[0]?.value ?? ''
  const mark = upload.desk === 'web' ? 'Fassung 1' : headlineMark(upload.story, newest)
  must(headline.includes(mark), `${name}: ${id} has the headline "${headline}", not "${mark}"`)
  const source = upload.desk === 'web' ? 'en' : 'de'
  must(headline.startsWith(`${language} `) === (language !== source), `${name}: ${id} is not in its language: "${headline}"`)
}

async function readFeed(
  cloud: Cloud,
  feed: { readonly product: string; readonly language: string },
  key: string,
): Promise<Page['entries']> {
  const entries: Page['entries'][number][] = []
  for (let after = ''; ; ) {
    const answer = await cloud.get(`/v1/feeds/${feed.product}/${feed.language}?limit=7${after}`, key)
    must(answer.statusCode === 200, `${feed.product}/${feed.language} is answered ${answer.statusCode}: ${answer.body}`)
    const page = JSON.parse(answer.body ?? '') as Page
    entries.push(...page.entries)
    if (!page.more) return entries
    after = `&after=${page.next}`
  }
}
