import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { baseLanguage } from '@depesche/article/model'
import { createEngines } from '@depesche/engines/registry'
import { entriesOf } from '@depesche/pipeline/memory-tmx'
import type { Engine } from '@depesche/translation/engine'
import { withTypography } from '@depesche/translation/with-typography'
import type { Command } from 'commander'
import { confirm } from '../confirm.ts'
import { engineNamesOf } from '../engine-names.ts'
import { type Direction, type Evaluated, evaluate, type Reference } from '../evaluation.ts'
import { evaluationReport } from '../evaluation-report.ts'
import { Fault } from '../fault.ts'
import { loadNewsroom } from '../newsroom.ts'
import { DATA_FOLDER } from '../node.ts'
import { readTmxFile } from '../read-tmx-file.ts'
import { moneyOf } from '../tariffs.ts'
import { startProgress } from '../terminal/progress.ts'
import { safe } from '../terminal/style.ts'

interface Options {
  readonly from?: string
  readonly to?: string
  readonly engine?: string
  readonly limit: string
  readonly out?: string
  readonly json?: true
  readonly yes?: true
  readonly data: string
  readonly config?: string
}

/** `depesche evaluate FILE.tmx`: how near each engine comes to what people have translated. */
export function addEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description(
      'measure the engines against translations that people made (TMX): chrF++ and what the fact guard finds, as a Markdown report',
    )
    .argument('<file>', 'TMX in UTF-8 or UTF-16, sentences or paragraphs')
    .option('--from <language>', 'only from this language')
    .option('--to <language>', 'only into this language')
    .option('--engine <names>', 'the engines to measure instead of the configured ones, e.g. apertium,bergamot')
    .option('--limit <n>', 'at most so many pairs of a direction, spread evenly over the file', '200')
    .option('--out <file>', 'where the report goes; by default the standard output')
    .option('--json', 'one JSON object per direction instead of the report')
    .option('--yes', 'do not ask before a paid engine is sent anything')
    .option('--data <folder>', 'where engines are kept', DATA_FOLDER)
    .option('--config <file>', 'the newsroom (depesche.config.ts)')
    .action(run)
}

async function run(file: string, options: Options): Promise<void> {
  const limit = /^[1-9]\d{0,5}$/.test(options.limit) ? Number(options.limit) : 0
  if (limit === 0) throw new Fault(`"${safe(options.limit)}" is no number of pairs`, '--limit takes a whole number from 1', 2)
  if (options.out !== undefined && existsSync(options.out))
    throw new Fault(`${safe(options.out)} is there already`, 'name a file that is not there yet', 2)
  const newsroom = await loadNewsroom(options.config)
  const names = engineNamesOf(newsroom, options.engine)
  const directions = await directionsIn(file, options, limit)
  if (directions.length === 0)
    throw new Fault(`${safe(file)} has no pair of that kind`, 'see "depesche memory import --dry-run" for what it holds')
  const made = createEngines(names, { dataFolder: options.data, ...(newsroom.amazon ? { amazon: newsroom.amazon } : {}) })
  const engines = made.map((engine) => withTypography(engine, newsroom.typography))
  // a report on the standard output must stand there alone
  const progress = startProgress(process.stderr)
  try {
    if (!(await mayCost(directions, engines, options))) return
    const all = directions.reduce(
      (sum, { pairs, from, to }) => sum + pairs.length * engines.filter((engine) => engine.offer(from, to)).length,
      0,
    )
    let done = 0
    const evaluated: Evaluated[] = []
    for (const direction of directions)
      evaluated.push(
        await evaluate(direction, engines, (label, pairs) => {
          done += pairs
          progress.update(
            done / all,
            `${direction.from} to ${direction.to}, ${label}: ${done.toLocaleString('en')} of ${all.toLocaleString('en')}`,
          )
        }),
      )
    progress.done()
    await tell(file, evaluated, options)
    if (evaluated.some(({ scored }) => scored.some(({ failed }) => failed !== undefined))) process.exitCode = 1
  } finally {
    progress.done()
    await Promise.all(made.map((engine) => engine[Symbol.asyncDispose]()))
  }
}

/** The directions of a file with their pairs, at most so many of each. */
async function directionsIn(file: string, { from, to }: Options, limit: number): Promise<readonly Direction[]> {
  const pairs = new Map<string, Reference[]>()
  await readTmxFile(file, (units) => {
    for (const entry of units.flatMap((unit) => entriesOf(unit, baseLanguage, 0))) {
      if ((from !== undefined && from !== entry.from) || (to !== undefined && to !== entry.to)) continue
      const key = `${entry.from} ${entry.to}`
      const list = pairs.get(key)
      if (list) list.push(entry)
      else pairs.set(key, [entry])
    }
  })
  return [...pairs].toSorted().map(([key, all]) => {
    const [source = '', target = ''] = key.split(' ')
    return { from: source, to: target, of: all.length, pairs: spread(all, limit) }
  })
}

/** So many of them, evenly: the beginning of a file is often one article. */
function spread<T>(all: readonly T[], limit: number): readonly T[] {
  if (all.length <= limit) return all
  return Array.from({ length: limit }, (_, index) => all[Math.floor((index * all.length) / limit)]!)
}

/** A paid engine is sent nothing before somebody has seen what it costs. */
async function mayCost(directions: readonly Direction[], engines: readonly Engine[], { yes }: Options): Promise<boolean> {
  const costs = engines.flatMap(({ name, label, billed, offer }) => {
    const jobs = directions.filter(({ from, to }) => billed && offer(from, to))
    const characters = jobs.reduce(
      (sum, { from, to, pairs }) => sum + (billed?.({ from, to, segments: pairs.map(({ source }) => source) }) ?? 0),
      0,
    )
    return characters > 0 ? [`${label}: ${characters.toLocaleString('en')} characters, ${moneyOf(name, characters)}`] : []
  })
  if (costs.length === 0 || yes) return true
  for (const cost of costs) console.error(cost)
  return confirm({})
}

async function tell(file: string, evaluated: readonly Evaluated[], { json, out }: Options): Promise<void> {
  const text = json
    ? evaluated.map((each) => `${JSON.stringify(each)}\n`).join('')
    : evaluationReport(basename(file), new Date().toISOString(), evaluated)
  if (out === undefined) return void process.stdout.write(text)
  await writeFile(out, text, { flag: 'wx' })
  console.log(`the report is in ${safe(out)}`)
}
