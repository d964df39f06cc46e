import { isArticleId } from '@depesche/article/model'
import type { EntryReceipts, Which } from '@depesche/pipeline/article-receipts'
import type { Command } from 'commander'
import { unknownArticle } from '../deciding.ts'
import { type DeskOptions, type DeskSide, openDesk } from '../desk-side.ts'
import { Fault } from '../fault.ts'
import { followReceipts } from '../follow-receipts.ts'
import { placeOptions } from '../place-options.ts'
import { isAwaited, receiptRows } from '../receipt-rows.ts'
import { untilStopped } from '../stopping.ts'
import { receiptLines, tallyLine } from '../terminal/receipts.ts'

interface Options extends DeskOptions {
  readonly all?: true
  readonly watch?: true
  readonly json?: true
}

/** `depesche receipts`: which partners have confirmed what the feeds say of an article. */
export function addReceipts(program: Command): void {
  placeOptions(
    program
      .command('receipts')
      .description('which partners have confirmed what each feed last said of an article, a kill above all')
      .argument('<id>', 'our id of an article')
      .option('--all', 'every entry of it, so every version, and not only the last of each feed')
      .option('--watch', 'go on: a line for each partner that confirms, until all have or Ctrl-C')
      .option('--json', 'one JSON object per partner and entry, a line each'),
  ).action(receipts)
}

async function receipts(id: string, options: Options): Promise<void> {
  if (options.watch && (options.all || options.json))
    throw new Fault('--watch shows the last entries, in words', 'leave --all and --json out, or --watch', 2)
  const desk = openDesk(options)
  try {
    const look = lookAt(desk, id, options.all ? 'all' : 'last')
    const found = await look()
    if (options.json)
      for (const { entry, receipt } of receiptRows(found)) console.log(JSON.stringify({ ...entry, partners: undefined, ...receipt }))
    else for (const line of receiptLines(found)) console.log(line)
    if (options.watch && receiptRows(found).length > 0) await watch(found, look)
  } finally {
    await desk.close()
  }
}

function lookAt(desk: DeskSide, id: string, which: Which): () => Promise<readonly EntryReceipts[]> {
  return async () => (isArticleId(id) ? await desk.receipts(id, which) : undefined) ?? unknownArticle(id)
}

async function watch(first: readonly EntryReceipts[], look: () => Promise<readonly EntryReceipts[]>): Promise<void> {
  if (receiptRows(first).some(isAwaited)) console.log(`${tallyLine(receiptRows(first))}. Who does is shown as it comes; Ctrl-C ends`)
  const stopped = new AbortController()
  void untilStopped().promise.then(() => stopped.abort())
  console.log(tallyLine(await followReceipts(first, { look, until: stopped.signal, say: (line) => console.log(line) })))
}
