/** A notice as editors write it, and what must be understood of it. It arrives on Tuesday, 11 March 2031. */
export interface NoticeCase {
  readonly text: string
  /** numbers of the wire that it names: `bsd063` */
  readonly numbers?: readonly string[]
  /** the days that they can be of; the day of the notice and the one before if it names none */
  readonly days?: readonly string[]
  /** headlines that must be found */
  readonly headlines?: readonly string[]
}

export interface NoticeTable {
  readonly kills: readonly NoticeCase[]
  readonly corrections: readonly NoticeCase[]
  /** headlines, or whole texts, of stories that look alike; a headline gets the body below it */
  readonly stories: readonly string[]
  readonly body: string
}
