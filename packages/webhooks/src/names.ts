import { lookup, Resolver } from 'node:dns/promises'
import { codeOf } from './undelivered.ts'

export interface Address {
  readonly address: string
  readonly family: number
}

/** All addresses of a name, as `lookup` of node:dns/promises answers with `all`; throws as that does. */
export type Resolve = (name: string, options: { readonly all: true }) => Promise<readonly Address[]>

export interface Names extends Disposable {
  readonly resolve: Resolve
}

/** For the first try of a name server; there are two. */
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
      const both = await Promise.allSettled([
        resolver.resolve4(name).then((found) => found.map((address) => ({ address, family: 4 }))),
        resolver.resolve6(name).then((found) => found.map((address) => ({ address, family: 6 }))),
      ])
      const found = both.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
      const reasons: readonly unknown[] = both.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
      // a family that there is none of says less than one that could not be asked for
      if (found.length === 0 && reasons.length > 0) throw reasons.find((reason) => !isUnknown(reason)) ?? reasons[0]
      return found
    },
    [Symbol.dispose]: () => resolver.cancel(),
  }
}

/** The names of the house: its hosts file, and whatever else the system asks. */
export const houseNames: Resolve = (name, options) => lookup(name, options)

/** True where the name has no address; false where nobody could say. */
export const isUnknown = (thrown: unknown) => ['ENOTFOUND', 'ENODATA', 'EAI_NODATA', 'EAI_NONAME'].includes(codeOf(thrown))
