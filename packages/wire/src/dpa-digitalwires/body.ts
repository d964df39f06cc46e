import { type Block, blockText, type Note, type Picture } from '@depesche/article/model'
import { dropped, info } from '../draft.ts'
import { type HtmlRead, htmlBlocks } from '../html/html-blocks.ts'
import { lineOf, markupOf, member, say, type View } from '../json/view.ts'
import { takeOpeningDateline } from '../life/opening-dateline.ts'
import { type PrintedDateline, printedDateline } from '../life/printed-dateline.ts'

export interface BodyRead extends PrintedDateline {
  readonly blocks: readonly Block[]
  readonly pictures: readonly Picture[]
  readonly notes: readonly Note[]
}

const PART = { part: 'body' }

/**
 * `article_html`, then `infobox_html`, which is published behind the story. The dateline is a field of its own and may stand in the HTML as
 * well (`span class="dateline"`). A list of links beside the story (`linkbox_html`) is none of its text.
 */
export function bodyOf(root: View): BodyRead {
  const [article, infobox] = [htmlOf(root, 'article_html'), htmlOf(root, 'infobox_html')]
  const line = lineOf(member(root, 'dateline'))
  const printed = line === undefined ? undefined : printedDateline(line)
  const opening = takeOpeningDateline(article.blocks, line)
  const { dateline, credit, sources } = printed ?? opening
  const said =
    line !== undefined && printed === undefined ? [dropped('dateline-unread', 'The dateline is not understood.', PLACE, line)] : []
  const noted =
    line === undefined || printed === undefined ? [] : [info('dateline-field', 'The dateline is as the entry says.', PLACE, line)]
  return {
    blocks: [...opening.blocks, ...infobox.blocks],
    pictures: [...article.pictures, ...infobox.pictures],
    ...(dateline && { dateline }),
    ...(credit !== undefined && { credit }),
    sources,
    notes: [...article.notes, ...opening.notes, ...said, ...noted, ...infobox.notes, ...infoboxNotes(infobox), ...linkboxNotes(root)],
  }
}

const PLACE = { part: 'dateline' }

/** The blocks of a field of HTML; what they say is written down as carried. */
function htmlOf(root: View, name: string): HtmlRead {
  const markup = markupOf(member(root, name))
  const read = markup === undefined ? { blocks: [], pictures: [], notes: [] } : htmlBlocks(markup)
  for (const block of read.blocks) say(root, blockText(block))
  return read
}

function infoboxNotes({ blocks }: HtmlRead): readonly Note[] {
  return blocks.length === 0 ? [] : [info('infobox', 'The infobox stands behind the story.', PART)]
}

function linkboxNotes(root: View): readonly Note[] {
  const { blocks } = htmlOf(root, 'linkbox_html')
  const text = blocks.map(blockText).join('\n')
  return text === '' ? [] : [dropped('linkbox', 'Links beside the story are no part of it.', PART, text)]
}
