import type { Dateline } from '@depesche/article/model'
import { creditIn } from '../text/agencies.ts'
import { capitalised } from '../text/dateline.ts'
import { splitPlace } from './cantons.ts'

export interface PrintedDateline {
  readonly dateline?: Dateline
  readonly credit?: string
  readonly sources: readonly string[]
}

const LINE = /^\s*([^()]{0,80}?(?:\s\([^()]{1,40}\),[^()]{0,40}?)?)\s*(?:\(([^()]{1,60})\))?\s*[-–—:]{0,2}\s*$/u

/**
 * Place, date and agencies of a line that is a dateline and nothing else: `Peine (dpa/lni) - `, `MADRID, 21 Nov. 2024 (Europa Press) -`,
 * `VALBOIS (Suisse), 8 sept 2031 (WEX) -`. The field says what it is, so whatever stands in its last brackets is whom the text comes from.
 * `undefined`: it is no such line.
 */
export function printedDateline(text: string): PrintedDateline | undefined {
  const [, printed, bracket] = LINE.exec(text.slice(0, 200)) ?? []
  if (printed === undefined) return undefined
  const known = creditIn(bracket ?? '')
  const credit = known?.credit ?? bracket
  const sources = known ? [...known.agencies, ...known.foreign.filter((name) => !known.agencies.includes(name))] : []
  return {
    ...(printed !== '' && { dateline: placeAndDate(printed) }),
    ...(credit !== undefined && { credit }),
    sources: known === undefined && bracket !== undefined ? [bracket] : sources,
  }
}

/** A date stands last, after a comma, and has a digit. */
function placeAndDate(printed: string): Dateline {
  const [, place = printed, date] = /^(.+?),\s+(\D{0,20}\d.{0,40})$/u.exec(printed) ?? []
  const [town = place, ...country] = place.split(/(?=,)/)
  return { ...splitPlace(capitalised(town) + country.join('')), ...(date !== undefined && { date }) }
}
