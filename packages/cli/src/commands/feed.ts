import { formatCursor, parseCursor } from '@depesche/api/cursor'
import { holderOf } from '@depesche/local/lock'
import { createExits, type PageEntry } from '@depesche/pipeline/exits'
import { getProduct, listProducts } from '@depesche/pipeline/ledger/products'
import { resolveLinks } from '@depesche/syndication/ninjs'
import type { Command } from 'commander'
import { Fault } from '../fault.ts'
import { DATA_FOLDER, openExisting } from '../node.ts'
import { cut, safe } from '../terminal/style.ts'
import { table } from '../terminal/table.ts'

interface Options {
  readonly after?: string
  readonly limit: string
  readonly json?: true
  readonly data: string
}

/** `depesche feed`: a feed as its partners get it, through the same gate. */
export function addFeed(program: Command): void {
  program
    .command('feed')
    .description('show a feed as its partners get it')
    .argument('<product>', 'the product')
    .argument('<language>', 'the language')
    .option('--after <cursor>', 'the "next" of an earlier page')
    .option('--limit <n>', 'entries at most', '100')
    .option('--json', 'one JSON object per entry and line, items included')
    .option('--data <folder>', 'the data folder', DATA_FOLDER)
    .action(show)
}

async function show(product: string, language: string, options: Options): Promise<void> {
  const limit = Number(options.limit)
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new Fault(`"${options.limit}" is not a limit`, '--limit takes a whole number from 1 to 1000', 2)
  const after = options.after === undefined ? undefined : parseCursor(options.after)
  if (options.after !== undefined && after === undefined)
    throw new Fault(`"${options.after}" is not a cursor`, '--after takes the "next" of an earlier page, e.g. 1.42', 2)
  const { ports, close } = openExisting(options.data)
  try {
    const known = await getProduct(ports.table, product)
    if (!known?.languages.includes(language))
      throw new Fault(`there is no feed ${product}/${language}`, `the feeds are: ${await feedNames(ports.table)}`, 2)
    const page = await createExits(ports).page({ name: 'desk', products: [product] }, { product, language }, { after, limit })
    if (typeof page === 'string')
      throw new Fault(`the cursor ${options.after} does not belong to this feed`, 'leave --after out to begin', 2)
    if (options.json) {
      const link = linkBase(options.data)
      for (const { bytes, ...entry } of page.entries)
        console.log(JSON.stringify({ ...entry, ...(bytes ? { item: resolveLinks(itemOf(bytes), link) } : {}) }))
    } else print(page.entries, after !== undefined, `next ${formatCursor(page.next)}${page.more ? ', more to come' : ''}`)
  } finally {
    await close()
  }
}

const itemOf = (bytes: Uint8Array) =>
  JSON.parse(Buffer.from(bytes).toString('utf8')) as { readonly headlines?: readonly { readonly value: string }[] }

/** Links lead to the running API; without one they are paths on whatever serves it later. */
function linkBase(folder: string): (path: string) => string {
  const port = holderOf(folder)?.port
  return (path) => (port === undefined ? path : `http://127.0.0.1:${port}${path}`)
}

async function feedNames(store: Parameters<typeof listProducts>[0]): Promise<string> {
  return (await listProducts(store)).flatMap(({ name, languages }) => languages.map((language) => `${name} ${language}`)).join(', ')
}

function print(entries: readonly PageEntry[], isLater: boolean, end: string): void {
  if (entries.length === 0) console.log(isLater ? 'nothing after this cursor' : 'nothing has gone out in this feed yet')
  else {
    const rows = entries.map(({ sequence, event, id, version, at, bytes }) => {
      const headline = bytes ? (itemOf(bytes).headlines?.[0]?.value ?? '') : ''
      return [String(sequence), event, id, `v${version}`, at.slice(0, 19), cut(safe(headline), 60)]
    })
    console.log(table(['seq', 'event', 'id', 'version', 'at (UTC)', 'headline'], rows))
  }
  console.log(end)
}
