/**
 * The whole path against a bare script, in the same run: articles × languages per second, from the upload to the last
 * feed entry, against get → translate → put on the same kind of store, with the same number of concurrent calls and the
 * same durability (each result is on the disk before it counts). The engine is a stand-in that takes 20 ms. Outputs are
 * compared. `node bench/pipeline.ts [ARTICLES] [RUNS]`
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { type Content, plain } from '@depesche/article/model'
import { CALLS_PER_LANGUAGE, limited } from '@depesche/engines/wrapped'
import { openStore } from '@depesche/local/node'
import { startWorker } from '@depesche/local/worker'
import { inGroups, inTurn } from '@depesche/pipeline/in-turn'
import { sha256 } from '@depesche/pipeline/keys'
import { applyProducts } from '@depesche/pipeline/ledger/products'
import { tick } from '@depesche/pipeline/ledger/work'
import { perform } from '@depesche/pipeline/perform'
import { receive } from '@depesche/pipeline/steps/receive'
import { resolveLinks } from '@depesche/syndication/ninjs'
import type { Product } from '@depesche/syndication/product'
import type { Engine, Job } from '@depesche/translation/engine'
import { segmentsOf, withSegments } from '@depesche/translation/segments'
import { read } from '@depesche/wire/readers'

const [articles = 300, runs = 5] = process.argv.slice(2).map(Number)
const TARGETS = ['fr', 'it', 'es', 'ca']
const ENGINE_MS = 20
const DESK = { name: 'sda', prefix: 'sda', zone: 'Europe/Zurich', language: 'en' }
const PRODUCT: Product = { name: 'bench', title: 'Bench', filter: {}, languages: ['en', ...TARGETS], grades: ['readable'] }

function standIn(): Engine {
  return {
    name: 'stand-in',
    label: 'stand-in',
    method: 'rules',
    offer: (from, to) => ({ grade: 'readable', route: `${from}-${to}` }),
    directions: () => [],
    billed: undefined,
    translate: async ({ to, segments }: Job) => {
      await new Promise((resolve) => setTimeout(resolve, ENGINE_MS))
      return segments.map((spans) => ({ spans: spans.map((span) => ({ ...span, text: `${to} ${span.text}` })), notes: [] }))
    },
    [Symbol.asyncDispose]: async () => {},
  }
}

function upload(index: number): Uint8Array {
  const paragraph = (n: number) =>
    `The council of district ${index} spoke on Monday about bridge number ${n} over the river and about the ${n * 12 + index} trees beside it. Nobody objected.`
  const text = [`District ${index} plans its bridges`, ...[1, 2, 3, 4, 5].map(paragraph)].join('\n\n')
  return new TextEncoder().encode(`${text} (SDA)\n`)
}
const uploads = Array.from({ length: articles }, (_, index) => upload(index))

interface Measured {
  readonly perSecond: number
  readonly outputs: ReadonlyMap<string, string>
}
const textOf = (content: Content) =>
  [plain(content.headline), ...content.blocks.map((block) => ('spans' in block ? plain(block.spans) : ''))].join('\n\n')

async function whole(folder: string): Promise<Measured> {
  const store = openStore(folder)
  const { ports } = store
  await applyProducts(ports.table, [PRODUCT], 1)
  const engine = limited(standIn())
  const stations = { ports, desks: [DESK], read, engines: () => [engine], inTurn: inTurn(), observe: () => {} }
  const worker = startWorker({
    queue: ports.queue,
    perform: (message) => perform(stations, message),
    tick: () => tick(ports),
    clock: Date.now,
    onError: (message, error) => console.error(message, error),
  })
  const started = performance.now()
  await inGroups(uploads.entries(), async ([index, bytes]) => {
    const dropped = { key: `sda/${index}.txt`, versionId: '1' }
    const inbox = { list: async () => [], get: async () => bytes, delete: async () => {} }
    await receive({ ports, inbox, desks: [DESK], observe: () => {} }, dropped)
  })
  await worker.idle()
  const seconds = (performance.now() - started) / 1000
  await worker.stop()
  const outputs = new Map<string, string>()
  for (const language of TARGETS)
    for (const key of await ports.documents.list(`syndicated/bench/${language}/`, '', 100_000)) {
      const item = resolveLinks(JSON.parse(Buffer.from((await ports.documents.get(key)) ?? []).toString('utf8')), String) as {
        readonly headlines: readonly { readonly value: string }[]
        readonly bodies: readonly { readonly role: string; readonly value: string }[]
      }
      outputs.set(sha256(`${language} ${item.headlines[0]?.value}\n\n${item.bodies.find(({ role }) => role === 'text')?.value}`), key)
    }
  await store.close()
  return { perSecond: (articles * TARGETS.length) / seconds, outputs }
}

async function bare(folder: string): Promise<Measured> {
  const store = openStore(folder)
  const { documents } = store.ports
  const engine = standIn()
  // what is there beforehand: the articles, read and stored
  const keys: string[] = []
  for (const [index, bytes] of uploads.entries()) {
    const json = Buffer.from(JSON.stringify(read({ name: `${index}.txt`, bytes }, DESK).draft.content))
    const key = `articles/${index}-${sha256(json)}.json`
    await documents.put(key, json)
    keys.push(key)
  }
  const jobs = keys.flatMap((key) => TARGETS.map((language) => ({ key, language })))
  const outputs = new Map<string, string>()
  const started = performance.now()
  const caller = async () => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      const content = JSON.parse(Buffer.from((await documents.get(job.key)) ?? []).toString('utf8')) as Content
      const translated = await engine.translate({ from: 'en', to: job.language, segments: segmentsOf(content) })
      const out = withSegments(content, translated).content
      const json = Buffer.from(JSON.stringify({ language: job.language, content: out }))
      const key = `out/${job.language}/${sha256(json)}.json`
      await documents.put(key, json)
      outputs.set(sha256(`${job.language} ${textOf(out)}`), key)
    }
  }
  await Promise.all(Array.from({ length: CALLS_PER_LANGUAGE * TARGETS.length }, caller))
  const seconds = (performance.now() - started) / 1000
  await store.close()
  return { perSecond: (articles * TARGETS.length) / seconds, outputs }
}

async function inFolder(run: (folder: string) => Promise<Measured>): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'depesche-bench-'))
  try {
    return await run(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
const spread = (numbers: readonly number[]) => `${Math.min(...numbers).toFixed(2)} to ${Math.max(...numbers).toFixed(2)}`

const ratios: number[] = []
const speeds: { readonly whole: number; readonly bare: number }[] = []
for (let run = 0; run <= runs; run++) {
  const [a, b] = [await inFolder(whole), await inFolder(bare)]
  if (a.outputs.size !== articles * TARGETS.length || [...a.outputs.keys()].some((text) => !b.outputs.has(text)))
    throw new Error(`the outputs differ: ${a.outputs.size} and ${b.outputs.size}, ${articles * TARGETS.length} expected`)
  if (run === 0) continue // warm-up
  ratios.push(a.perSecond / b.perSecond)
  speeds.push({ whole: a.perSecond, bare: b.perSecond })
  console.log(
    `run ${run}: whole path ${a.perSecond.toFixed(0)}/s, bare script ${b.perSecond.toFixed(0)}/s, ratio ${(a.perSecond / b.perSecond).toFixed(2)}`,
  )
}
console.log(
  `${articles} articles × ${TARGETS.length} languages, engine ${ENGINE_MS} ms, ${CALLS_PER_LANGUAGE * TARGETS.length} calls at a time, outputs equal; ` +
    `median of ${runs}: whole ${median(speeds.map((s) => s.whole)).toFixed(0)}/s, bare ${median(speeds.map((s) => s.bare)).toFixed(0)}/s, ratio ${median(ratios).toFixed(2)} (${spread(ratios)})`,
)
