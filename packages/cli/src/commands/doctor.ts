import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '@depesche/local/node'
import type { Command } from 'commander'
import type { DeskOptions } from '../desk-side.ts'
import { type Check, checked } from '../doctor/check.ts'
import { database, writeAheadLog } from '../doctor/database.ts'
import { directions, engines } from '../doctor/engines.ts'
import { glossary } from '../doctor/glossary.ts'
import { configuration, dataFolder, disk, nodeVersion } from '../doctor/machine.ts'
import { holderIn, port, running } from '../doctor/service.ts'
import { stack } from '../doctor/stack.ts'
import { wire } from '../doctor/wire.ts'
import { loadNewsroom, type Newsroom } from '../newsroom.ts'
import { names } from '../node.ts'
import { placeOptions } from '../place-options.ts'
import { paint, safe } from '../terminal/style.ts'

interface Options extends DeskOptions {
  readonly config?: string
  readonly json?: true
}

/** `depesche doctor`: what is well here and what needs a person, each with its remedy. */
export function addDoctor(program: Command): void {
  placeOptions(
    program
      .command('doctor')
      .description('look at everything that this machine needs (or at a stack, with --url), and say what helps')
      .option('--json', 'one JSON object per check and line')
      .option('--config <file>', 'the newsroom (depesche.config.ts)')
      .addHelpText('after', '\nExit codes: 0 all is well, 1 something needs you.'),
  ).action(doctor)
}

async function doctor(options: Options): Promise<void> {
  const url = options.url ?? process.env.DEPESCHE_URL
  const checks = url === undefined ? await machine(options) : await stack(url, options.keyFile)
  const crosses = checks.filter(({ ok }) => !ok).length
  if (options.json) for (const check of checks) console.log(JSON.stringify(check))
  else for (const line of lines(checks, crosses)) console.log(line)
  if (crosses > 0) process.exitCode = 1
}

async function machine({ data, config }: Options): Promise<readonly Check[]> {
  let newsroom: Newsroom | undefined
  const configured = await checked('configuration', async () => {
    newsroom = await loadNewsroom(config)
    return configuration(newsroom)
  })
  const log = writeAheadLog(data)
  const holder = holderIn(data)
  const store = await database(data)
  return [
    nodeVersion(),
    configured,
    ...(newsroom ? [glossary(newsroom)] : []),
    await dataFolder(data),
    await disk(data),
    store,
    log,
    running(holder),
    ...(newsroom ? [await port(holder, newsroom), await engines(newsroom, data), await directions(newsroom, data)] : []),
    ...(store.ok && existsSync(join(data, names.database)) ? await wireOf(data) : []),
  ]
}

async function wireOf(folder: string): Promise<readonly Check[]> {
  const store = openStore(folder)
  try {
    return await wire(store)
  } finally {
    await store.close()
  }
}

function lines(checks: readonly Check[], crosses: number): readonly string[] {
  const wide = Math.max(...checks.map(({ name }) => name.length))
  const indent = ' '.repeat(wide + 4)
  const told = checks.flatMap(({ name, ok, says, remedy }) => [
    `${ok ? paint('green', '✓') : paint('red', '✗')} ${name.padEnd(wide)}  ${safe(says)}`,
    ...(remedy?.split('\n') ?? []).map((line) => `${indent}${safe(line)}`),
  ])
  return [...told, crosses === 0 ? 'all is well' : `${crosses} ${crosses === 1 ? 'thing needs' : 'things need'} you`]
}
