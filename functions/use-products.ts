import { log } from '@depesche/cloud/log'
import type { Applied } from '@depesche/pipeline/ledger/products'
import { configure } from '@depesche/pipeline/steps/reapply'
import type { Started } from './start.ts'

/**
 * Makes the ledger's products those that this code was deployed with. Writes only what has changed, and nothing over the
 * products of a later deployment.
 */
export async function useProducts({ ports, products, settings }: Pick<Started, 'ports' | 'products' | 'settings'>): Promise<Applied> {
  const applied = await configure(ports, products, settings.configuredAt ?? 0)
  if (applied === 'outdated') log({ kind: 'products-outdated' })
  else if (applied.changed.length > 0) log({ kind: 'products', changed: applied.changed })
  return applied
}
