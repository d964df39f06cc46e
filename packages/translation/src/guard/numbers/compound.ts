import type { Known } from '../text/language.ts'
import { numberWords } from './number-words.ts'

const HUNDRED: Readonly<Record<Known, string>> = { de: 'hundert', fr: 'cent', it: 'cento', en: 'hundred', es: 'cien' }

/** `zweihundertfünfzig`, `duecentocinquanta`, `tremila`, `fünfzehnhundert`: one word of several numbers. */
export function compound(word: string, language: Known): number | undefined {
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
