import type { ProductReason } from '@depesche/pipeline/explain'
import { safe } from './style.ts'

/** How an article stands in a product, line by line. */
export function explainLines({ product, unmet, languages }: ProductReason): readonly string[] {
  if (unmet.length > 0)
    return [
      `${product}  not in it`,
      ...unmet.map(({ condition, wants, has }) => `  ${condition}: it has ${safe(has)}, the product takes ${safe(wants)}`),
    ]
  return languages.map(({ language, isIn, why }) => `${product}/${language}  ${isIn ? 'in it' : `not in it: ${why.map(safe).join('; ')}`}`)
}
