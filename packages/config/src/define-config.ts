import { MAX_CODE, MAX_SOURCE } from '@depesche/syndication/product'
import { grades } from '@depesche/translation/engine'
import { z } from 'zod'
import { crossChecks } from './cross-checks.ts'

const name = z
  .string()
  .max(40, 'at most 40 characters')
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, 'a name is lower-case letters, digits and hyphens, e.g. "swiss-wire"')
const language = z.string().regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/, 'a language is a BCP 47 tag like "de" or "fr-CH"')
const zone = z.string().refine(isZone, 'not an IANA time zone, e.g. "Europe/Zurich"')
const list = <T extends z.ZodType>(item: T, what: string) => z.array(item).min(1, `at least one ${what}`)

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text })
    return true
  } catch {
    return false
  }
}

const desk = z.strictObject({
  /** letters that the desk's uploads and ids begin with in people's talk; free text */
  title: z.string().optional(),
  /** the folder under `incoming/`; by default the desk's name */
  prefix: name.optional(),
  /** who provides the copy when the document does not say */
  provider: z.string().optional(),
  zone,
  language,
  /** copy that its source withholds (`stat:withheld`, as the agency's robot sends everything): a person lets it go, or it goes out by itself */
  withheld: z.enum(['hold', 'release']).default('hold'),
})

const code = z.string().max(MAX_CODE, `at most ${MAX_CODE} characters: the ledger keeps no more`)
const filter = z.strictObject({
  desks: z.array(name).optional(),
  languages: z.array(language).optional(),
  types: z.array(z.enum(['text', 'picture'])).optional(),
  services: z.array(code).optional(),
  subjects: z.array(code).optional(),
  places: z.array(code).optional(),
  sources: z.array(z.string().max(MAX_SOURCE, `at most ${MAX_SOURCE} characters: the ledger keeps no more`).toLowerCase()).optional(),
  urgency: z.int().min(1).max(9).optional(),
})

const product = z.strictObject({
  title: z.string(),
  filter: filter.default({}),
  languages: list(language, 'language'),
  grades: z.array(z.enum(grades)).default(['publishable', 'readable']),
  /** translations that wait for a person (`depesche approve ID LANGUAGE`): of these languages, of these grades, or with Notes of that weight or more */
  person: z
    .strictObject({
      languages: z.array(language).optional(),
      grades: z.array(z.enum(grades)).optional(),
      level: z.enum(['info', 'check']).optional(),
    })
    .optional(),
})

const engine = z.enum(['amazon', 'bergamot', 'apertium', 'pseudo'])
const cloudEngine = z.enum(['amazon', 'pseudo'], 'in the cloud there are "amazon" and "pseudo"; the others run on one machine')
const region = z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'a region is like "eu-central-1"')
const days = z.int().min(1).max(36_500)

/** Characters that may be sent to the service; low until somebody has decided what it may cost. */
const ceiling = z.strictObject({
  day: z.int().min(0).default(200_000),
  month: z.int().min(0).default(2_000_000),
})

/** How long CloudWatch keeps logs: the values that it takes, PutRetentionPolicy in its API reference. */
const logDays = z.literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653])

/** How long one machine keeps what it could do without, in days; absent: for ever. Heads and feeds are kept in any case. */
const keep = z.strictObject({
  /** uploads and decisions: what they are older than can no longer be replayed */
  originals: days.optional(),
  /** articles, translations and output documents of versions that newer ones have replaced */
  versions: days.optional(),
  journal: days.optional(),
})

const cloud = z.strictObject({
  /** where everything of the stack is kept; Amazon Translate's stands in `amazon.region` */
  region: region.default('eu-central-1'),
  tags: z.record(z.string().min(1).max(128), z.string().max(256)).default({}),
  /** who hears the alarms */
  alarmEmail: z.email().optional(),
  logDays: logDays.default(30),
  /** articles in one language that are translated at the same time: times four are requests on their way to the service */
  translateConcurrency: z.int().min(2, 'at least 2: SQS takes no less').max(1000).default(5),
  /** absent: for ever */
  keepDays: z
    .strictObject({
      originals: days.optional(),
      rejected: days.optional(),
      /** articles, translations and renditions: after it, items can no longer be read */
      documents: days.optional(),
      /** versions that were replaced or deleted */
      replaced: days.default(30),
    })
    .prefault({}),
})

const schema = z.strictObject({
  desks: z.record(name, desk).refine((desks) => Object.keys(desks).length > 0, 'at least one desk'),
  products: z.record(name, product).refine((products) => Object.keys(products).length > 0, 'at least one product'),
  engines: z.strictObject({ cloud: z.array(cloudEngine).default(['amazon']), local: z.array(engine).default(['bergamot', 'apertium']) }),
  amazon: z
    .strictObject({
      region,
      ceiling: ceiling.prefault({}),
      /** an embargoed text leaves for the service at once, or waits for its instant; engines on the machine always translate at once */
      embargoed: z.enum(['translate', 'wait']).default('wait'),
    })
    .optional(),
  bergamot: z
    .strictObject({
      /** where models are fetched from ("engines add bergamot"); absent: Mozilla's own store. A mirror has the same files below the same paths */
      store: z
        .url()
        .regex(
          /^(?:https:\/\/|http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?(?:\/|$))/i,
          'a store is an https address; http is for loopback only',
        )
        .optional(),
    })
    .prefault({}),
  /** in whose form translations into a language are set, where not in its own: `{ fr: 'fr-CH' }`, or as the engine gives them: `{ fr: 'as-it-comes' }` */
  typography: z.record(language, z.union([z.enum(['as-it-comes']), language])).default({}),
  glossary: z
    .strictObject({
      /** the names of Swiss bodies, parties and places that we ship */
      swiss: z.boolean().default(true),
      /** the desk's own lines, a CSV per pair (`de-fr.csv`), beside this file; need not be there */
      folder: z.string().min(1, 'a folder has a name').default('glossaries'),
    })
    .prefault({}),
  keep: keep.prefault({}),
  cloud: cloud.prefault({}),
  webhooks: z
    .strictObject({
      /** receivers of the house's own that may lie inside it, without TLS, on any port: `cms.house.example:8080` */
      allow: z
        .array(
          z.string().regex(/^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\]):\d{1,5}$/, 'is no receiver: a host and a port, like cms.house.example:8080'),
        )
        .max(50)
        .default([]),
    })
    .prefault({}),
  api: z
    .strictObject({
      port: z.int().min(0).max(65_535).default(8787),
      /** where partners reach the API, for links; by default the address it listens on */
      publicUrl: z.url({ protocol: /^https?$/ }).optional(),
      /** sites whose pages may ask the API from a browser: `https://site.example` */
      origins: z
        .array(
          z.string().regex(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$/, 'is no origin: scheme, host and port alone, like https://site.example'),
        )
        .max(50)
        .default([]),
      /** requests that a partner may make in a minute, where it has no limit of its own */
      perMinute: z.int().min(1).max(100_000).default(600),
      /** who publishes, as RSS, Atom, JSON Feed and NewsML-G2 say it */
      publisher: z.string().trim().min(1).max(120).optional(),
    })
    .prefault({}),
})

/** The newsroom as one writes it. */
export type ConfigInput = z.input<typeof schema>
/** The newsroom as the runtimes see it: every default filled in. */
export type Config = z.output<typeof schema>
export type EngineName = z.infer<typeof engine>

/** All the mistakes of a configuration at once, each with its path. */
export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(
      `the configuration has ${problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`}:\n${problems.map((p) => `  ${p}`).join('\n')}`,
    )
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/**
 * Gives the editor the types and checks nothing: the runtimes call `parseConfig`, which names the file too.
 * `export default defineConfig({ … })` in `depesche.config.ts`.
 */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config
}

/** Checks a configuration and fills in the defaults. Throws `ConfigError` with all mistakes and their paths. */
export function parseConfig(input: unknown): Config {
  const result = schema.safeParse(input)
  const problems = [...(result.error?.issues.flatMap(explain) ?? []), ...crossChecks(input)]
  if (result.success && problems.length === 0) return result.data
  throw new ConfigError(problems)
}

function explain(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.join('.') || '(the whole)'
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${[...issue.path, key].join('.')}: unknown setting`)
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => `${path}: ${inner.message}`)
  return [`${path}: ${issue.message}`]
}
