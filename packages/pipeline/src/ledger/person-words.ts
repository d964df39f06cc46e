import type { Note, Span } from '@depesche/article/model'
import { keys, sha256 } from '../keys.ts'
import type { Key, Table } from '../ports.ts'
import { updateItem } from './items.ts'
import { listEntry, PERSON, tooLong } from './memory-index.ts'

/** What a person made of a passage (`M#`, maker `person`): it ranks above every engine's. */
export interface PersonWords {
  readonly spans: readonly Span[]
  readonly notes: readonly Note[]
  /** of the decision: the later one stands */
  readonly number: number
}

/** The rule of the Note on a passage that a person wrote. */
export const PERSON_WORDS = 'person-words'
/** The rule of the Note that offers what a person wrote before the source of a passage changed. */
export const PERSON_WORDS_OFFERED = 'person-words-offered'

/** `{ person: true }` where a person wrote some of the words, or is offered what one wrote: only then is it worth looking for them later. */
export const personIn = (notes: readonly Note[]): { readonly person?: true } =>
  notes.some(({ rule }) => rule === PERSON_WORDS || rule === PERSON_WORDS_OFFERED) ? { person: true } : {}

/** A passage and its direction. */
export interface Asked {
  readonly from: string
  readonly to: string
  readonly segment: readonly Span[]
}

/** Where a person's words for a passage are. */
export const personKey = ({ from, to, segment }: Asked): Key => keys.memory(sha256(JSON.stringify(segment)), from, to, PERSON)

/** Keeps what a person has written, unless something later stands there, or it is longer than an item may be. */
export async function rememberPerson(table: Table, asked: Asked, words: PersonWords): Promise<void> {
  if (tooLong(words)) return
  const place = personKey(asked)
  // a passage that is too long for the list is kept all the same: it is only not exported
  await listEntry(table, place, { from: asked.from, to: asked.to, source: asked.segment, at: words.number })
  await updateItem<PersonWords>(table, place, (now) => (now !== undefined && now.number >= words.number ? undefined : words))
}
