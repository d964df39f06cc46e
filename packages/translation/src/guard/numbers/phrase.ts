import type { Known } from '../text/language.ts'
import type { Token } from '../text/tokens.ts'
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
const HUNDRED: Readonly<Record<Known, string>> = { de: 'hundert', fr: 'cent', it: 'cento', en: 'hundred', es: 'cien' }
const HUNDREDS: Readonly<Record<Known, ReadonlySet<string>>> = {
  de: new Set(['hundert']),
  fr: new Set(['cent', 'cents']),
  it: new Set(['cento']),
  en: new Set(['hundred']),
  es: new Set(['cien', 'ciento']),
}

/** The number in words that begins at `tokens[at]`; looks at a bounded number of words. */
export function phraseAt(tokens: readonly Token[], at: number, language: Known): Phrase | undefined {
  let total = 0
  let current: number | undefined
  let next = at
  let scaled = false
  for (let step = 0; step < 6; step++) {
    const simple = simpleAt(tokens, next, language)
    const word = wordAt(tokens, next)
    const scale = word === undefined ? undefined : HUNDREDS[language].has(word) ? 100 : scaleOf(word, language)
    if (scale !== undefined && (current !== undefined || scale <= 1000)) {
      const base = (current ?? 1) * scale
      scaled = true
      if (scale === 100) current = base
      else {
        total = scale > total && total > 0 && current === undefined ? total * scale : total + base
        current = undefined
      }
      next++
    } else if (simple && (current === undefined || (current % 100 === 0 && current > 0 && simple.value < 100))) {
      current = (current ?? 0) + simple.value
      next = simple.next
    } else if (scale !== undefined && total >= 1000) {
      total *= scale
      next++
    } else break
  }
  if (next === at) return undefined
  const value = total + (current ?? 0)
  const lone = next === at + 1 ? tokens[at]?.key : undefined
  const bare = scaled && next === at + 1 && (value === 100 || value === 1000)
  return { value, next, vague: value < 3 || bare || (lone !== undefined && VAGUE[language].has(lone)) }
}

/** The word at an index, when only a space or a hyphen parts it from what stands before. */
function wordAt(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at]
  return token?.kind === 'word' ? token.key : undefined
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

/** `zweihundertfünfzig`, `duecentocinquanta`, `tremila`, `fünfzehnhundert`: one word of several numbers. */
function compound(word: string, language: Known): number | undefined {
  if (language !== 'de' && language !== 'it') return undefined
  if (word.length > 40) return undefined
  return split(word, language === 'de' ? ['tausend'] : ['mila', 'mille'], 1000, language) ?? split(word, [HUNDRED[language]], 100, language)
}

function split(word: string, marks: readonly string[], factor: number, language: Known): number | undefined {
  for (const mark of marks) {
    const at = word.indexOf(mark)
    if (at < 0) continue
    const left = at === 0 ? 1 : part(word.slice(0, at), language)
    const rest = word.slice(at + mark.length).replace(/^und/, '')
    const right = rest === '' ? 0 : part(rest, language)
    if (left !== undefined && right !== undefined && right < factor && word !== mark) return left * factor + right
  }
  return undefined
}

function part(word: string, language: Known): number | undefined {
  return numberWords[language].get(word) ?? compound(word, language)
}
