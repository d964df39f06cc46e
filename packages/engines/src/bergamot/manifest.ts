import { readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Unpacked } from './unpack.ts'

/** Lies in the folder of a model that was fetched: what it is, and what it was made of. */
export const MANIFEST = 'depesche.json'

export interface Manifest {
  readonly store: string
  /** of the model in the store: each training has its own */
  readonly path: string
  readonly architecture: string
  readonly status: string
  readonly licence: 'MPL-2.0'
  readonly fetched: string
  readonly files: readonly Unpacked[]
}

/** The manifest of a model's folder; `undefined` where there is none: then the model is the house's own. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Manifest
  } catch {
    return undefined
  }
}

/** The first file that is not as long as it was when it was fetched (a copy that was cut off), in words; cheap. */
export function notAsFetched(folder: string): string | undefined {
  try {
    const { files } = JSON.parse(readFileSync(join(folder, MANIFEST), 'utf8')) as Manifest
    const wrong = files.find(({ name, bytes }) => statSync(join(folder, name), { throwIfNoEntry: false })?.size !== bytes)
    return wrong && `${wrong.name} is not as it was fetched`
  } catch {
    return undefined // no manifest, or none that can be read: nothing is claimed
  }
}
