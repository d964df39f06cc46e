/** How a score is made; the published chrF++ has the defaults. */
export interface ChrfOptions {
  /** the longest character n-grams; by default 6 */
  readonly characters?: number
  /** the longest word n-grams; by default 2: chrF++; 0: chrF */
  readonly words?: number
}

/** Recall weighs twice as much as precision. */
const BETA_SQUARED = 4

/**
 * chrF++ of a corpus (Popović 2017): how much a translation shares with a person's in n-grams of characters, without white space, and of
 * words, 0 to 100. Counted over all pairs together, as sacreBLEU 2 does by default (`nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no`).
 */
export function chrf(pairs: readonly (readonly [hypothesis: string, reference: string])[], options: ChrfOptions = {}): number {
  const { characters = 6, words = 2 } = options
  const counts = Array.from({ length: characters + words }, (): Count => ({ hypothesis: 0, reference: 0, match: 0 }))
  for (const [hypothesis, reference] of pairs) {
    const [ours, theirs] = [unitsOf(hypothesis), unitsOf(reference)]
    for (const [index, count] of counts.entries()) {
      const [kind, length] = index < characters ? (['characters', index + 1] as const) : (['words', index - characters + 1] as const)
      add(count, gramsOf(ours[kind], length), gramsOf(theirs[kind], length))
    }
  }
  return score(counts)
}

interface Count {
  hypothesis: number
  reference: number
  match: number
}

interface Units {
  readonly characters: readonly string[]
  readonly words: readonly string[]
}

function unitsOf(text: string): Units {
  const parts = text.split(/\s+/u).filter((part) => part !== '')
  return { characters: [...parts.join('')], words: parts.flatMap(apart) }
}

const SIGN = /^[!-/:-@[-`{-~]$/

/** One sign at the end of a word, or else at its beginning, is a word of its own. */
function apart(word: string): readonly string[] {
  const all = [...word]
  if (all.length < 2) return [word]
  if (SIGN.test(all.at(-1) ?? '')) return [all.slice(0, -1).join(''), all.at(-1)!]
  if (SIGN.test(all[0] ?? '')) return [all[0]!, all.slice(1).join('')]
  return [word]
}

function gramsOf(units: readonly string[], length: number): ReadonlyMap<string, number> {
  const grams = new Map<string, number>()
  for (let at = 0; at + length <= units.length; at++) {
    const gram = units.slice(at, at + length).join('\u0000')
    grams.set(gram, (grams.get(gram) ?? 0) + 1)
  }
  return grams
}

function add(count: Count, ours: ReadonlyMap<string, number>, theirs: ReadonlyMap<string, number>): void {
  for (const [gram, times] of ours) {
    count.hypothesis += times
    count.match += Math.min(times, theirs.get(gram) ?? 0)
  }
  for (const times of theirs.values()) count.reference += times
}

/** Precision and recall are averaged over the orders that both sides have any n-gram of. */
function score(counts: readonly Count[]): number {
  const known = counts.filter(({ hypothesis, reference }) => hypothesis > 0 && reference > 0)
  if (known.length === 0) return 0
  const mean = (of: 'hypothesis' | 'reference') => known.reduce((sum, count) => sum + count.match / count[of], 0) / known.length
  const [precision, recall] = [mean('hypothesis'), mean('reference')]
  return precision + recall === 0 ? 0 : (100 * (1 + BETA_SQUARED) * precision * recall) / (BETA_SQUARED * precision + recall)
}
