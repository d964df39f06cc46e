import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Config, ConfigError, type EngineName, parseConfig } from '@depesche/config/define-config'
import { desksOf, productsOf } from '@depesche/config/parts'
import { readGlossaries } from '@depesche/config/read-glossaries'
import type { DeskSettings } from '@depesche/pipeline/desks'
import type { Keep } from '@depesche/pipeline/retention'
import type { Product } from '@depesche/syndication/product'
import type { OwnLines } from '@depesche/translation/glossary/term'
import { Fault } from './fault.ts'

/** The configuration as the parts take it. */
export interface Newsroom {
  readonly file: string
  readonly desks: readonly DeskSettings[]
  readonly products: readonly Product[]
  readonly engines: readonly EngineName[]
  readonly amazon: Config['amazon']
  readonly bergamot: Config['bergamot']
  readonly api: Config['api']
  readonly keep: Keep
  readonly webhooks: Config['webhooks']
  readonly typography: Config['typography']
  readonly glossary: NewsroomGlossary
}

/** The glossary as it was read. */
export interface NewsroomGlossary {
  readonly swiss: boolean
  /** where the desk's own lines are looked for */
  readonly folder: string
  readonly own: OwnLines
}

export const CONFIG_FILE = 'depesche.config.ts'

/** Reads and checks the newsroom's file. Throws `Fault` with the file, all mistakes and their paths. */
export async function loadNewsroom(file = CONFIG_FILE): Promise<Newsroom> {
  const path = resolve(file)
  if (!existsSync(path))
    throw new Fault(`there is no ${file} in ${process.cwd()}`, 'run depesche inside the clone, or name the file with --config FILE', 2)
  const config = checked(file, await imported(file, path))
  const { engines, amazon, bergamot, api, webhooks, typography } = config
  const keep = Object.fromEntries(Object.entries(config.keep).filter(([, days]) => days !== undefined)) as Keep
  return {
    file,
    desks: desksOf(config),
    products: productsOf(config),
    engines: engines.local,
    amazon,
    bergamot,
    api,
    keep,
    webhooks,
    typography,
    glossary: await glossaryOf(config, path),
  }
}

/** The desk's own lines lie beside the newsroom's file. Throws `Fault` with all that is wrong with them. */
async function glossaryOf({ glossary: { swiss, folder } }: Config, file: string): Promise<NewsroomGlossary> {
  const path = resolve(dirname(file), folder)
  const { lines: own, mistakes } = await readGlossaries(path)
  if (mistakes.length === 0) return { swiss, folder, own }
  const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`
  throw new Fault(`the glossary in ${folder} has ${count}:\n${mistakes.map((each) => `  ${each}`).join('\n')}`, `correct ${path}`, 2)
}

async function imported(file: string, path: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown }
    return module.default
  } catch (error) {
    throw new Fault(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, `correct ${file}`, 2)
  }
}

function checked(file: string, value: unknown): Config {
  if (value === undefined) throw new Fault(`${file} exports nothing`, 'it must say: export default defineConfig({ … })', 2)
  try {
    return parseConfig(value)
  } catch (error) {
    if (error instanceof ConfigError) throw new Fault(`${file}: ${error.message}`, `correct ${file}: ${error.problems.length} to mend`, 2)
    throw error
  }
}

/** The desk of that name, or the first one. Throws `Fault` with the names that there are. */
export function deskNamed(newsroom: Newsroom, name: string | undefined): DeskSettings {
  const desk = name === undefined ? newsroom.desks[0] : newsroom.desks.find((candidate) => candidate.name === name)
  if (desk === undefined)
    throw new Fault(
      `there is no desk "${name}" in ${newsroom.file}`,
      `the desks are: ${newsroom.desks.map((each) => each.name).join(', ')}`,
      2,
    )
  return desk
}
