/** Every mark that opens or closes a quotation in some language; `"` does either. */
const MARKS = /[«»“”„"]/

type Quotes = readonly [outer: readonly [string, string], inner: readonly [string, string]]

interface Found {
  /** of the text that it stands in */
  readonly part: number
  readonly at: number
  /** spaces inside the mark are of the language's own typography and go with it */
  readonly length: number
  readonly opens: boolean
}

/**
 * Texts that stand one after the other, with their quotations in the target's marks. Only when every mark has its partner, at most one
 * inside another, does anything change: half a quotation, inches or a stray mark stay as they are.
 */
export function quoted(texts: readonly string[], quotes: Quotes): readonly string[] {
  const found = texts.flatMap((text, part) => marksIn(text, part))
  const depths = depthsOf(found)
  if (depths === undefined) return texts
  return texts.map((text, part) => {
    let [out, from] = ['', 0]
    for (const [index, mark] of found.entries()) {
      if (mark.part !== part) continue
      const pair = quotes[depths[index]!]!
      out += text.slice(from, mark.at) + (mark.opens ? pair[0] : pair[1])
      from = mark.at + mark.length
    }
    return out + text.slice(from)
  })
}

function marksIn(text: string, part: number): readonly Found[] {
  const found: Found[] = []
  for (let at = 0; at < text.length; at++) {
    if (!MARKS.test(text[at]!)) continue
    const opens = isOpening(text, at)
    const before = opens ? 0 : /[\u00a0\u202f ]*$/.exec(text.slice(Math.max(0, at - 2), at))![0].length
    const behind = opens ? /^[\u00a0\u202f ]*/.exec(text.slice(at + 1, at + 3))![0].length : 0
    const inside = text[at] === '«' || text[at] === '»' ? before + behind : 0
    found.push({ part, at: opens ? at : at - inside, length: 1 + inside, opens })
  }
  return found
}

/** `"` opens before a letter at the start or after a space or bracket; `“` closes in German what `„` has opened. */
function isOpening(text: string, at: number): boolean {
  const mark = text[at]!
  if (mark === '«' || mark === '„') return true
  if (mark === '»' || mark === '”') return false
  return /(?:^|[\s([’'«„“-])$/u.test(text.slice(Math.max(0, at - 1), at)) && /^\S/u.test(text.slice(at + 1, at + 2))
}

/** How deep each mark stands, from 0; `undefined`: they do not pair, or stand more than two deep. */
function depthsOf(found: readonly Found[]): readonly (0 | 1)[] | undefined {
  let depth = 0
  const depths: (0 | 1)[] = []
  for (const { opens } of found) {
    if (!opens) depth--
    if (depth < 0 || depth > 1) return undefined
    depths.push(depth as 0 | 1)
    if (opens) depth++
  }
  return depth === 0 ? depths : undefined
}
