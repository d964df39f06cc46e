import type { Draft, Note } from '@depesche/article/model'
import { saysTest } from '../../life/test-marks.ts'
import type { Reading } from '../../reader.ts'
import { settledEmbargo, strongerInstruction } from '../../text/notices-in.ts'
import type { Ednotes } from './ednotes.ts'
import type { Life } from './life.ts'

export interface Settled extends Pick<Draft, 'instruction' | 'withheld' | 'test'> {
  readonly embargo: Draft['embargo'] | undefined
  readonly expires: string | undefined
  readonly notice: Draft['notice'] | undefined
  readonly notes: readonly Note[]
}

/**
 * What becomes of the article, of all that say it: the item's own fields, its notes to editors, a NITF in it. The later embargo, the graver
 * instruction and the earlier expiry hold; a NITF's own versions are none of the item's.
 */
export function settledLife(life: Life, editors: Ednotes, nitf: Reading | undefined, marked: boolean): Settled {
  const stated = settledEmbargo(life.embargo, editors.facts.embargo, [...life.notes, ...editors.notes])
  const embargo = settledEmbargo(stated.embargo, nitf?.draft.embargo, [...stated.notes, ...(nitf?.notes ?? [])])
  const inText = nitf?.draft.instruction
  const graver = inText === 'update' ? undefined : inText
  const expires = [life.expires, nitf?.draft.expires].filter((one) => one !== undefined)
  return {
    instruction: strongerInstruction(strongerInstruction(life.instruction, editors.facts.instruction), graver),
    withheld: life.withheld || nitf?.draft.withheld === true,
    test: marked || editors.facts.test === true || editors.ednotes.some(saysTest) || nitf?.draft.test === true,
    embargo: embargo.embargo,
    expires: expires.sort()[0],
    notice: nitf?.draft.notice,
    notes: embargo.notes.filter((note) => isTrue(note, embargo.embargo)),
  }
}

/** Of several notes to editors the later time holds: no Note says that the article goes out before it. */
function isTrue({ rule, reason }: Note, embargo: Draft['embargo']): boolean {
  return rule !== 'embargoed' || (embargo !== undefined && 'until' in embargo && reason.includes(embargo.until))
}
