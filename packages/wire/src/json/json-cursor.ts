import { Rejected } from '@depesche/article/model'
import type { JsonNode } from './json-node.ts'

/** A place in a JSON text that moves on as its tokens are taken. */
export interface JsonCursor {
  /** takes this character, if it is the next after white space */
  readonly takes: (char: string) => boolean
  /** takes a string; fails on anything else */
  readonly string: () => string
  /** takes a string, a number, `true`, `false` or `null` */
  readonly scalar: () => JsonNode
  readonly atEnd: () => boolean
  readonly line: () => number
  /** how many lone surrogates were replaced so far */
  readonly replaced: () => number
  readonly fail: (why: string) => never
}

const SPACE = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /(?:true|false|null)\b/y

/** A cursor at the beginning of the text. */
export function createCursor(text: string): JsonCursor {
  let at = 0
  let replaced = 0
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    at += found?.length ?? 0
    return found
  }
  const char = (): string | undefined => {
    match(SPACE)
    return text[at]
  }
  const fail = (why: string): never => {
    const before = text.slice(0, at).split('\n')
    const where = `line ${before.length}, column ${before.at(-1)!.length + 1}`
    const reason = at >= text.length ? 'it ends too early' : why
    throw new Rejected(
      'json-broken',
      `The JSON is broken or cut off (${where}: ${reason}).`,
      'Send the file again as the source wrote it.',
      before.length,
    )
  }
  const string = (): string => {
    if (char() !== '"') return fail('a string is expected')
    const end = endOfString(text, at)
    const decoded = end === undefined ? undefined : unescaped(text.slice(at, end))
    if (end === undefined || decoded === undefined) return fail('a string is not closed, or holds a character that must be escaped')
    at = end
    const whole = decoded.toWellFormed()
    if (whole !== decoded) replaced += loneIn(decoded)
    return whole
  }
  const scalar = (): JsonNode => {
    if (char() === '"') return { kind: 'text', text: string() }
    const word = match(WORD)
    if (word !== undefined) return { kind: 'word', text: word as 'true' }
    const number = match(NUMBER)
    return number === undefined || number === '' ? fail('a value is expected') : { kind: 'number', text: number }
  }
  const takes = (wanted: string): boolean => {
    const found = char() === wanted
    if (found) at++
    return found
  }
  return {
    takes,
    string,
    scalar,
    fail,
    atEnd: () => char() === undefined,
    line: () => text.slice(0, at).split('\n').length,
    replaced: () => replaced,
  }
}

/** After the closing quote: the first quote before which an even number of backslashes stands. */
function endOfString(text: string, from: number): number | undefined {
  for (let quote = text.indexOf('"', from + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0
    while (text[quote - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return quote + 1
  }
  return undefined
}

/** A string's token is JSON of its own. */
function unescaped(token: string): string | undefined {
  try {
    return JSON.parse(token) as string
  } catch {
    return undefined
  }
}

function loneIn(text: string): number {
  return text.match(/\p{Surrogate}/gu)?.length ?? 0
}
