import { type Finding, quoted } from '../finding.ts'
import type { Reading } from '../reading.ts'
import type { Known } from '../text/language.ts'
import { votesOf } from '../text/small-words.ts'
import { untranslated } from './untranslated.ts'

const NAMES: Readonly<Record<Known, string>> = { de: 'German', fr: 'French', it: 'Italian', en: 'English', es: 'Spanish' }
const ENOUGH = 4

/** The translation speaks another language than it should: its small words say so, and next to none speak for the right one. */
export function wrongLanguage(source: Reading, target: Reading): readonly Finding[] {
  if (!target.language || untranslated(source, target).length > 0) return []
  const votes = votesOf(target.tokens.filter(({ kind }) => kind === 'word').map(({ key }) => key))
  const right = votes.get(target.language) ?? 0
  const [other] = [...votes].filter(([language]) => language !== target.language).sort((a, b) => b[1] - a[1])
  if (!other || other[1] < ENOUGH || other[1] < right * 4) return []
  const reason = `${quoted(target.text)} reads like ${NAMES[other[0]]}, not ${NAMES[target.language]}`
  return [{ rule: 'wrong-language', level: 'hold', reason, target: [0, target.text.length] }]
}
