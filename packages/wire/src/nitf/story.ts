import { takeOpeningDateline } from '../life/opening-dateline.ts'
import { blocksInAll } from '../xml/blocks.ts'
import { at, attribute, type Element, elements } from '../xml/element.ts'
import type { Tracked } from '../xml/tracked.ts'
import { bodyOf, withAbstract } from './body.ts'
import { isPublished } from './ednotes.ts'

/** Notes and abstract that may be shown, the text without its dateline, and the publishable lines at its end. */
export function storyOf(account: Tracked, taglines: readonly Element[]) {
  const body = bodyOf(account)
  const opening = takeOpeningDateline(body.blocks)
  const head = elements(at(account.root, 'body', 'body.head'), 'note').filter(isPublished)
  for (const one of head) account.whole(one)
  const isEnd = (one: Element) => attribute(one, 'noteclass') === 'end'
  const [above, end] = [blocksInAll(head.filter((one) => !isEnd(one))), blocksInAll([...head.filter(isEnd), ...taglines])]
  const told = withAbstract(account, [...opening.blocks, ...end.blocks])
  const several = [...above.notes, ...end.notes].filter(({ rule }) => rule !== 'several-bodies' && rule !== 'loose-text')
  return {
    ...opening,
    blocks: [...above.blocks, ...told.blocks],
    notes: [...body.notes, ...opening.notes, ...told.notes, ...several],
  }
}
