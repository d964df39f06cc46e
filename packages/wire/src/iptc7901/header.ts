/** The header line of IPTC 7901: source and number, priority, category, words, and what the source adds. */
export interface Header {
  /** source identification: `bdt` */
  readonly source: string
  /** message number, as printed: `0123` */
  readonly number: string
  readonly priority: number
  readonly category: string
  /** the words or numbers behind the word count: `dpa 0000` */
  readonly more: string
}

const HEADER =
  /^[ \t]{0,8}([A-Za-z]{2,7})[ -]?(\d{2,6})[ \t]{1,8}(\d)[ \t]{1,8}([A-Za-z]\w{0,3})(?:[ \t]{1,8}(\d{1,6}))?(?:[ \t]{1,20}([^\r\n]{1,100}))?[ \t]{0,80}$/

/** Reads a header line; `undefined` for any other line. */
export function headerIn(line: string): Header | undefined {
  const [, source, number, priority, category, , more = ''] = HEADER.exec(line.slice(0, 240)) ?? []
  if (!source || !number || !category) return undefined
  return { source: source.toLowerCase(), number, priority: Number(priority), category, more: more.trim() }
}
