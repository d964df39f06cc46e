import type { Draft, Note } from '@depesche/article/model'

/** An upload as it reaches the readers. `name` is not trusted: it is never identity, only a help for people. */
export interface Upload {
  readonly name: string
  readonly bytes: Uint8Array
  /** when it arrived (ISO 8601): gives the year to a date without one. Without it such a date is not guessed */
  readonly received?: string
}

/** What the desk's configuration tells a reader. */
export interface Desk {
  readonly name: string
  /** IANA zone for times without one: `Europe/Zurich` */
  readonly zone: string
  /** when neither the document nor the text tells */
  readonly language: string
}

/** One article of an upload that holds several, as an upload of its own. */
export interface Part {
  /** for people: which one it is */
  readonly name: string
  readonly bytes: Uint8Array
}

/** An upload that holds several articles: each is read by itself, and rejected by itself. */
export interface Several {
  readonly parts: readonly Part[]
}

/** What a reader makes of one article, and all that a person should know. */
export interface Reading {
  readonly draft: Draft
  readonly notes: readonly Note[]
}

/**
 * One wire format. `recognises` looks at the content alone (names and suffixes lie) and must be cheap and never throw.
 * `read` is pure and synchronous and throws `Rejected` for what cannot be read.
 */
export interface Reader {
  readonly format: string
  readonly recognises: (bytes: Uint8Array) => boolean
  readonly read: (upload: Upload, desk: Desk) => Reading
  /** the articles of an upload that may hold several, each as an upload of its own; `undefined`: it holds one. Throws `Rejected` */
  readonly split?: (upload: Upload) => readonly Part[] | undefined
}
