import { blockText, Rejected } from '@depesche/article/model'
import type { TextRead } from '../../newsml-g2/standard/text.ts'
import { at, attribute, below, type Element, elements } from '../../xml/element.ts'
import { contentsOf, isPictureFile, kindsOf } from './components.ts'

/**
 * The NewsItem of a document.
 *
 * @throws Rejected for a document without one, or with several
 */
export function itemIn(root: Element): Element {
  const items = elements(root, 'NewsItem')
  const [item] = items
  if (item === undefined)
    throw new Rejected('newsml12-no-item', 'The document holds no NewsItem: catalogs or topics alone.', 'Send the items themselves.')
  if (items.length === 1) return item
  throw new Rejected('newsml12-items', `The file holds ${items.length} articles (NewsItem); one is expected.`, 'Send one article per file.')
}

/** What is known of an item when it is asked whether it is a story. */
export interface Substance {
  readonly text: TextRead
  readonly hasHeadline: boolean
  readonly isTakenBack: boolean
}

const WITH_STORY = 'Send the articles that it belongs to.'

/**
 * Refuses what is no story: parts of an item, topics, pictures and recordings without a text, packages. A headline alone is a story that has
 * no text yet: it is held, not refused.
 *
 * @throws Rejected with what it is
 */
export function refuse(item: Element, { text, hasHeadline, isTakenBack }: Substance): void {
  if (isTakenBack || text.blocks.some((block) => /[\p{L}\p{N}]/u.test(blockText(block)))) return
  const fail = (rule: string, reason: string, remedy: string): never => {
    throw new Rejected(rule, reason, remedy, item.line)
  }
  const component = at(item, 'NewsComponent')
  if (at(item, 'Update') !== undefined)
    fail('newsml12-update', 'The item brings parts of an earlier one (Update), which are not applied.', 'Send the whole item.')
  if (component === undefined && at(item, 'TopicSet') !== undefined)
    fail('newsml12-topics', 'The item is a set of topics, not an article.', 'Send the articles that use it.')
  if (component === undefined) fail('newsml12-empty', 'The item has no content at all.', 'Send the item with its text.')
  const kind = mediaIn(item)
  if (kind !== undefined) fail('newsml12-media', `The item is a file of the kind “${kind}” without a text.`, WITH_STORY)
  if (below(item, 'NewsItemRef').length > 0)
    fail('newsml12-package', 'The item is a package: a list of other items without a text of its own.', 'Send the articles themselves.')
  if (!hasHeadline) fail('newsml12-no-text', 'The item has neither a headline nor a text.', 'Send the item with its text.')
}

const MEDIA = ['photo', 'picture', 'image', 'graphic', 'video', 'audio', 'animation'] as const

/** What the files are, by their own word or by that of the item (`MediaType`, `NewsItemType`). */
function mediaIn(item: Element): string | undefined {
  const files = contentsOf(item).filter(({ element }) => attribute(element, 'Href') !== undefined)
  const type = attribute(at(item, 'NewsManagement', 'NewsItemType'), 'FormalName') ?? ''
  const said = [...files.flatMap(({ element }) => kindsOf(element)), type].map((one) => one.toLowerCase())
  return MEDIA.find((kind) => said.some((one) => one.includes(kind))) ?? (files.some(isPictureFile) ? 'picture' : undefined)
}
