import { type Finding, quoted } from '../finding.ts'
import type { Reading } from '../reading.ts'
import type { Known } from '../text/language.ts'

/** How much longer than English copy runs, from news text. */
const LENGTH: Readonly<Record<Known, number>> = { en: 1, es: 1.12, it: 1.13, de: 1.12, fr: 1.16 }

const LONG_ENOUGH = 60
const MUCH_SHORTER = 0.52
const CUT = 0.72
const MUCH_LONGER = 2

/** Nothing came, a piece is missing, or far too much came: by length, as that pair of languages has it. */
export function length(source: Reading, target: Reading): readonly Finding[] {
  const [ours, theirs] = [source.text.trim(), target.text.trim()]
  if (ours !== '' && theirs === '') return [{ rule: 'translation-empty', level: 'hold', reason: `${quoted(ours)} has no translation` }]
  if (ours.length < LONG_ENOUGH && theirs.length < LONG_ENOUGH * 1.5) return []
  const ratio = theirs.length / (Math.max(1, ours.length) * expected(source, target))
  const percent = Math.round(ratio * 100)
  if (ratio < MUCH_SHORTER || (ratio < CUT && ends(ours) && !ends(theirs)))
    return [finding('text-cut', `the translation is ${percent}% of the usual length: a piece may be missing`, target)]
  if (ratio < MUCH_LONGER) return []
  return [finding('text-long', `the translation is ${percent}% of the usual length: it may say more than the source`, target)]
}

function expected({ language: from }: Reading, { language: to }: Reading): number {
  return from && to ? LENGTH[to] / LENGTH[from] : 1
}

const ends = (text: string) => /[.!?…)"»“”’]$/.test(text)

const finding = (rule: string, reason: string, target: Reading): Finding => ({
  rule,
  level: 'check',
  reason,
  target: [0, target.text.length],
})
