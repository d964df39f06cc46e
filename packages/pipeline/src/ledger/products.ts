import { type FilterFacts, matches, type Product } from '@depesche/syndication/product'
import { endOf, keys } from '../keys.ts'
import type { Stored, Table } from '../ports.ts'
import { getValue, queryAll, updateItem, valueIn } from './items.ts'

/** A product as it stands in the ledger (`P#`): what reconcile and the gate read, whatever a process was started with. */
interface ProductItem {
  readonly revision: number
  readonly product: Product | null
}

/** Which configuration the products are of: the newest that was applied. */
interface ConfigurationItem {
  readonly revision: number
}

/** The product that an item holds. */
export function productOf(item: Stored | undefined): Product | undefined {
  return valueIn<ProductItem>(item)?.product ?? undefined
}

/** The product as configured now; `undefined` when there is none of that name. */
export async function getProduct(table: Table, name: string): Promise<Product | undefined> {
  return productOf(await table.get(keys.product(name)))
}

export async function listProducts(table: Table): Promise<readonly Product[]> {
  const products: Product[] = []
  for await (const { value } of queryAll<ProductItem>(table, 'P#', '', endOf(''))) if (value.product) products.push(value.product)
  return products
}

/** Products whose filter takes an article with these facts. */
export async function productsFor(table: Table, facts: FilterFacts): Promise<readonly Product[]> {
  return (await listProducts(table)).filter((product) => matches(product.filter, facts))
}

/** What applying a configuration did: the names of the products that changed, or that a newer one stands. */
export type Applied = { readonly changed: readonly string[] } | 'outdated'

const isEqual = (a: Product | null | undefined, b: Product | null) => JSON.stringify(a ?? null) === JSON.stringify(b)

/**
 * Makes the ledger's products those of a configuration. `revision` grows from one configuration to the next (the time of
 * its deployment): an older one, of a function that a deployment has not replaced yet, changes nothing, so no feed flaps
 * between two. Articles that came before are looked at by `reapply`.
 */
export async function applyProducts(table: Table, products: readonly Product[], revision: number): Promise<Applied> {
  const stands = await updateItem<ConfigurationItem>(table, keys.configuration, (item) =>
    (item?.revision ?? 0) >= revision ? undefined : { revision },
  )
  if ((stands?.revision ?? 0) > revision) return 'outdated'
  const wanted = new Map<string, Product | null>(products.map((product) => [product.name, product]))
  for (const { name } of await listProducts(table)) if (!wanted.has(name)) wanted.set(name, null)
  const changed: string[] = []
  for (const [name, product] of wanted) if (await applyOne(table, name, product, revision)) changed.push(name)
  return { changed }
}

async function applyOne(table: Table, name: string, product: Product | null, revision: number): Promise<boolean> {
  let isChanged = false
  await updateItem<ProductItem>(table, keys.product(name), (item) => {
    isChanged = (item?.revision ?? 0) <= revision && !isEqual(item?.product, product)
    return isChanged ? { revision, product } : undefined
  })
  return isChanged
}

/** Names of the products that a configuration would change. Looks only. */
export async function changedProducts(table: Table, products: readonly Product[]): Promise<readonly string[]> {
  const now = await listProducts(table)
  const names = new Set([...now, ...products].map(({ name }) => name))
  const of = (list: readonly Product[], name: string) => list.find((product) => product.name === name)
  return [...names].filter((name) => !isEqual(of(now, name), of(products, name) ?? null))
}

/** The revision of the configuration that was applied last; 0 before the first. */
export async function appliedRevision(table: Table): Promise<number> {
  return (await getValue<ConfigurationItem>(table, keys.configuration))?.revision ?? 0
}
