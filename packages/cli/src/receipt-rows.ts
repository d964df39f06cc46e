import type { EntryReceipts } from '@depesche/pipeline/article-receipts'

/** How one partner stands with one entry of an article. */
export interface ReceiptRow {
  readonly entry: EntryReceipts
  readonly receipt: EntryReceipts['partners'][number]
}

/** By partner, then feed and entry. */
export function receiptRows(entries: readonly EntryReceipts[]): readonly ReceiptRow[] {
  const rows = entries.flatMap((entry) => entry.partners.map((receipt) => ({ entry, receipt })))
  return rows.toSorted((a, b) => (a.receipt.partner < b.receipt.partner ? -1 : a.receipt.partner > b.receipt.partner ? 1 : 0))
}

/** `demo/fr` */
export const feedName = ({ feed }: EntryReceipts): string => `${feed.product}/${feed.language}`

/** A confirmation that will come by itself: the partner may read the feed and has followed it before. */
export const isAwaited = ({ receipt: { covers, suspended, confirmed, last } }: ReceiptRow): boolean =>
  covers && !suspended && confirmed === undefined && last !== undefined

/** The rows of each partner. */
export const byPartner = (rows: readonly ReceiptRow[]): ReadonlyMap<string, readonly ReceiptRow[]> =>
  Map.groupBy(rows, ({ receipt }) => receipt.partner)

/** Partners, counted. */
export interface Tally {
  /** those that follow these feeds */
  readonly followers: number
  /** of them, those that have confirmed in each */
  readonly confirmed: number
  /** those of whom no confirmation is to be expected */
  readonly others: number
}

/** How many partners have confirmed. */
export function tallyOf(rows: readonly ReceiptRow[]): Tally {
  const each = [...byPartner(rows).values()]
  const followers = each.filter((mine) => mine.some((row) => isAwaited(row) || row.receipt.confirmed))
  const confirmed = followers.filter((mine) => !mine.some(isAwaited))
  return { followers: followers.length, confirmed: confirmed.length, others: each.length - followers.length }
}
