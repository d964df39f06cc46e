import { franc } from 'franc-min'
import { clearVotes, votes } from './function-words.ts'

// franc-min 6.2.0: 103 KB of data, loaded in about 20 ms and 7 MB; no `engines`, so nothing to warn of on an old Node.
// Measured against tinyld (591 KB, 270 ms; its light part fails on an option we need) and eld/extrasmall (954 KB, 365 ms),
// all on short Swiss texts: none of the three knows Romansh, eld calls a German headline Dutch and another Swedish, tinyld
// calls a list of towns French. So function words decide, and franc is the second witness where they are few.
const CODES: Readonly<Record<string, string>> = { deu: 'de', fra: 'fr', ita: 'it', eng: 'en', spa: 'es' }
const MIN_LENGTH = 24
const MAX_LENGTH = 20_000

export interface Detected {
  readonly language: string
  /** running text of that language; false: a guess from a few words */
  readonly confident: boolean
  readonly words: number
  /** whether a second language speaks in it too */
  readonly isMixed: () => boolean
}

/** The language of a text (de, fr, it, en, es, rm), or `undefined` where nothing speaks for one. */
export function detectLanguage(text: string): Detected | undefined {
  const words = text.slice(0, MAX_LENGTH).match(/\p{L}+/gu) ?? []
  const [first, second] = votes(words)
  const lead = first?.[1] ?? 0
  const clear = first && lead >= 3 && lead / words.length >= 0.12 && lead >= 1.5 * (second?.[1] ?? 0)
  if (clear) return { language: first[0], confident: true, words: words.length, isMixed: () => isMixed(words) }
  const guess = CODES[franc(text.slice(0, MAX_LENGTH), { only: Object.keys(CODES), minLength: MIN_LENGTH })]
  const agreed = first && lead >= 1 && (first[0] === guess || lead >= 2 * (second?.[1] ?? 0))
  return agreed ? { language: first[0], confident: false, words: words.length, isMixed: () => isMixed(words) } : undefined
}

function isMixed(words: readonly string[]): boolean {
  const [first, second] = clearVotes(words)
  return (second?.[1] ?? 0) >= Math.max(5, 0.35 * (first?.[1] ?? 0))
}
