import { Rejected } from '@depesche/article/model'

/** A story of a hundred paragraphs has five hundred lines. */
const MAX_LINES = 20_000

/** Throws `Rejected` for a text of more lines than any story has; bounds all that goes line by line. */
export function refuseManyLines(text: string): void {
  if (text.split('\n', MAX_LINES + 1).length > MAX_LINES)
    throw new Rejected('too-many-lines', `The text has more than ${MAX_LINES} lines.`, 'Send one article per file.')
}
