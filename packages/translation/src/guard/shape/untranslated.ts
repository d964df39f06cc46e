import { type Finding, quoted } from '../finding.ts'
import type { Reading } from '../reading.ts'
import { smallWordOf } from '../text/small-words.ts'
import type { Token } from '../text/tokens.ts'

const RUN = 5

/**
 * Words of the source that stand in the translation as they were: five in a row with small words of the source's
 * language (names have none), or a whole short text with one.
 */
export function untranslated(source: Reading, target: Reading): readonly Finding[] {
  if (source.tag.split('-')[0] === target.tag.split('-')[0]) return []
  const ours = wordsOf(source)
  const theirs = wordsOf(target)
  const whole = theirs.length > 0 && keys(ours) === keys(theirs)
  if (whole && (small(theirs, source) >= 1 || lower(theirs) >= 3)) return [finding('hold', target, theirs)]
  const copied = whole ? [] : copiedRun(ours, theirs, source)
  return copied.length === 0 ? [] : [finding('check', target, copied)]
}

const wordsOf = ({ tokens }: Reading) => tokens.filter(({ kind }) => kind === 'word')
const keys = (words: readonly Token[]) => words.map(({ key }) => key).join(' ')
const small = (words: readonly Token[], { language }: Reading) =>
  words.filter(({ key }) => language && smallWordOf(key) === language).length
const lower = (words: readonly Token[]) => words.filter(({ text }) => text.length > 2 && text === text.toLowerCase()).length

function copiedRun(ours: readonly Token[], theirs: readonly Token[], source: Reading): readonly Token[] {
  const grams = new Set(ours.map((_, at) => keys(ours.slice(at, at + RUN))))
  for (let at = 0; at + RUN <= theirs.length; at++) {
    const run = theirs.slice(at, at + RUN)
    if (grams.has(keys(run)) && foreign(run, source)) return run
  }
  return []
}

/** Two small words of the source's language, or one among words that are no names. */
function foreign(run: readonly Token[], source: Reading): boolean {
  const count = small(run, source)
  return count >= 2 || (count === 1 && lower(run) >= RUN - 1)
}

function finding(level: 'hold' | 'check', target: Reading, words: readonly Token[]): Finding {
  const [start, end] = [words[0]?.start ?? 0, words.at(-1)?.end ?? 0]
  const reason = `${quoted(target.text.slice(start, end))} stands in the translation as it was in the source`
  return { rule: 'untranslated', level, reason, target: [start, end] }
}
