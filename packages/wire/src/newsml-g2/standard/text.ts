import { type Block, blockText, type Note, type Picture } from '@depesche/article/model'
import { check } from '../../draft.ts'
import { blocksOfNodes, htmlBlocks } from '../../html/html-blocks.ts'
import { htmlNodesIn } from '../../html/html-of-element.ts'
import { plainBlocks } from '../../text/plain-blocks.ts'
import { type Element, elements, rawText } from '../../xml/element.ts'
import { type Tracked, wordsKey } from '../../xml/tracked.ts'
import { FOR_PROGRAMS } from './codes.ts'
import type { Item } from './item.ts'
import { lineIn } from './line.ts'
import { withoutPageHead, withoutTeaser } from './page-head.ts'
import type { Rendition } from './rendition.ts'

export interface TextRead {
  readonly blocks: readonly Block[]
  readonly pictures: readonly Picture[]
  readonly notes: readonly Note[]
}

const NOTHING: TextRead = { blocks: [], pictures: [], notes: [] }

/** The blocks of an item's text in XHTML, HTML or plain text, carried from now on; NITF is read elsewhere. */
export function textOfItem(item: Item, rendition: Rendition | undefined): TextRead {
  if (rendition === undefined || rendition.kind === 'nitf') return NOTHING
  const { element } = rendition
  item.account.whole(element)
  if (rendition.kind === 'xhtml') return told(item.account, fromXhtml(item, element))
  if (rendition.kind === 'html') return told(item.account, htmlBlocks(rawText(element)))
  const notes =
    rendition.other === undefined
      ? []
      : [check('body-type', `The text is “${rendition.other}”; it was read as plain text.`, { part: 'body' })]
  const read = plainBlocks(rawText(element))
  return told(item.account, { blocks: read.blocks, pictures: [], notes: [...notes, ...read.notes] })
}

function fromXhtml(item: Item, body: Element): TextRead {
  passOverNames(item.account, body)
  const text = withoutTeaser(body, new Set(elements(item.content, 'description').map((one) => wordsKey(lineIn(one) ?? ''))))
  const page = withoutPageHead(text.body, item.account.said)
  const read = blocksOfNodes(htmlNodesIn(page.body))
  return { blocks: read.blocks, pictures: read.pictures, notes: [...text.notes, ...page.notes, ...read.notes] }
}

/** Markup is for programs. */
export function passOverNames(account: Tracked, element: Element): void {
  account.passOver(element, FOR_PROGRAMS)
  for (const child of elements(element)) passOverNames(account, child)
}

/** Writes down what the text says, whole and by its blocks: the same in another rendition is no other text. */
export function told(account: Tracked, read: TextRead): TextRead {
  for (const block of read.blocks) for (const line of [blockText(block), ...blockText(block).split('\n')]) account.say(line)
  account.say(read.blocks.map(blockText).join('\n'))
  for (const { caption, credit } of read.pictures) for (const text of [caption, credit]) account.say(text)
  for (const { text } of read.notes) for (const line of text?.split('\n') ?? []) account.say(line)
  return read
}
