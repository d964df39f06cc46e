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

/** What a reader makes of one upload: the drafts in it (one, for every format so far) and all that a person should know. */
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
}
