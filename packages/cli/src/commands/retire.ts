import { type Keep, retire } from '@depesche/pipeline/retention'
import type { Command } from 'commander'
import { Fault } from '../fault.ts'
import { loadNewsroom } from '../newsroom.ts'
import { DATA_FOLDER, openExisting } from '../node.ts'
import { Retired } from '../retiring.ts'
import { counted } from '../terminal/counted.ts'
import { heldByReplay } from '../terminal/held-by-replay.ts'
import { startProgress } from '../terminal/progress.ts'

interface Options {
  readonly data: string
  readonly config?: string
  readonly dryRun?: true
}

/** `depesche retire`: what is older than the newsroom keeps goes now. */
export function addRetire(program: Command): void {
  program
    .command('retire')
    .description('let go of what is older than "keep" in depesche.config.ts says; "depesche up" does it each day')
    .option('--dry-run', 'count what would go, and do nothing')
    .option('--data <folder>', 'the data folder', DATA_FOLDER)
    .option('--config <file>', 'the newsroom (depesche.config.ts)')
    .action(run)
}

async function run({ data, config, dryRun }: Options): Promise<void> {
  const { keep, file } = await loadNewsroom(config)
  if (Object.keys(keep).length === 0)
    throw new Fault(
      `${file} keeps everything for ever`,
      'say how many days it keeps what: keep: { originals: 730, versions: 90, journal: 730 }',
      2,
    )
  const store = openExisting(data)
  const progress = startProgress()
  try {
    const held = await heldByReplay(store.ports.table, data)
    if (held) throw new Fault('nothing is retired while a replay is under way, or was cut off', 'run "depesche replay --yes" first')
    const sum = new Retired()
    for await (const step of retire(store.ports, keep, store.ports.clock(), { dryRun: dryRun === true })) {
      sum.add(step)
      if (step.documents + step.lines > 0) progress.update(0, `${step.kind} of ${step.day}`)
    }
    progress.done()
    console.log(
      sum.isEmpty
        ? `nothing is older than is kept (${words(keep)})`
        : `${dryRun ? 'would go' : 'gone'}: ${sum.words}, older than is kept (${words(keep)})`,
    )
  } finally {
    progress.done()
    await store.close()
  }
}

const words = (keep: Keep) =>
  Object.entries(keep)
    .map(([kind, days]) => `${kind} ${counted(days, 'day')}`)
    .join(', ')
