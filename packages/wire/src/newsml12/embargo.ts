import type { Embargo, Note } from '@depesche/article/model'
import { check, hold, info } from '../draft.ts'
import { embargoIn } from '../life/embargo-line.ts'
import { isOddHour, oddHour } from '../life/odd-hour.ts'
import { zonedOfStamp } from '../time/stamp.ts'
import type { Zoned } from '../time/zoned.ts'
import { at, attribute, type Element, textOf } from '../xml/element.ts'

export interface Embargoed {
  readonly embargo: Embargo | undefined
  readonly notes: readonly Note[]
}

const PART = { part: 'embargo' }

/**
 * The embargo of StatusWillChange, with the summer time of its date where it has no offset; a SPERRFRIST in a Comment that says
 * another time is a conflict, and the later one holds. Embargoed without a time: unreadable, so held.
 */
export function embargoOf(
  management: Element | undefined,
  comments: readonly string[],
  zone: string,
  created: string | undefined,
): Embargoed {
  const change = at(management, 'StatusWillChange')
  const stamp = textOf(at(change, 'DateAndTime'))
  const zoned = zonedOfStamp(stamp, zone)
  const stated = zoned?.instant
  const future = attribute(at(change, 'FutureStatus'), 'FormalName') ?? 'Usable'
  const embargoed = attribute(at(management, 'Status'), 'FormalName')?.toLowerCase() === 'embargoed'
  if (change !== undefined && future.toLowerCase() !== 'usable')
    return {
      embargo: embargoed ? { unreadable: stamp ?? future } : undefined,
      notes: [hold('status-will-change', `The status will change to “${future}”: what then?`, PART, stamp)],
    }
  const commented = comments.flatMap(
    (comment) => embargoIn(comment, { zone, reference: stated ?? created, sameDay: stated !== undefined }) ?? [],
  )
  if (stated === undefined && (embargoed || change !== undefined) && !commented.some(({ embargo }) => 'until' in embargo))
    return unreadable(stamp)
  return resolve(zoned, commented, embargoed)
}

function unreadable(stamp: string | undefined): Embargoed {
  const reason =
    stamp === undefined ? 'The item is embargoed and says no time.' : `The item is embargoed until “${stamp}”, which is no readable time.`
  return { embargo: { unreadable: stamp ?? '' }, notes: [hold('embargo-unreadable', reason, PART, stamp)] }
}

type Commented = NonNullable<ReturnType<typeof embargoIn>>

function resolve(stated: Zoned | undefined, commented: readonly Commented[], embargoed: boolean): Embargoed {
  const vague = commented.find(({ embargo }) => 'unreadable' in embargo)
  if (vague) return { embargo: vague.embargo, notes: vague.notes }
  const instants = commented.flatMap(({ embargo }) => ('until' in embargo ? [embargo.until] : []))
  const all = [...(stated ? [stated.instant] : []), ...instants].sort()
  const until = all.at(-1)
  if (until === undefined) return { embargo: undefined, notes: [] }
  const comments = commented.flatMap((one) => one.notes)
  const said = stated === undefined ? comments : [...oddHour(stated), ...(stated.odd ? [] : comments.filter(isOddHour))]
  const notes = [...(all[0] === until ? [] : [conflict(all)]), ...said]
  const late = embargoed
    ? []
    : [check('embargo-status', 'The item states an embargo, and its Status is not Embargoed; the embargo holds.', PART)]
  return { embargo: { until }, notes: [...notes, ...late, info('embargoed', `Nothing goes out before ${until}.`, PART)] }
}

function conflict(all: readonly string[]): Note {
  return check('embargo-conflict', `Two embargo times are stated, ${all.join(' and ')}; the later one holds.`, PART)
}
