/** The agencies that sign copy in Switzerland, as they stand in brackets, lower case. House: the Swiss agency itself. */
const HOUSE = ['sda', 'ats', 'keystone-sda', 'keystone-ats', 'sda-keystone', 'keystone', 'si', 'sport-information', 'sportinformation']
const OTHERS =
  'awp dpa dpa-afx afp apa reuters ap ansa efe belga dapd ddp sid kna epd kipa kath.ch cp bloomberg xinhua tass interfax dow-jones awp-robot itar-tass lusa rtr'.split(
    ' ',
  )
const AGENCIES: ReadonlySet<string> = new Set([...HOUSE, ...OTHERS])

export interface Credit {
  /** as printed, without initials: `SDA/DPA` */
  readonly credit: string
  /** codes, lower case, in order */
  readonly agencies: readonly string[]
  /** those that are not the house: their rights go with the text */
  readonly foreign: readonly string[]
  /** initials of authors */
  readonly authors: readonly string[]
}

/**
 * Reads what stands in an agency's brackets: `SDA`, `sda/dpa`, `ats afp`, `Keystone-SDA`, `SDA\/cr jd` (the backslash is
 * real), `sda/ceb`. `undefined` unless an agency is named and nothing but agencies, initials and outlets stands there.
 */
export function creditIn(text: string): Credit | undefined {
  if (text.length > 60 || !/\p{L}/u.test(text)) return undefined
  const [names = '', initials] = text.split('\\/')
  const tokens = names.trim().split(/\s*[/,+&]\s*/)
  // side by side without a stroke stand agencies (`ats afp`), and initials after a stroke (`SDA/rw lf`)
  const spaced = (token: string, index: number) => token.split(/\s+/).every((word) => isAgency(word) || (index > 0 && isInitials(word)))
  if (tokens.some((token, index) => /\s/.test(token) && !spaced(token, index))) return undefined
  const parts = tokens.flatMap((token) => token.split(/\s+/))
  const agencies = parts.filter((part) => AGENCIES.has(part.toLowerCase())).map((part) => part.toLowerCase())
  const rest = parts.filter((part) => !AGENCIES.has(part.toLowerCase()))
  const authors = [...rest.filter(isInitials), ...(initials?.trim().split(/[\s,/]+/) ?? []).filter(Boolean)]
  const outlets = rest.filter((part) => !isInitials(part))
  if (agencies.length === 0 || !authors.every(isInitials) || !outlets.every(isOutlet)) return undefined
  const credit = parts.filter((part) => !isInitials(part) || AGENCIES.has(part.toLowerCase())).join('/')
  const foreign = [...agencies.filter((agency) => !HOUSE.includes(agency)), ...outlets]
  return { credit, agencies, foreign, authors }
}

/** True for a code or name of an agency. */
export function isAgency(text: string): boolean {
  return AGENCIES.has(text.toLowerCase())
}

function isInitials(part: string): boolean {
  return /^\p{Ll}{1,4}$/u.test(part) && !AGENCIES.has(part)
}

function isOutlet(part: string): boolean {
  return /^\p{Lu}[\p{L}\d.-]{1,20}$/u.test(part)
}
