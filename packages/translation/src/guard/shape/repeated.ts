import { type Finding, quoted } from '../finding.ts'
import type { Reading } from '../reading.ts'
import type { Token } from '../text/tokens.ts'

const LONGEST = 12
const AGAIN = 9
/** Doubled in good copy: `nous nous`, `that that`, `die die`. */
const SHORT_DOUBLE = 5

/** Engines that stumble say a thing twice: words doubled at once, or nine words that come again. */
export function repeated(source: Reading, target: Reading): readonly Finding[] {
  const words = wordsOf(target)
  const found = doubled(words) ?? again(words)
  if (!found) return []
  const ours = wordsOf(source)
  if (doubled(ours) || again(ours)) return []
  const [start, end] = [found[0]?.start ?? 0, found.at(-1)?.end ?? 0]
  return [
    {
      rule: 'text-repeated',
      level: 'check',
      reason: `the translation says ${quoted(target.text.slice(start, end))} twice, the source does not`,
      target: [start, end],
    },
  ]
}

const wordsOf = ({ tokens }: Reading) => tokens.filter(({ kind }) => kind !== 'mark')

/** The first stretch of up to twelve words that is said again at once. */
function doubled(words: readonly Token[]): readonly Token[] | undefined {
  for (let size = 1; size <= LONGEST; size++) {
    let run = 0
    for (let at = 0; at + size < words.length; at++) {
      run = same(words[at], words[at + size], size) ? run + 1 : 0
      if (run >= size && (run >= size * 2 || telling(words.slice(at - size + 1, at + 1)))) return words.slice(at - size + 1, at + 1)
    }
  }
  return undefined
}

/** One word counts as doubled only when nothing but a space is between. */
function same(one: Token | undefined, next: Token | undefined, size: number): boolean {
  return one?.key === next?.key && (size > 1 || ((one?.end ?? 0) + 1 === next?.start && next.tight === false))
}

function telling(words: readonly Token[]): boolean {
  const letters = words.filter(({ kind }) => kind === 'word')
  if (words.length === 1) return letters.length === 1 && (letters[0]?.key.length ?? 0) > SHORT_DOUBLE
  return words.length >= 3 && letters.length >= 2
}

function again(words: readonly Token[]): readonly Token[] | undefined {
  const seen = new Set<string>()
  for (let at = 0; at + AGAIN <= words.length; at++) {
    const gram = words.slice(at, at + AGAIN)
    const key = gram.map((word) => word.key).join(' ')
    if (seen.has(key) && gram.filter(({ kind }) => kind === 'word').length >= 7) return gram
    seen.add(key)
  }
  return undefined
}
