import { type ClientRequestArgs, Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Duplex } from 'node:stream'
import { type Connecting, connect } from './connect.ts'
import type { Receiver } from './receiver.ts'

/** What a request hands to the connection that is made for it, among its options. */
export interface ForConnection {
  readonly receiver: Receiver
  readonly until: AbortSignal
}

export interface Agents extends Disposable {
  /** For a request that may take a connection which was kept, or for one that must not. */
  readonly agent: (receiver: Receiver, connection: 'kept' | 'new') => HttpAgent
  /** Checks the other end of a connection again. Throws as `Connection.recheck`. */
  readonly recheck: (socket: Duplex) => void
}

/** A little less than the five seconds after which many servers close: a connection that is just being closed is seldom taken. */
const IDLE_MS = 4_000
const KEPT_PER_HOST = 4

/** Agents whose every connection comes from `connect`. They keep some for each host and port; how many are open is for `Places` to say. */
export function createAgents(connecting: Connecting): Agents {
  const rechecks = new WeakMap<Duplex, () => void>()
  const createConnection = (options: ClientRequestArgs, answer?: (error: Error | null, socket: Duplex) => void) => {
    const { receiver, until } = options as ForConnection
    connect(receiver, until, connecting).then(
      ({ socket, recheck }) => {
        rechecks.set(socket, recheck)
        answer?.(null, socket)
      },
      (thrown: Error) => answer?.(thrown, undefined as never),
    )
    return undefined
  }
  const kept = { keepAlive: true, timeout: IDLE_MS, maxFreeSockets: KEPT_PER_HOST }
  const agents = {
    'https:': { kept: new HttpsAgent(kept), new: new HttpsAgent({ keepAlive: false }) },
    'http:': { kept: new HttpAgent(kept), new: new HttpAgent({ keepAlive: false }) },
  }
  const all: readonly HttpAgent[] = Object.values(agents).flatMap((each) => Object.values(each))
  for (const agent of all) agent.createConnection = createConnection
  return {
    agent: ({ url }, connection) => agents[url.protocol as keyof typeof agents][connection],
    recheck: (socket) => rechecks.get(socket)?.(),
    [Symbol.dispose]: () => all.forEach((agent) => void agent.destroy()),
  }
}
