import { folded } from '../guard/text/fold.ts'
import { type Token, tokensOf } from '../guard/text/tokens.ts'

/** The words of a name in the form in which they are looked for. */
export type Words = readonly string[]

const known = new Map<string, Words>()

/** The words and numbers of a text, lower case and without accents. A glossary's few thousand are worked out once. */
export function wordsOf(text: string): Words {
  const before = known.get(text)
  if (before) return before
  const words = wordTokens(text).map(({ text: word }) => folded(word))
  if (known.size > 20_000) known.clear()
  known.set(text, words)
  return words
}

export const wordTokens = (text: string): readonly Token[] => tokensOf(text).filter(({ kind }) => kind !== 'mark')

/** True for a word, or an inflected form of it: a short one is itself, a long one keeps all but its last two letters. Both folded. */
export function isFormOf(word: string | undefined, wish: string): boolean {
  if (word === undefined || wish.length < 5) return word === wish
  return word.startsWith(wish.slice(0, Math.max(4, wish.length - 2))) && word.length <= wish.length + 4
}

/** Where a name stands in a text, in any inflected form: each place, none inside another. */
export function placesOf(wish: string, text: string): readonly (readonly [start: number, end: number])[] {
  const [wanted, words] = [wordsOf(wish), wordTokens(text)]
  const found: (readonly [number, number])[] = []
  for (let at = 0; wanted.length > 0 && at + wanted.length <= words.length; at++) {
    if (!wanted.every((each, step) => isFormOf(words[at + step]?.key, each))) continue
    found.push([words[at]!.start, words[at + wanted.length - 1]!.end])
    at += wanted.length - 1
  }
  return found
}
