const LETTERS: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }

/** The value of a Roman numeral in capitals (`XIV`, `XXe`, `III`), `undefined` for any other word. */
export function romanNumber(word: string): number | undefined {
  const bare = /^([IVXLC]{1,8})(?:e|er|eme|ème)?$/.exec(word)?.[1]
  if (bare === undefined) return undefined
  let value = 0
  for (let at = 0; at < bare.length; at++) {
    const here = LETTERS[bare[at] ?? ''] ?? 0
    value += here < (LETTERS[bare[at + 1] ?? ''] ?? 0) ? -here : here
  }
  return value
}
