import { errorLine, logError } from '@depesche/cloud/log'
import type { Config } from '@depesche/config/define-config'
import { createAmazon } from '@depesche/engines/amazon'
import { createPseudo } from '@depesche/engines/pseudo'
import { DEFAULT_CEILING } from '@depesche/pipeline/ledger/spend'
import type { Ports } from '@depesche/pipeline/ports'
import { withMemory } from '@depesche/pipeline/with-memory'
import { withPersonWords } from '@depesche/pipeline/with-person-words'
import { withinCeiling } from '@depesche/pipeline/within-ceiling'
import type { Engine } from '@depesche/translation/engine'
import { withGuard } from '@depesche/translation/with-guard'
import { withTypography } from '@depesche/translation/with-typography'

/**
 * The newsroom's engines of the cloud, in its order: what costs is under its ceiling, what was translated once is not sent again, and what
 * comes is set as the house sets it. The text leaves for `amazon.region`.
 */
export function cloudEngines({ engines, amazon, cloud, typography }: Config, ports: Pick<Ports, 'table' | 'clock'>): readonly Engine[] {
  const make = {
    amazon: () => withinCeiling(createAmazon({ region: amazon?.region ?? cloud.region }), ports, amazon?.ceiling ?? DEFAULT_CEILING),
    pseudo: createPseudo,
  } as const
  return engines.cloud.map((name) =>
    withGuard(withTypography(withPersonWords(withMemory(make[name](), ports, { onTrouble }), ports, onTrouble), typography)),
  )
}

/** It costs money and no translation. */
const onTrouble = (error: unknown) => logError(errorLine(error, { what: 'the translation memory' }))
