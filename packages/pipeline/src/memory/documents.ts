import { assertHashKey } from '../hash-key.ts'
import type { Documents } from '../ports.ts'

/** Documents in memory. */
export class MemoryDocuments implements Documents {
  readonly #blobs = new Map<string, Uint8Array>()

  async put(key: string, bytes: Uint8Array): Promise<void> {
    assertHashKey(key, bytes)
    this.#blobs.set(key, Uint8Array.from(bytes))
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    return this.#blobs.get(key)
  }

  async list(prefix: string, after: string, limit: number): Promise<readonly string[]> {
    const keys = [...this.#blobs.keys()].filter((key) => key.startsWith(prefix) && Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0)
    return keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).slice(0, limit)
  }

  async delete(key: string): Promise<void> {
    this.#blobs.delete(key)
  }
}
