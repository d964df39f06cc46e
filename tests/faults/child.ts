/**
 * One machine's whole job in a process that can be made to die at a write: `node child.ts FOLDER STOP`, where STOP is
 * `count` (run to the end, print the number of writes), `before:K` or `after:K` (kill -9 ourselves there) or `finish`
 * (run to the end with a clock two minutes ahead, so that overdue work is driven on).
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createPseudo } from '@depesche/engines/pseudo'
import { openStore } from '@depesche/local/node'
import type { LocalQueue } from '@depesche/local/queue'
import { openWatchFolder } from '@depesche/local/watch-folder'
import { startWorker } from '@depesche/local/worker'
import { applyProducts } from '@depesche/pipeline/ledger/products'
import { tick } from '@depesche/pipeline/ledger/work'
import { perform, type Stations } from '@depesche/pipeline/perform'
import { receive } from '@depesche/pipeline/steps/receive'
import { read } from '@depesche/wire/readers'
import { FAULT_DESK, FAULT_PRODUCT } from './newsroom.ts'

const [folder = '', stop = 'count'] = process.argv.slice(2)
const [mode, at] = stop.split(':')
const clock = () => Date.now() + (mode === 'finish' ? 120_000 : 0)
const store = openStore(folder, clock)
await applyProducts(store.ports.table, [FAULT_PRODUCT], 1)

let writes = 0
/** Counts a write, and dies right before or right after it. */
function counted<A extends unknown[], T>(write: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  return async (...args) => {
    const mine = ++writes
    if (mode === 'before' && mine === Number(at)) process.kill(process.pid, 'SIGKILL')
    const answer = await write(...args)
    if (mode === 'after' && mine === Number(at)) process.kill(process.pid, 'SIGKILL')
    return answer
  }
}
const { table, documents, queue } = store.ports
const countedQueue: LocalQueue = Object.create(queue, {
  send: { value: counted(queue.send) },
  acknowledge: { value: counted(queue.acknowledge) },
  putBack: { value: counted(queue.putBack) },
  onSend: {
    get: () => queue.onSend,
    set: (listener: () => void) => {
      queue.onSend = listener
    },
  },
}) as LocalQueue
const ports = {
  clock,
  table: { ...table, put: counted(table.put), delete: counted(table.delete) },
  documents: { ...documents, put: counted(documents.put), delete: counted(documents.delete) },
  queue: countedQueue,
}
let looks = 0
// each look is a second after the last one: the file is whole, there is nothing to wait for
const inbox = await openWatchFolder(join(folder, 'incoming'), [FAULT_DESK.prefix], () => ++looks * 1000)
const countedInbox = { ...inbox, delete: counted(inbox.delete) }
const engine = createPseudo()
const stations: Stations = { ports, desks: [FAULT_DESK], read, engines: () => [engine], observe: () => {} }
const worker = startWorker({
  queue: countedQueue,
  perform: (message) => perform(stations, message),
  tick: async () => {},
  clock,
  // one at a time: the k-th write is the same one in every run
  perLane: 1,
  onError: (message, error) => console.error(message, error),
})
while ((await readdir(join(folder, 'incoming', FAULT_DESK.prefix))).length > 0)
  for (const dropped of await inbox.list()) await receive({ ports, inbox: countedInbox, desks: [FAULT_DESK], observe: () => {} }, dropped)
await worker.idle()
if (mode === 'finish') {
  await tick(ports)
  await worker.idle()
}
await worker.stop()
console.log(writes)
await store.close()
