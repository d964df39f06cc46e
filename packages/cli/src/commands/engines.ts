import { packagesFor } from '@depesche/engines/apertium-fetch'
import { modelsFor, type Pair, withEnglish } from '@depesche/engines/bergamot-fetch'
import { type Diagnosis, diagnose, type EngineOptions } from '@depesche/engines/registry'
import { holderOf } from '@depesche/local/lock'
import type { Command } from 'commander'
import { Fault } from '../fault.ts'
import { type Direction, directionsOf, getApertium } from '../get-apertium.ts'
import { getBergamot } from '../get-bergamot.ts'
import { loadNewsroom, type Newsroom } from '../newsroom.ts'
import { DATA_FOLDER, makeDataFolder } from '../node.ts'
import { type Progress, startProgress } from '../terminal/progress.ts'
import { safe } from '../terminal/style.ts'
import { table } from '../terminal/table.ts'

interface Options {
  readonly data: string
  readonly config?: string
  readonly json?: true
  readonly store?: string
}

const HELP = `
apertium: free and rule-based (GPL), from Debian's or Ubuntu's archive: Romance languages and English. Directions: fr-es en-ca
bergamot: Mozilla's neural models of Firefox Translations (MPL-2.0), on any system: German too. Languages (de fr it: each to and
          from English, and through it to each other) or directions (de-fr: just what that needs). About 25 MB to load and
          40 MB on the disk for each direction to or from English; cut off, the same command goes on.

Exit codes: 0 it is there, 1 something could not be fetched, 2 misuse.`

/** `depesche engines`: what can be translated here and now; `engines add apertium` and `engines add bergamot`. */
export function addEngines(program: Command): void {
  const engines = program.command('engines').description('which engine can translate which direction now, and how well')
  engines
    .option('--json', 'one JSON object per engine and line')
    .option('--data <folder>', 'the data folder', DATA_FOLDER)
    .option('--config <file>', 'the newsroom (depesche.config.ts)')
    .action(list)
  engines
    .command('add')
    .description('get an engine: "apertium" (Debian and Ubuntu, no root needed) or models for "bergamot" (anywhere)')
    .argument('<engine>', 'apertium or bergamot')
    .argument('[direction...]', 'directions like fr-es, for bergamot languages too (by default all that the newsroom may need)')
    .option('--store <url>', "where bergamot's models come from (by default the configured store, or Mozilla's)")
    .option('--data <folder>', 'the data folder', DATA_FOLDER)
    .option('--config <file>', 'the newsroom (depesche.config.ts)')
    .addHelpText('after', HELP)
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
  const { name, label, problem, directions, place, broken } = diagnosis
  const used = isConfigured(newsroom, diagnosis) ? 'in use' : `not in use (engines.local in ${newsroom.file}, or --engine ${name})`
  console.log(`${name}: ${label}, ${place === 'service' ? 'a service outside' : 'on this machine'}, ${used}`)
  if (problem) console.log(`  cannot translate: ${problem.reason}\n  ${problem.remedy}`)
  else if (name === 'pseudo') console.log('  any direction, grade none: it is no translation')
  else console.log(indent(directionsTable(newsroom, directions)))
  for (const each of broken) console.log(`  not used: ${each}`)
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

async function add(name: string, wanted: readonly string[], options: Options): Promise<void> {
  if (name !== 'apertium' && name !== 'bergamot')
    throw new Fault(`"${safe(name)}" cannot be added`, 'the engines to add are: apertium, bergamot', 2)
  if (name === 'apertium' && options.store !== undefined) throw new Fault('--store is for bergamot', 'leave it out', 2)
  const get = name === 'apertium' ? await apertium(wanted, options) : await bergamot(wanted, options)
  makeDataFolder(options.data)
  const abort = new AbortController()
  const stop = () => abort.abort()
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const there = await get(startProgress(), abort.signal)
  process.off('SIGINT', stop).off('SIGTERM', stop)
  if (!there) process.exitCode = 1
  else if (holderOf(options.data) !== undefined) console.log('the running "depesche up" finds it within a minute')
}

/** Gets an engine; answers whether it is there. */
type Get = (progress: Progress, signal: AbortSignal) => Promise<boolean>

async function apertium(wanted: readonly string[], { data, config }: Options): Promise<Get> {
  const directions = wanted.length > 0 ? wanted.map(directionOf) : directionsOf(await loadNewsroom(config))
  return (progress, signal) => {
    progress.line('getting Apertium, a free rule-based translator (GPL):')
    return getApertium({ dataFolder: data, directions, progress, signal, timeoutMs: 15 * 60_000 })
  }
}

async function bergamot(wanted: readonly string[], { data, config, store: given }: Options): Promise<Get> {
  const pairs = wanted.length > 0 ? pairsOf(wanted) : modelsFor(directionsOf(await loadNewsroom(config)))
  const store = given ?? (await loadNewsroom(config)).bergamot.store
  return async (progress, signal) => {
    progress.line('getting models of Firefox Translations for Bergamot, a free neural translator:')
    const { whole, missing } = await getBergamot({ dataFolder: data, pairs, ...(store ? { store } : {}), progress, signal })
    // what the newsroom sells and nobody has (Romansh) is no failure; what was asked for by name is
    return whole && (wanted.length === 0 || missing.length === 0)
  }
}

/** Languages and directions as the models that they need. Throws `Fault`. */
function pairsOf(wanted: readonly string[]): readonly Pair[] {
  const directions = wanted.flatMap((text): readonly Direction[] => {
    const [, from, to] = /^([a-z]{2,3})(?:-([a-z]{2,3}))?$/.exec(text) ?? []
    if (from === undefined)
      throw new Fault(`"${safe(text)}" is no language and no direction`, 'a language is like de, a direction like de-fr', 2)
    return to === undefined ? withEnglish(from) : [[from, to]]
  })
  const pairs = modelsFor(directions)
  if (pairs.length === 0) throw new Fault('English alone needs no model', 'name another language: de', 2)
  return pairs
}

/** `fr-es` as a direction. Throws `Fault` when it is none, or when no package has it. */
function directionOf(text: string): Direction {
  const [, from, to] = /^([a-z]{2,3})-([a-z]{2,3})$/.exec(text) ?? []
  if (from === undefined || to === undefined) throw new Fault(`"${text}" is not a direction`, 'a direction is like fr-es', 2)
  if (packagesFor([[from, to]]).length === 0)
    throw new Fault(`Apertium does not translate ${from} to ${to}`, 'see "npx --no depesche engines" for what there is', 2)
  return [from, to]
}
