/** BCP 47 tag in the form we store: language lower case, region upper case. `undefined`: not a tag of that shape. */
export function languageTag(text: string): string | undefined {
  const match = /^([a-z]{2,3})(?:[-_]([a-z]{2}))?$/i.exec(text.trim())
  return match?.[1] && match[1].toLowerCase() + (match[2] ? `-${match[2].toUpperCase()}` : '')
}

/** The language without its region: `de-CH` is `de`. */
export function baseLanguage(tag: string): string {
  return tag.split('-')[0] ?? tag
}
