import { packagesFor } from '@depesche/engines/apertium-fetch'
import { type Diagnosis, diagnose, type EngineOptions } from '@depesche/engines/registry'
import { holderOf } from '@depesche/local/lock'
import type { Command } from 'commander'
import { Fault } from '../fault.ts'
import { type Direction, directionsOf, getApertium } from '../get-apertium.ts'
import { loadNewsroom, type Newsroom } from '../newsroom.ts'
import { DATA_FOLDER, makeDataFolder } from '../node.ts'
import { startProgress } from '../terminal/progress.ts'
import { table } from '../terminal/table.ts'

interface Options {
  readonly data: string
  readonly config?: string
  readonly json?: true
}

/** `depesche engines`: what can be translated here and now; `engines add apertium`. */
export function addEngines(program: Command): void {
  const engines = program.command('engines').description('which engine can translate which direction now, and how well')
  engines
    .option('--json', 'one JSON object per engine and line')
    .option('--data <folder>', 'the data folder', DATA_FOLDER)
    .option('--config <file>', 'the newsroom (depesche.config.ts)')
    .action(list)
  engines
    .command('add')
    .description('get an engine: "apertium" (Debian and Ubuntu, no root needed)')
    .argument('<engine>', 'apertium')
    .argument('[direction...]', 'directions like fr-es (by default all that the newsroom may need)')
    .option('--data <folder>', 'the data folder', DATA_FOLDER)
    .option('--config <file>', 'the newsroom (depesche.config.ts)')
    .action((name: string, directions: readonly string[], _: unknown, command: Command) =>
      add(name, directions, command.optsWithGlobals<Options>()),
    )
}

async function list(options: Options): Promise<void> {
  const newsroom = await loadNewsroom(options.config)
  const found = await diagnose(optionsFor(newsroom, options.data))
  if (options.json)
    for (const diagnosis of found) console.log(JSON.stringify({ ...diagnosis, configured: isConfigured(newsroom, diagnosis) }))
  else for (const diagnosis of found) print(newsroom, diagnosis)
}

function optionsFor(newsroom: Newsroom, dataFolder: string): EngineOptions {
  return { dataFolder, ...(newsroom.amazon ? { amazon: newsroom.amazon } : {}) }
}

const isConfigured = (newsroom: Newsroom, { name }: Diagnosis) => (newsroom.engines as readonly string[]).includes(name)

function print(newsroom: Newsroom, diagnosis: Diagnosis): void {
  const { name, label, problem, directions, place } = diagnosis
  const used = isConfigured(newsroom, diagnosis) ? 'in use' : `not in use (engines.local in ${newsroom.file}, or --engine ${name})`
  console.log(`${name}: ${label}, ${place === 'service' ? 'a service outside' : 'on this machine'}, ${used}`)
  if (problem) console.log(`  cannot translate: ${problem.reason}\n  ${problem.remedy}`)
  else if (name === 'pseudo') console.log('  any direction, grade none: it is no translation')
  else console.log(indent(directionsTable(newsroom, directions)))
}

const indent = (text: string) => text.replaceAll(/^/gm, '  ')

/** A service's thousands of directions are told as a number; those between the newsroom's languages one by one. */
function directionsTable(newsroom: Newsroom, directions: Diagnosis['directions']): string {
  const ours = new Set([...newsroom.products.flatMap(({ languages }) => languages), ...newsroom.desks.map(({ language }) => language)])
  const shown = directions.length <= 60 ? directions : directions.filter(({ from, to }) => ours.has(from) && ours.has(to))
  const more = directions.length - shown.length
  const text = table(
    ['from', 'to', 'grade', 'way'],
    shown.map(({ from, to, grade, route }) => [from, to, grade, route]),
  )
  return more > 0 ? `${text}\nand ${more} directions more` : text
}

async function add(name: string, wanted: readonly string[], { data, config }: Options): Promise<void> {
  if (name !== 'apertium') throw new Fault(`"${name}" cannot be added`, 'the engine to add is: apertium', 2)
  const directions = wanted.length > 0 ? wanted.map(directionOf) : directionsOf(await loadNewsroom(config))
  makeDataFolder(data)
  const abort = new AbortController()
  const stop = () => abort.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const progress = startProgress()
  progress.line('getting Apertium, a free rule-based translator (GPL):')
  const there = await getApertium({ dataFolder: data, directions, progress, signal: abort.signal, timeoutMs: 15 * 60_000 })
  process.off('SIGINT', stop).off('SIGTERM', stop)
  if (!there) process.exitCode = 1
  else if (holderOf(data) !== undefined) console.log('the running "depesche up" finds it within a minute')
}

/** `fr-es` as a direction. Throws `Fault` when it is none, or when no package has it. */
function directionOf(text: string): Direction {
  const [, from, to] = /^([a-z]{2,3})-([a-z]{2,3})$/.exec(text) ?? []
  if (from === undefined || to === undefined) throw new Fault(`"${text}" is not a direction`, 'a direction is like fr-es', 2)
  if (packagesFor([[from, to]]).length === 0)
    throw new Fault(`Apertium does not translate ${from} to ${to}`, 'see "npx --no depesche engines" for what there is', 2)
  return [from, to]
}
