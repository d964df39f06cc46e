import { type Finding, quoted } from '../finding.ts'
import type { Reading } from '../reading.ts'
import type { Token } from '../text/tokens.ts'
import { ACRONYMS } from './place-names.ts'

const groups = new Map<string, number>()
for (const [group, line] of ACRONYMS.trim().split('\n').entries()) for (const form of line.split(' ')) groups.set(form, group)

/** A party or body that became another: UDF for UDC. Letters that no list knows are compared when both sides keep them. */
export function acronyms(source: Reading, target: Reading): readonly Finding[] {
  const [ours, theirs] = [known(source), known(target)]
  const missing = ours.find(({ text }) => theirs.every((other) => groups.get(other.text) !== groups.get(text)))
  const extra = theirs.find(({ text }) => ours.every((other) => groups.get(other.text) !== groups.get(text)))
  if (!missing || !extra) return []
  const reason = `the source says ${quoted(missing.text)}, the translation ${quoted(extra.text)}`
  return [{ rule: 'party-changed', level: 'check', reason, source: [missing.start, missing.end], target: [extra.start, extra.end] }]
}

const known = ({ tokens }: Reading): readonly Token[] => tokens.filter(({ kind, text }) => kind === 'word' && groups.has(text))
