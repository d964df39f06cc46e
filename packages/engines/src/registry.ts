import { join } from 'node:path'
import type { Engine, Grade } from '@depesche/translation/engine'
import type { AmazonSettings } from './amazon/client.ts'
import { createAmazon } from './amazon.ts'
import { createApertium } from './apertium.ts'
import { findModels } from './bergamot/models.ts'
import { createBergamot } from './bergamot.ts'
import { createPseudo } from './pseudo.ts'
import { absent, graded, type Problem } from './wrapped.ts'

export interface EngineOptions {
  /** the house's data; fetched engines live in its `engines/` */
  readonly dataFolder: string
  /** absent: the service is not used */
  readonly amazon?: AmazonSettings
  /** Bergamot's models; default `{dataFolder}/engines/bergamot` */
  readonly models?: string
  /** the house's own grade of an engine in every direction it takes, where it has read enough of it to know better than we */
  readonly grades?: Readonly<Partial<Record<Exclude<EngineName, 'pseudo'>, Grade>>>
}

interface Entry {
  /** `service`: text leaves the house (for embargoed articles and contracts that forbid it) */
  readonly place: 'machine' | 'service'
  readonly create: (options: EngineOptions) => Engine
  /** why it cannot translate anything now, and what helps */
  readonly problem: (options: EngineOptions, engine: Engine) => Problem | undefined
}

/** All engines there are. A new one is one file, one line here, and its name in `config`. */
export const engines = {
  amazon: {
    place: 'service',
    create: ({ amazon }) => (amazon?.region ? createAmazon(amazon) : absent('amazon', 'Amazon Translate', 'neural', NO_REGION)),
    problem: ({ amazon }) => (amazon?.region ? undefined : NO_REGION),
  },
  bergamot: {
    place: 'machine',
    create: (options) => createBergamot({ models: modelsFolder(options) }),
    problem: (options, engine) => (engine.directions().length > 0 ? undefined : noModels(options)),
  },
  apertium: {
    place: 'machine',
    create: ({ dataFolder }) => createApertium({ folder: apertiumFolder(dataFolder) }),
    problem: (_, engine) => (engine.directions().length > 0 ? undefined : NO_APERTIUM),
  },
  pseudo: { place: 'machine', create: createPseudo, problem: () => undefined },
} as const satisfies Readonly<Record<string, Entry>>

export type EngineName = keyof typeof engines

export const engineNames = Object.keys(engines) as readonly EngineName[]

/** Where `fetchApertium` puts it and the engine looks for it. */
export const apertiumFolder = (dataFolder: string) => join(dataFolder, 'engines', 'apertium')

/** Where `fetchModels` puts them and the engine looks for them. */
export const bergamotFolder = (dataFolder: string) => join(dataFolder, 'engines', 'bergamot')

const modelsFolder = ({ dataFolder, models }: EngineOptions) => models ?? bergamotFolder(dataFolder)

/** An engine by its name. Never throws: one that cannot start offers nothing (`diagnose` says why). */
export function createEngine(name: EngineName, options: EngineOptions): Engine {
  const engine = engines[name].create(options)
  const grade = name === 'pseudo' ? undefined : options.grades?.[name]
  return grade ? graded(engine, grade) : engine
}

/** The newsroom's engines in its order, for `choose`. */
export function createEngines(names: readonly EngineName[], options: EngineOptions): readonly Engine[] {
  return names.map((name) => createEngine(name, options))
}

export interface Diagnosis {
  readonly name: EngineName
  readonly label: string
  readonly place: 'machine' | 'service'
  /** absent: it works, as far as can be told without the network */
  readonly problem?: Problem
  /** what it offers; for `pseudo`, which takes any direction, nothing */
  readonly directions: readonly { readonly from: string; readonly to: string; readonly grade: Grade; readonly route: string }[]
  /** what is there and cannot be used, while the rest works: folders of models that are not whole */
  readonly broken: readonly string[]
}

/** What each engine can do here and now, and what would help those that cannot. No network. */
export async function diagnose(options: EngineOptions, names: readonly EngineName[] = engineNames): Promise<readonly Diagnosis[]> {
  return Promise.all(names.map((name) => diagnoseOne(name, options)))
}

async function diagnoseOne(name: EngineName, options: EngineOptions): Promise<Diagnosis> {
  await using engine = createEngine(name, options)
  const entry: Entry = engines[name]
  const problem = entry.problem(options, engine)
  const directions = engine.directions().flatMap(([from, to]) => {
    const offer = engine.offer(from, to)
    return offer ? [{ from, to, ...offer }] : []
  })
  const broken = name === 'bergamot' && !problem ? findModels(modelsFolder(options)).problems : []
  return { name, label: engine.label, place: entry.place, ...(problem && { problem }), directions, broken }
}

const NO_REGION: Problem = {
  reason: 'no region is configured for Amazon Translate',
  remedy: 'name one in depesche.config.ts: amazon: { region: "eu-central-1" }',
}

const NO_APERTIUM: Problem = {
  reason: 'Apertium is not installed here',
  remedy: 'npx --no depesche engines add apertium (Debian and Ubuntu, no root needed)',
}

function noModels(options: EngineOptions): Problem {
  const folder = modelsFolder(options)
  const { problems } = findModels(folder)
  return {
    reason: problems.length > 0 ? `no model is whole: ${problems.join('; ')}` : `no models in ${folder}`,
    remedy: 'npx --no depesche engines add bergamot (or with languages: de fr it)',
  }
}
