import { sha256 } from '../keys.ts'
import type { Dropped, Inbox } from '../ports.ts'

/** A drop box in memory: each `drop` is a new version under its key, as in a versioned bucket. */
export class MemoryInbox implements Inbox {
  readonly #versions = new Map<string, { readonly dropped: Dropped; readonly bytes: Uint8Array }>()
  #count = 0

  drop(key: string, bytes: Uint8Array): Dropped {
    const dropped = { key, versionId: `${++this.#count}-${sha256(bytes)}` }
    this.#versions.set(JSON.stringify(dropped), { dropped, bytes })
    return dropped
  }

  async list(): Promise<readonly Dropped[]> {
    return [...this.#versions.values()].map(({ dropped }) => dropped)
  }

  async get({ key, versionId }: Dropped): Promise<Uint8Array | undefined> {
    return this.#versions.get(JSON.stringify({ key, versionId }))?.bytes
  }

  async delete({ key, versionId }: Dropped): Promise<void> {
    this.#versions.delete(JSON.stringify({ key, versionId }))
  }
}
