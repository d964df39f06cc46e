import { holderOf } from '@depesche/local/lock'
import { changedProducts, listProducts } from '@depesche/pipeline/ledger/products'
import type { Ports } from '@depesche/pipeline/ports'
import { PLAN_DAYS, type ProductPlan, planProducts } from '@depesche/pipeline/product-plan'
import { configure } from '@depesche/pipeline/steps/reapply'
import type { Product } from '@depesche/syndication/product'
import type { Command } from 'commander'
import { confirm } from '../confirm.ts'
import { type DeskOptions, openDesk } from '../desk-side.ts'
import { Fault } from '../fault.ts'
import { loadNewsroom } from '../newsroom.ts'
import { DATA_FOLDER, openExisting } from '../node.ts'
import { placeOptions } from '../place-options.ts'
import { explainLines } from '../terminal/explain.ts'
import { productPlanLines } from '../terminal/product-plan.ts'
import { startProgress } from '../terminal/progress.ts'
import { safe } from '../terminal/style.ts'
import { table } from '../terminal/table.ts'

interface Options {
  readonly data: string
  readonly config?: string
  readonly dryRun?: true
  readonly yes?: true
}

/** `depesche product list`, `depesche product apply`: what is sold, and what a changed configuration does to it. */
export function addProduct(program: Command): void {
  const product = program.command('product').description('what is sold: the products of depesche.config.ts and of the running wire')
  options(product.command('list').description('the products, and whether the wire has them as the configuration says')).action(list)
  placeOptions(
    product.command('explain').description('why an article is in each product, or is not').argument('<id>', 'our id of an article'),
  ).action(explained)
  options(
    product
      .command('apply')
      .description(
        'make the products of the wire those of the configuration, and bring every article in step ("depesche up" does so at its start)',
      )
      .option('--dry-run', 'show what would be created and removed, and do nothing')
      .option('--yes', 'go on without a question'),
  ).action(apply)
}

const options = (command: Command) =>
  command.option('--data <folder>', 'the data folder', DATA_FOLDER).option('--config <file>', 'the newsroom (depesche.config.ts)')

async function list({ data, config }: Options): Promise<void> {
  const { products } = await loadNewsroom(config)
  const { ports, close } = openExisting(data)
  try {
    const standing = await listProducts(ports.table)
    const states = await statesOf(ports, products)
    const all = new Map([...standing, ...products].map((product) => [product.name, product]))
    const rows = [...all.values()].map(({ name, title, languages }) => [
      name,
      states.get(name) ?? 'applied',
      languages.join(' '),
      safe(title),
    ])
    console.log(table(['product', 'state', 'languages', 'title'], rows))
    if (states.size > 0) console.log('"depesche product apply --dry-run" tells what the configuration would change')
  } finally {
    await close()
  }
}

async function explained(id: string, place: DeskOptions): Promise<void> {
  const desk = openDesk(place)
  try {
    const products = await desk.explain(id)
    if (products === undefined) throw new Fault(`there is no article ${safe(id)}`, '"depesche status" shows the ids of the board', 2)
    for (const line of products.flatMap(explainLines)) console.log(line)
  } finally {
    await desk.close()
  }
}

/** Of the products that differ: how. */
async function statesOf({ table: items }: Pick<Ports, 'table'>, products: readonly Product[]): Promise<ReadonlyMap<string, string>> {
  const standing = new Set((await listProducts(items)).map(({ name }) => name))
  const wanted = new Set(products.map(({ name }) => name))
  const state = (name: string) => (!wanted.has(name) ? 'no longer configured' : standing.has(name) ? 'changed' : 'new')
  return new Map((await changedProducts(items, products)).map((name) => [name, state(name)]))
}

async function apply({ data, config, dryRun, yes }: Options): Promise<void> {
  const { products, file } = await loadNewsroom(config)
  const { ports, close } = openExisting(data)
  try {
    const states = await statesOf(ports, products)
    if (states.size === 0) return console.log(`the products are those of ${file}: nothing changes`)
    for (const [name, state] of states) console.log(`product ${name}: ${state}`)
    for (const line of productPlanLines(await planned(ports, products))) console.log(line)
    if (dryRun) return
    if (!(await confirm(yes ? { yes } : {}))) return console.log('nothing was done')
    if ((await configure(ports, products, ports.clock())) === 'outdated')
      throw new Fault('a newer configuration was applied before', "set this machine's clock, or apply that configuration")
    console.log(`done: ${holderOf(data) ? 'the running "depesche up" brings' : '"npm start" (depesche up) brings'} every article in step`)
  } finally {
    await close()
  }
}

async function planned({ table: items, clock }: Pick<Ports, 'table' | 'clock'>, products: readonly Product[]): Promise<ProductPlan> {
  const progress = startProgress()
  const now = clock()
  const since = now - PLAN_DAYS * 86_400_000
  let plan: ProductPlan = { feeds: [], created: [], removed: [] }
  for await (const looked of planProducts(items, products, now, since)) {
    plan = looked.plan
    progress.update((now - Date.parse(looked.day)) / (now - since), `looking at the board of ${looked.day}, ${looked.articles} articles`)
  }
  progress.done()
  return plan
}
