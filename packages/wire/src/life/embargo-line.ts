import type { Embargo, Note } from '@depesche/article/model'
import { check, hold } from '../draft.ts'
import { momentIn } from '../time/moment.ts'
import { type Reference, resolveMoment } from '../time/resolve-moment.ts'

export interface EmbargoLine {
  readonly embargo: Embargo
  readonly notes: readonly Note[]
}

const KEYWORD = /(?<!\p{L})(?:sperrfrist|sperrvermerk|embargo(?:ed|iert)?)(?!\p{L})/iu
const PART = { part: 'embargo' }

/**
 * The embargo that an editor's line states, `undefined` if it states none. Every word must be understood: a line with another
 * condition, a second time or a lifted embargo is unreadable, and held.
 */
export function embargoIn(line: string, reference: Reference): EmbargoLine | undefined {
  const keyword = KEYWORD.exec(line)
  if (!keyword) return undefined
  const before = line.slice(0, keyword.index).replace(/achtung|sous|sotto|sperr/giu, '')
  const moment = momentIn(`${before} ${line.slice(keyword.index + keyword[0].length)}`)
  const resolved = resolveMoment(moment, reference)
  if (!resolved)
    return {
      embargo: { unreadable: line.trim() },
      notes: [hold('embargo-unreadable', 'There is an embargo that we cannot read; a person must set its time.', PART, line.trim())],
    }
  const reason = `The embargo line does not give the whole date; read as ${resolved.instant}.`
  return { embargo: { until: resolved.instant }, notes: resolved.guessed ? [check('embargo-date-guessed', reason, PART, line.trim())] : [] }
}
