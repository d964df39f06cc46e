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
  if (ours && !theirs && !deniesAtAll(target)) {
    const reason = `the source denies (${around(source, ours)}), the translation does not`
    return [{ rule: 'negation-lost', level: 'check', reason, source: [ours.start, ours.end] }]
  }
  if (!theirs || ours || deniesAtAll(source)) return []
  const reason = `the translation denies (${around(target, theirs)}), the source does not`
  return [{ rule: 'negation-added', level: 'check', reason, target: [theirs.start, theirs.end] }]
}

function denials({ tokens, language }: Reading): readonly Token[] {
  if (!language) return []
  const { clear, harmless, mild } = NEGATIONS[language]
  return tokens.filter(({ kind, key }, at) => {
    if (kind !== 'word' || !clear.has(key)) return false
    if (key === 't' && tokens[at - 1]?.text !== "'" && tokens[at - 1]?.text !== '’') return false
    if (key === 'no' && tokens[at + 1]?.text === '.' && tokens[at + 2]?.kind === 'number') return false
    if (tokens.slice(at + 1, at + 4).some((next) => mild.has(next.key)) || (language === 'fr' && mild.has(tokens[at - 1]?.key ?? '')))
      return false
    if (language === 'fr' && !hasNe(tokens, at)) return false
    return !harmless.has(`${key} ${tokens[at + 1]?.key}`) && !harmless.has(`${tokens[at - 1]?.key} ${key}`)
  })
}

/** Any word that denies, harmless ones and `without`, `refuse`, `impossible` too. */
function deniesAtAll({ tokens, language }: Reading): boolean {
  if (!language) return true
  const { clear, soft } = NEGATIONS[language]
  return tokens.some(({ kind, key }) => kind === 'word' && (clear.has(key) || soft.has(key)))
}

/** French says `ne` beside what denies; without it `personne` is a person and `pas` a step. */
function hasNe(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(Math.max(0, at - 7), at + 6).some(({ key }) => key === 'ne' || key === 'n')
}

const around = ({ text }: Reading, { start, end }: Token) => quoted(text.slice(Math.max(0, start - 15), Math.min(text.length, end + 25)))
