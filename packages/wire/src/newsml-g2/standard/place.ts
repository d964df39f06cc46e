import type { Block, Draft } from '@depesche/article/model'
import { dropped } from '../../draft.ts'
import { splitPlace } from '../../life/cantons.ts'
import { type Opening, takeOpeningDateline } from '../../life/opening-dateline.ts'
import type { Facts } from './facts.ts'
import { type Item, isOurs } from './item.ts'

/** The dateline may stand below a teaser. Our own bodies never open with one, and a NITF's is taken off already. */
export function openingOf(item: Item, facts: Facts, blocks: readonly Block[], nitf: Draft | undefined): Opening {
  if (isOurs(item) || nitf?.dateline !== undefined) return { blocks, sources: [], notes: [] }
  const opening = takeOpeningDateline(blocks, facts.line)
  const below = blocks.findIndex(({ kind }) => kind === 'paragraph') + 1
  if (opening.notes.length > 0 || facts.line === undefined || below === 0) return opening
  const second = takeOpeningDateline(blocks.slice(below), facts.line)
  return { ...second, blocks: [...blocks.slice(0, below), ...second.blocks] }
}

/** The dateline, else the place that the item comes from; one that differs and has no code is told. */
export function placeOf(dateline: Draft['dateline'], { located, draft }: Facts) {
  if (located === undefined) return { dateline, notes: [] }
  const place = splitPlace(located)
  if (dateline === undefined || dateline.place === place.place) return { dateline: { ...place, ...dateline }, notes: [] }
  const isTold = draft.places.some(({ name }) => name === located)
  const reason = 'The item names another place than its dateline; the dateline was used.'
  return { dateline, notes: isTold ? [] : [dropped('located', reason, { part: 'dateline' }, located)] }
}
