import type { Note } from '@depesche/article/model'
import { check, info } from '../draft.ts'
import { lineOf, member, takeAll, type View } from '../json/view.ts'

export interface SourceType {
  readonly machineMade: boolean
  readonly notes: readonly Note[]
}

const PART = { part: 'machineMade' }

/**
 * `digitalSourceType` (ninjs 1.6, 2.2, 3.1; IPTC NewsCodes, digital source type): who or what made the words. A machine's translation is
 * `trainedAlgorithmicMedia` (neural) or `algorithmicMedia` (by rules); a robot at the source writes `dataDrivenMedia`.
 */
export function sourceTypeOf(root: View): SourceType {
  const view = member(root, 'digitalSourceType')
  const [literal, uri] = [lineOf(member(view, 'literal')), lineOf(member(view, 'uri'))]
  // the name is the vocabulary's, and says what the code says
  takeAll(view)
  const code = literal ?? /([^/#:]+)\/?$/.exec(uri ?? '')?.[1] ?? ''
  if (/^dataDrivenMedia$/i.test(code))
    return {
      machineMade: true,
      notes: [info('machine-made', 'The text was written by a machine at the source; it says so to readers.', PART)],
    }
  if (!/algorithmicMedia$/i.test(code)) return { machineMade: false, notes: [] }
  const reason = `The source says that a machine wrote or translated the text (${code.slice(0, 60)}).`
  return { machineMade: true, notes: [check('machine-made', reason, PART, code)] }
}
