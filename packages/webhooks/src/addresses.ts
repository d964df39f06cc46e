import type { LookupFunction } from 'node:net'
import { type Address, isUnknown, type Resolve } from './names.ts'
import { assertPublic, type Receiver } from './receiver.ts'
import { Undelivered } from './undelivered.ts'

/** The addresses that a receiver's name leads to now, each of them one that we send to. Throws `Undelivered`. */
export async function addressesOf(receiver: Receiver, resolve: Resolve): Promise<readonly Address[]> {
  const found = await resolve(receiver.host, { all: true }).catch((thrown: unknown) => {
    if (isUnknown(thrown)) return []
    throw new Undelivered('unreachable', 'The host could not be looked up: its name servers do not answer, or answer wrongly.')
  })
  if (found.length === 0)
    throw new Undelivered('name-unknown', 'The host leads to no address: mend its name in the URL, or enter it in the DNS.')
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
