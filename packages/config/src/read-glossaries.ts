import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OwnLines } from '@depesche/translation/glossary/term'

/** A pair's file: `de-fr.csv`. A country's form of a language uses the language's: there is no `de-fr-CH.csv`. */
const FILE = /^([a-z]{2,3})-([a-z]{2,3})\.csv$/

export interface OwnGlossary {
  /** by pair: `de-fr` */
  readonly lines: OwnLines
  /** all that is wrong with all files, with file and line */
  readonly mistakes: readonly string[]
}

/** Reads the glossaries of a folder. One that is not there has none; what is not called `.csv` is left alone. */
export async function readGlossaries(folder: string): Promise<OwnGlossary> {
  const files = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.toLowerCase().endsWith('.csv'))
        .toSorted()
    : []
  if (files.length === 0) return { lines: {}, mistakes: [] }
  // most newsrooms have none, and their commands need not wait for what reads them
  const { parseGlossary } = await import('./parse-glossary.ts')
  const read = files.map((file) => {
    const [, from, to] = FILE.exec(file) ?? []
    if (from === undefined || to === undefined || from === to)
      return { pair: file, terms: [], mistakes: [`${file}: is no pair of languages: a file is called like de-fr.csv`] }
    return { pair: `${from}-${to}`, ...parseGlossary(readFileSync(join(folder, file), 'utf8'), file) }
  })
  const lines = read.filter(({ terms }) => terms.length > 0).map(({ pair, terms }) => [pair, terms] as const)
  return { lines: Object.fromEntries(lines), mistakes: read.flatMap(({ mistakes }) => mistakes) }
}
