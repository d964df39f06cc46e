import { type Content, type Note, worst } from '@depesche/article/model'
import type { Provenance } from '@depesche/syndication/rendition'
import type { Characters } from '@depesche/translation/engine'
import { keys } from '../keys.ts'
import type { Head } from '../ledger/head.ts'
import { updateItem } from '../ledger/items.ts'
import { writeJournal } from '../ledger/journal.ts'
import { compareMarks, NO_MARK } from '../ledger/mark.ts'
import { personIn } from '../ledger/person-words.ts'
import type { LanguageItem, Out } from '../ledger/shapes.ts'
import { isRejected } from '../ledger/verdict.ts'
import type { Observe } from '../observe.ts'
import type { Ports } from '../ports.ts'
import { paths, putJson } from '../store-json.ts'
import type { Lines } from './lines-in.ts'

export interface Keeping {
  readonly ports: Omit<Ports, 'inbox'>
  readonly observe: Observe
}

/** The words of an article in one language: a document. */
export interface Translation {
  readonly id: string
  readonly language: string
  readonly version: number
  readonly edition: number
  readonly articleHash: string
  readonly content: Content
  readonly provenance?: Provenance
  readonly notes: readonly Note[]
  readonly lines?: Lines
  /** the person who let these words go, and when; the name is the desk's own and never published */
  readonly approved?: { readonly by: string; readonly at: string; readonly number: number; readonly edited?: true }
}

/** Words that an engine or the source has made. */
export interface Words {
  readonly content: Content
  readonly notes: readonly Note[]
  readonly provenance?: Provenance
  readonly milliseconds: number
  readonly characters?: Characters
  readonly lines?: Lines
}

/** Keeps words as the first edition of the head's version, and makes them the newest. */
export async function keepWords(io: Keeping, head: Head, id: string, language: string, words: Words): Promise<void> {
  const { content, notes, provenance, milliseconds, characters, lines } = words
  const { version, hash: articleHash } = head
  const translation: Translation = {
    id,
    language,
    version,
    edition: 0,
    articleHash,
    content,
    notes,
    ...(provenance ? { provenance } : {}),
    ...(lines ? { lines } : {}),
  }
  const hash = await putJson(io.ports.documents, translation, (h) => paths.translation(id, language, version, 0, h))
  const grade = provenance?.grade ?? 'source'
  const at = provenance?.at ?? new Date(io.ports.clock()).toISOString()
  const out: Out = {
    version,
    edition: 0,
    hash,
    grade,
    level: worst(notes) ?? 'none',
    at,
    milliseconds,
    ...(characters ? { characters } : {}),
    ...personIn(notes),
    ...(provenance ? { provenance } : {}),
  }
  await makeNewest(io, id, language, out)
}

/** Makes words the newest of their language, unless newer ones stand there. Answers false where they are an approval that was undone. */
export async function makeNewest(io: Keeping, id: string, language: string, out: Out): Promise<boolean> {
  let [isNewest, isUndone] = [false, false]
  const stands = await updateItem<LanguageItem>(io.ports.table, keys.language(id, language), (item) => {
    isUndone = isApprovalUndone(item, out)
    isNewest = !isUndone && compareMarks(out, item?.out ?? NO_MARK) > 0
    const { work, ...rest } = item ?? {}
    return isNewest ? { ...rest, ...(work && work.version > out.version ? { work } : {}), out } : undefined
  })
  if (isUndone) return false
  if (isNewest) io.observe({ kind: 'translated', id, language, out })
  // of two that were made at the same time the journal has the one that stands
  await journalWords(io, id, language, stands?.out)
  return true
}

function isApprovalUndone(item: LanguageItem | undefined, { version, approved }: Out): boolean {
  return item !== undefined && approved !== undefined && isRejected(item, { version, edition: approved.of }, approved.number)
}

/** Tells the journal of words that stand in the ledger. */
export async function journalWords(io: Keeping, id: string, language: string, out: Out | undefined): Promise<void> {
  if (out === undefined || out.approved) return // an approval is in the journal as a decision
  const { version, edition, grade, level, provenance, characters } = out
  const engine = provenance ? { engine: provenance.label } : {}
  await writeJournal(io.ports.table, id, out.at, {
    kind: 'words',
    language,
    version,
    edition,
    grade,
    level,
    ...engine,
    ...(characters ? { characters } : {}),
  })
}
