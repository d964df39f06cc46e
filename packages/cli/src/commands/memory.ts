import type { Command } from 'commander'
import { type DeskOptions, type DeskSide, openDesk } from '../desk-side.ts'
import { MemoryCounts } from '../memory-counts.ts'
import { exportMemory } from '../memory-export.ts'
import type { MemoryFilter } from '../memory-filter.ts'
import { importMemory } from '../memory-import.ts'
import { placeOptions } from '../place-options.ts'

interface Options extends MemoryFilter, DeskOptions {
  readonly config?: string
  readonly dryRun?: true
  readonly json?: true
}

/** `depesche memory`: what the translation memory holds; `memory export` and `memory import` carry it as TMX 1.4b. */
export function addMemory(program: Command): void {
  const memory = program.command('memory').description('what the translation memory holds, by direction and by who made it')
  placeOptions(memory.option('--json', 'one JSON object per line')).action(list)
  placeOptions(
    filtered(memory.command('export').description('write the memory as TMX 1.4b, for another system or another wire')).argument(
      '[file]',
      'a file that is not there yet; without one it goes to the standard output',
    ),
  ).action((file: string | undefined, _: unknown, command: Command) => {
    const options = command.optsWithGlobals<Options>()
    return withDesk(options, (desk) => exportMemory(file, desk, options))
  })
  placeOptions(
    filtered(memory.command('import').description('take in a TMX file (1.1 to 1.4b): its passages are not sent to an engine any more'))
      .argument('<file>', 'TMX in UTF-8 or UTF-16')
      .option('--dry-run', 'read and count, and keep nothing')
      .option('--config <file>', 'the newsroom (depesche.config.ts)'),
  ).action((file: string, _: unknown, command: Command) => {
    const options = command.optsWithGlobals<Options>()
    return withDesk(options, (desk) => importMemory(file, desk, options))
  })
}

async function withDesk(options: Options, work: (desk: DeskSide) => Promise<void>): Promise<void> {
  const desk = openDesk(options)
  try {
    await work(desk)
  } finally {
    await desk.close()
  }
}

const filtered = (command: Command) =>
  command
    .option('--from <language>', 'only from this language')
    .option('--to <language>', 'only into this language')
    .option('--people', 'only what people have written')

async function list(options: Options): Promise<void> {
  await withDesk(options, async (desk) => {
    const counts = new MemoryCounts()
    for await (const entry of desk.memory()) counts.add(entry)
    if (options.json) for (const row of counts.rows()) console.log(JSON.stringify(row))
    else if (counts.isEmpty())
      console.log('the memory is empty: it fills as articles are translated, or with "depesche memory import FILE"')
    else console.log(counts.table())
  })
}
