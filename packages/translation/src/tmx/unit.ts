import type { Segment } from '../engine.ts'

/** A `<tuv>`: a passage in one language, as a BCP 47 tag. */
export interface Variant {
  readonly language: string
  readonly spans: Segment
}

/** A `<tu>` of TMX 1.4b: the same passage in several languages. */
export interface Unit {
  /** which variant is the source (`srclang`); `*all*`: any of them */
  readonly source: string
  readonly variants: readonly Variant[]
  /** its `<prop>` elements by type; of several of one type the last */
  readonly props: Readonly<Record<string, string>>
  /** `changedate`, else `creationdate`, in ms; absent: neither says */
  readonly at?: number
  /** where it begins in the file it was read from; from 1 */
  readonly line?: number
}
