/** The three forms of a date (RFC 9110 section 5.6.7), the last one without its zone. `Date.parse` alone takes "-5" for a year. */
const DATES: readonly RegExp[] = [
  /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
]

/**
 * Whole seconds in a Retry-After header (RFC 9110 section 10.2.3), 0 or more, seen from `now` (epoch milliseconds). `undefined`: there
 * is none, or it is neither a number of seconds nor a date.
 */
export function retryAfterIn(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? ''
  if (/^\d+$/.test(text)) return wholeIn(Number(text))
  if (!DATES.some((form) => form.test(text))) return undefined
  return wholeIn(Math.max(0, Math.ceil((Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) - now) / 1000)))
}

const wholeIn = (seconds: number) => (Number.isSafeInteger(seconds) ? seconds : undefined)
