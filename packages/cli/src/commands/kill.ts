import type { Deed } from '@depesche/pipeline/ledger/decision'
import type { Command } from 'commander'
import { type DecidingOptions, deciding, decidingOptions } from '../deciding.ts'
import { reasonOf } from '../reason.ts'

interface Options extends DecidingOptions {
  readonly reason?: string
}

/** `depesche kill`, `revive`, `hold`, `release`: what a desk decides about an article whole. */
export function addKill(program: Command): void {
  const command = (name: string, description: string) =>
    decidingOptions(program.command(name).description(description).argument('<id>', 'our id of an article'))
  command('kill', 'withdraw an article everywhere, at once: nothing of it leaves any more, every feed that had it cancels it')
    .requiredOption('--reason <text>', 'why: partners read it, in every language (at most 300 bytes)')
    .action((id: string, options: Options) => kill(id, reasonOf(options.reason ?? ''), options))
  command('revive', 'take a kill back')
    .option('--reason <text>', 'why, for the journal')
    .action((id: string, options: Options) => decideOne('revive', id, { kind: 'revive', ...given(options) }, options))
  command('hold', 'keep an article from readers for now, without a word to partners')
    .option('--reason <text>', 'why, for the journal')
    .action((id: string, options: Options) => decideOne('hold', id, { kind: 'hold', ...given(options) }, options))
  command('release', 'let a held article go, and one that was stopped because it looked like a kill').action(
    (id: string, options: Options) => decideOne('release', id, { kind: 'release' }, options),
  )
}

const given = ({ reason }: Options) => (reason === undefined ? {} : { reason: reasonOf(reason) })

function kill(id: string, reason: string, options: Options): Promise<void> {
  return deciding(options, async () => [{ id, deed: { kind: 'kill', reason }, title: 'kill', note: `partners are told: ${reason}` }])
}

function decideOne(title: string, id: string, deed: Deed, options: Options): Promise<void> {
  return deciding(options, async () => [{ id, deed, title }])
}
