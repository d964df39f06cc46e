import { errorLine, logError } from '@depesche/cloud/log'
import type { Config } from '@depesche/config/define-config'
import { createAmazon } from '@depesche/engines/amazon'
import { terminologyOf } from '@depesche/engines/amazon/terminology'
import { createPseudo } from '@depesche/engines/pseudo'
import { DEFAULT_CEILING } from '@depesche/pipeline/ledger/spend'
import type { Ports } from '@depesche/pipeline/ports'
import { withMemory } from '@depesche/pipeline/with-memory'
import { withPersonWords } from '@depesche/pipeline/with-person-words'
import { withinCeiling } from '@depesche/pipeline/within-ceiling'
import type { Engine } from '@depesche/translation/engine'
import { createGlossaries } from '@depesche/translation/glossary/glossaries'
import type { OwnLines } from '@depesche/translation/glossary/term'
import { withGlossary } from '@depesche/translation/with-glossary'
import { withGuard } from '@depesche/translation/with-guard'
import { withTypography } from '@depesche/translation/with-typography'

/**
 * The newsroom's engines of the cloud, in its order: what costs is under its ceiling, what was translated once is not sent again, and what
 * comes has the glossary's words (`own`: the desk's lines) and is set as the house sets it. The text leaves for `amazon.region`.
 */
export function cloudEngines(
  { engines, amazon, cloud, typography, glossary }: Config,
  own: OwnLines,
  ports: Pick<Ports, 'table' | 'clock'>,
): readonly Engine[] {
  const { glossaryFor, made } = createGlossaries({ swiss: glossary.swiss, own })
  const terminology = (from: string, to: string) => {
    const terms = made(from, to)
    return terms && terminologyOf(terms, from, to)
  }
  const paid = () => createAmazon({ region: amazon?.region ?? cloud.region, terminology })
  const make = { amazon: () => withinCeiling(paid(), ports, amazon?.ceiling ?? DEFAULT_CEILING), pseudo: createPseudo } as const
  return engines.cloud.map((name) => {
    const words = withPersonWords(withGlossary(withMemory(make[name](), ports, { onTrouble }), glossaryFor), ports, onTrouble)
    return withGuard(withTypography(words, typography), glossaryFor)
  })
}

/** It costs money and no translation. */
const onTrouble = (error: unknown) => logError(errorLine(error, { what: 'the translation memory' }))
