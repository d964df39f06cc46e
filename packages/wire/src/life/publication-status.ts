import type { Note } from '@depesche/article/model'
import { hold, info } from '../draft.ts'

/** What the publication status of IPTC's formats means (NewsCodes, pubstatusg2): `usable`, `withheld`, `canceled`. */
export interface PublicationStatus {
  readonly killed: boolean
  readonly withheld: boolean
  readonly notes: readonly Note[]
}

const USABLE: PublicationStatus = { killed: false, withheld: false, notes: [] }

/** No status is `usable`, as the standards have it. One that is not known keeps the item in. */
export function publicationStatus(printed: string | undefined): PublicationStatus {
  const status = printed?.toLowerCase().replace(/^stat:/, '') ?? 'usable'
  if (status === 'usable') return USABLE
  if (status === 'canceled' || status === 'cancelled')
    return { killed: true, withheld: false, notes: [info('killed', 'The source withdraws the item; nothing replaces it.', KILL)] }
  if (status === 'withheld')
    return { ...USABLE, withheld: true, notes: [info('withheld', 'The source withholds the item until it says otherwise.', PLACE)] }
  const shown = status.slice(0, 80)
  return { ...USABLE, withheld: true, notes: [hold('status-unknown', `The publication status “${shown}” is not known.`, PLACE, printed)] }
}

const KILL = { part: 'instruction' }
const PLACE = { part: 'withheld' }
