import type { Note } from '@depesche/article/model'
import type { Unit } from '@depesche/translation/tmx/unit'
import { IMPORTED } from './ledger/memory-index.ts'
import type { MemoryEntry } from './memory-entries.ts'

/** Props of ours: what TMX has no word for. */
const MAKER = 'x-depesche-maker'
const NOTES = 'x-depesche-notes'
const NUMBER = 'x-depesche-number'

/** An entry of the memory as a unit of TMX. */
export function unitOf({ from, to, source, target, notes, maker, at, number }: MemoryEntry): Unit {
  return {
    source: from,
    variants: [
      { language: from, spans: source },
      { language: to, spans: target },
    ],
    props: {
      [MAKER]: maker,
      ...(notes.length > 0 ? { [NOTES]: JSON.stringify(notes) } : {}),
      ...(number === undefined ? {} : { [NUMBER]: String(number) }),
    },
    at,
  }
}

/**
 * The entries that a unit gives: from its source to each other variant, or between all of them where it names no source. `known` answers our
 * own tag for a language of the file, `undefined` for one that this house has nothing to do with. Variants without text give nothing.
 */
export function entriesOf(
  { source, variants, props, at }: Unit,
  known: (tag: string) => string | undefined,
  now: number,
): readonly MemoryEntry[] {
  const maker = isMaker(props[MAKER] ?? '') ? props[MAKER]! : IMPORTED
  const number = Number(props[NUMBER])
  const rest = {
    notes: maker === IMPORTED ? [] : notesIn(props[NOTES]),
    maker,
    at: at ?? now,
    ...(maker === 'person' && Number.isSafeInteger(number) && number > 0 ? { number } : {}),
  }
  const said = variants.flatMap(({ language, spans }) => {
    const tag = known(language)
    return tag !== undefined && spans.some(({ text }) => /\p{L}/u.test(text)) ? [{ tag, language, spans }] : []
  })
  return said.flatMap((one) =>
    source === '*all*' || source === one.language
      ? said.flatMap((other) =>
          other.tag === one.tag ? [] : [{ from: one.tag, to: other.tag, source: one.spans, target: other.spans, ...rest }],
        )
      : [],
  )
}

function notesIn(json = '[]'): readonly Note[] {
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) ? value.filter(isNote) : []
  } catch {
    return []
  }
}

/** Whether a text may be the maker of an entry: an engine and what its words rest on, a person, an import. */
export const isMaker = (text: string): boolean => text === IMPORTED || /^(?:[a-z]{1,20}#[0-9a-f]{16}|person)$/.test(text)

/** Whether a value of a file or a request is a Note. */
export function isNote(value: unknown): value is Note {
  const { rule, level, reason, place } = (value ?? {}) as Partial<Record<keyof Note, unknown>>
  return (
    typeof rule === 'string' && typeof reason === 'string' && typeof place === 'object' && ['info', 'check', 'hold'].includes(String(level))
  )
}
