import { type Note, Rejected } from '@depesche/article/model'
import { check, info } from '../../draft.ts'
import { at, attribute, below, type Element, elements } from '../../xml/element.ts'
import { codeIn, type Item } from './item.ts'

const WITH_STORY = 'Send the story; what belongs to it comes with it as links.'
const LATER = 'Send the story when there is one.'

/** What an item is by its element, where it is no story (NewsML-G2: the kinds of item). */
const ITEMS: Readonly<Record<string, readonly [rule: string, reason: string, remedy: string]>> = {
  packageItem: ['g2-package', 'The item is a package: a list of other items without a text of its own.', 'Send the stories themselves.'],
  planningItem: ['g2-planning', 'The item announces what is planned; there is no story in it yet.', LATER],
  conceptItem: ['g2-concept', 'The item describes a concept (a subject, a person, an event); it is no story.', 'Send the story about it.'],
  knowledgeItem: ['g2-knowledge', 'The item is a list of concepts (a vocabulary, events); it is no story.', 'Send the stories about them.'],
  catalogItem: ['g2-catalog', 'The item is a catalog of vocabularies; it is no story.', 'Send the story itself.'],
}

/** By the class of a newsItem (IPTC NewsCodes, news item nature). */
const CLASSES: Readonly<Record<string, string>> = {
  picture: 'a picture',
  graphic: 'a graphic',
  animation: 'an animation',
  audio: 'a sound recording',
  video: 'a film',
  composite: 'a composite: a set of other contents without a text',
}

/**
 * The newsItem of a document: the root, or the one item of a message.
 *
 * @throws Rejected for any other kind of item, for a message of none or several, and for a part of an item
 */
export function newsItemIn(root: Element): Element {
  if (root.name !== 'newsMessage') return root.name === 'newsItem' ? root : refuseItem(root)
  const items = elements(root, 'itemSet').flatMap((set) => elements(set).filter(isItem))
  const [item] = items
  if (item === undefined) throw new Rejected('g2-empty', 'The message holds no item.', 'Send it again with its news items.', root.line)
  if (items.length > 1)
    throw new Rejected('g2-items', `The message holds ${items.length} items; one is expected.`, 'Send one article per file.', root.line)
  return item.name === 'newsItem' ? item : refuseItem(item)
}

function isItem({ name }: Element): boolean {
  return name === 'newsItem' || Object.hasOwn(ITEMS, name)
}

function refuseItem({ name, line }: Element): never {
  const known = Object.hasOwn(ITEMS, name) ? ITEMS[name] : undefined
  if (known !== undefined) throw new Rejected(...known, line)
  const reason = `The element “${name.slice(0, 60)}” is a part of NewsML-G2 and no item by itself.`
  throw new Rejected('g2-fragment', reason, 'Send the whole newsItem or newsMessage.', line)
}

/** What is known of an item when it is asked whether it is a story. */
export interface Substance {
  readonly hasText: boolean
  readonly hasHeadline: boolean
  readonly isTakenBack: boolean
}

/**
 * Refuses a newsItem that is no story: pictures, recordings, composites, data. A headline alone is a story that has no text yet: it is
 * held, not refused.
 *
 * @returns a Note where the class is none of a text and there is one
 * @throws Rejected with what it is
 */
export function refuseKinds(item: Item, { hasText, hasHeadline, isTakenBack }: Substance): readonly Note[] {
  const printed = codeIn(at(item.meta, 'itemClass'))
  const code = printed?.toLowerCase() ?? 'text'
  if (hasText) return noteOf(code, printed)
  if (isTakenBack && (code === 'text' || code === 'composite')) return []
  const data = dataIn(item.element)
  if (data === 'events' || data === 'event')
    throw new Rejected('g2-events', 'The item announces events; there is no story in it yet.', LATER, item.element.line)
  const what = Object.hasOwn(CLASSES, code) ? CLASSES[code] : mediaIn(item.element)
  if (what !== undefined) throw new Rejected(`g2-${kindOf(code, what)}`, `The item is ${what}, not a story.`, WITH_STORY, item.element.line)
  if (data !== undefined)
    throw new Rejected(
      'g2-data',
      `The item holds data (“${data.slice(0, 60)}”) and no text that we read.`,
      'Send the story as XHTML, NITF or plain text.',
      item.element.line,
    )
  if (!hasHeadline)
    throw new Rejected('g2-no-text', 'The item has neither a headline nor a text.', 'Send the item with its text.', item.element.line)
  return []
}

function noteOf(code: string, printed: string | undefined): readonly Note[] {
  if (code === 'text') return []
  if (code === 'composite') return [info('composite', 'The item is a story with other contents; its own text was read.', { part: 'type' })]
  const reason = `The item is of the class “${code.slice(0, 60)}” and has a text; read as a story.`
  return [check('type-unknown', reason, { part: 'type' }, printed)]
}

/** The root of what stands in `inlineXML` and is no text. */
function dataIn(item: Element): string | undefined {
  return elements(at(item, 'contentSet'), 'inlineXML').flatMap((inline) => elements(inline))[0]?.name
}

/** What the files are, where the class does not say (NewsML-G2, `remoteContent@contenttype`). */
function mediaIn(item: Element): string | undefined {
  const types = below(at(item, 'contentSet'), 'remoteContent').map((file) => attribute(file, 'contenttype') ?? '')
  if (types.some((type) => type.startsWith('image/'))) return CLASSES.picture
  if (types.some((type) => type.startsWith('audio/'))) return CLASSES.audio
  return types.some((type) => type.startsWith('video/')) ? CLASSES.video : undefined
}

function kindOf(code: string, what: string): string {
  return Object.hasOwn(CLASSES, code) ? code : Object.keys(CLASSES).find((one) => CLASSES[one] === what)!
}
