import { setTimeout as sleep } from 'node:timers/promises'
import type { EntryReceipts } from '@depesche/pipeline/article-receipts'
import { isAwaited, type ReceiptRow, receiptRows } from './receipt-rows.ts'
import { newsLines } from './terminal/receipts.ts'

export interface Following {
  /** the entries, as they stand now */
  readonly look: () => Promise<readonly EntryReceipts[]>
  readonly say: (line: string) => void
  /** aborted: no longer */
  readonly until: AbortSignal
  /** entries that must be there before the last confirmation has come */
  readonly entries?: number
  /** between two looks (ms); by default 1000 */
  readonly pauseMs?: number
}

/** Says who confirms, a line each as it comes, until all that are to be expected have. Answers how it stands then. */
export async function followReceipts(
  first: readonly EntryReceipts[],
  { look, say, until, entries = 0, pauseMs = 1000 }: Following,
): Promise<readonly ReceiptRow[]> {
  let [found, rows] = [first, receiptRows(first)]
  while (!until.aborted && (found.length < entries || rows.some(isAwaited))) {
    await sleep(pauseMs, undefined, { signal: until }).catch(() => {})
    found = await look()
    const now = receiptRows(found)
    for (const line of newsLines(rows, now)) say(line)
    rows = now
  }
  return rows
}
