import type { EntryReceipts } from '@depesche/pipeline/article-receipts'
import { byPartner, feedName, type ReceiptRow, receiptRows, tallyOf } from '../receipt-rows.ts'
import { counted } from './counted.ts'
import { hourWords } from './partner.ts'
import { table } from './table.ts'

/** Who has confirmed an article's entries: a line per partner and entry. */
export function receiptLines(entries: readonly EntryReceipts[]): readonly string[] {
  if (entries.length === 0) return ['no feed has carried it']
  const rows = receiptRows(entries)
  if (rows.length === 0) return ['no partner reads these feeds']
  const cells = rows.map((row) => [row.receipt.partner, feedName(row.entry), `${row.entry.event} v${row.entry.version}`, stateOf(row)])
  return [table(['partner', 'feed', 'event', 'state'], cells)]
}

/** How many partners have confirmed, in a sentence. */
export function tallyLine(rows: readonly ReceiptRow[]): string {
  const { followers, confirmed, others } = tallyOf(rows)
  if (followers === 0) return `no partner is waited for: ${others === 1 ? 'it' : `these ${others}`} never asked here, or cannot ask`
  const rest = others > 0 ? `; ${others} more never asked here, or cannot ask` : ''
  return `${confirmed} of ${counted(followers, 'partner')} ${confirmed === 1 ? 'has' : 'have'} confirmed${rest}`
}

/** A line for each partner that has confirmed since an earlier look. */
export function newsLines(before: readonly ReceiptRow[], now: readonly ReceiptRow[]): readonly string[] {
  const nameOf = ({ entry, receipt }: ReceiptRow) => `${receipt.partner} ${feedName(entry)} ${entry.sequence}`
  const known = new Set(before.filter(({ receipt }) => receipt.confirmed).map(nameOf))
  const news = now.filter((row) => row.receipt.confirmed && !known.has(nameOf(row)))
  return [...byPartner(news)].map(([partner, rows]) => {
    const at = rows.map(({ receipt }) => receipt.confirmed?.at ?? '').toSorted()
    return `${at.at(-1)?.slice(11, 19)} UTC  ${partner} has confirmed ${rows.map(({ entry }) => feedName(entry)).join(', ')}`
  })
}

const moment = (instant: string) => `${instant.slice(0, 19).replace('T', ' ')} UTC`

function stateOf({ receipt }: ReceiptRow): string {
  const { confirmed, covers, suspended, passedOver } = receipt
  if (confirmed) {
    const more = [
      passedOver ? 'the next entry was there by then: it may have been given that one alone' : [],
      covers ? [] : 'its contract no longer covers this feed',
      suspended ? 'suspended' : [],
    ].flat()
    return [`confirmed ${moment(confirmed.at)} (${confirmed.by === 'pull' ? 'asked on' : 'sent'})`, ...more].join('; ')
  }
  if (!covers) return `its contract no longer covers this feed; it may hold a copy (${sofar(receipt)})`
  if (suspended) return `suspended: it cannot ask, and may hold a copy (${sofar(receipt)})`
  return receipt.last ? `not yet: ${sofar(receipt)}` : sofar(receipt)
}

/** What a partner that has not confirmed an entry has done at all. */
function sofar({ last, lastAsked }: ReceiptRow['receipt']): string {
  if (last === undefined) return lastAsked ? `has confirmed nothing in this feed; last asked ${hourWords(lastAsked)}` : 'never asked'
  const when = moment(last.at)
  const place =
    last.behind === undefined ? `${when}, before the feeds were restored` : `${counted(last.behind, 'entry', 'entries')} before, ${when}`
  const asked = lastAsked && lastAsked > last.at.slice(0, 13) ? `; last asked ${hourWords(lastAsked)}` : ''
  return `last confirmed ${place}${asked}`
}
