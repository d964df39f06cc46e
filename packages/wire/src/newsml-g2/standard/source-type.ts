import type { Note } from '@depesche/article/model'
import { check, info } from '../../draft.ts'
import { at, textOf } from '../../xml/element.ts'
import { codeIn, type Item } from './item.ts'

const MADE = { part: 'machineMade' }

/**
 * `digitalSourceType` (NewsML-G2, contentMeta; IPTC NewsCodes, digital source type): who or what made the words. The same in ninjs, with the same
 * words: a robot at the source writes `dataDrivenMedia`, a machine's translation is `trainedAlgorithmicMedia` or `algorithmicMedia`.
 * A robot among the authors is one, too.
 */
export function sourceTypeOf(
  { content }: Item,
  authors: readonly string[],
): { readonly machineMade: boolean; readonly notes: readonly Note[] } {
  const code = codeIn(at(content, 'digitalSourceType')) ?? textOf(at(content, 'digitalSourceType', 'name')) ?? ''
  if (/^dataDrivenMedia$/i.test(code) || authors.some((name) => /robot/i.test(name)))
    return {
      machineMade: true,
      notes: [info('machine-made', 'The text was written by a machine at the source; it says so to readers.', MADE)],
    }
  if (!/algorithmicMedia$/i.test(code)) return { machineMade: false, notes: [] }
  const reason = `The source says that a machine wrote or translated the text (${code.slice(0, 60)}).`
  return { machineMade: true, notes: [check('machine-made', reason, MADE, code)] }
}
