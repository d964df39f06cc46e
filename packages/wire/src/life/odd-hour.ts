import type { Note } from '@depesche/article/model'
import { check } from '../draft.ts'
import type { Zoned } from '../time/zoned.ts'

const RULE = 'embargo-ambiguous-hour'
const WHY = {
  twice: 'The clock goes back that night and shows the embargo’s time twice',
  never: 'The clock goes forward that night over the embargo’s time',
} as const

/** A Note for an embargo whose time the clock shows twice or never; none for any other. */
export function oddHour({ instant, odd }: Zoned, text?: string): readonly Note[] {
  if (odd === undefined) return []
  return [check(RULE, `${WHY[odd]}; the later reading holds: ${instant}.`, { part: 'embargo' }, text)]
}

/** True for a Note of `oddHour`. */
export function isOddHour({ rule }: Note): boolean {
  return rule === RULE
}
