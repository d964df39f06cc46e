import { allowsGrade, carries, needsPerson, type Product } from '@depesche/syndication/product'
import { closings, type Head } from './head.ts'
import { compareMarks, NO_MARK } from './mark.ts'
import type { Entry, EntryEvent, Out, Rendition } from './shapes.ts'

/** What may be offered to a feed's readers: before it is rendered, or as it was. */
export type Offer = Out | Rendition

export interface Wish {
  readonly event?: EntryEvent
  readonly offer?: Offer
}

export interface Situation {
  readonly head: Head
  /** undefined: there is no such product any more */
  readonly product: Product | undefined
  readonly language: string
  /** the language's newest words */
  readonly out: Out | undefined
  /** what the marker offers now */
  readonly offered: Rendition | undefined
  /** this article's last entry in the feed */
  readonly last: Entry | undefined
  /** somebody may be about to append at the next sequence */
  readonly underWay: boolean
  readonly now: number
}

/**
 * True when the product's own rule lets the offer out: its grade, and either a person has let it go, or the product asks
 * for none and no Note holds it.
 */
export function offerable(product: Product, language: string, offer: Pick<Offer, 'grade' | 'level' | 'approved'>): boolean {
  if (!allowsGrade(product, offer.grade)) return false
  return offer.approved !== undefined || (offer.level !== 'hold' && !needsPerson(product, language, offer))
}

/** True when the article has left the feed for good or until its facts change: `removed`, not merely closed. */
export function isGone(head: Head, product: Product | undefined, language: string, now: number): boolean {
  return (
    product === undefined ||
    !carries(product, language, head.filter) ||
    (head.expires.value !== null && Date.parse(head.expires.value) <= now)
  )
}

/** What the feed should say next (LEDGER.md section 4, `desired`); an empty wish: nothing. Pure. */
export function desired(situation: Situation): Wish {
  const { head, product, language, out, offered, last, underWay, now } = situation
  const shown = last?.event === 'created' || last?.event === 'updated'
  if (head.killed.value) return (last && last.event !== 'canceled') || underWay ? { event: 'canceled' } : {}
  const offer: Offer | undefined = product && out && offerable(product, language, out) ? out : offered
  const refused = offer !== undefined && product !== undefined && !offerable(product, language, offer)
  const rejected = offer !== undefined && compareMarks(offer, head.floors[language] ?? NO_MARK) < 0
  if (isGone(head, product, language, now) || rejected || refused) return shown || underWay ? { event: 'removed' } : {}
  // what readers were given has been rejected: they are told, also where the next words may not come yet
  const stale = shown && compareMarks(last, head.floors[language] ?? NO_MARK) < 0
  if (offer === undefined || closings(head, now).length > 0 || compareMarks(offer, head.floor) < 0) return stale ? { event: 'removed' } : {}
  const old = offer.version < head.version
  if (!shown) return old ? {} : { event: 'created', offer }
  return compareMarks(offer, last) > 0 || last.lift < head.lift ? { event: 'updated', offer } : {}
}
