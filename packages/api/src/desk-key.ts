import { createHash, timingSafeEqual } from 'node:crypto'

const hashOf = (key: string) => createHash('sha256').update(key).digest()

/** The hash of a desk key, hexadecimal: what a server is given of it. */
export const deskKeyHash = (key: string): string => hashOf(key).toString('hex')

/** Whether a key is the one with this hash (sha256, hexadecimal); takes the same time either way. */
export function isDeskKey(key: string, sha256: string): boolean {
  const wanted = Buffer.from(sha256, 'hex')
  return wanted.length === 32 && timingSafeEqual(hashOf(key), wanted)
}
