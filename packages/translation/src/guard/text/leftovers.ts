const TAG = /<\/?[a-z][^<>]{0,80}>|&(?:[a-z]{2,8}|#\d{1,6});/gi

/** A tag or an entity in plain text, and where it stands: an engine's leftover. */
export interface Leftover {
  readonly text: string
  readonly start: number
  readonly end: number
}

export function leftoversOf(text: string): readonly Leftover[] {
  return [...text.matchAll(TAG)].map(({ 0: found, index }) => ({ text: found, start: index, end: index + found.length }))
}
