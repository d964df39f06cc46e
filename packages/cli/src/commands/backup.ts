import { BackupError, backUp } from '@depesche/local/backup'
import type { Command } from 'commander'
import { Fault } from '../fault.ts'
import { DATA_FOLDER, openExisting } from '../node.ts'
import { startProgress } from '../terminal/progress.ts'
import { size } from '../terminal/style.ts'

/** `depesche backup`: the whole wire in one file, whether `up` runs or not. */
export function addBackup(program: Command): void {
  program
    .command('backup')
    .description('copy the whole wire into one file, while "depesche up" runs or not ("depesche restore" brings it back)')
    .argument('<file>', 'a file that is not there yet')
    .option('--data <folder>', 'the data folder', DATA_FOLDER)
    .action(run)
}

async function run(file: string, { data }: { readonly data: string }): Promise<void> {
  await openExisting(data).close()
  const progress = startProgress()
  try {
    const bytes = await asFault(() =>
      backUp(data, file, (share) => progress.update(share, `copying to ${file}, ${Math.round(share * 100)} %`)),
    )
    progress.done()
    console.log(`${size(bytes)} in ${file}: whole, and for its owner alone`)
    console.log(`keep it on another disk; "depesche restore ${file}" brings it back`)
  } finally {
    progress.done()
  }
}

/** What is wrong with a backup is told with its remedy. */
export async function asFault<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof BackupError) throw new Fault(error.message, error.remedy)
    throw error
  }
}
