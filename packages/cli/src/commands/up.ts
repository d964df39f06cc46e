import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { deskApi } from '@depesche/api/desk-api'
import { isDeskKey } from '@depesche/api/desk-key'
import { partnerApi } from '@depesche/api/partner-api'
import { partnerDoor } from '@depesche/api/partner-door'
import type { FolderLock } from '@depesche/local/lock'
import { openWatchFolder } from '@depesche/local/watch-folder'
import { createExits } from '@depesche/pipeline/exits'
import type { Observe } from '@depesche/pipeline/observe'
import { MAX_UPLOAD_BYTES } from '@depesche/pipeline/ports'
import type { Command } from 'commander'
import { bergamotHint } from '../bergamot-hint.ts'
import { ensureDemoPartner } from '../demo-partner.ts'
import { ensureDeskKey } from '../desk-key.ts'
import { engineNamesOf } from '../engine-names.ts'
import { Fault } from '../fault.ts'
import { canTranslate, directionsOf, getApertium } from '../get-apertium.ts'
import { type Listening, listen } from '../listen.ts'
import { loadNewsroom, type Newsroom } from '../newsroom.ts'
import { DATA_FOLDER, makeDataFolder, type Node, names, openNode } from '../node.ts'
import { noticeEngines } from '../notice-engines.ts'
import { startRetiring } from '../retiring.ts'
import { uploadSamples, wantsSamples } from '../samples.ts'
import { type Stopping, untilStopped } from '../stopping.ts'
import { summary } from '../summary.ts'
import { refuseHalfRestored, takeLock } from '../take-lock.ts'
import { heldByReplay } from '../terminal/held-by-replay.ts'
import { appliedLines } from '../terminal/product-plan.ts'
import { type Progress, startProgress } from '../terminal/progress.ts'
import { GATHER_MS, telling } from '../terminal/stations.ts'
import { paint, safe } from '../terminal/style.ts'
import { startWatching } from '../watch.ts'
import { ensureWebhookKey } from '../webhook-key.ts'

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
    refuseHalfRestored(options.data)
    await work(options, { newsroom, engineNames, port, announce: lock.announce })
  } finally {
    lock.release()
  }
}

interface Plan {
  readonly newsroom: Newsroom
  readonly engineNames: ReturnType<typeof engineNamesOf>
  readonly port: number
  readonly announce: FolderLock['announce']
}

/** Where partners reach us: known when the API listens. */
interface Reached {
  url: string
}

async function work(options: Options, { newsroom, engineNames, port, announce }: Plan): Promise<void> {
  const progress = startProgress()
  const stopping = untilStopped()
  const observe = telling(progress.line)
  const reached = { url: reachedAt(newsroom, port) }
  const webhooks = { houseKey: ensureWebhookKey(options.data), publicUrl: () => reached.url }
  const node = await openNode({
    newsroom,
    products: newsroom.products,
    folder: options.data,
    dataFolder: options.data,
    engineNames,
    webhooks,
    observe,
    onError: (text) => progress.line(`trouble: ${safe(text)}`),
  })
  try {
    await serve(options, { newsroom, engineNames, port, announce }, { node, progress, stopping, observe, reached })
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
  readonly reached: Reached
}

async function serve(options: Options, plan: Plan, { node, progress, stopping, observe, reached }: Running): Promise<void> {
  const { newsroom, engineNames, port, announce } = plan
  const { ports } = node.store
  // what is there before anything can wait
  const notice = noticeEngines(node, progress.line)
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
  const api = await listen(doors(node, newsroom, options.data, progress, observe), port)
  reached.url = reachedAt(newsroom, api.port)
  announce({ pid: process.pid, port: api.port })
  const unwatch = startWatching({ ports, inbox, desks: newsroom.desks, observe, say: progress.line })
  progress.line(greeting(options.data, newsroom, api, port))
  if (!isNew) for (const line of appliedLines(node.applied)) progress.line(line)
  const held = await heldByReplay(ports.table, options.data)
  if (held) progress.line(`${held}\n`)
  try {
    await getEngine(node, newsroom, engineNames, options.data, progress, stopping)
    if (isNew && !stopping.stopped()) await uploadSamples(node, newsroom, observe)
    // what a replay holds back is not waited for
    if (!held) await Promise.race([node.worker.idle().then(() => sleep(2 * GATHER_MS)), stopping.promise])
    if (!stopping.stopped()) {
      progress.line(await summary(node, api, demoKey, isNew))
      const hint = bergamotHint(newsroom, node.engines())
      if (hint) progress.line(`${hint}\n`)
    }
    const noticing = setInterval(() => notice().catch((error: unknown) => progress.line(`trouble: ${safe(String(error))}`)), 30_000)
    const stopRetiring = startRetiring({ ports, keep: newsroom.keep, say: progress.line })
    await stopping.promise
    clearInterval(noticing)
    await stopRetiring()
  } finally {
    progress.done()
    console.log('stopping: what is in hand is finished, the rest is kept for the next start')
    await unwatch()
    await api.close()
  }
}

const reachedAt = ({ api }: Newsroom, port: number) => api.publicUrl?.replace(/\/+$/, '') ?? `http://127.0.0.1:${port}`

function portOf(text: string | undefined, newsroom: Newsroom): number {
  if (text === undefined) return newsroom.api.port
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new Fault(`"${text}" is not a port`, '--port takes a number from 0 (any free one) to 65535', 2)
  return port
}

/** The partners' door and the desk's, each with its own keys. */
function doors(
  node: Node,
  { api, desks, amazon }: Newsroom,
  folder: string,
  progress: Progress,
  observe: Observe,
): (request: Request) => Response | Promise<Response> {
  const { ports } = node.store
  const sha256 = ensureDeskKey(folder)
  const both = {
    exits: createExits(ports),
    ...(api.publicUrl ? { publicUrl: api.publicUrl } : {}),
    ...(api.publisher ? { publisher: api.publisher } : {}),
    onError: (error: unknown) =>
      progress.line(`trouble in the API: ${safe(error instanceof Error ? (error.stack ?? error.message) : String(error))}`),
  }
  const partners = partnerApi({
    ...both,
    origins: api.origins,
    perMinute: api.perMinute,
    ...partnerDoor({ table: ports.table, clock: ports.clock, onError: both.onError }),
  })
  const ceilings = amazon ? { amazon: amazon.ceiling } : {}
  const sending = node.webhooks ? { webhooks: node.webhooks } : {}
  const isKey = (key: string) => isDeskKey(key, sha256)
  const desk = deskApi({ ...both, ports, desks, ceilings, isDeskKey: isKey, maxBytes: MAX_UPLOAD_BYTES, observe, ...sending })
  return (request) => (new URL(request.url).pathname.startsWith('/v1/desk/') ? desk : partners).fetch(request)
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
