import { decodeJson } from './decode-json.ts'

const MOST = 200

/**
 * The keys of the outermost object, or of the first object in an array, in lower case, with the values of those that are short
 * strings. Good enough to recognise a format, also in JSON that is broken further on. Never throws.
 *
 * @returns an empty map for anything that does not begin like a JSON object
 */
export function topLevelOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  const text = begins(bytes) ? decoded(bytes) : ''
  const keys = new Map<string, string>()
  let at = /^\s*(?:\[\s*)?\{/.exec(text)?.[0].length ?? text.length
  let depth = 1
  while (at < text.length && depth > 0 && keys.size < MOST) {
    const char = text[at]
    if (char === '"') {
      const end = endOf(text, at)
      const value = depth === 1 ? /^\s*:\s*("(?:[^"\\]|\\.){0,200}")?/s.exec(text.slice(end, end + 400)) : null
      if (value) keys.set(text.slice(at + 1, end - 1).toLowerCase(), value[1]?.slice(1, -1) ?? '')
      at = end
    } else {
      if (char === '{' || char === '[') depth++
      if (char === '}' || char === ']') depth--
      at++
    }
  }
  return keys
}

/** Cheap: most uploads are no JSON. */
function begins(bytes: Uint8Array): boolean {
  const head = [...bytes.subarray(0, 64)].filter((byte) => byte > 0x20 && byte < 0x80)
  return head[0] === 0x7b || head[0] === 0x5b
}

function decoded(bytes: Uint8Array): string {
  try {
    return decodeJson(bytes).text
  } catch {
    return ''
  }
}

function endOf(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}
