import { type Block, blockText, type Note } from '@depesche/article/model'
import { info } from '../draft.ts'

export interface WithoutRobotNote {
  readonly blocks: readonly Block[]
  readonly ednotes: readonly string[]
  readonly machineMade: boolean
  readonly notes: readonly Note[]
}

/** Says in the languages of the agency that a machine wrote it. */
const MACHINE = /automat|roboter|algorithm|algoritm|machine|macchina|\brobot|\bKI\b|\bIA\b/i

/** A draft by a robot ends with a note for editors (`NOTE: …`): it is taken off the text, and what it says stays known. */
export function robotNote(blocks: readonly Block[]): WithoutRobotNote {
  const last = blocks.findLastIndex((block) => blockText(block).trim() !== '')
  const text = last < 0 ? '' : blockText(blocks[last]!).trim()
  if (!/^note?\s?:/i.test(text)) return { blocks, ednotes: [], machineMade: false, notes: [] }
  const machineMade = MACHINE.test(text)
  const taken = info('robot-note', 'The last paragraph is a note for editors; it is no part of the story.', { block: last })
  const made = info('machine-made', 'The text was written by a machine at the source; it says so to readers.', { part: 'machineMade' })
  return {
    blocks: blocks.filter((_, index) => index !== last),
    ednotes: [text],
    machineMade,
    notes: machineMade ? [taken, made] : [taken],
  }
}
