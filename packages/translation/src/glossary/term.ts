/** A line of a glossary for a pair of languages. */
export interface Term {
  /** as it stands in the source; for `forbid` as it must not stand in the translation */
  readonly term: string
  /** `translate`: what it must become; `forbid`: what to write instead; for `keep` it stays as it is */
  readonly translation?: string
  readonly kind: 'translate' | 'keep' | 'forbid'
  /** other names of the same in the translation, which are as right */
  readonly also?: readonly string[]
  /** how much its lack weighs in the guard; absent: `check`. Lines that we ship weigh less than the desk's own. */
  readonly weight?: 'info' | 'nothing'
  /** letters for a name: one that became another known one weighs `check` in any case */
  readonly acronym?: true
  /** also what a person is called (`Bundesrat Muster`): meant is the body alone */
  readonly body?: true
  /** beginnings of words that tell that something else is meant: the FDP of Germany */
  readonly unless?: readonly string[]
}

/** A desk's own lines by pair of base languages: `de-fr`. */
export type OwnLines = Readonly<Record<string, readonly Term[]>>

/** What a term of the source must be in the translation; `undefined`: nothing (`forbid`). */
export function wishOf({ term, translation, kind }: Term): string | undefined {
  if (kind === 'forbid') return undefined
  return kind === 'keep' ? term : translation
}
