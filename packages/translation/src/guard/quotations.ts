import { type Finding, quoted } from './finding.ts'
import type { Reading } from './reading.ts'
import { stemsOf } from './text/stems.ts'

interface Quotation {
  readonly start: number
  readonly end: number
}

const OPEN_OR_CLOSE = /["«»„“”‹›]/g
const LONG = 5
/** Single marks and dashes quote too, and cannot be told from apostrophes and asides: then nothing is said. */
const SINGLE = /(?:^|[\s(])['‘‚`]{1,2}\p{L}|^[–—-]\s/u

/** Words in which somebody speaks of himself or of us: without quotation marks that somebody would be the newsroom. */
const SELF = stemsOf(
  'ich$ wir$ uns$ unser mich$ mein$ meine$ je$ j$ nous$ notre$ nos$ moi$ mon$ ma$ io$ noi$ nostr mio$ mia$ we$ our$ us$ i$ my$ nosotros nuestr yo$ mi$ *iamo *mos',
)

/**
 * Direct speech that stands without quotation marks, words that are quoted only in the translation, and marks that no longer
 * close. Indirect speech for a quotation is a translator's right, and titles in quotation marks come and go: neither is counted.
 */
export function quotations(source: Reading, target: Reading): readonly Finding[] {
  if (SINGLE.test(source.text) || SINGLE.test(target.text)) return []
  const [ours, theirs] = [marks(source.text), marks(target.text)]
  if (ours % 2 === 0 && ours > 0 && theirs === 0 && speaks(source) && speaks(target))
    return longest(
      source,
      'quotation-lost',
      'is quoted in the source, and direct speech without quotation marks in the translation',
      'source',
    )
  if (theirs % 2 === 0 && theirs > 0 && ours === 0)
    return longest(target, 'quotation-extra', 'stands in quotation marks in the translation only', 'target')
  if (ours % 2 === 0 && ours > 0 && theirs % 2 === 1)
    return [
      {
        rule: 'quotation-open',
        level: 'check',
        reason: 'a quotation mark of the translation has no partner',
        target: [0, target.text.length],
      },
    ]
  return []
}

const speaks = ({ tokens }: Reading) => tokens.some(({ kind, key }) => kind === 'word' && SELF.has(key))

const marks = (text: string) => text.match(OPEN_OR_CLOSE)?.length ?? 0

function longest({ text, tokens }: Reading, rule: string, what: string, side: 'source' | 'target'): readonly Finding[] {
  const words = tokens.filter(({ kind }) => kind === 'word')
  const found = between(text).find(({ start, end }) => words.filter((word) => word.start > start && word.end < end).length >= LONG)
  if (!found) return []
  const span = [found.start, found.end] as const
  return [{ rule, level: 'check', reason: `${quoted(text.slice(...span))} ${what}`, [side]: span }]
}

/** From each odd quotation mark to the next. */
function between(text: string): readonly Quotation[] {
  const at = [...text.matchAll(OPEN_OR_CLOSE)].map(({ index }) => index)
  return at.flatMap((start, index) => (index % 2 === 0 && at[index + 1] !== undefined ? [{ start, end: (at[index + 1] ?? 0) + 1 }] : []))
}
