import { memoryEntries } from '@depesche/pipeline/memory-entries'
import type { Command } from 'commander'
import { MemoryCounts } from '../memory-counts.ts'
import { exportMemory } from '../memory-export.ts'
import type { MemoryFilter } from '../memory-filter.ts'
import { importMemory } from '../memory-import.ts'
import { DATA_FOLDER, openExisting } from '../node.ts'

interface Options extends MemoryFilter {
  readonly data: string
  readonly config?: string
  readonly dryRun?: true
  readonly json?: true
}

/** `depesche memory`: what the translation memory holds; `memory export` and `memory import` carry it as TMX 1.4b. */
export function addMemory(program: Command): void {
  const memory = program.command('memory').description('what the translation memory holds, by direction and by who made it')
  memory.option('--json', 'one JSON object per line').option('--data <folder>', 'the data folder', DATA_FOLDER).action(list)
  filtered(memory.command('export').description('write the memory as TMX 1.4b, for another system or another wire'))
    .argument('[file]', 'a file that is not there yet; without one it goes to the standard output')
    .option('--data <folder>', 'the data folder', DATA_FOLDER)
    .action((file: string | undefined, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>()
      return exportMemory(file, options.data, options)
    })
  filtered(memory.command('import').description('take in a TMX file (1.1 to 1.4b): its passages are not sent to an engine any more'))
    .argument('<file>', 'TMX in UTF-8 or UTF-16')
    .option('--dry-run', 'read and count, and keep nothing')
    .option('--config <file>', 'the newsroom (depesche.config.ts)')
    .option('--data <folder>', 'the data folder', DATA_FOLDER)
    .action((file: string, _: unknown, command: Command) => importMemory(file, command.optsWithGlobals<Options>()))
}

const filtered = (command: Command) =>
  command
    .option('--from <language>', 'only from this language')
    .option('--to <language>', 'only into this language')
    .option('--people', 'only what people have written')

async function list({ data, json }: Options): Promise<void> {
  const store = openExisting(data)
  try {
    const counts = new MemoryCounts()
    for await (const entry of memoryEntries(store.ports.table, Date.now())) counts.add(entry)
    if (json) for (const row of counts.rows()) console.log(JSON.stringify(row))
    else
      console.log(
        counts.isEmpty()
          ? 'the memory is empty: it fills as articles are translated, or with "depesche memory import FILE"'
          : counts.table(),
      )
  } finally {
    await store.close()
  }
}
