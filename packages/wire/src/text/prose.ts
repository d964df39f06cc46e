const ADDRESS = /^(?:[a-z][a-z0-9+.-]{1,20}:[^\s]+|www\.[^\s]+|[^\s@]{1,64}@[^\s@]{1,255})$/i
const FORMAL = /^[-+]\/\/[^/]+\/\/.*$/
const TIME = /^(?:\d{4}-?\d\d(?:-?\d\d)?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|P(?=.*\d)[\dTYMWDHS.]{2,30})$/i

/**
 * True for a text that says something in words: it has a letter, and is not as a whole an address (`https:…`, `urn:…`, `a@b`) or a time
 * (`20190710T121202+0200`, `P1D`) or a formal identifier (`-//IPTC//DTD NITF 3.6//EN`). Numbers say nothing in words.
 */
export function isProse(text: string): boolean {
  const bare = text.trim()
  return /\p{L}/u.test(bare) && !ADDRESS.test(bare) && !TIME.test(bare) && !FORMAL.test(bare)
}
