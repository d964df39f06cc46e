import { existsSync, readFileSync } from 'node:fs'
import { openTerminologies } from '@depesche/engines/amazon/terminologies'
import { EngineError } from '@depesche/translation/engine'
import type { Glossary } from '@depesche/translation/glossary/glossary'
import { matchTerms } from '@depesche/translation/glossary/matcher'
import { wishOf } from '@depesche/translation/glossary/term'
import type { Command } from 'commander'
import { Fault } from '../fault.ts'
import { glossariesOf } from '../glossaries.ts'
import { loadNewsroom, type Newsroom } from '../newsroom.ts'
import { pairsOf, push, terminologiesFor } from '../push-glossary.ts'
import { safe } from '../terminal/style.ts'
import { table } from '../terminal/table.ts'

interface Options {
  readonly config?: string
  readonly json?: true
}
interface CheckOptions extends Options {
  readonly from: string
  readonly to: string
}
interface PushOptions extends Options {
  readonly dryRun?: true
  readonly prune?: true
}

/** `depesche glossary`: the words that every translation must have; `check`, `push`. */
export function addGlossary(program: Command): void {
  const glossary = program.command('glossary').description('the words that every translation must have, pair by pair')
  glossary.option('--json', 'one JSON object per pair and line').option('--config <file>', 'the newsroom (depesche.config.ts)').action(list)
  glossary
    .command('check')
    .description('which terms stand in a text, and what they become')
    .argument('<text>', 'a text, or a file with one')
    .requiredOption('--from <language>', 'its language')
    .requiredOption('--to <language>', 'the language of the translation')
    .action((text: string, _: unknown, command: Command) => check(text, command.optsWithGlobals<CheckOptions>()))
  glossary
    .command('push')
    .description('give Amazon Translate the glossary as custom terminologies')
    .option('--dry-run', 'say which, and ask nobody')
    .option('--prune', 'delete those of earlier glossaries when the new ones are there')
    .action((_: unknown, command: Command) => pushAll(command.optsWithGlobals<PushOptions>()))
}

async function list(options: Options): Promise<void> {
  const newsroom = await loadNewsroom(options.config)
  const { glossaryFor } = glossariesOf(newsroom)
  const rows: { readonly pair: string; readonly own: number; readonly shipped: number; readonly forbidden: number }[] = []
  for (const [from, to] of pairsOf(newsroom)) {
    const pair = `${from}-${to}`
    const own = newsroom.glossary.own[pair] ?? []
    const terms = (await glossaryFor(from, to))?.terms ?? []
    const forbidden = own.filter(({ kind }) => kind === 'forbid').length
    if (terms.length > 0) rows.push({ pair, own: own.length, shipped: terms.length - own.length, forbidden })
  }
  if (options.json) for (const row of rows) console.log(JSON.stringify(row))
  else for (const line of lines(newsroom, rows)) console.log(line)
}

function lines(
  { glossary }: Newsroom,
  rows: readonly Readonly<Record<'pair' | 'own' | 'shipped' | 'forbidden', string | number>>[],
): readonly string[] {
  const cells = rows.map(({ pair, own, shipped, forbidden }) => [`${pair}`, `${own}`, `${forbidden}`, `${shipped}`])
  const where = `the desk's own lines: ${glossary.folder} (a file for each pair, de-fr.csv: term,translation,rule)`
  return rows.length > 0 ? [table(['pair', 'own', 'forbidden', 'shipped'], cells), safe(where)] : ['no glossary', safe(where)]
}

async function check(given: string, { config, from, to, json }: CheckOptions): Promise<void> {
  const { glossaryFor } = glossariesOf(await loadNewsroom(config))
  const glossary = await glossaryFor(from, to)
  if (glossary === undefined) throw new Fault(`there is no glossary of ${from}-${to}`, '"depesche glossary" lists those there are', 2)
  const text = existsSync(given) ? readFileSync(given, 'utf8') : given
  const found = foundIn(text, glossary)
  if (json) for (const each of found) console.log(JSON.stringify(each))
  else if (found.length === 0) console.log('no term of the glossary stands in it')
  else
    console.log(
      table(
        ['in the text', 'becomes'],
        found.map(({ term, wish }) => [safe(term), safe(wish)]),
      ),
    )
}

const foundIn = (text: string, { matcher }: Glossary) =>
  matchTerms(text, matcher).map(({ start, end, term }) => ({ term: text.slice(start, end), wish: wishOf(term) ?? '' }))

async function pushAll({ config, dryRun, prune }: PushOptions): Promise<void> {
  const newsroom = await loadNewsroom(config)
  const wanted = await terminologiesFor(newsroom)
  if (dryRun) return console.log(wanted.map(({ name, terms }) => `would push ${name}: ${terms} terms`).join('\n') || 'nothing to push')
  if (newsroom.amazon === undefined)
    throw new Fault('no region is configured for Amazon Translate', `name one in ${newsroom.file}: amazon: { region: "eu-central-1" }`, 2)
  const service = await openTerminologies(newsroom.amazon)
  try {
    const { kept, added, old } = await push(service, wanted, prune === true)
    for (const name of added) console.log(`pushed ${name}`)
    for (const name of kept) console.log(`${name} is there already`)
    for (const name of old) console.log(prune ? `deleted ${name}` : `${name} is of an earlier glossary (--prune deletes it)`)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    throw new Fault(error.message, 'check the credentials, and that they may list, import and delete terminologies of Amazon Translate')
  } finally {
    service.close()
  }
}
