import type { Identity, Note } from '@depesche/article/model'
import { check, dropped, info } from '../draft.ts'
import { isProse } from '../text/prose.ts'
import type { Sent } from '../time/sent.ts'
import type { Frame } from './frame.ts'
import type { Head } from './head.ts'

/** Kinds of text that dpa prints in brackets above the headline. */
export const GENRES =
  /^(?:KORR-Bericht|Vorschau|Zusammenfassung|Hintergrund|Porträt|Interview|Kommentar|Analyse|Reportage|Feature|Chronologie|Überblick|Fragen (?:und|&) Antworten|Presseschau|Extra|Dokumentation|Meldung|Bericht|Tabelle|Gesamtzusammenfassung)(?:\s[\d.:]{1,8}(?:\sUhr)?)?$/iu

/** Source, number and day name a message, since numbers begin again. A number of zeros is none: a copy that was made of stored stories. */
export function identityOf({ header }: Frame, sent: Sent | undefined): Identity | undefined {
  const { source, number } = header
  if (sent === undefined || /^0+$/.test(number)) return undefined
  return { scheme: 'iptc7901', value: `${source}/${number}/${sent.date}`, date: sent.date, number: `${source}${number}` }
}

function identityNotes({ header, trailer }: Frame, sent: Sent | undefined): readonly Note[] {
  const part = { part: 'identity' }
  const why = 'so it has no identity of its own.'
  if (sent === undefined) return [check('sent-unreadable', `The message has no readable time of sending, ${why}`, part, trailer)]
  if (/^0+$/.test(header.number)) return [check('number-missing', `The message has no number (${header.number}), ${why}`, part)]
  return []
}

const DATED = /^\W{0,8}\d{6}\s?(?:z|gmt|utc)?\s+\p{L}{3,10}\.?\s+\d{2,4}(?!\d)/iu

/** Nothing stands behind the date and time of a message; what does is told. */
function afterEnd({ trailer }: Frame): readonly Note[] {
  const rest = trailer.replace(DATED, '').trim()
  return isProse(rest) ? [dropped('after-end', 'It stands behind the end of the text (ETX).', { part: 'body' }, rest)] : []
}

/** What header, keywords and date say; the closing line names the agency better than the header. */
export function factsOf({ header, keywords }: Frame, sent: Sent | undefined, identity: Identity | undefined, signed: string | undefined) {
  const slugline = keywords.join(' ').replace(/\/$/, '')
  const provider = signed ?? /^[a-z][a-z-]{1,20}/i.exec(header.more)?.[0]
  return {
    format: 'iptc7901',
    identity,
    slugline: slugline === '' ? undefined : slugline,
    provider: provider?.toLowerCase(),
    service: header.source,
    urgency: header.priority >= 1 ? header.priority : undefined,
    subjects: [{ scheme: 'iptc7901-category', code: header.category }],
    created: sent?.instant,
    versionCreated: sent?.instant,
  } as const
}

/** What a desk is told about header and end. */
export function frameNotes(frame: Frame, head: Head, sent: Sent | undefined): readonly Note[] {
  return [...frame.notes, ...identityNotes(frame, sent), ...afterEnd(frame), ...remarkNotes(head, frame)]
}

function remarkNotes({ remarks }: Head, { textLine, header }: Frame): readonly Note[] {
  const line = { part: 'ednotes', line: textLine }
  const said = remarks.map((remark) => info('remark', 'A remark in brackets was taken off the headline.', line, remark))
  return header.more === ''
    ? said
    : [...said, info('header-more', 'The header says more than the standard has.', { part: 'service' }, header.more)]
}
