import { type Content, type Note, plain } from '@depesche/article/model'
import { dropped } from '../../draft.ts'
import { elements } from '../../xml/element.ts'
import { wordsKey } from '../../xml/tracked.ts'
import { type Item, roleOf } from './item.ts'
import { lineIn } from './line.ts'

const TEASER = /^(?:teaser|summary|abstract|short|intro|promo)?$/

/**
 * A description that is no line of the headline advertises the story or sums it up, and is no part of it (NewsML-G2, `description`). What
 * the article says word for word is not told again; roles of pictures and films stay where they are and become other Notes.
 */
export function teaserNotes(item: Item, { headline }: Omit<Content, 'blocks'>): readonly Note[] {
  const teasers = elements(item.content, 'description').filter((one) => TEASER.test(roleOf(one)) && !item.account.taken.has(one))
  return teasers.flatMap((one) => {
    const text = lineIn(one) ?? ''
    const isTold = item.account.said.has(wordsKey(text)) || wordsKey(text) === wordsKey(plain(headline))
    item.account.text(one, lineIn)
    return isTold || text === '' ? [] : [dropped('teaser', 'The item’s teaser is no part of the story.', { line: one.line }, text)]
  })
}
