import { join } from 'node:path'
import { type Inspected, inspect } from '@depesche/local/backup'
import { lockReplay } from '@depesche/local/lock'
import { openStore } from '@depesche/local/node'
import { type Restored, restoreDatabase } from '@depesche/local/restore'
import type { Command } from 'commander'
import { confirm } from '../confirm.ts'
import { database } from '../doctor/database.ts'
import { loadNewsroom } from '../newsroom.ts'
import { DATA_FOLDER, makeDataFolder, names } from '../node.ts'
import { rebuild } from '../rebuild.ts'
import { takeLock } from '../take-lock.ts'
import { counted } from '../terminal/counted.ts'
import { startProgress } from '../terminal/progress.ts'
import { rebuiltLines } from '../terminal/rebuilt.ts'
import { safe, size } from '../terminal/style.ts'
import { asFault } from './backup.ts'

interface Options {
  readonly data: string
  readonly config?: string
  readonly yes?: true
}

/** `depesche restore`: a backup in the place of a database that is damaged or lost, with what arrived since. */
export function addRestore(program: Command): void {
  program
    .command('restore')
    .description('bring a backup back, with all that arrived since and can still be read; "depesche up" must not run')
    .argument('<file>', 'a file that "depesche backup" has written')
    .option('--yes', 'go on without a question')
    .option('--data <folder>', 'the data folder', DATA_FOLDER)
    .option('--config <file>', 'the newsroom (depesche.config.ts)')
    .action(run)
}

async function run(file: string, options: Options): Promise<void> {
  const { data } = options
  const newsroom = await loadNewsroom(options.config)
  const inspected = await asFault(() => inspect(file))
  makeDataFolder(data)
  const lock = takeLock(data)
  try {
    lock.announce({ pid: process.pid, doing: 'restore' })
    for (const line of await planLines(file, inspected, data)) console.log(line)
    if (!(await confirm(options))) return console.log('nothing was done')
    await restore(file, options, newsroom)
  } finally {
    lock.release()
  }
}

async function planLines(file: string, { bytes, newest }: Inspected, data: string): Promise<readonly string[]> {
  const now = await database(data)
  const path = join(data, names.database)
  return [
    `the backup    ${safe(file)}: ${size(bytes)}, whole, ${newest ? `newest upload or decision of ${newest} UTC` : 'of an empty wire'}`,
    `there now     ${safe(now.says)}`,
    'then          what is there now is kept beside it, under a dated name',
    `              the backup takes the place of ${path}, with every upload and decision in it that came since and can be read`,
    '              the feeds begin a new epoch: partners with old cursors get 410 and begin anew',
    '              the archive is replayed; until that is through nothing leaves',
  ]
}

async function restore(file: string, { data }: Options, newsroom: Awaited<ReturnType<typeof loadNewsroom>>): Promise<void> {
  const release = lockReplay(data)
  const progress = startProgress()
  try {
    const at = new Date().toISOString()
    const restored = await restoreDatabase({ folder: data, file, at, onProgress: (share, doing) => progress.update(share, doing) })
    progress.done()
    for (const line of restoredLines(restored)) console.log(line)
    const store = openStore(data, Date.now, 'in-order')
    try {
      const rebuilt = await rebuild({ store, newsroom, progress, isUp: false })
      for (const line of rebuiltLines(rebuilt, { isUp: false })) console.log(line)
      if (rebuilt.troubles > 0) process.exitCode = 1
    } finally {
      await store.close()
    }
  } finally {
    progress.done()
    release?.()
  }
}

function restoredLines({ epoch, taken, entries, kept, isUnreadable }: Restored): readonly string[] {
  return [
    ...(kept ? [`kept ${kept}${isUnreadable ? ': nothing of it could be read' : ''}`] : []),
    `taken from it ${counted(taken, 'document')} that the backup lacks`,
    `the feeds are in epoch ${epoch}, with ${counted(entries, 'entry', 'entries')} from the backup`,
  ]
}
