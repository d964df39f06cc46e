import { type Finding, quoted } from '../finding.ts'
import type { Reading } from '../reading.ts'
import type { Known } from '../text/language.ts'
import { type Votes, votesOf } from '../text/small-words.ts'
import { untranslated } from './untranslated.ts'

const NAMES: Readonly<Record<Known, string>> = { de: 'German', fr: 'French', it: 'Italian', en: 'English', es: 'Spanish' }
const NONE: Votes = { own: 0, shared: 0 }

/** The translation speaks another language than it should: its small words say so, and next to none speak for the right one. */
export function wrongLanguage(source: Reading, target: Reading): readonly Finding[] {
  if (!target.language || source.text === target.text || untranslated(source, target).length > 0) return []
  const votes = votesOf(target.tokens.filter(({ kind }) => kind === 'word').map(({ key }) => key))
  const right = votes.get(target.language) ?? NONE
  const [other] = [...votes].filter(([language]) => language !== target.language).sort((a, b) => b[1].shared - a[1].shared)
  if (!other || !outvotes(other[1], right)) return []
  const reason = `${quoted(target.text)} reads like ${NAMES[other[0]]}, not ${NAMES[target.language]}`
  return [{ rule: 'wrong-language', level: 'hold', reason, target: [0, target.text.length] }]
}

/** Three words of its own and three times the votes: names and a quoted title have fewer. */
function outvotes(other: Votes, right: Votes): boolean {
  return other.own >= Math.max(3, right.own * 4) && other.shared >= Math.max(3.5, right.shared * 2.5)
}
