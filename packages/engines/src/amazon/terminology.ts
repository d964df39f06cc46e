import { createHash } from 'node:crypto'
import type { Glossary } from '@depesche/translation/glossary/glossary'
import { wishOf } from '@depesche/translation/glossary/term'
import type { Terms } from './client.ts'
import { amazonCode } from './languages.ts'

/** A glossary as a custom terminology of the service: docs.aws.amazon.com/translate/latest/dg/creating-custom-terminology.html */
export interface Terminology extends Terms {
  /** `depesche-de-fr-0a1b2c3d4e5f`: with a hash of the content, so that whoever has the glossary knows it */
  readonly name: string
  /** CSV: the two codes, then a term and its translation a line */
  readonly csv: string
  readonly terms: number
}

/** Of a term or its translation, and of a file, in bytes: docs.aws.amazon.com/translate/latest/dg/what-is-limits.html */
const MAX_TERM_BYTES = 200
export const MAX_FILE_BYTES = 10 * 1024 * 1024

const made = new WeakMap<Glossary, Map<string, Terminology | undefined>>()

/** The terminology of a direction; `undefined`: the service does not take it, or there are no terms. Worked out once. */
export function terminologyOf(glossary: Glossary, from: string, to: string): Terminology | undefined {
  const byPair = made.get(glossary) ?? new Map<string, Terminology | undefined>()
  made.set(glossary, byPair)
  const codes = codesOf(from, to)
  if (codes === undefined) return undefined
  const pair = codes.join('-')
  if (!byPair.has(pair)) byPair.set(pair, terminology(glossary, codes))
  return byPair.get(pair)
}

/** Only plain languages: whether `fr-CA` takes the terms of `fr` is not documented. */
function codesOf(from: string, to: string): readonly [string, string] | undefined {
  const [source, target] = [amazonCode(from), amazonCode(to)]
  return source && target && /^[a-z]+$/.test(source + target) ? [source, target] : undefined
}

function terminology({ terms }: Glossary, [from, to]: readonly [string, string]): Terminology | undefined {
  const fits = (text: string) => Buffer.byteLength(text) <= MAX_TERM_BYTES
  const pairs = terms.flatMap((term) => {
    const wish = wishOf(term)
    // the service looks at no neighbours: it would take `Bundesrat Muster` for the body
    const isPlain = !term.body && !term.unless
    return wish !== undefined && isPlain && fits(term.term) && fits(wish) ? [[term.term, wish] as const] : []
  })
  if (pairs.length === 0) return undefined
  const csv = [[from, to] as const, ...pairs].map((cells) => cells.map(cell).join(',')).join('\n')
  const name = `${prefixOf(from, to)}${createHash('sha256').update(csv).digest('hex').slice(0, 12)}`
  const wishes = new Map<string, string>(pairs)
  return { name, csv, terms: pairs.length, has: (text, wish) => wishes.get(text) === wish }
}

/** How the names of all our terminologies of a direction begin. */
export const prefixOf = (from: string, to: string): string => `depesche-${from}-${to}-`

const cell = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
