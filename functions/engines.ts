import type { Config } from '@depesche/config/define-config'
import { createAmazon } from '@depesche/engines/amazon'
import { createPseudo } from '@depesche/engines/pseudo'
import { DEFAULT_CEILING } from '@depesche/pipeline/ledger/spend'
import type { Ports } from '@depesche/pipeline/ports'
import { withinCeiling } from '@depesche/pipeline/within-ceiling'
import type { Engine } from '@depesche/translation/engine'

/** The newsroom's engines of the cloud, in its order; what costs is under its ceiling. The text leaves for `amazon.region`. */
export function cloudEngines({ engines, amazon, cloud }: Config, ports: Pick<Ports, 'table' | 'clock'>): readonly Engine[] {
  const make = {
    amazon: () => withinCeiling(createAmazon({ region: amazon?.region ?? cloud.region }), ports, amazon?.ceiling ?? DEFAULT_CEILING),
    pseudo: createPseudo,
  } as const
  return engines.cloud.map((name) => make[name]())
}
