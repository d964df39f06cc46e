import { type FilterFacts, matches, type Product } from '@depesche/syndication/product'
import { endOf, keys } from '../keys.ts'
import type { Stored, Table } from '../ports.ts'
import { queryAll, updateItem, valueIn } from './items.ts'

/** A product as it stands in the ledger (`P#`): what reconcile and the gate read, whatever a process was started with. */
interface ProductItem {
  readonly revision: number
  readonly product: Product | null
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

/** Makes the ledger's products those of a configuration. Answers the names that changed. */
export async function applyProducts(table: Table, products: readonly Product[]): Promise<readonly string[]> {
  const changed: string[] = []
  const wanted = new Map<string, Product | null>(products.map((product) => [product.name, product]))
  for (const { name } of await listProducts(table)) if (!wanted.has(name)) wanted.set(name, null)
  for (const [name, product] of wanted)
    await updateItem<ProductItem>(table, keys.product(name), (item) => {
      if (item !== undefined && JSON.stringify(item.product) === JSON.stringify(product)) return undefined
      changed.push(name)
      return { revision: (item?.revision ?? 0) + 1, product }
    })
  return [...new Set(changed)]
}
