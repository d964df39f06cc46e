import type { Embargo, Note } from '@depesche/article/model'
import { hold, info } from '../draft.ts'
import { zonedOfStamp } from '../time/stamp.ts'
import { oddHour } from './odd-hour.ts'

export interface StatedEmbargo {
  readonly embargo: Embargo | undefined
  readonly notes: readonly Note[]
}

const PART = { part: 'embargo' }

/** The embargo of a field that holds one stamp. A field without a value is an embargo without a known end (so NewsML-G2). */
export function statedEmbargo(stamp: string | undefined, zone: string): StatedEmbargo {
  if (stamp === undefined) return { embargo: undefined, notes: [] }
  const zoned = zonedOfStamp(stamp, zone)
  if (zoned !== undefined) return { embargo: { until: zoned.instant }, notes: [...oddHour(zoned, stamp), embargoed(zoned.instant)] }
  const reason =
    stamp === '' ? 'The item is embargoed without an end.' : `The item is embargoed until “${stamp}”, which is no readable time.`
  return { embargo: { unreadable: stamp }, notes: [hold('embargo-unreadable', reason, PART, stamp)] }
}

function embargoed(until: string): Note {
  return info('embargoed', `Nothing goes out before ${until}.`, PART)
}
