import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { baseLanguage, plain, Rejected } from '@depesche/article/model'
import { amazonTariff, priceOf, type Tariff } from '@depesche/engines/amazon/tariff'
import { createEngines } from '@depesche/engines/registry'
import type { DeskSettings } from '@depesche/pipeline/desks'
import type { Table } from '@depesche/pipeline/ports'
import { type Tally, withMemory } from '@depesche/pipeline/with-memory'
import { withPersonWords } from '@depesche/pipeline/with-person-words'
import { choose } from '@depesche/translation/choose'
import { around, type Engine, type Job } from '@depesche/translation/engine'
import { segmentsOf } from '@depesche/translation/segments'
import { read } from '@depesche/wire/readers'
import type { Read } from './files.ts'
import type { Newsroom } from './newsroom.ts'
import { names, openExisting } from './node.ts'
import { safe } from './terminal/style.ts'
import { table as columns } from './terminal/table.ts'

/** Price lists of the engines that bill. */
const TARIFFS: Readonly<Record<string, Tariff>> = { amazon: amazonTariff }

/** What one language of an upload would send. */
interface Priced extends Tally {
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
  folder: string,
  files: readonly Read[],
): Promise<readonly string[]> {
  const engines = createEngines(newsroom.engines, { dataFolder: folder, ...(newsroom.amazon ? { amazon: newsroom.amazon } : {}) })
  const store = existsSync(join(folder, names.database)) ? openExisting(folder) : undefined
  try {
    const lines: string[] = []
    for (const file of files) lines.push(...(await linesOf(newsroom, desk, file, engines, store?.ports.table)))
    return lines
  } finally {
    await store?.close()
    await Promise.all(engines.map((engine) => engine[Symbol.asyncDispose]()))
  }
}

async function linesOf(
  newsroom: Newsroom,
  desk: DeskSettings,
  file: Read,
  engines: readonly Engine[],
  table: Table | undefined,
): Promise<readonly string[]> {
  try {
    const { draft } = read({ name: basename(file.path), bytes: file.bytes }, desk)
    const targets = [...new Set(newsroom.products.flatMap(({ languages }) => languages))].filter(
      (each) => baseLanguage(each) !== baseLanguage(draft.language),
    )
    const priced: Priced[] = []
    for (const to of targets.toSorted())
      priced.push(await pricedInto(engines, { from: draft.language, to, segments: segmentsOf(draft.content) }, table))
    return [`${safe(file.path)}, ${draft.language}:`, rows(priced)]
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    return [`${safe(file.path)}: ${safe(error.message)}; nothing would be sent`]
  }
}

/** Nothing is written: the memory is asked, and what it lacks is counted. */
async function pricedInto(engines: readonly Engine[], job: Job, table: Table | undefined): Promise<Priced> {
  const choice = choose(engines, job.from, job.to)
  if (choice === undefined) return { language: job.to, sent: 0, saved: 0 }
  const { engine } = choice
  let tally: Tally = { sent: 0, saved: 0 }
  const still = around(engine, { translate: async ({ segments }) => segments.map((spans) => ({ spans, notes: [] })) })
  const reading = {
    getMany: async (all: readonly unknown[]) => (table ? table.getMany(all as never) : all.map(() => undefined)),
    put: async () => true,
  }
  const ports = { table: reading as unknown as Table, clock: Date.now }
  const asking = withMemory({ ...still, billed: undefined, label: engine.label }, ports, {
    tally: (_, said) => {
      tally = said
    },
  })
  await withPersonWords(asking, ports).translate(job)
  const all = job.segments.reduce((sum, segment) => sum + plain(segment).length, 0)
  tally = { sent: tally.sent, saved: all - tally.sent }
  const tariff = engine.billed && TARIFFS[engine.name]
  return { language: job.to, engine: engine.label, ...tally, ...(tariff ? { tariff } : {}) }
}

const number = (value: number) => value.toLocaleString('en')

function rows(priced: readonly Priced[]): string {
  const price = ({ tariff, sent }: Priced) => (tariff ? `${priceOf(sent, tariff).toFixed(4)} ${tariff.currency}` : 'nothing')
  const cells = priced.map((each) =>
    each.engine === undefined
      ? [each.language, 'none translates this', '', '', '']
      : [each.language, each.engine, number(each.sent), number(each.saved), price(each)],
  )
  return columns(['language', 'engine', 'characters', 'in the memory', 'price'], cells)
}
