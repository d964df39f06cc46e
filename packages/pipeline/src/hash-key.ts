import { sha256 } from './keys.ts'

/** The sha256 in a document's key; empty when there is none. */
export const hashIn = (key: string): string => /([0-9a-f]{64})(?:\.[a-z0-9]{1,8})?$/.exec(key)?.[1] ?? ''

/** Every document's key ends in the sha256 of its bytes, before an optional suffix. Throws when it does not. */
export function assertHashKey(key: string, bytes: Uint8Array): void {
  if (hashIn(key) !== sha256(bytes)) throw new Error(`the document key ${key} does not end in the sha256 of its bytes`)
}
