import { folded } from './fold.ts'

/** A word (letters only), a number as it is written, or one other character that is not a space. */
export interface Token {
  readonly kind: 'word' | 'number' | 'mark'
  readonly text: string
  /** lower case, without accents */
  readonly key: string
  readonly start: number
  readonly end: number
  /** true: no space before it */
  readonly tight: boolean
  /** true: it may stand at the beginning of a sentence, so its capital says nothing */
  readonly first: boolean
}

const SPACED = /\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)?/y
const DIGITS = /\d+(?:[.,'’]\d+)*/y
const WORD = /\p{L}[\p{L}\p{M}]*/uy
const OTHER = /\S/uy
const ENDS = new Set('.!?:;…«»„“”"‹›–—-•/|('.split(''))

/** The tokens of a text in reading order, each character looked at a bounded number of times. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const token = tokenAt(text, at, tokens.at(-1))
    if (token) tokens.push(token)
    at = token?.end ?? at + 1
  }
  return tokens
}

function tokenAt(text: string, at: number, before: Token | undefined): Token | undefined {
  const found = match(SPACED, text, at) ?? match(DIGITS, text, at)
  if (found !== undefined) return token('number', found, at, before)
  const word = match(WORD, text, at)
  if (word !== undefined) return token('word', word, at, before)
  const mark = match(OTHER, text, at)
  return mark === undefined ? undefined : token('mark', mark, at, before)
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

function token(kind: Token['kind'], text: string, start: number, before: Token | undefined): Token {
  const first = before === undefined || (before.kind === 'mark' && ENDS.has(before.text))
  return {
    kind,
    text,
    key: kind === 'word' ? folded(text) : text,
    start,
    end: start + text.length,
    tight: before?.end === start,
    first,
  }
}
