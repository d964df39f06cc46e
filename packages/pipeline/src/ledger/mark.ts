/** Where a translation stands: the article's version, and the edition of the translation within it. */
export interface Mark {
  readonly version: number
  readonly edition: number
}

export const NO_MARK: Mark = { version: 0, edition: 0 }

/** Negative when `a` comes before `b`, 0 when they are equal. */
export function compareMarks(a: Mark, b: Mark): number {
  return a.version - b.version || a.edition - b.edition
}
