import { createHash, randomBytes } from 'node:crypto'

/** A version of an object, or a delete marker (no bytes). */
export interface ObjectVersion {
  readonly key: string
  readonly versionId: string
  readonly bytes: Uint8Array | undefined
  readonly eTag: string
  readonly modified: Date
}

/** The versions of a bucket's objects: newest first under each key. */
export class Versions {
  readonly #byKey = new Map<string, readonly ObjectVersion[]>()

  /** A new version, current from now on. Without bytes: a delete marker. */
  add(key: string, bytes: Uint8Array | undefined, modified: Date): ObjectVersion {
    // as S3's are: opaque, 32 characters, and not in the order of time
    const versionId = randomBytes(24).toString('base64').replaceAll('+', '.').replaceAll('/', '_')
    const eTag = createHash('md5')
      .update(bytes ?? '')
      .digest('hex')
    const version: ObjectVersion = { key, versionId, bytes, eTag, modified }
    this.#byKey.set(key, [version, ...(this.#byKey.get(key) ?? [])])
    return version
  }

  /** That version, or the current one. */
  find(key: string, versionId?: string): ObjectVersion | undefined {
    const versions = this.#byKey.get(key) ?? []
    return versionId === undefined ? versions[0] : versions.find((version) => version.versionId === versionId)
  }

  /** Permanently. */
  remove(key: string, versionId: string): void {
    const left = (this.#byKey.get(key) ?? []).filter((version) => version.versionId !== versionId)
    if (left.length === 0) this.#byKey.delete(key)
    else this.#byKey.set(key, left)
  }

  /** Every version under a prefix, keys in byte order. */
  list(prefix: string): readonly ObjectVersion[] {
    return [...this.#byKey.keys()]
      .filter((key) => key.startsWith(prefix))
      .toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .flatMap((key) => this.#byKey.get(key) ?? [])
  }

  isLatest({ key, versionId }: ObjectVersion): boolean {
    return this.#byKey.get(key)?.[0]?.versionId === versionId
  }
}

/** Whether a version id has the form that S3 gives them: another is refused, not merely unknown. */
export function isVersionId(text: string): boolean {
  return text === 'null' || /^[\w.]{32}$/.test(text)
}
