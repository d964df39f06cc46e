/** The test marker before a headline, as the robot writes it: `***TEST***`. */
const MARKER = /^\s*\*{2,}\s*TEST\s*\*{2,}\s*/i
/** A notice that the whole item is a test, in its editorial notes. */
const NOTICE = /\b(dies ist ein test|c(?:'|’)est un test|ceci est un test|questo è un test|questa è una prova|this is a test)\b/i

/** The headline without a test marker, and whether there was one. */
export function withoutTestMarker(headline: string): { readonly headline: string; readonly test: boolean } {
  const marker = MARKER.exec(headline)?.[0]
  return marker === undefined ? { headline, test: false } : { headline: headline.slice(marker.length), test: true }
}

/** True if an editorial note says that this is a test. */
export function saysTest(note: string): boolean {
  return NOTICE.test(note) || MARKER.test(note)
}
