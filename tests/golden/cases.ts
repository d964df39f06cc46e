import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Desk, Upload } from '@depesche/wire/reader'

export interface GoldenCase {
  readonly format: string
  readonly name: string
  readonly upload: Upload
  readonly expectedPath: string
  readonly expected: unknown
}

/** The desk of every golden case, and when its upload arrived. */
export const desk: Desk = { name: 'golden', zone: 'Europe/Zurich', language: 'de' }
const received = '2031-09-11T16:00:00Z'

/** The golden folders: `{format}/{case}/source.*` and `expected.json` beside it. */
export function goldenCases(): readonly GoldenCase[] {
  const root = import.meta.dirname
  return foldersIn(root).flatMap((format) => foldersIn(join(root, format)).map((name) => goldenCase(root, format, name)))
}

function goldenCase(root: string, format: string, name: string): GoldenCase {
  const folder = join(root, format, name)
  const source = readdirSync(folder).find((file) => file.startsWith('source.'))
  if (source === undefined) throw new Error(`${folder} has no source.*`)
  const expectedPath = join(folder, 'expected.json')
  const expected: unknown = existsSync(expectedPath) ? JSON.parse(readFileSync(expectedPath, 'utf8')) : undefined
  return { format, name, upload: { name: source, bytes: readFileSync(join(folder, source)), received }, expectedPath, expected }
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}
