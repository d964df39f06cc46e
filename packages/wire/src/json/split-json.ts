import type { Part } from '../reader.ts'
import { decodeJson } from './decode-json.ts'

/**
 * The items of a list, or of JSON lines (one document a line, or one after another), each letter for letter as it stands, in UTF-8: numbers
 * and the order of keys stay. `undefined`: it holds one at most, or something else than objects, or the list has no end; reading says
 * why. One pass over the text.
 */
export function splitJson(bytes: Uint8Array): readonly Part[] | undefined {
  const { text } = decodeJson(bytes)
  const start = /^\s*/.exec(text)![0].length
  const slices = text[start] === '[' ? listed(text, start) : documents(text, start)
  if (slices === undefined || slices.length < 2) return undefined
  const encoder = new TextEncoder()
  return slices.map((slice, index) => ({ name: `item ${index + 1}`, bytes: encoder.encode(slice) }))
}

/** The objects of a list. */
function listed(text: string, start: number): readonly string[] | undefined {
  const slices: string[] = []
  let at = skipped(text, start + 1)
  while (text[at] === '{') {
    const end = endOfObject(text, at)
    if (end === undefined) return undefined
    slices.push(text.slice(at, end))
    at = skipped(text, end)
    if (text[at] === ',') at = skipped(text, at + 1)
    else break
  }
  return text[at] === ']' && skipped(text, at + 1) === text.length ? slices : undefined
}

/** Lines stand for themselves: a broken one breaks no other. */
function documents(text: string, start: number): readonly string[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length > 1 && lines.every((line) => /^\s*\{\s*"/.test(line) && /\}\s*$/.test(line))) return lines.map((line) => line.trim())
  const slices: string[] = []
  for (let at = start; text[at] === '{'; ) {
    const end = endOfObject(text, at)
    if (end === undefined) return undefined
    slices.push(text.slice(at, end))
    at = skipped(text, end)
    if (at === text.length) return slices
  }
  return undefined
}

function skipped(text: string, from: number): number {
  let at = from
  while (at < text.length && /\s/.test(text[at]!)) at++
  return at
}

/** Behind the brace that closes the one at `from`. */
function endOfObject(text: string, from: number): number | undefined {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const char = text[at]
    if (char === '"') {
      at++
      while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
    } else if (char === '{' || char === '[') depth++
    else if ((char === '}' || char === ']') && --depth === 0) return at + 1
  }
  return undefined
}
