import type { Product } from '@depesche/syndication/product'
import { isGone, offerable } from './desired.ts'
import { closings, type Head } from './head.ts'
import { compareMarks, NO_MARK } from './mark.ts'
import type { Rendition } from './shapes.ts'

/** Why bytes may not leave: killed, out of the feed, or closed for now. */
export type Refusal = 'canceled' | 'removed' | 'closed'

/**
 * The gate: `undefined` lets the fetched bytes leave. Pure; the head must have been read after the bytes.
 * `fetched` says which version and edition the bytes are, so a floor raised meanwhile closes them.
 */
export function mayLeave(
  head: Head | undefined,
  product: Product | undefined,
  language: string,
  fetched: Rendition | undefined,
  now: number,
): Refusal | undefined {
  if (head === undefined) return 'closed'
  if (head.killed.value) return 'canceled'
  if (isGone(head, product, language, now)) return 'removed'
  if (fetched === undefined) return 'closed'
  if (compareMarks(fetched, head.floors[language] ?? NO_MARK) < 0) return 'removed'
  if (product === undefined || !offerable(product, language, fetched)) return 'removed'
  return closings(head, now).length > 0 || compareMarks(fetched, head.floor) < 0 ? 'closed' : undefined
}
