/**
 * `npm run bench:fanout [RUNS]`: from an upload to the last of twenty languages in its feed, on one machine with the real store,
 * worker, reading process and memory, against the engine's calls alone: twenty of 150 ms, of which it takes a hundred a second. The
 * ratio is to stay under 1.3. The store is on the disk and each write is durable.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '@depesche/local/node'
import { startWorker } from '@depesche/local/worker'
import { boundedRead } from '@depesche/pipeline/bounded-read'
import { inTurn } from '@depesche/pipeline/in-turn'
import { applyProducts } from '@depesche/pipeline/ledger/products'
import { tick } from '@depesche/pipeline/ledger/work'
import { oneUpload } from '@depesche/pipeline/one-upload'
import { perform, type Stations } from '@depesche/pipeline/perform'
import { receive } from '@depesche/pipeline/steps/receive'
import { withMemory } from '@depesche/pipeline/with-memory'
import { withPersonWords } from '@depesche/pipeline/with-person-words'
import type { Engine, Job } from '@depesche/translation/engine'
import { DESK, testEngine } from '../tests/lib/house.ts'

const runs = Number(process.argv[2] ?? 15)
const CALL_MS = 150
const PER_SECOND = 100
const LANGUAGES = Array.from({ length: 20 }, (_, index) => `${String.fromCharCode(97 + index)}x`)

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Takes so many calls a second, evenly, and each its time. */
function slowEngine(): Engine {
  const inner = testEngine()
  let free = 0
  return {
    ...inner,
    translate: async (job: Job) => {
      const now = performance.now()
      free = Math.max(now, free + 1000 / PER_SECOND)
      await sleep(free - now + CALL_MS)
      return inner.translate(job)
    },
  }
}

const upload = (number: number) =>
  new TextEncoder().encode(
    `District ${number} plans its bridges\n\n${[1, 2, 3, 4, 5].map((each) => `The council of district ${number} spoke on Monday about bridge ${each} over the river, and nobody objected to it.`).join('\n\n')} (SDA)\n`,
  )

/** The twenty calls, and nothing else. */
async function bare(): Promise<number> {
  const engine = slowEngine()
  const begun = performance.now()
  const segments = [[{ text: 'The council spoke on Monday.' }]]
  await Promise.all(LANGUAGES.map((to) => engine.translate({ from: 'en', to, segments })))
  return performance.now() - begun
}

const folder = mkdtempSync(join(tmpdir(), 'depesche-fanout-'))
const store = openStore(folder)
const { ports } = store
await applyProducts(ports.table, [{ name: 'all', title: 'All', filter: {}, languages: LANGUAGES, grades: ['readable'] }], 1)
let engine = slowEngine()
const reading = boundedRead(new URL(import.meta.resolve('@depesche/pipeline/read-process')))
let out = 0
let done: () => void = () => {}
const stations: Stations = {
  ports,
  desks: [DESK],
  read: reading.read,
  engines: () => [withPersonWords(withMemory(engine, ports), ports)],
  inTurn: inTurn(),
  observe: ({ kind }) => {
    if (kind === 'out' && ++out === LANGUAGES.length) done()
  },
}
const worker = startWorker({
  queue: ports.queue,
  perform: (message) => perform(stations, message),
  tick: () => tick(ports),
  clock: Date.now,
  onError: (message, error) => console.error(message, error),
})

/** An article's whole way. */
async function whole(number: number): Promise<number> {
  engine = slowEngine()
  out = 0
  const finished = new Promise<void>((resolve) => {
    done = resolve
  })
  const dropped = { key: `sda/district-${number}.txt`, versionId: `${number}` }
  const begun = performance.now()
  await receive({ ports, inbox: oneUpload(dropped, upload(number)), desks: [DESK], observe: () => {} }, dropped)
  await finished
  return performance.now() - begun
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
const [alone, through]: [number[], number[]] = [[], []]
// the first is to warm up
for (let run = 0; run <= runs; run++) {
  const [a, b] = [await bare(), await whole(run)]
  if (run === 0) continue
  alone.push(a)
  through.push(b)
}
await worker.stop()
await reading[Symbol.asyncDispose]()
await store.close()
rmSync(folder, { recursive: true })
const ratios = through.map((time, index) => time / alone[index]!)
const said = (values: readonly number[], digits: number) =>
  `${median(values).toFixed(digits)} (${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)})`
console.log(
  `to the last of ${LANGUAGES.length} languages: ${said(through, 0)} ms; the engine alone ${said(alone, 0)} ms; ratio ${said(ratios, 2)}`,
)
process.exitCode = median(ratios) > 1.3 ? 1 : 0
