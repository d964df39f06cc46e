import type { Feed } from '@depesche/syndication/product'
import type { Characters } from '@depesche/translation/engine'
import { keys } from '../keys.ts'
import type { Table, Value } from '../ports.ts'
import type { Deed } from './decision.ts'
import { putItem, queryAll } from './items.ts'
import type { EntryEvent } from './shapes.ts'

/** What happened to an article. References and words about it, never its text. */
export type Happening =
  | {
      readonly kind: 'version'
      readonly version: number
      readonly upload: string
      readonly instruction: string
      readonly headline: string
      readonly why?: string
      readonly late?: true
    }
  | { readonly kind: 'duplicate'; readonly version: number; readonly upload: string }
  | {
      readonly kind: 'words'
      readonly language: string
      readonly version: number
      readonly edition: number
      readonly grade: string
      readonly level: string
      readonly engine?: string
      readonly characters?: Characters
    }
  | { readonly kind: 'failed'; readonly language: string; readonly version: number; readonly reason: string }
  | { readonly kind: 'decision'; readonly decision: string; readonly actor: string; readonly deed: Deed }
  | ({
      readonly kind: 'entry'
      readonly epoch: number
      readonly sequence: number
      readonly event: EntryEvent
      readonly version: number
      readonly edition: number
    } & Feed)

/** A line of the journal: when (ISO 8601, UTC) and what. */
export type JournalLine = Happening & { readonly at: string }

/** Names a happening: the same again is the same line, so that a retry adds none. At the same time a cause sorts before what it led to. */
function about(happening: Happening): string {
  switch (happening.kind) {
    case 'version':
      return `1-version#${happening.version}`
    case 'duplicate':
      return `2-duplicate#${happening.upload}`
    case 'words':
      return `3-words#${happening.language}#${happening.version}#${happening.edition}`
    case 'failed':
      return `4-failed#${happening.language}#${happening.version}`
    case 'decision':
      return `5-decision#${happening.decision}`
    case 'entry':
      return `6-entry#${happening.product}#${happening.language}#${happening.epoch}#${happening.sequence}`
  }
}

/** Writes a line once. `at` is a time that a retry finds again: of the upload, the words, the decision, the entry. */
export async function writeJournal(table: Table, id: string, at: string, happening: Happening): Promise<void> {
  await putItem(table, keys.journal(id, at, about(happening)), { at, ...happening } as unknown as Value, 0)
}

/** An article's journal, oldest first. */
export async function readJournal(table: Table, id: string): Promise<readonly JournalLine[]> {
  const lines: JournalLine[] = []
  for await (const { value } of queryAll<JournalLine>(table, keys.journal(id, '', '').partition, '', '\uffff')) lines.push(value)
  return lines
}
