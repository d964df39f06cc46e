import type { Term } from '@depesche/translation/glossary/term'
import { CsvError, parse } from 'csv-parse/sync'

/** Of a term or a translation, in bytes of UTF-8: Amazon Translate takes no more, docs.aws.amazon.com/translate/latest/dg/what-is-limits.html */
export const MAX_TERM_BYTES = 200
/** Of one file: more is no glossary of a newsroom, and each passage is compared with all of it. */
export const MAX_LINES = 5_000

const COLUMNS = ['term', 'translation', 'rule'] as const
type Column = (typeof COLUMNS)[number]
const RULES = ['translate', 'keep', 'forbid'] as const

/** A glossary's lines, or all that is wrong with it. */
export interface ParsedGlossary {
  readonly terms: readonly Term[]
  /** each with file and line: `de-fr.csv:7: …` */
  readonly mistakes: readonly string[]
}

interface Line {
  readonly number: number
  readonly cells: readonly string[]
}

/**
 * Reads a glossary of one pair of languages: CSV (RFC 4180) with the columns `term`, `translation` and `rule`, parted by commas or, as a
 * Swiss Excel writes it, by semicolons. `rule` is `translate` (also when it is left out), `keep` or `forbid`. Lines that begin with `#`
 * are comments. All mistakes are told at once; `file` is its name, for them.
 */
export function parseGlossary(text: string, file: string): ParsedGlossary {
  const lines = linesOf(text)
  if (typeof lines === 'string') return { terms: [], mistakes: [`${file}: ${lines}`] }
  const [head, ...rest] = lines
  const columns = (head?.cells ?? []).map((cell) => cell.trim().toLowerCase())
  const wrong = headMistake(columns)
  if (wrong !== undefined) return { terms: [], mistakes: [`${file}:${head?.number ?? 1}: ${wrong}`] }
  if (rest.length > MAX_LINES) return { terms: [], mistakes: [`${file}: ${rest.length} lines; a glossary has at most ${MAX_LINES}`] }
  const cellOf = ({ cells }: Line, column: Column) => (cells[columns.indexOf(column)] ?? '').trim().normalize('NFC')
  const read = rest.map((line) => ({ line, parsed: lineOf((column) => cellOf(line, column), line.cells.length, columns.length) }))
  const terms = read.flatMap(({ parsed, line }) => (typeof parsed === 'string' ? [] : [{ term: parsed, number: line.number }]))
  const mistakes = [
    ...read.flatMap(({ parsed, line }) => (typeof parsed === 'string' ? [{ number: line.number, says: parsed }] : [])),
    ...contradictions(terms),
  ]
  const told = mistakes.toSorted((a, b) => a.number - b.number).map(({ number, says }) => `${file}:${number}: ${says}`)
  return { terms: unique(terms.map(({ term }) => term)), mistakes: told }
}

function linesOf(text: string): readonly Line[] | string {
  const head = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== '' && !/^\ufeff?#/.test(line)) ?? ''
  const options = { bom: true, comment: '#', comment_no_infix: true, info: true, relax_column_count: true, skip_empty_lines: true } as const
  try {
    const records: unknown = parse(text, { ...options, delimiter: head.includes(';') ? ';' : ',' })
    // with "info" it answers this, which its types do not say
    return (records as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[])
      .map(({ record, info }) => ({ cells: record, number: info.lines }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return error.message
  }
}

function headMistake(columns: readonly string[]): string | undefined {
  const unknown = columns.filter((column) => !(COLUMNS as readonly string[]).includes(column))
  if (columns.length > 0 && unknown.length === 0 && columns.includes('term') && new Set(columns).size === columns.length) return undefined
  return `the first line must be "term,translation,rule" (rule may be left out), not "${columns.join(',')}"`
}

/** A line's term, or what is wrong with it. */
function lineOf(cell: (column: Column) => string, cells: number, columns: number): Term | string {
  const [term, translation, rule] = [cell('term'), cell('translation'), cell('rule').toLowerCase() || 'translate']
  const kind = RULES.find((each) => each === rule)
  if (cells > columns) return `${cells} cells where the first line has ${columns}: put what has a comma or semicolon in quotation marks`
  if (kind === undefined) return `"${rule}" is no rule: it is translate, keep or forbid`
  for (const [name, text] of [
    ['term', term],
    ['translation', translation],
  ] as const) {
    if (Buffer.byteLength(text) > MAX_TERM_BYTES) return `the ${name} has ${Buffer.byteLength(text)} bytes; it may have ${MAX_TERM_BYTES}`
    if (/\p{Cc}/u.test(text)) return `the ${name} has a line break or another control character`
  }
  if (term === '') return 'the term is empty'
  if (!/\p{L}/u.test(term)) return `"${term}" has no letter`
  if (kind === 'translate' && translation === '') return `"${term}" has no translation: give one, or the rule keep`
  if (kind === 'keep' && translation !== '' && translation !== term) return `"${term}" is kept as it is: it needs no translation`
  return { term, ...(translation !== '' && kind !== 'keep' ? { translation } : {}), kind }
}

interface Numbered {
  readonly term: Term
  readonly number: number
}

/** What is forbidden are words of the other language: they may be terms as well. */
const nameOf = ({ term, kind }: Term) => JSON.stringify([kind === 'forbid', term])

function contradictions(terms: readonly Numbered[]): readonly { readonly number: number; readonly says: string }[] {
  const first = new Map<string, Numbered>()
  return terms.flatMap((each) => {
    const before = first.get(nameOf(each.term))
    if (before === undefined) first.set(nameOf(each.term), each)
    if (before === undefined || JSON.stringify(before.term) === JSON.stringify(each.term)) return []
    return [{ number: each.number, says: `"${each.term.term}" stands in line ${before.number} already, and says something else there` }]
  })
}

const unique = (terms: readonly Term[]) => [...new Map(terms.map((term) => [nameOf(term), term])).values()]
