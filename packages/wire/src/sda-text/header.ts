import { type Note, Rejected } from '@depesche/article/model'
import { check } from '../draft.ts'
import { type Sent, sentOf as sentIn } from '../time/sent.ts'

export interface Header {
  /** `bsf` */
  readonly service: string
  /** `041` */
  readonly number: string
  readonly urgency: number
  readonly category: string
  readonly keyword: string
  readonly characters: number
}

/** `bsf041 3 ec 78   etf 627`: service and number, priority, category, words, keyword, characters. Columns may be padded. */
export function headerOf(line: string): Header {
  const match = /^\s*([a-z]{2,4})(\d{2,4})\s+(\d)\s+(\w{1,4})\s+(\d+)\s+(\w{1,6})\s+(\d+)\s*$/.exec(line.slice(0, 120))
  const [, service, number, urgency, category, , keyword, characters] = match ?? []
  if (!service || !number || !category || !keyword)
    throw new Rejected(
      'sda-text-header',
      `The header line of the dispatch cannot be read: “${line.trim().slice(0, 80)}”.`,
      'Send it as the agency wrote it.',
    )
  return { service, number, urgency: Number(urgency), category, keyword, characters: Number(characters) }
}

/** The header counts every character between 02 and 03, line ends included; another number means re-saved or cut. */
export function countNotes(header: Header, text: string): readonly Note[] {
  if (text.length === header.characters) return []
  const reason = `The header announces ${header.characters} characters, the text has ${text.length}: it was saved again, or cut. See that its end is there.`
  return [check('count-differs', reason, { line: 2 })]
}

/** The date and time group behind the text, in Swiss time: `061642 nov 18`. `undefined` if it is not that. */
export function sentOf(trailer: string): Sent | undefined {
  return sentIn(trailer, 'Europe/Zurich')
}
