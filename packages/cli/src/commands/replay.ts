import { holderOf, lockReplay } from '@depesche/local/lock'
import type { Command } from 'commander'
import { confirm } from '../confirm.ts'
import { Fault } from '../fault.ts'
import { loadNewsroom } from '../newsroom.ts'
import { DATA_FOLDER, openExisting } from '../node.ts'
import { type Rebuilding, rebuild } from '../rebuild.ts'
import { startProgress } from '../terminal/progress.ts'
import { rebuiltLines } from '../terminal/rebuilt.ts'

interface Options {
  readonly data: string
  readonly config?: string
  readonly since?: string
  readonly dryRun?: true
  readonly yes?: true
}

/** `depesche replay`: the ledger rebuilt from the archive, whether `up` runs or not. */
export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('rebuild what the ledger lacks from the archive: uploads, decisions, kept translations; nothing leaves meanwhile')
    .option('--since <day>', 'only what came or was decided on that day or later (2026-11-24)')
    .option('--dry-run', 'count what is missing, and do nothing')
    .option('--yes', 'go on without a question')
    .option('--data <folder>', 'the data folder', DATA_FOLDER)
    .option('--config <file>', 'the newsroom (depesche.config.ts)')
    .action(run)
}

async function run(options: Options): Promise<void> {
  const newsroom = await loadNewsroom(options.config)
  const since = options.since === undefined ? undefined : dayOf(options.since)
  // a replay that a power failure cuts off is begun anew, so it waits for no disk
  const store = openExisting(options.data, 'in-order')
  try {
    const io = { store, newsroom, ...(since ? { since } : {}) }
    if (options.dryRun) return await tell({ ...io, dryRun: true, isUp: false })
    console.log('the archive is read again; until that is through nothing leaves, and the API answers 503')
    if (!(await confirm(options))) return console.log('nothing was done')
    await alone(options.data, () => tell({ ...io, isUp: holderOf(options.data) !== undefined }))
  } finally {
    await store.close()
  }
}

async function tell(io: Omit<Rebuilding, 'progress'>): Promise<void> {
  const rebuilt = await rebuild({ ...io, progress: startProgress() })
  for (const line of rebuiltLines(rebuilt, io)) console.log(line)
  if (rebuilt.troubles > 0) process.exitCode = 1
}

/** Two at the same time would each end what the other is at. */
async function alone(folder: string, work: () => Promise<void>): Promise<void> {
  const release = lockReplay(folder)
  if (release === undefined) throw new Fault(`a replay of ${folder} runs already`, 'wait until it is through')
  try {
    await work()
  } finally {
    release()
  }
}

function dayOf(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new Fault(`"${text}" is not a day`, '--since takes a day like 2026-11-24', 2)
  return text
}
