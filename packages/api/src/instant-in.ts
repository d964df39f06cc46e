const INSTANT = /^(\d{4}-\d\d-(\d\d))T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/

/** A time with its offset (ISO 8601) in UTC, to the second where it is whole; `undefined` when it is none, or no calendar has it. */
export function instantIn(text: unknown): string | undefined {
  const match = typeof text === 'string' ? INSTANT.exec(text) : null
  const at = match === null ? Number.NaN : Date.parse(match[0])
  if (match === null || Number.isNaN(at)) return undefined
  // the parser takes 31 February for 3 March
  const isDay = new Date(`${match[1]}T00:00:00Z`).getUTCDate() === Number(match[2])
  return isDay ? new Date(at).toISOString().replace('.000Z', 'Z') : undefined
}
