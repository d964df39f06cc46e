import { lookup, Resolver } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { assertPublic, type Receiver } from './receiver.ts'
import { codeOf, Undelivered } from './undelivered.ts'

export interface Address {
  readonly address: string
  readonly family: number
}

/** All addresses of a name, as `lookup` of node:dns/promises answers with `all`. */
export type Resolve = (name: string, options: { readonly all: true }) => Promise<readonly Address[]>

export interface Names extends Disposable {
  readonly resolve: Resolve
}

/** For one try of one name server; there are two tries. */
const PATIENCE_MS = 2_000

/**
 * Asks the DNS itself for names of the world outside. Not `lookup`: that waits in one of the few threads that all of the process
 * shares, and two partners whose name servers are silent would keep everybody else from being found. `servers`: as `setServers`
 * takes them; default the machine's.
 */
export function publicNames(servers?: readonly string[]): Names {
  const resolver = new Resolver({ timeout: PATIENCE_MS, tries: 2 })
  if (servers) resolver.setServers(servers)
  return {
    resolve: async (name) => {
      const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
      const found = [addressesIn(four, 4), addressesIn(six, 6)].flat()
      if (found.length > 0) return found
      throw (
        [four, six].map((each) => each.status === 'rejected' && each.reason).find((reason) => reason && !isUnknown(reason)) ??
        new Undelivered('name-unknown', UNKNOWN)
      )
    },
    [Symbol.dispose]: () => resolver.cancel(),
  }
}

/** The names of the house: its hosts file and whatever else the system asks. */
export const houseNames: Resolve = (name, options) => lookup(name, options)

const addressesIn = (settled: PromiseSettledResult<string[]>, family: number) =>
  settled.status === 'fulfilled' ? settled.value.map((address) => ({ address, family })) : []
const isUnknown = (thrown: unknown) => ['ENOTFOUND', 'ENODATA', 'EAI_NODATA', 'EAI_NONAME'].includes(codeOf(thrown))

const UNKNOWN = 'The host leads to no address: mend its name in the URL, or enter it in the DNS.'
const UNANSWERED = 'The host could not be looked up: its name servers do not answer, or answer wrongly.'

/** The addresses of a receiver's name, each of them one that we send to. Throws `Undelivered`. */
export async function addressesOf(receiver: Receiver, resolve: Resolve): Promise<readonly Address[]> {
  const found = await resolve(receiver.host, { all: true }).catch((thrown: unknown) => {
    if (thrown instanceof Undelivered) throw thrown
    throw isUnknown(thrown) ? new Undelivered('name-unknown', UNKNOWN) : new Undelivered('unreachable', UNANSWERED)
  })
  if (found.length === 0) throw new Undelivered('name-unknown', UNKNOWN)
  // one alone that is not public refuses all: which of them is connected to is for chance to say
  for (const { address } of found) assertPublic(receiver, address)
  return found
}

/** What a connection asks for its addresses: what was checked is what it connects to. */
export function checkedLookup(receiver: Receiver, resolve: Resolve): LookupFunction {
  return (_name, _options, answer) => {
    addressesOf(receiver, resolve).then(
      (found) => answer(null, [...found]),
      (thrown: Error) => answer(thrown, []),
    )
  }
}
