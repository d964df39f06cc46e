import type { Command } from 'commander'
import { DATA_FOLDER } from './node.ts'

/** Where a command looks: this machine's data folder, or a stack. */
export function placeOptions(command: Command): Command {
  return command
    .option('--data <folder>', 'the data folder', DATA_FOLDER)
    .option('--url <address>', 'a stack instead of this machine, as "npx sst deploy" prints it (or DEPESCHE_URL)')
    .option('--key-file <file>', "the file with the stack's desk key (or the key itself in DEPESCHE_DESK_KEY)")
}
