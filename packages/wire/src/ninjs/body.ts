import { type Block, blockText, type Note, type Picture } from '@depesche/article/model'
import { check } from '../draft.ts'
import { htmlBlocks } from '../html/html-blocks.ts'
import { markupOf, peekText, say, textOf, type View, withoutTags } from '../json/view.ts'
import { plainBlocks } from '../text/plain-blocks.ts'
import { type RoledText, roledTexts } from './roled-texts.ts'

export interface BodyRead {
  readonly blocks: readonly Block[]
  readonly pictures: readonly Picture[]
  readonly notes: readonly Note[]
}

const NOTHING: BodyRead = { blocks: [], pictures: [], notes: [] }
/** Roles of texts that are about the story or shorter than it: they stay where they are and become Notes. */
const NO_BODY = /summary|abstract|teaser|caption|short|brief|intro|social|tweet|push|alert|note|kicker|headline|credit|promo/

/**
 * The body of the item: the first that shows anything as HTML, else the first that has any. The same words in another body (`text` beside
 * `html`) are the same text; a body with other words becomes a Note.
 */
export function bodyOf(root: View): BodyRead {
  const bodies = roledTexts(root, 'body', 'bodies').filter(({ role, value }) => !NO_BODY.test(role) && /\S/.test(peekText(value) ?? ''))
  const body =
    bodies.find(({ isHtml, value }) => isHtml && /\S/.test(withoutTags(peekText(value) ?? ''))) ?? bodies.find(({ isHtml }) => !isHtml)
  if (body === undefined) return NOTHING
  const read = body.isHtml ? fromHtml(body) : fromText(body)
  for (const block of read.blocks) say(root, blockText(block))
  say(root, read.blocks.map(blockText).join('\n'))
  return read
}

function fromHtml({ value }: RoledText): BodyRead {
  const markup = markupOf(value)
  return markup === undefined ? NOTHING : htmlBlocks(markup)
}

function fromText({ value, other }: RoledText): BodyRead {
  const read = plainBlocks(textOf(value) ?? '')
  const notes = other === undefined ? [] : [check('body-type', `The body is “${other}”; it was read as plain text.`, { part: 'body' })]
  return { blocks: read.blocks, pictures: [], notes: [...notes, ...read.notes] }
}
