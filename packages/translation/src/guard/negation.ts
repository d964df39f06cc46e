import { type Finding, quoted } from './finding.ts'
import type { Reading } from './reading.ts'
import { NEGATIONS } from './text/negation-words.ts'
import type { Token } from './text/tokens.ts'

/**
 * One side denies something and the other has no denying word of any kind: neither `not` nor `without`, `refuse`, `impossible`.
 * Anything less clear is left alone: translators deny in many ways.
 */
export function negation(source: Reading, target: Reading): readonly Finding[] {
  const [ours] = denials(source)
  const [theirs] = denials(target)
  if (ours && !theirs && !deniesSoftly(target)) {
    const reason = `the source denies (${around(source, ours)}), the translation does not`
    return [{ rule: 'negation-lost', level: 'check', reason, source: [ours.start, ours.end] }]
  }
  if (!theirs || ours || deniesSoftly(source)) return []
  const reason = `the translation denies (${around(target, theirs)}), the source does not`
  return [{ rule: 'negation-added', level: 'check', reason, target: [theirs.start, theirs.end] }]
}

function denials({ tokens, language }: Reading): readonly Token[] {
  if (!language) return []
  const { clear, harmless } = NEGATIONS[language]
  return tokens.filter(({ kind, key }, at) => {
    if (kind !== 'word' || !clear.has(key)) return false
    if (key === 't' && tokens[at - 1]?.text !== "'" && tokens[at - 1]?.text !== '’') return false
    if (key === 'no' && tokens[at + 1]?.text === '.' && tokens[at + 2]?.kind === 'number') return false
    return !harmless.has(`${key} ${tokens[at + 1]?.key}`) && !harmless.has(`${tokens[at - 1]?.key} ${key}`)
  })
}

function deniesSoftly({ tokens, language }: Reading): boolean {
  if (!language) return true
  const { soft } = NEGATIONS[language]
  return tokens.some(({ kind, key }) => kind === 'word' && soft.has(key))
}

const around = ({ text }: Reading, { start, end }: Token) => quoted(text.slice(Math.max(0, start - 15), Math.min(text.length, end + 25)))
