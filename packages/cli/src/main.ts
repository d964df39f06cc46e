import { UnusableDatabase } from '@depesche/local/database'
import { Command, CommanderError } from 'commander'
import { addApprove } from './commands/approve.ts'
import { addBackup } from './commands/backup.ts'
import { addCost } from './commands/cost.ts'
import { addDoctor } from './commands/doctor.ts'
import { addEdit } from './commands/edit.ts'
import { addEmbargo } from './commands/embargo.ts'
import { addEngines } from './commands/engines.ts'
import { addEvaluate } from './commands/evaluate.ts'
import { addFeed } from './commands/feed.ts'
import { addFormats } from './commands/formats.ts'
import { addGlossary } from './commands/glossary.ts'
import { addKill } from './commands/kill.ts'
import { addMemory } from './commands/memory.ts'
import { addNormalize } from './commands/normalize.ts'
import { addPartnerCommand } from './commands/partner.ts'
import { addProduct } from './commands/product.ts'
import { addPut } from './commands/put.ts'
import { addReceipts } from './commands/receipts.ts'
import { addRedrive } from './commands/redrive.ts'
import { addRejected } from './commands/rejected.ts'
import { addReplay } from './commands/replay.ts'
import { addRestore } from './commands/restore.ts'
import { addRetire } from './commands/retire.ts'
import { addRun } from './commands/run.ts'
import { addStatus } from './commands/status.ts'
import { addUp } from './commands/up.ts'
import { Fault } from './fault.ts'

/** In the order of `--help`. */
const COMMANDS = [
  addUp,
  addRun,
  addNormalize,
  addPut,
  addStatus,
  addFeed,
  addKill,
  addApprove,
  addEdit,
  addEmbargo,
  addReceipts,
  addRejected,
  addRedrive,
  addReplay,
  addBackup,
  addRestore,
  addRetire,
  addDoctor,
  addEngines,
  addFormats,
  addGlossary,
  addCost,
  addMemory,
  addEvaluate,
  addPartnerCommand,
  addProduct,
]

/** Runs the command line. Exit codes: 0 done, 1 the work failed, 2 misuse. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command('depesche')
    .description('Wire copy in, clean translated partner-ready JSON out.')
    .version('0.1.0')
    .showHelpAfterError('(depesche --help, depesche COMMAND --help)')
    .showSuggestionAfterError()
    .addHelpText('after', '\nExit codes: 0 done, 1 the work failed, 2 misuse. Inside the clone: npx --no depesche COMMAND …')
    .exitOverride()
  for (const add of COMMANDS) add(program)
  for (const command of program.commands) command.exitOverride().showHelpAfterError('(add --help for how it is meant)')
  // a reader that goes away (`depesche status | head`) is no error
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0)
      throw error
    })
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    process.exitCode = explain(error)
  }
}

const DISK = 'check its owner, permissions and the space on the disk'
const NO_FOLDER = 'a file stands where a folder is needed: name another place'
/** SQLite's primary codes: busy, locked, read-only, I/O, full, cannot open. Any other is a fault of ours, with its stack. */
const DISK_ERRORS = [5, 6, 8, 10, 13, 14]
const CORRUPT = 11
const DAMAGED = '"depesche doctor" tells more, "depesche restore FILE" brings a backup back'
const FILE_TROUBLE: Readonly<Record<string, string>> = {
  EACCES: DISK,
  EPERM: DISK,
  EROFS: DISK,
  ENOSPC: DISK,
  EDQUOT: DISK,
  EEXIST: NO_FOLDER,
  ENOTDIR: NO_FOLDER,
  EISDIR: 'a folder stands where a file is needed: name another place',
  ENAMETOOLONG: 'give it a shorter name',
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof Fault) {
    console.error(`depesche: ${error.message}\n  ${error.remedy}`)
    return error.exitCode
  }
  if (error instanceof UnusableDatabase) {
    console.error(`depesche: ${error.message}\n  or name another folder with --data`)
    return 1
  }
  const { code = '', path = '', errcode } = error as NodeJS.ErrnoException & { readonly errcode?: number }
  const primary = (errcode ?? 0) & 0xff
  if (primary === CORRUPT) {
    console.error(`depesche: the database is damaged: ${(error as Error).message}\n  ${DAMAGED}`)
    return 1
  }
  const remedy = FILE_TROUBLE[code] ?? (DISK_ERRORS.includes(primary) ? DISK : undefined)
  if (remedy !== undefined) {
    console.error(`depesche: ${path || (error as Error).message} cannot be used: ${code}\n  ${remedy}`)
    return 1
  }
  console.error(error instanceof Error ? error.stack : error)
  return 1
}
