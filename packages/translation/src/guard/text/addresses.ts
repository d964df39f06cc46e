/** A web or mail address, or a handle, and where it stands. */
export interface Address {
  readonly text: string
  readonly start: number
  readonly end: number
}

const RUN = /\S+/g
const STARTS = /^(?:https?:\/\/|www\.)|^[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,}|^@\w{3,}/i
const AROUND = /[^\p{L}\d@]/u
const TAIL = /[^\p{L}\d]/u

/** Addresses in running text, without the punctuation around them. */
export function addressesOf(text: string): readonly Address[] {
  if (!text.includes('@') && !/www\.|https?:/i.test(text)) return []
  return [...text.matchAll(RUN)].flatMap((run) => {
    const trimmed = trim(run[0])
    if (!STARTS.test(trimmed.text)) return []
    const start = run.index + trimmed.lead
    return [{ text: trimmed.text, start, end: start + trimmed.text.length }]
  })
}

function trim(run: string): { readonly text: string; readonly lead: number } {
  let lead = 0
  let end = run.length
  while (lead < end && AROUND.test(run[lead] ?? '')) lead++
  while (end > lead && TAIL.test(run[end - 1] ?? '')) end--
  return { text: run.slice(lead, end), lead }
}

/** The text with blanks in place of its addresses and tags: their digits and words are no facts of the sentence. */
export function blanked(text: string, places: readonly Pick<Address, 'start' | 'end'>[]): string {
  let out = ''
  let at = 0
  for (const { start, end } of places) {
    out += text.slice(at, start) + ' '.repeat(end - start)
    at = end
  }
  return out + text.slice(at)
}
