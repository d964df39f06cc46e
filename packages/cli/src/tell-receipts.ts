import type { EntryReceipts } from '@depesche/pipeline/article-receipts'
import type { DeskSide } from './desk-side.ts'
import { followReceipts } from './follow-receipts.ts'
import { isAwaited, receiptRows } from './receipt-rows.ts'
import { untilStopped } from './stopping.ts'
import { receiptLines, tallyLine } from './terminal/receipts.ts'
import { safe } from './terminal/style.ts'

export interface Telling {
  /** the feeds that withdraw it: `demo/fr` */
  readonly feeds: readonly string[]
  /** show who confirms, as it comes */
  readonly live: boolean
}

/** How long those who confirm are shown after a withdrawal. */
const LIVE_MS = 120_000

/** Who has confirmed a withdrawal. The decision stands whatever becomes of this: its trouble is told, and fails nothing. */
export async function tellReceipts(desk: DeskSide, id: string, telling: Telling): Promise<void> {
  try {
    await told(desk, id, telling)
  } catch (error) {
    console.log(`who has confirmed cannot be told now (${safe((error as Error).message)}): "depesche receipts ${id}" does`)
  }
}

async function told(desk: DeskSide, id: string, { feeds, live }: Telling): Promise<void> {
  const look = async () => ((await desk.receipts(id)) ?? []).filter((entry) => isWithdrawal(entry, feeds))
  const first = await look()
  // no feed says it yet, or a stack of an earlier version: both were told, or have nothing to tell
  if (first.length === 0) return
  for (const line of receiptLines(first)) console.log(line)
  const rows = receiptRows(first)
  if (rows.length === 0) return
  const isWaiting = first.length < feeds.length || rows.some(isAwaited)
  if (live && isWaiting && desk.isServed()) return follow(first, id, look, feeds.length)
  console.log(`${tallyLine(rows)}${rows.some(isAwaited) ? goesOn(id, desk) : ''}`)
}

async function follow(
  first: readonly EntryReceipts[],
  id: string,
  look: () => Promise<readonly EntryReceipts[]>,
  entries: number,
): Promise<void> {
  console.log(`${tallyLine(receiptRows(first))}. Who does is shown as it comes, for two minutes (Ctrl-C ends this; the decision stands)`)
  const stopped = new AbortController()
  void untilStopped().promise.then(() => stopped.abort())
  const until = AbortSignal.any([stopped.signal, AbortSignal.timeout(LIVE_MS)])
  const rows = await followReceipts(first, { look, until, entries, say: (line) => console.log(line) })
  console.log(`${tallyLine(rows)}${rows.some(isAwaited) ? `; "depesche receipts ${id} --watch" goes on` : ''}`)
}

const goesOn = (id: string, desk: DeskSide) =>
  desk.isServed() ? `; "depesche receipts ${id} --watch" shows who does` : '; nobody can ask while "depesche up" does not run'

function isWithdrawal(entry: EntryReceipts, feeds: readonly string[]): boolean {
  return (entry.event === 'canceled' || entry.event === 'removed') && feeds.includes(`${entry.feed.product}/${entry.feed.language}`)
}
