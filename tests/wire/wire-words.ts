import type { Draft, Note } from '@depesche/article/model'

/** A text in letters and the words that count in it: letters alone. Numbers, identifiers and codes with a digit are none. */
export function wordsIn(text: string): readonly string[] {
  return (text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter((word) => !/\p{N}/u.test(word))
}

/** How often each word stands in the texts. */
export function countWords(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of texts.flatMap(wordsIn)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** The words that the source has more often than what was made of it. */
export function lostWords(source: readonly string[], carried: readonly string[]): readonly string[] {
  const there = countWords(carried)
  return [...countWords(source)].filter(([word, count]) => count > (there.get(word) ?? 0)).map(([word]) => word)
}

/** Every text in a draft. A block is one: its runs part words (`H`, `2`, `O`). */
export function textsOf(value: Draft): readonly string[] {
  const texts: string[] = []
  const walk = (one: unknown): void => {
    if (typeof one === 'string') texts.push(one)
    else if (Array.isArray(one) && one.length > 0 && one.every(isSpan)) texts.push(one.map(({ text }) => text).join(''))
    else if (one !== null && typeof one === 'object') for (const inner of Object.values(one)) walk(inner)
  }
  walk(value)
  return texts
}

function isSpan(one: unknown): one is { readonly text: string } {
  return one !== null && typeof one === 'object' && 'text' in one && !('kind' in one)
}

/** Rules of Notes that quote what stands in the article; their words are no second copy. */
const QUOTES = new Set([
  'loose-text',
  'short-line',
  'name-spelt-two-ways',
  'sentence-broken',
  'headline-from-title',
  'headline-guessed',
  'kicker-guessed',
  'correction-without-identity',
  'kill-without-identity',
  'embargoed',
  'embargo-unreadable',
  'tagline',
])

/** The texts of Notes that carry what the article does not. */
export function carriedBy(notes: readonly Note[]): readonly string[] {
  return notes.flatMap(({ rule, text }) => (text === undefined || QUOTES.has(rule) ? [] : [text]))
}
