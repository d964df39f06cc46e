/**
 * `npm run bench:webhooks [ENTRIES]`: fifty partners that are pushed to, with and without one whose receiver takes connections
 * and never answers, on one machine with the real store, worker and sender. Rounds alternate; the ratio of the healthy partners'
 * 95th percentile, from an entry's append to its arrival, is to stay under 1.2.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '@depesche/local/node'
import { startWorker } from '@depesche/local/worker'
import { createExits } from '@depesche/pipeline/exits'
import { inTurn } from '@depesche/pipeline/in-turn'
import { newPartnerKey } from '@depesche/pipeline/ledger/partner-key'
import { applyProducts } from '@depesche/pipeline/ledger/products'
import { webhookSecret } from '@depesche/pipeline/ledger/webhook-secret'
import { tick } from '@depesche/pipeline/ledger/work'
import { oneUpload } from '@depesche/pipeline/one-upload'
import { perform, type Stations } from '@depesche/pipeline/perform'
import { setWebhook } from '@depesche/pipeline/steps/change-webhook'
import { receive } from '@depesche/pipeline/steps/receive'
import { wakeFollowers } from '@depesche/pipeline/wake-followers'
import { createSender } from '@depesche/webhooks/create-sender'
import { DESK, PRODUCT, testEngine } from '../tests/lib/house.ts'
import { givePartner } from '../tests/lib/partner.ts'
import { copy, readTestCopy } from '../tests/lib/wire.ts'

const entries = Number(process.argv[2] ?? 60)
const HEALTHY = 50
const ROUNDS = 5
const LANGUAGE = 'en'
/** between two articles */
const PAUSE_MS = 400

interface Receivers {
  readonly ports: readonly number[]
  /** ms from the append to the arrival */
  readonly delays: number[]
  readonly close: () => void
}

async function listening(server: Server | TcpServer): Promise<number> {
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return (server.address() as AddressInfo).port
}

async function startHealthy(): Promise<Receivers> {
  const delays: number[] = []
  const servers = Array.from({ length: HEALTHY }, () =>
    createServer(async (request, response) => {
      const arrived = Date.now()
      const { data } = JSON.parse(Buffer.concat(await request.toArray()).toString()) as { readonly data: { readonly at: string } }
      delays.push(arrived - Date.parse(data.at))
      response.writeHead(204).end()
    }),
  )
  const ports = await Promise.all(servers.map(listening))
  return { ports, delays, close: () => servers.map((server) => server.close().closeAllConnections()) }
}

/** Takes a connection and says nothing. */
async function startHung(): Promise<{ readonly port: number; readonly close: () => void }> {
  const sockets = new Set<{ destroy: () => void }>()
  const server = createTcpServer((socket) => void sockets.add(socket.on('error', () => {})))
  const port = await listening(server)
  const close = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { port, close }
}

const percentile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN

/** One wire from nothing: how long entries took to the healthy partners, in ms. */
async function round(withHung: boolean): Promise<{ readonly delays: readonly number[]; readonly hungTries: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'depesche-webhooks-'))
  const store = openStore(folder)
  const { ports } = store
  await applyProducts(ports.table, [{ ...PRODUCT, languages: [LANGUAGE] }], 1)
  const healthy = await startHealthy()
  const hung = await startHung()
  const receivers = [...healthy.ports, ...(withHung ? [hung.port] : [])]
  const sender = createSender({ allow: receivers.map((port) => `127.0.0.1:${port}`) })
  let hungTries = 0
  const exits = createExits(ports)
  const secretOf = (partner: string, number: number) => webhookSecret('k'.repeat(32), partner, number)
  const stations: Stations = {
    ports,
    desks: [DESK],
    read: readTestCopy,
    engines: () => [testEngine()],
    inTurn: inTurn(),
    observe: () => {},
    wake: (feeds) => wakeFollowers(ports, feeds),
    delivering: {
      ports,
      exits,
      sender,
      secretOf,
      publicUrl: 'http://127.0.0.1',
      observe: ({ kind }) => {
        if (kind === 'undelivered') hungTries++
      },
    },
  }
  const worker = startWorker({
    queue: ports.queue,
    perform: (message) => perform(stations, message),
    tick: () => tick(ports),
    clock: Date.now,
    onError: (message, error) => console.error(message, error),
  })
  for (const [index, port] of receivers.entries()) {
    await givePartner(ports.table, newPartnerKey(), `p${index}`, ['all'], new Date().toISOString())
    await setWebhook(stations, `p${index}`, `http://127.0.0.1:${port}/`, 'now', 'bench')
  }
  await sleep(1_000)
  for (let index = 0; index < entries; index++) {
    const dropped = { key: `sda/${index}.json`, versionId: `${index}` }
    const bytes = copy({ story: `s${index}`, version: 1, headline: `Story ${index}` })
    await receive({ ports, inbox: oneUpload(dropped, bytes), desks: [DESK], observe: () => {} }, dropped)
    await sleep(PAUSE_MS)
  }
  for (let waited = 0; healthy.delays.length < HEALTHY * entries && waited < 30_000; waited += 100) await sleep(100)
  const { delays } = healthy
  hung.close()
  await worker.stop()
  await sender[Symbol.asyncDispose]()
  healthy.close()
  await store.close()
  rmSync(folder, { recursive: true })
  return { delays, hungTries }
}

const ratios: number[] = []
for (let number = 1; number <= ROUNDS; number++) {
  // whichever is first is not always the same
  const order = number % 2 === 0 ? [true, false] : [false, true]
  const found = new Map<boolean, Awaited<ReturnType<typeof round>>>()
  for (const withHung of order) found.set(withHung, await round(withHung))
  const [without, beside] = [found.get(false)!, found.get(true)!]
  const [p95, p95Beside] = [percentile(without.delays, 0.95), percentile(beside.delays, 0.95)]
  ratios.push(p95Beside / p95)
  const all = HEALTHY * entries
  console.log(
    `round ${number}: ${without.delays.length} and ${beside.delays.length} of ${all} arrived; without: median ${percentile(without.delays, 0.5)} ms, 95 % ${p95} ms; beside a hung one (${beside.hungTries} tries): ${percentile(beside.delays, 0.5)} ms, ${p95Beside} ms; ratio ${(p95Beside / p95).toFixed(2)}`,
  )
}
const median = percentile(ratios, 0.5)
console.log(
  `ratio of the 95th percentiles: median ${median.toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}), to stay under 1.2`,
)
process.exitCode = median > 1.2 ? 1 : 0
