import type { Applied } from '@depesche/pipeline/ledger/products'
import { type Example, PLAN_DAYS, type ProductPlan } from '@depesche/pipeline/product-plan'
import { counted } from './counted.ts'
import { cut, paint, safe } from './style.ts'
import { table } from './table.ts'

/** What applying a configuration's products would do to the feeds. */
export function productPlanLines({ feeds, created, removed }: ProductPlan): readonly string[] {
  if (feeds.length === 0) return ['no feed changes']
  const rows = feeds.map(({ feed, ...counts }) => [
    `${feed.product}/${feed.language}`,
    String(counts.created),
    counts.untranslated > 0 ? String(counts.untranslated) : '',
    String(counts.removed),
    String(counts.stays),
  ])
  return [
    table(['feed', 'created', 'of those to be translated', 'removed', 'stays'], rows),
    ...exampleLines('created', created),
    ...exampleLines('removed', removed),
  ]
}

function exampleLines(what: string, examples: readonly Example[]): readonly string[] {
  if (examples.length === 0) return []
  const rows = examples.map(({ feed, id, headline }) => [`  ${feed.product}/${feed.language}`, id, safe(cut(headline, 60))])
  return [`${what}, for example:`, table(['  feed', 'article', 'headline'], rows)]
}

/** What a start has changed in the products. */
export function appliedLines(applied: Applied): readonly string[] {
  if (applied === 'outdated')
    return [`${paint('yellow', 'products')}    a newer configuration was applied before: that one stands, not this one's`]
  const { changed } = applied
  if (changed.length === 0) return []
  return [
    `${paint('cyan', 'products')}    ${counted(changed.length, 'product')} changed (${changed.join(', ')}): the articles of the last ${PLAN_DAYS} days are brought in step`,
  ]
}
