import { readdir } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { partnerApi } from '@depesche/api/partner-api'
import { FolderInUse, lockFolder } from '@depesche/local/lock'
import { openWatchFolder } from '@depesche/local/watch-folder'
import { createExits } from '@depesche/pipeline/exits'
import { updateItem } from '@depesche/pipeline/ledger/items'
import { partnerOf } from '@depesche/pipeline/ledger/partners'
import { receive } from '@depesche/pipeline/steps/receive'
import { type ArticleSurvey, surveyArticle, surveyUploads } from '@depesche/pipeline/survey'
import type { Command } from 'commander'
import { ensureDemoPartner } from '../demo-partner.ts'
import { engineNamesOf } from '../engine-names.ts'
import { Fault } from '../fault.ts'
import { fileInbox, readGiven } from '../files.ts'
import { canTranslate, directionsOf, getApertium } from '../get-apertium.ts'
import { type Listening, listen } from '../listen.ts'
import { loadNewsroom, type Newsroom } from '../newsroom.ts'
import { DATA_FOLDER, makeDataFolder, type Node, names, openNode } from '../node.ts'
import { type Progress, startProgress } from '../terminal/progress.ts'
import { GATHER_MS, heldBecause, telling } from '../terminal/stations.ts'
import { cut, paint, safe } from '../terminal/style.ts'
import { table } from '../terminal/table.ts'
import { startWatching } from '../watch.ts'

interface Options {
  readonly port?: string
  readonly data: string
  readonly engine?: string
  readonly config?: string
}

/** `depesche up`: the main job on one machine, until it is stopped. */
export function addUp(program: Command): void {
  program
    .command('up')
    .description('run the whole job on this machine: drop box, worker, API (what "npm start" runs)')
    .option('--port <n>', "the API's port on loopback (by default the configured one, 8787)")
    .option('--data <folder>', 'the data folder', DATA_FOLDER)
    .option('--engine <names>', 'the engines to use instead of the configured ones, e.g. apertium or pseudo')
    .option('--config <file>', 'the newsroom (depesche.config.ts)')
    .action(up)
}

async function up(options: Options): Promise<void> {
  const newsroom = await loadNewsroom(options.config)
  const engineNames = engineNamesOf(newsroom, options.engine)
  const port = portOf(options.port, newsroom)
  makeDataFolder(options.data)
  const lock = takeLock(options.data)
  try {
    await work(options, { newsroom, engineNames, port, announce: lock.announce })
  } finally {
    lock.release()
  }
}

interface Plan {
  readonly newsroom: Newsroom
  readonly engineNames: ReturnType<typeof engineNamesOf>
  readonly port: number
  readonly announce: ReturnType<typeof lockFolder>['announce']
}

async function work(options: Options, { newsroom, engineNames, port, announce }: Plan): Promise<void> {
  const progress = startProgress()
  const stopping = untilStopped()
  const observe = telling(progress.line)
  const node = await openNode({
    newsroom,
    products: newsroom.products,
    folder: options.data,
    dataFolder: options.data,
    engineNames,
    observe,
    onError: (text) => progress.line(`trouble: ${safe(text)}`),
  })
  try {
    await serve(options, { newsroom, engineNames, port, announce }, { node, progress, stopping, observe })
  } finally {
    // also when the start failed half-way: a worker that goes on would keep the process, and the folder, for ever
    await node.close()
  }
}

interface Running {
  readonly node: Node
  readonly progress: Progress
  readonly stopping: Stopping
  readonly observe: ReturnType<typeof telling>
}

async function serve(options: Options, plan: Plan, { node, progress, stopping, observe }: Running): Promise<void> {
  const { newsroom, engineNames, port, announce } = plan
  const { ports } = node.store
  const isNew = await wantsSamples(ports)
  const demoKey = await ensureDemoPartner(
    options.data,
    ports,
    newsroom.products.map(({ name }) => name),
  )
  const inbox = await openWatchFolder(
    join(options.data, names.incoming),
    newsroom.desks.map(({ prefix }) => prefix),
    ports.clock,
  )
  const api = await listen(apiOf(node, newsroom, progress).fetch, port)
  announce({ pid: process.pid, port: api.port })
  const unwatch = startWatching({ ports, inbox, desks: newsroom.desks, observe, say: progress.line })
  progress.line(greeting(options.data, newsroom, api, port))
  try {
    await getEngine(node, newsroom, engineNames, options.data, progress, stopping)
    if (isNew && !stopping.stopped()) await uploadSamples(node, newsroom, observe)
    await Promise.race([node.worker.idle().then(() => sleep(2 * GATHER_MS)), stopping.promise])
    if (!stopping.stopped()) progress.line(await summary(node, api, demoKey, isNew))
    const notice = () =>
      noticeEngines(node, engineNames, progress).catch((error: unknown) => progress.line(`trouble: ${safe(String(error))}`))
    const noticing = setInterval(notice, 30_000)
    await stopping.promise
    clearInterval(noticing)
  } finally {
    progress.done()
    console.log('stopping: what is in hand is finished, the rest is kept for the next start')
    await unwatch()
    await api.close()
  }
}

function portOf(text: string | undefined, newsroom: Newsroom): number {
  if (text === undefined) return newsroom.api.port
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new Fault(`"${text}" is not a port`, '--port takes a number from 0 (any free one) to 65535', 2)
  return port
}

function takeLock(folder: string): ReturnType<typeof lockFolder> {
  try {
    return lockFolder(folder)
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error
    const { pid } = error.holder ?? {}
    throw new Fault(
      `"depesche up" runs on ${folder} already${pid === undefined ? '' : `, as process ${pid}`}`,
      `stop it (Ctrl-C in its terminal, or "kill ${pid ?? 'PID'}"), or give this one another folder with --data`,
    )
  }
}

interface Stopping {
  readonly promise: Promise<void>
  readonly stopped: () => boolean
  /** While something can be interrupted on its own, the first Ctrl-C does that and no more. */
  readonly interruptible: (abort: () => void) => () => void
}

function untilStopped(): Stopping {
  let stopped = false
  let interrupt: (() => void) | undefined
  const promise = new Promise<void>((resolve) => {
    const stop = (signal: NodeJS.Signals) => {
      if (signal === 'SIGINT' && interrupt !== undefined) {
        const now = interrupt
        interrupt = undefined
        return now()
      }
      // asked twice: at once; nothing acknowledged is lost
      if (stopped) process.exit(1)
      stopped = true
      interrupt?.()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal))
  })
  return {
    promise,
    stopped: () => stopped,
    interruptible: (abort) => {
      interrupt = abort
      return () => {
        interrupt = undefined
      }
    },
  }
}

function apiOf(node: Node, newsroom: Newsroom, progress: Progress): ReturnType<typeof partnerApi> {
  const { ports } = node.store
  return partnerApi({
    exits: createExits(ports),
    partnerOf: (key) => partnerOf(ports.table, key),
    ...(newsroom.api.publicUrl ? { publicUrl: newsroom.api.publicUrl } : {}),
    onError: (error) =>
      progress.line(`trouble in the API: ${safe(error instanceof Error ? (error.stack ?? error.message) : String(error))}`),
  })
}

function greeting(folder: string, newsroom: Newsroom, api: Listening, asked: number): string {
  const moved = api.moved ? ` (port ${asked} is taken)` : ''
  const boxes = newsroom.desks.map(({ prefix }) => join(folder, names.incoming, prefix)).join(', ')
  return `${paint('bold', 'Depesche')} on http://127.0.0.1:${api.port}${moved}, data in ${folder}\ndrop files into ${boxes}; Ctrl-C stops\n`
}

async function getEngine(
  node: Node,
  newsroom: Newsroom,
  engineNames: readonly string[],
  dataFolder: string,
  progress: Progress,
  stopping: Stopping,
): Promise<void> {
  if (!engineNames.includes('apertium') || canTranslate(node.engines())) return
  progress.line('no engine can translate here yet: getting Apertium, a free rule-based translator; Ctrl-C goes on without')
  const abort = new AbortController()
  const free = stopping.interruptible(() => abort.abort())
  if (await getApertium({ dataFolder, directions: directionsOf(newsroom), progress, signal: abort.signal })) await node.renewEngines()
  free()
  progress.line('')
}

/** An engine that came meanwhile (`depesche engines add`) wakes what waited for it. */
async function noticeEngines(node: Node, engineNames: readonly string[], progress: Progress): Promise<void> {
  if (!engineNames.includes('apertium') || canTranslate(node.engines())) return
  const woken = await node.renewEngines()
  if (woken > 0) progress.line(`an engine has come: ${woken} waiting languages go on`)
}

const SAMPLES = fileURLToPath(new URL('../../../../samples', import.meta.url))
/** The samples' desks, by the beginning of their names. */
const SAMPLE_DESKS: Readonly<Record<string, string>> = { english: 'web', french: 'sda', german: 'sda' }

/** Whether the samples have been begun and whether they are all in. */
const SAMPLES_ITEM = { partition: 'E#', sort: 'SAMPLES' } as const

/** True for an empty store, and for one whose samples a crash has cut off: the same files are the same uploads. */
async function wantsSamples({ table, documents }: Node['store']['ports']): Promise<boolean> {
  const item = await table.get(SAMPLES_ITEM)
  return item === undefined ? (await documents.list('originals/', '', 1)).length === 0 : item.value.state !== 'done'
}

async function uploadSamples(node: Node, newsroom: Newsroom, observe: ReturnType<typeof telling>): Promise<void> {
  const { ports } = node.store
  await updateItem<{ readonly state: string }>(ports.table, SAMPLES_ITEM, (item) => (item ? undefined : { state: 'begun' }))
  for (const name of (await readdir(SAMPLES)).toSorted()) {
    const given = await readGiven(join(SAMPLES, name))
    const wanted = SAMPLE_DESKS[name.split('-')[0] ?? '']
    const desk = newsroom.desks.find((each) => each.name === wanted) ?? newsroom.desks[0]
    if (wanted === undefined || desk === undefined || !('bytes' in given)) continue
    const { inbox, dropped } = fileInbox(given, desk.prefix)
    await receive({ ports, inbox, desks: newsroom.desks, observe }, dropped)
  }
  await updateItem<{ readonly state: string }>(ports.table, SAMPLES_ITEM, (item) =>
    item?.state === 'done' ? undefined : { state: 'done' },
  )
}

const SHOWN = 12

async function summary(node: Node, api: Listening, demoKey: string, isNew: boolean): Promise<string> {
  const { table: items } = node.store.ports
  const surveys = new Map<string, ArticleSurvey>()
  for await (const { assigned } of surveyUploads(items, new Date(), 7)) {
    if (surveys.size >= SHOWN) break
    const survey = assigned && !surveys.has(assigned.id) ? await surveyArticle(items, assigned.id) : undefined
    if (survey) surveys.set(survey.id, survey)
  }
  if (surveys.size === 0) return '\nnothing has arrived in the last seven days'
  const rows = [...surveys.values()].toReversed().map((survey) => {
    const of = (pick: (language: ArticleSurvey['languages'][number]) => boolean) => survey.languages.filter(pick)
    const out = of(({ out, work }) => out !== undefined && (work?.version ?? 0) <= out.version).map(
      ({ language, out }) => `${language} (${out?.grade})`,
    )
    const waiting = of(({ work }) => work?.state === 'waiting').map(({ language }) => language)
    const held = survey.closings.length > 0 ? `HELD: ${heldBecause(survey.closings, survey.head.doubts)} ` : ''
    return [survey.id, held + out.join(', '), waiting.join(' '), safe(cut(survey.versions.at(-1)?.headline ?? '', 44))]
  })
  const text = table(['article', 'languages (grade)', 'waiting', 'headline'], rows)
  const title = isNew ? 'The samples are through:' : 'Carried on. The newest:'
  return `\n${paint('bold', title)}\n${text}\n${await curlLine([...surveys.values()], api, demoKey)}`
}

/** A line that really fetches a translated item, the best graded there is; else the source's own words. */
async function curlLine(surveys: readonly ArticleSurvey[], api: Listening, demoKey: string): Promise<string> {
  const order = ['publishable', 'readable', 'gist', 'none', 'source']
  const candidates = surveys
    .filter(({ closings }) => closings.length === 0)
    .flatMap(({ id, feeds }) =>
      feeds
        .filter(({ carried, rendition }) => carried && rendition !== undefined)
        .map(({ feed, rendition }) => ({ id, feed, grade: rendition?.grade ?? '' })),
    )
    .toSorted((a, b) => order.indexOf(a.grade) - order.indexOf(b.grade))
  const [best] = candidates
  if (best === undefined) return ''
  const { id, feed, grade } = best
  const near = relative(process.cwd(), resolve(demoKey))
  const path = near.startsWith('..') ? resolve(demoKey) : near
  const key = /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
  const what =
    grade === 'source' ? 'Fetch an item as a partner would:' : `Fetch a translated item as a partner would (${feed.language}, ${grade}):`
  return `\n${what}\ncurl -s -H "Authorization: Bearer $(cat ${key})" http://127.0.0.1:${api.port}/v1/feeds/${feed.product}/${feed.language}/items/${id}\n`
}
