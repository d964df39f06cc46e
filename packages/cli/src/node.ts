import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { EngineName } from '@depesche/config/define-config'
import { createEngines } from '@depesche/engines/registry'
import { limited } from '@depesche/engines/wrapped'
import type { Durability } from '@depesche/local/database'
import { type LocalStore, makeDataFolder, names, openStore } from '@depesche/local/node'
import { startWorker, type Worker } from '@depesche/local/worker'
import { boundedRead } from '@depesche/pipeline/bounded-read'
import { createExits } from '@depesche/pipeline/exits'
import { inTurn } from '@depesche/pipeline/in-turn'
import { keys } from '@depesche/pipeline/keys'
import { isReplaying } from '@depesche/pipeline/ledger/epoch'
import { freeTurns } from '@depesche/pipeline/ledger/follower'
import type { Applied } from '@depesche/pipeline/ledger/products'
import { webhookSecret } from '@depesche/pipeline/ledger/webhook-secret'
import { redriveWaiting, tick } from '@depesche/pipeline/ledger/work'
import type { Observe } from '@depesche/pipeline/observe'
import { perform, type Stations } from '@depesche/pipeline/perform'
import type { Sender } from '@depesche/pipeline/sender'
import { configure } from '@depesche/pipeline/steps/reapply'
import { wakeFollowers } from '@depesche/pipeline/wake-followers'
import type { Webhooks } from '@depesche/pipeline/webhook-desk'
import { withMemory } from '@depesche/pipeline/with-memory'
import { withPersonWords } from '@depesche/pipeline/with-person-words'
import { withinCeiling } from '@depesche/pipeline/within-ceiling'
import type { Product } from '@depesche/syndication/product'
import type { Engine } from '@depesche/translation/engine'
import { inChain } from '@depesche/translation/in-chain'
import { withGlossary } from '@depesche/translation/with-glossary'
import { withGuard } from '@depesche/translation/with-guard'
import { withTypography } from '@depesche/translation/with-typography'
import { createSender } from '@depesche/webhooks/create-sender'
import { Fault } from './fault.ts'
import { amazonWith, glossariesOf } from './glossaries.ts'
import type { Newsroom } from './newsroom.ts'
import { refuseWhileRestoring } from './take-lock.ts'

export const DATA_FOLDER = '.depesche'

/** Everything of one machine but the drop box and the API: store, engines, worker. */
export interface Node {
  readonly store: LocalStore
  /** what applying the configuration's products changed */
  readonly applied: Applied
  readonly engines: () => readonly Engine[]
  /** Looks again at what engines there are, and wakes the languages that waited for one. Answers how many. */
  readonly renewEngines: () => Promise<number>
  /** Wakes the languages that waited for a direction which an engine takes now. Answers how many. */
  readonly wakeWaiting: () => Promise<number>
  /** what sends to partners, for the desk; absent: nothing does */
  readonly webhooks?: Webhooks
  readonly worker: Worker
  readonly close: () => Promise<void>
}

export interface NodeOptions {
  readonly newsroom: Newsroom
  readonly products: readonly Product[]
  /** absent: everything in memory, nothing is left behind */
  readonly folder?: string
  /** where engines are looked for */
  readonly dataFolder: string
  readonly engineNames: readonly EngineName[]
  /** absent: nothing is sent to partners */
  readonly webhooks?: {
    /** what their secrets follow from */
    readonly houseKey: string
    /** where partners reach us, once that is known; without a slash at its end */
    readonly publicUrl: () => string
  }
  readonly observe: Observe
  readonly onError: (text: string) => void
}

/** Opens the store, applies the configuration's products, makes the engines and starts the worker. */
export async function openNode(options: NodeOptions): Promise<Node> {
  const { newsroom, folder, dataFolder, observe } = options
  const store = openStore(folder)
  if (options.webhooks) await freeTurns(store.ports.table)
  const applied = await configure(store.ports, options.products, Date.now())
  const onTrouble = (error: unknown) => options.onError(`the translation memory: ${String(error)}`)
  const glossaries = glossariesOf(newsroom)
  const { glossaryFor } = glossaries
  const remembering = (engine: Engine) =>
    withPersonWords(withGlossary(withMemory(engine, store.ports, { onTrouble }), glossaryFor), store.ports, onTrouble)
  const make = () => {
    const made = createEngines(options.engineNames, { dataFolder, ...amazonWith(newsroom, glossaries) })
    const bare = inChain(made.map((engine) => underCeiling(limited(engine), store, newsroom)))
    return bare.map((engine) => withGuard(withTypography(remembering(engine), newsroom.typography), glossaryFor))
  }
  let engines = make()
  const reading = boundedRead(new URL(import.meta.resolve('@depesche/pipeline/read-process')))
  const { read } = reading
  const embargoed = (engine: string) => (engine === 'amazon' ? (newsroom.amazon?.embargoed ?? 'wait') : 'translate')
  const sender = createSender({ allow: newsroom.webhooks.allow })
  const sending = options.webhooks ? sendingBy(options.webhooks, store, sender, observe) : {}
  const stations: Stations = {
    ports: store.ports,
    desks: newsroom.desks,
    read,
    engines: () => engines,
    inTurn: inTurn(),
    observe,
    embargoed,
    ...sending,
  }
  const worker = startWorker({
    queue: store.ports.queue,
    perform: (message) => perform(stations, message),
    // half rebuilt, a ledger knows too little: a new upload would be given a number that is taken
    paused: async () => isReplaying(await store.ports.table.get(keys.epoch)),
    tick: () => tick(store.ports),
    clock: store.ports.clock,
    onError: (message, error, dead) => {
      const what = `${message.station} ${message.id ?? message.upload ?? ''} ${message.language ?? ''}`.trim()
      options.onError(
        `${what}: ${error instanceof Error ? error.message : String(error)}${dead ? ' (given up: see depesche status --failed)' : ''}`,
      )
    },
  })
  const wakeWaiting = () => redriveWaiting(store.ports, (from, to) => engines.some((engine) => engine.offer(from, to) !== undefined))
  return {
    store,
    applied,
    engines: () => engines,
    renewEngines: async () => {
      const before = engines
      engines = make()
      await Promise.all(before.map((engine) => engine[Symbol.asyncDispose]()))
      return wakeWaiting()
    },
    wakeWaiting,
    ...(stations.delivering ? { webhooks: stations.delivering } : {}),
    worker,
    close: async () => {
      await worker.stop()
      await reading[Symbol.asyncDispose]()
      await sender[Symbol.asyncDispose]()
      await Promise.all(engines.map((engine) => engine[Symbol.asyncDispose]()))
      await store.close()
    },
  }
}

function sendingBy(
  { houseKey, publicUrl }: NonNullable<NodeOptions['webhooks']>,
  { ports }: LocalStore,
  sender: Sender,
  observe: Observe,
): Pick<Stations, 'delivering' | 'wake'> {
  const secretOf = (partner: string, number: number) => webhookSecret(houseKey, partner, number)
  const exits = createExits(ports)
  return {
    delivering: {
      ports,
      exits,
      sender,
      secretOf,
      observe,
      get publicUrl() {
        return publicUrl()
      },
    },
    wake: (feeds) => wakeFollowers(ports, feeds),
  }
}

/** What a service bills is counted here as in the cloud, and stays under the newsroom's ceiling. */
function underCeiling(engine: Engine, { ports }: LocalStore, { amazon }: Newsroom): Engine {
  return amazon ? withinCeiling(engine, ports, amazon.ceiling) : engine
}

/** The store of a data folder that is there already, for commands that look or put. Throws `Fault` when there is none. */
export function openExisting(folder: string, durability?: Durability): LocalStore {
  if (!existsSync(join(folder, names.database)))
    throw new Fault(`${folder} holds no wire yet`, 'start with "npm start" (depesche up), or name the folder with --data', 2)
  refuseWhileRestoring(folder)
  return openStore(folder, Date.now, durability)
}

export { makeDataFolder, names }
