import { Command, CommanderError } from 'commander'
import { addEngines } from './commands/engines.ts'
import { addFeed } from './commands/feed.ts'
import { addNormalize } from './commands/normalize.ts'
import { addPut } from './commands/put.ts'
import { addRun } from './commands/run.ts'
import { addStatus } from './commands/status.ts'
import { addUp } from './commands/up.ts'
import { Fault } from './fault.ts'

/** Runs the command line. Exit codes: 0 done, 1 the work failed, 2 misuse. */
export async function main(args: readonly string[]): Promise<void> {
  const program = new Command('depesche')
    .description('Wire copy in, clean translated partner-ready JSON out.')
    .version('0.1.0')
    .showHelpAfterError('(depesche --help, depesche COMMAND --help)')
    .showSuggestionAfterError()
    .addHelpText('after', '\nExit codes: 0 done, 1 the work failed, 2 misuse. Inside the clone: npx --no depesche COMMAND …')
    .exitOverride()
  for (const add of [addUp, addRun, addNormalize, addPut, addStatus, addFeed, addEngines]) add(program)
  for (const command of program.commands) command.exitOverride().showHelpAfterError('(add --help for how it is meant)')
  // a reader that goes away (`depesche status | head`) is no error
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    process.exitCode = explain(error)
  }
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof Fault) {
    console.error(`depesche: ${error.message}\n  ${error.remedy}`)
    return error.exitCode
  }
  const { code, path } = error as NodeJS.ErrnoException
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOSPC') {
    console.error(`depesche: ${path ?? ''} cannot be written: ${code}\n  check its owner, permissions and the space on the disk`)
    return 1
  }
  console.error(error instanceof Error ? error.stack : error)
  return 1
}
