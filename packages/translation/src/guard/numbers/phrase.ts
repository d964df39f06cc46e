import type { Known } from '../text/language.ts'
import type { Token } from '../text/tokens.ts'
import { compound } from './compound.ts'
import { numberWords } from './number-words.ts'
import { scaleOf } from './scales.ts'

/** A number in words and the index after its last word. */
export interface Phrase {
  readonly value: number
  readonly next: number
  /** true: nothing but words that also mean something else (`ein`, `neuf`, `sei`, a bare hundred) */
  readonly vague: boolean
}

const LONGEST = 4
/** Words that are articles, verbs or adjectives as often as numbers. */
const VAGUE: Readonly<Record<Known, ReadonlySet<string>>> = {
  de: new Set(['acht', 'elf', 'null']),
  fr: new Set(['neuf', 'zero']),
  it: new Set(['sei', 'zero']),
  en: new Set(['zero']),
  es: new Set(['once', 'cero']),
}
const HUNDREDS: Readonly<Record<Known, ReadonlySet<string>>> = {
  de: new Set(['hundert']),
  fr: new Set(['cent', 'cents']),
  it: new Set(['cento']),
  en: new Set(['hundred']),
  es: new Set(['cien', 'ciento']),
}

interface State {
  /** thousands and more, done */
  readonly total: number
  /** below a thousand, as far as it goes */
  readonly current: number | undefined
  readonly next: number
  readonly scaled: boolean
}

const MOST_WORDS = 6

/** The number in words that begins at `tokens[at]`; looks at a bounded number of words. */
export function phraseAt(tokens: readonly Token[], at: number, language: Known): Phrase | undefined {
  let state: State = { total: 0, current: undefined, next: at, scaled: false }
  for (let count = 0; count < MOST_WORDS; count++) {
    const further = step(tokens, state, language)
    if (!further) break
    state = further
  }
  const { total, current, next, scaled } = state
  if (next === at) return undefined
  const value = total + (current ?? 0)
  const lone = next === at + 1
  const bare = lone && scaled && (value === 100 || value === 1000)
  return { value, next, vague: value < 3 || bare || (lone && VAGUE[language].has(tokens[at]?.key ?? '')) }
}

function step(tokens: readonly Token[], state: State, language: Known): State | undefined {
  const token = tokens[state.next]
  if (token?.kind !== 'word') return undefined
  const scale = HUNDREDS[language].has(token.key) ? 100 : scaleOf(token.key, language)
  return scale === undefined ? added(tokens, state, language) : multiplied(state, scale)
}

/** `trois` `cents`, `cent` `mille`, `mil` `millones`. */
function multiplied({ total, current, next }: State, scale: number): State | undefined {
  if (current === undefined && scale > 1000)
    return total >= 1000 ? { total: total * scale, current, next: next + 1, scaled: true } : undefined
  const base = (current ?? 1) * scale
  return scale === 100
    ? { total, current: base, next: next + 1, scaled: true }
    : { total: total + base, current: undefined, next: next + 1, scaled: true }
}

/** `cent` `vingt`, `zwanzig` alone, but not `zwei` `drei`. */
function added(tokens: readonly Token[], state: State, language: Known): State | undefined {
  const simple = simpleAt(tokens, state.next, language)
  const { current } = state
  if (!simple || (current !== undefined && (current === 0 || current % 100 !== 0 || simple.value >= 100))) return undefined
  return { ...state, current: (current ?? 0) + simple.value, next: simple.next }
}

function simpleAt(tokens: readonly Token[], at: number, language: Known): { readonly value: number; readonly next: number } | undefined {
  const words: string[] = []
  let best: { readonly value: number; readonly next: number } | undefined
  for (let next = at; words.length < LONGEST; next++) {
    const token = tokens[next]
    if (token?.kind === 'mark' && token.text === '-' && token.tight && words.length > 0) continue
    if (token?.kind !== 'word') break
    words.push(token.key)
    const value = numberWords[language].get(words.join(' ')) ?? (words.length === 1 ? compound(token.key, language) : undefined)
    if (value !== undefined) best = { value, next: next + 1 }
  }
  return best
}
