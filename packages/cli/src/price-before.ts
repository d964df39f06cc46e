import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { baseLanguage, Rejected } from '@depesche/article/model'
import { priceOf, type Tariff } from '@depesche/engines/amazon/tariff'
import { createEngines, type EngineName } from '@depesche/engines/registry'
import type { DeskSettings } from '@depesche/pipeline/desks'
import type { Key, Stored, Table } from '@depesche/pipeline/ports'
import { withMemory } from '@depesche/pipeline/with-memory'
import { withPersonWords } from '@depesche/pipeline/with-person-words'
import { choose } from '@depesche/translation/choose'
import { around, type Characters, type Engine, type Job } from '@depesche/translation/engine'
import type { Glossaries } from '@depesche/translation/glossary/glossaries'
import { segmentsOf } from '@depesche/translation/segments'
import { withGlossary } from '@depesche/translation/with-glossary'
import { read } from '@depesche/wire/readers'
import { articlesIn } from './articles-in.ts'
import type { Read } from './files.ts'
import { amazonWith, glossariesOf } from './glossaries.ts'
import type { Newsroom } from './newsroom.ts'
import { names as inFolder, openExisting } from './node.ts'
import { TARIFFS } from './tariffs.ts'
import { safe } from './terminal/style.ts'
import { table as columns } from './terminal/table.ts'

export interface Pricing {
  /** the engines that would be asked, in their order */
  readonly engines: readonly EngineName[]
  /** the data folder: where engines are */
  readonly folder: string
  /** its memory is counted with */
  readonly remembers: boolean
}

/** What one language of an upload would send. */
interface Priced extends Characters {
  readonly language: string
  /** absent: no engine translates this direction */
  readonly engine?: string
  readonly tariff?: Tariff
}

/**
 * What uploads would send to engines, without sending anything: per language of the newsroom's products, with what the memory of the data
 * folder has already. Answers the lines that tell it. An upload that cannot be read is told, and costs nothing.
 */
export async function priceLines(
  newsroom: Newsroom,
  desk: DeskSettings,
  { engines: names, folder, remembers }: Pricing,
  files: readonly Read[],
): Promise<readonly string[]> {
  const glossaries = glossariesOf(newsroom)
  const engines = createEngines(names, { dataFolder: folder, ...amazonWith(newsroom, glossaries) })
  const store = remembers && existsSync(join(folder, inFolder.database)) ? openExisting(folder) : undefined
  try {
    const table = noting(store?.ports.table)
    const told: Told[] = []
    for (const file of files.flatMap((each) => articlesIn(each, desk)))
      told.push(await toldOf(newsroom, desk, file, { engines, table, glossaries }))
    return [...told.flatMap(({ lines }) => lines), ...together(told.flatMap(({ priced }) => priced))]
  } finally {
    await store?.close()
    await Promise.all(engines.map((engine) => engine[Symbol.asyncDispose]()))
  }
}

interface Told {
  readonly lines: readonly string[]
  readonly priced: readonly Priced[]
}

/** What answers without sending anything. */
interface Asked {
  readonly engines: readonly Engine[]
  readonly table: Table
  readonly glossaries: Glossaries
}

async function toldOf(newsroom: Newsroom, desk: DeskSettings, file: Read, asked: Asked): Promise<Told> {
  try {
    const { draft } = read({ name: basename(file.path), bytes: file.bytes }, desk)
    const targets = [...new Set(newsroom.products.flatMap(({ languages }) => languages))].filter(
      (each) => baseLanguage(each) !== baseLanguage(draft.language),
    )
    const priced: Priced[] = []
    for (const to of targets.toSorted())
      priced.push(await pricedInto(asked, { from: draft.language, to, segments: segmentsOf(draft.content) }))
    return { lines: [`${safe(file.path)}, ${draft.language}:`, rows(priced)], priced }
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    return { lines: [`${safe(file.path)}: ${safe(error.message)}; nothing would be sent`], priced: [] }
  }
}

/** A table that keeps what is written to it in mind alone: of two uploads with the same passage the second one finds it. */
function noting(table: Table | undefined): Table {
  const noted = new Map<string, Stored>()
  const name = ({ partition, sort }: Key) => `${partition} ${sort}`
  const getMany = async (all: readonly Key[]) => {
    const found = table ? await table.getMany(all) : all.map(() => undefined)
    return found.map((item, index) => item ?? noted.get(name(all[index]!)))
  }
  return {
    get: async (key) => (await getMany([key]))[0],
    getMany,
    put: async (key, value, { by }) => Boolean(noted.set(name(key), { sort: key.sort, rev: 1, by, value })),
    delete: async () => true,
    query: async () => [],
  }
}

const NONE: Characters = { sent: 0, saved: 0, billed: 0 }

/** Nothing is written: the memory is asked, and what it lacks is counted. */
async function pricedInto({ engines, table, glossaries }: Asked, job: Job): Promise<Priced> {
  const choice = choose(engines, job.from, job.to)
  if (choice === undefined) return { language: job.to, ...NONE }
  const { engine } = choice
  let told: Characters = NONE
  const still = around(engine, { translate: async ({ segments }) => segments.map((spans) => ({ spans, notes: [] })) })
  const ports = { table, clock: Date.now }
  const count = ({ sent, saved, billed }: Characters) => {
    told = { sent: told.sent + sent, saved: told.saved + saved, billed: told.billed + billed }
  }
  const { glossaryFor } = glossaries
  await withPersonWords(withGlossary(withMemory(still, ports), glossaryFor), ports).translate({ ...job, count })
  const tariff = engine.billed && TARIFFS[engine.name]
  return { language: job.to, engine: engine.label, ...told, ...(tariff ? { tariff } : {}) }
}

/** All of it in one line, where there is more than one row; each engine's price apart. */
function together(priced: readonly Priced[]): readonly string[] {
  if (priced.filter(({ engine }) => engine !== undefined).length < 2) return []
  const [sent, saved] = [priced.reduce((sum, each) => sum + each.sent, 0), priced.reduce((sum, each) => sum + each.saved, 0)]
  const priceIn = new Map<string, number>()
  for (const { tariff, billed: characters } of priced)
    if (tariff) priceIn.set(tariff.currency, (priceIn.get(tariff.currency) ?? 0) + priceOf(characters, tariff))
  const price = [...priceIn].map(([currency, amount]) => `${amount.toFixed(4)} ${currency}`).join(' and ') || 'nothing'
  return [`together: ${number(sent)} characters to send, ${number(saved)} in the memory or twice; price: ${price}`]
}

const number = (value: number) => value.toLocaleString('en')

function rows(priced: readonly Priced[]): string {
  const price = ({ tariff, billed }: Priced) => (tariff ? `${priceOf(billed, tariff).toFixed(4)} ${tariff.currency}` : 'nothing')
  const cells = priced.map((each) =>
    each.engine === undefined
      ? [each.language, 'none translates this', '', '', '']
      : [each.language, each.engine, number(each.sent), number(each.saved), price(each)],
  )
  return columns(['language', 'engine', 'characters', 'in the memory', 'price'], cells)
}
