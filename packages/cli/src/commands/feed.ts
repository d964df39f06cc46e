import { formatCursor, parseCursor } from '@depesche/api/cursor'
import type { Product } from '@depesche/syndication/product'
import type { Command } from 'commander'
import { type DeskOptions, type FeedEntry, openDesk } from '../desk-side.ts'
import { Fault } from '../fault.ts'
import { placeOptions } from '../place-options.ts'
import { safe } from '../terminal/style.ts'
import { table } from '../terminal/table.ts'
import { toldText } from '../terminal/told.ts'

interface Options extends DeskOptions {
  readonly after?: string
  readonly limit: string
  readonly json?: true
}

/** `depesche feed`: a feed as its partners get it, through the same gate. */
export function addFeed(program: Command): void {
  placeOptions(
    program
      .command('feed')
      .description('show a feed as its partners get it')
      .argument('<product>', 'the product')
      .argument('<language>', 'the language')
      .option('--after <cursor>', 'the "next" of an earlier page')
      .option('--limit <n>', 'entries at most', '100')
      .option('--json', 'one JSON object per entry and line, items included'),
  ).action(show)
}

async function show(product: string, language: string, options: Options): Promise<void> {
  const limit = Number(options.limit)
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new Fault(`"${options.limit}" is not a limit`, '--limit takes a whole number from 1 to 1000', 2)
  const after = options.after === undefined ? undefined : parseCursor(options.after)
  if (options.after !== undefined && after === undefined)
    throw new Fault(`"${options.after}" is not a cursor`, '--after takes the "next" of an earlier page, e.g. 1.42', 2)
  const desk = openDesk(options)
  try {
    const products = await desk.products()
    if (!products.find(({ name }) => name === product)?.languages.includes(language))
      throw new Fault(`there is no feed ${safe(product)}/${safe(language)}`, `the feeds are: ${feedNames(products)}`, 2)
    const page = await desk.feed({ product, language }, { after, limit })
    if (page === undefined) throw new Fault(`the cursor ${options.after} does not belong to this feed`, 'leave --after out to begin', 2)
    if (options.json) for (const entry of page.entries) console.log(JSON.stringify(entry))
    else print(page.entries, after !== undefined, `next ${formatCursor(page.next)}${page.more ? ', more to come' : ''}`)
  } finally {
    await desk.close()
  }
}

function feedNames(products: readonly Product[]): string {
  return products.flatMap(({ name, languages }) => languages.map((language) => `${name} ${language}`)).join(', ')
}

function print(entries: readonly FeedEntry[], isLater: boolean, end: string): void {
  if (entries.length === 0) console.log(isLater ? 'nothing after this cursor' : 'nothing has gone out in this feed yet')
  else {
    const rows = entries.map((entry) => {
      const { sequence, event, id, version, at } = entry
      return [String(sequence), event, id, `v${version}`, at.slice(0, 19), toldText(entry)]
    })
    console.log(table(['seq', 'event', 'id', 'version', 'at (UTC)', 'headline or notice'], rows))
  }
  console.log(end)
}
