import type { FeedEntry } from '../desk-side.ts'
import { cut, safe } from './style.ts'

/** The headline, and what partners are told besides the text: never cut. */
export function toldText({ item, notice, correction }: FeedEntry): string {
  const headline = cut(safe(item?.headlines?.[0]?.value ?? ''), 60)
  const kind = correction?.kind === 'rectify' ? 'corrects what was wrong' : 'update'
  const why = correction ? `(${kind}${correction.reason ? `: ${safe(correction.reason)}` : ''})` : ''
  return [headline, why, safe(notice ?? '')].filter(Boolean).join(' ')
}
