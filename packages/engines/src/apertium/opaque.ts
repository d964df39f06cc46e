import type { Run } from '@depesche/translation/marks'

/** A run as Apertium gets it; opaque text is passed through untranslated. */
export interface StreamRun extends Run {
  readonly opaque?: boolean
}

const PATH = String.raw`[^\s<>"”»]*[^\s<>"”».,;:!?)\]]`
const TOP = 'ch|com|org|net|eu|de|fr|it|es|at|li|info|gov|edu|uk'
const ADDRESS = [
  String.raw`https?:\/\/${PATH}`,
  String.raw`[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+`,
  String.raw`(?<![\w.@\-])(?:[\w\-]+\.)+(?:${TOP})(?:\/${PATH})?(?![\w\-])`,
  String.raw`(?<![\p{L}\p{N}])[#@][\p{L}\p{N}_]+`,
].join('|')

const MONEY = 'CHF|EUR|USD|GBP|[€$£¥]'
const SPACE = String.raw`[ \u00a0\u202f]`
const DIGITS = String.raw`(?:\d{1,3}(?:${SPACE}\d{3})+(?:[.,]\d+)?|\d+(?:[.,:'’\/–-]\d+)*)`
const UNIT = String.raw`${SPACE}?(?:%|‰|°[CF]?|${MONEY}|k?m\/h|[kcm]?m[²³]?|[kMGT]?Wh?|kg|hl|ha)(?![\p{L}\p{N}])`
const NUMBER = String.raw`(?<![\p{L}\p{N}.,])(?:(?:${MONEY})${SPACE}?)?[+−-]?${DIGITS}(?![\p{L}\p{N}])(?:${UNIT})?|(?<![\p{L}\p{N}.,])[+−-]?\d+${UNIT}`

const OPAQUE = new RegExp(`${ADDRESS}|${NUMBER}`, 'gu')
const BARE_NUMBER = /^[+−-]?\d+$/

/**
 * Cuts out what must come back byte for byte: URLs, addresses, handles, and numbers with their unit or with a separator
 * (it→es drops the `%` of `3,5%`, es→ca makes `15.00` of 15:00). Plain whole numbers stay: grammar counts with them.
 */
export function withOpaque(runs: readonly Run[]): readonly StreamRun[] {
  return runs.flatMap(({ text, id }) => {
    const out: StreamRun[] = []
    let at = 0
    for (const match of text.matchAll(OPAQUE)) {
      if (BARE_NUMBER.test(match[0])) continue
      if (match.index > at) out.push({ text: text.slice(at, match.index), id })
      out.push({ text: match[0], id, opaque: true })
      at = match.index + match[0].length
    }
    return at < text.length ? [...out, { text: text.slice(at), id }] : out
  })
}
