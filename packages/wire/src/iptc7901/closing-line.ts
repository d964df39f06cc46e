import { isAgency } from '../text/agencies.ts'
import { type Copy, type Cut, cut, linesOf } from '../text/piece.ts'

/**
 * `dpa kre/su yysw a3 lön mda`: the agency, who wrote it, codes of its systems, who edited it. Codes have a digit or begin with `yy`; all
 * else are initials.
 */
const CLOSING = /^\s{0,3}(\p{Ll}{2,4})((?:\s{1,3}[\p{Ll}\d]{1,5}(?:\/[\p{Ll}\d]{1,5}){0,3}){1,8})\s*$/u

/** Takes the agency's closing line off the end of the text: credit and initials, never published. */
export function takeClosingLine(copy: Copy): Copy {
  const last = linesOf(copy).findLast(({ state }) => state === 'text')
  const [, agency = '', rest = ''] = CLOSING.exec(last?.text.slice(0, 100) ?? '') ?? []
  if (last === undefined || !isAgency(agency)) return copy
  const tokens = rest.trim().split(/[\s/]+/)
  const authors = tokens.filter((token) => !/\d|^yy/.test(token))
  const one: Cut = {
    line: last.number,
    fate: 'taken',
    part: 'credit',
    rule: 'sign-off',
    reason: `The closing line was taken off the text: credit ${agency}${authors.length > 0 ? `, initials ${authors.join(' ')}` : ''}.`,
  }
  return cut(copy, [one], { credit: copy.facts.credit ?? agency, authors: [...copy.facts.authors, ...authors] })
}
