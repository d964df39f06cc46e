import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type FunctionName, functionNames } from '@depesche/cloud/access'
import { bundle } from '../sst/bundle.ts'

/** The file that a function's container imports. */
export type Entries = (name: FunctionName) => string

const source: Entries = (name) => fileURLToPath(new URL(`../../functions/${name}.ts`, import.meta.url))

/** The entry files as they stand. */
export const sourceEntries: Entries = source

/** Bundles the entry files as for a deploy: what Lambda runs, and they start sooner. Answers the folder. */
export async function bundleEntries(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'depesche-bundles-'))
  await Promise.all(functionNames.map((name) => bundle(source(name), join(folder, `${name}.mjs`))))
  return folder
}

/** The bundles in a folder that `bundleEntries` made. */
export const bundledEntries =
  (folder: string): Entries =>
  (name) =>
    join(folder, `${name}.mjs`)
