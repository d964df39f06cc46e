import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Rejected } from '@depesche/article/model'
import type { Desk } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import { goldenCases } from '../golden/cases.ts'
import { carriedBy, textsOf } from './wire-words.ts'

/** Reference files are not part of the repository; without them their cases are left out, and in CI they fail. */
const folder = resolve(import.meta.dirname, '../../../shared/reference')
const present = existsSync(folder)
if (!present && process.env.CI === 'true') throw new Error('../shared/reference is not there')

export const desk: Desk = { name: 'golden', zone: 'Europe/Zurich', language: 'de' }

export interface Source {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The golden sources of a format. */
export const golden = (format: string): readonly Source[] =>
  goldenCases()
    .filter((one) => one.format === format)
    .map(({ name, upload }) => ({ name, bytes: upload.bytes }))

/** The files of a folder of references, none where it is not there. */
export const referenceSources = (path: string, suffix: string): readonly Source[] =>
  present
    ? readdirSync(resolve(folder, path))
        .filter((name) => name.endsWith(suffix))
        .map((name) => ({ name, bytes: readFileSync(resolve(folder, path, name)) }))
    : []

/** Every text that the reader made of an upload: the draft's and the Notes'. */
export const carried = (bytes: Uint8Array): readonly string[] => {
  const { draft, notes } = read({ name: 'x', bytes }, desk)
  return [...textsOf(draft), ...carriedBy(notes)]
}

/** The same; `undefined` for what was refused. Anything else that is thrown fails the test. */
export function readOrRejected(bytes: Uint8Array): readonly string[] | undefined {
  try {
    return carried(bytes)
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    return undefined
  }
}
