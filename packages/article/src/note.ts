/**
 * How much a Note weighs, from light to heavy:
 * `info` is worth knowing (a line was dropped, a tag overruled); `check`: a desk should look, the text may go out;
 * `hold`: it must not go out before a person has looked.
 */
export type Level = 'info' | 'check' | 'hold'

export const levels = ['info', 'check', 'hold'] as const satisfies readonly Level[]

/** Where a Note points: the source's line (1-based, of the decoded text), or a part of the article, or both. */
export interface Place {
  readonly part?: string
  /** 1-based line of the decoded source */
  readonly line?: number
  /** 0-based block of the article's body */
  readonly block?: number
}

/** Every doubt and every dropped line: nothing is silently lost (house style 3, after vfile-message). */
export interface Note {
  /** kebab-case, stable: `residue-css`, `language-overruled` */
  readonly rule: string
  readonly level: Level
  /** in words that a desk understands */
  readonly reason: string
  readonly place: Place
  /** what was dropped or doubted, as it stood in the source */
  readonly text?: string
  /** true: the text was taken off and stands nowhere in the article */
  readonly dropped?: true
}

/** The heaviest level among the notes, or `undefined` without any. */
export function worst(notes: readonly Note[]): Level | undefined {
  return levels.findLast((level) => notes.some((note) => note.level === level))
}
