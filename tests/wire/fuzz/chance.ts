/** Numbers that are the same for the same seed (mulberry32). */
export interface Chance {
  /** from 0 to under 1 */
  readonly next: () => number
  /** a whole number under `most` */
  readonly under: (most: number) => number
  readonly of: <T>(all: readonly T[]) => T
}

/** A source of chance for one case: the same seed gives the same case. */
export function chanceOf(seed: number): Chance {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const under = (most: number) => Math.floor(next() * most)
  return { next, under, of: (all) => all[under(all.length)]! }
}
