import type { Embargo, Instruction, Note } from '@depesche/article/model'
import { check } from '../draft.ts'
import type { Reference } from '../time/resolve-moment.ts'
import { noticeIn } from './notices.ts'
import type { TextFacts } from './piece.ts'

/** What notes to editors say of the article's life. */
export interface Noticed {
  readonly facts: Partial<Pick<TextFacts, 'embargo' | 'instruction' | 'machineMade' | 'test' | 'urgency'>>
  /** those that say something of it */
  readonly texts: readonly string[]
  readonly notes: readonly Note[]
}

const MOST = 100

/** Reads notes that a format keeps apart from its text, each as a line to editors; the first hundred of them. */
export function noticesIn(texts: readonly string[], reference: Reference): Noticed {
  const read = texts.slice(0, MOST).map((text) => ({ text, line: noticeIn(text, { reference, top: true, isHeadline: false }) }))
  const lines = read.flatMap(({ line }) => line ?? [])
  const facts = lines.reduce<Noticed['facts']>((all, line) => merge(all, line.facts), {})
  // that a text is a note to editors goes without saying here
  const notes = lines.flatMap((line) => line.notes).filter(({ rule }) => rule !== 'note-to-editors')
  return { facts, texts: read.filter(({ line }) => line !== undefined).map(({ text }) => text), notes }
}

function merge(all: Noticed['facts'], { ednotes: _, ...found }: Partial<TextFacts>): Noticed['facts'] {
  const embargo = laterEmbargo(all.embargo, found.embargo)
  const instruction = strongerInstruction(all.instruction, found.instruction)
  return { ...all, ...found, ...(embargo && { embargo }), ...(instruction && { instruction }) }
}

/**
 * Of the embargoes that a document states in two places the one that holds, and all Notes about it: a conflict is told, and the time of the
 * other is not.
 */
export function settledEmbargo(one: Embargo | undefined, other: Embargo | undefined, notes: readonly Note[]) {
  const embargo = laterEmbargo(one, other)
  if (one === undefined || other === undefined || JSON.stringify(one) === JSON.stringify(other)) return { embargo, notes: unique(notes) }
  const stated = [one, other].map((said) => ('until' in said ? said.until : `“${said.unreadable}”`)).join(' and ')
  const conflict = check('embargo-conflict', `Two embargo times are stated, ${stated}; the later one holds.`, { part: 'embargo' })
  const until = embargo !== undefined && 'until' in embargo ? embargo.until : undefined
  const kept = notes.filter(({ rule, reason }) => rule !== 'embargoed' || (until !== undefined && reason.includes(until)))
  return { embargo, notes: unique([...kept, conflict]) }
}

function unique(notes: readonly Note[]): readonly Note[] {
  return notes.filter((note, index) => note.rule !== 'embargoed' || notes.findIndex(({ reason }) => reason === note.reason) === index)
}

/** Of two embargoes the one that cannot be read, else the later. */
function laterEmbargo(one: Embargo | undefined, other: Embargo | undefined): Embargo | undefined {
  if (one === undefined || other === undefined) return one ?? other
  if ('unreadable' in one || 'unreadable' in other) return 'unreadable' in one ? one : other
  return one.until >= other.until ? one : other
}

const STRENGTH: readonly (Instruction | undefined)[] = [undefined, 'new', 'update', 'rectify', 'stop', 'delete']

/** Of two instructions the one with the graver consequences: a kill outweighs a correction, a correction an update. */
export function strongerInstruction<T extends Instruction | undefined>(one: T, other: Instruction | undefined): T | Instruction {
  return STRENGTH.indexOf(other) > STRENGTH.indexOf(one) ? other! : one
}
