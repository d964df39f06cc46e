import type { Draft, Note, Place } from '@depesche/article/model'

/** A draft with everything that a reader may leave alone: usable, new, a text, nothing known. */
export const blank = {
  instruction: 'new',
  withheld: false,
  test: false,
  machineMade: false,
  type: 'text',
  sources: [],
  authors: [],
  ednotes: [],
  subjects: [],
  places: [],
  associations: [],
  pictures: [],
} as const satisfies Partial<Draft>

type Present<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** The fields that are there: an absent field is absent in the document, not `undefined`. */
export function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>
}

/** A Note that is worth knowing. */
export function info(rule: string, reason: string, place: Place = {}, text?: string): Note {
  return present({ rule, level: 'info' as const, reason, place, text })
}

/** A Note that a desk should look at; the text may go out. */
export function check(rule: string, reason: string, place: Place = {}, text?: string): Note {
  return present({ rule, level: 'check' as const, reason, place, text })
}

/** A Note that keeps the article in until a person has looked. */
export function hold(rule: string, reason: string, place: Place = {}, text?: string): Note {
  return present({ rule, level: 'hold' as const, reason, place, text })
}

/** A Note of text that was taken off and stands nowhere in the article. */
export function dropped(rule: string, reason: string, place: Place, text: string): Note {
  return { rule, level: 'info', reason, place, text, dropped: true }
}
