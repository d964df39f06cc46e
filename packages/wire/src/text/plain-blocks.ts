import type { Block, Note } from '@depesche/article/model'
import { bodyOf } from './body.ts'
import { groupsOf } from './groups.ts'
import { copyOf, linesOf } from './piece.ts'
import { refuseManyLines } from './refuse-many-lines.ts'

/**
 * The blocks of a plain text that is a body and nothing else: a field of another format. Lines of it are no lines of the document, so
 * its Notes name the body.
 */
export function plainBlocks(text: string): { readonly blocks: readonly Block[]; readonly notes: readonly Note[] } {
  refuseManyLines(text)
  const { blocks, notes } = bodyOf(groupsOf(linesOf(copyOf(text))))
  return { blocks, notes: notes.map(({ place: { line: _, ...place }, ...note }) => ({ ...note, place: { part: 'body', ...place } })) }
}
