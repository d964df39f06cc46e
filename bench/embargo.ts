/**
 * `npm run bench:embargo [COUNT]`: how long after its instant an embargoed article is in its feed on one machine, with the
 * real store, worker and clock; by default 200 articles. Nothing may come before.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '@depesche/local/node'
import { startWorker } from '@depesche/local/worker'
import { inTurn } from '@depesche/pipeline/in-turn'
import { applyProducts } from '@depesche/pipeline/ledger/products'
import { tick } from '@depesche/pipeline/ledger/work'
import { oneUpload } from '@depesche/pipeline/one-upload'
import { perform, type Stations } from '@depesche/pipeline/perform'
import { receive } from '@depesche/pipeline/steps/receive'
import { DESK, PRODUCT, testEngine } from '../tests/lib/house.ts'
import { copy, readTestCopy } from '../tests/lib/wire.ts'

const count = Number(process.argv[2] ?? 200)
const folder = mkdtempSync(join(tmpdir(), 'depesche-embargo-'))
const store = openStore(folder)
await applyProducts(store.ports.table, [PRODUCT], 1)
const late: number[] = []
const untils = new Map<string, number>()
const stations: Stations = {
  ports: store.ports,
  desks: [DESK],
  read: readTestCopy,
  engines: () => [testEngine()],
  inTurn: inTurn(),
  observe: (sighting) => {
    if (sighting.kind === 'normalized') untils.set(sighting.id, Number(sighting.item.headline))
    if (sighting.kind === 'out') late.push(Date.parse(sighting.entry.at) - (untils.get(sighting.id) ?? Number.NaN))
  },
}
const worker = startWorker({
  queue: store.ports.queue,
  perform: (message) => perform(stations, message),
  tick: () => tick(store.ports),
  clock: Date.now,
  onError: (message, error) => console.error(message, error),
})
const begin = Date.now() + 5_000
for (let index = 0; index < count; index++) {
  // odd milliseconds, one after the other: about ten a second
  const until = begin + Math.round(index * 97.3 + Math.random() * 50)
  const bytes = copy({ story: `s${index}`, version: 1, headline: String(until), embargo: { until: new Date(until).toISOString() } })
  const dropped = { key: `sda/${index}.json`, versionId: `${index}` }
  await receive({ ports: store.ports, inbox: oneUpload(dropped, bytes), desks: [DESK], observe: () => {} }, dropped)
}
await sleep(begin + count * 98 + 3_000 - Date.now())
await worker.stop()
await store.close()
rmSync(folder, { recursive: true })
late.sort((a, b) => a - b)
const of = (share: number) => late[Math.min(late.length - 1, Math.floor(late.length * share))]
const early = late.filter((ms) => ms < 0).length
console.log(
  `${count} embargoed articles, ${late.length} entries in ${PRODUCT.languages.length} feeds: ${early} early; after the instant by median ${of(0.5)} ms, 95 % ${of(0.95)} ms, worst ${late.at(-1)} ms`,
)
process.exitCode = early > 0 || late.length !== count * PRODUCT.languages.length ? 1 : 0
