import { log } from '@depesche/cloud/log'
import { applyProducts } from '@depesche/pipeline/ledger/products'
import type { Started } from './start.ts'

/** Makes the ledger's products those that this code was deployed with. Writes only what has changed. */
export async function useProducts({ ports, products }: Pick<Started, 'ports' | 'products'>): Promise<void> {
  const changed = await applyProducts(ports.table, products)
  if (changed.length > 0) log({ kind: 'products', changed })
}
