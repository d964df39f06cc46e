import { blockText, type Draft, type Note, type Picture, plain } from '@depesche/article/model'
import { info, present } from '../../draft.ts'
import type { Reading } from '../../reader.ts'
import { at, attribute, below, type Element, elements, textOf } from '../../xml/element.ts'

/** A picture item: its main content is a file beside the document (`phd…`, Photo Dienst). A story may have pictures too. */
export function isPicture({ draft }: Reading): boolean {
  return draft.pictures.length > 0 && (/^Photo\b/.test(draft.service ?? '') || draft.content.blocks.length <= 1)
}

/** The picture's files with their size in pixels, each once. */
export function picturesOf(item: Element): readonly Picture[] {
  const files = below(item, 'ContentItem').filter((content) => attribute(content, 'Href') !== undefined && !isCaption(content))
  return files.map((content) => {
    const size = (name: string) => {
      const value = Number(
        elements(at(content, 'Characteristics'), 'Property')
          .map((one) => attribute(one, 'FormalName') === name && attribute(one, 'Value'))
          .find(Boolean),
      )
      return Number.isInteger(value) && value > 0 ? value : undefined
    }
    return present({ href: attribute(content, 'Href')!, width: size('Width'), height: size('Height') })
  })
}

/** The caption's own component points to the same file and holds bare text. */
function isCaption(content: Element): boolean {
  return textOf(at(content, 'DataContent')) !== undefined
}

/**
 * The agency writes the caption four times (headline, subheadline, text, caption component); a reader sees it once, as the
 * headline, and as text only where it says more. Urgency, catchword and dateline are fillers.
 */
export function pictureDraft({ draft, notes }: Reading, item: Element): Reading {
  const { urgency: _filler, dateline: _place, ...facts } = draft
  const caption = plain(draft.content.headline)
  const blocks = draft.content.blocks.filter((block) => blockText(block) !== caption)
  const extra = captionOf(item)
  const said = extra === undefined || extra === caption || blocks.some((block) => blockText(block) === extra)
  const sub = draft.content.subheadline
  const subheadline = sub && plain(sub) !== caption ? sub : undefined
  const content = present({
    headline: draft.content.headline,
    subheadline,
    blocks: said ? blocks : [...blocks, { kind: 'paragraph' as const, spans: [{ text: extra }] }],
  })
  const picture: Draft = { ...facts, type: 'picture', content }
  const kept = notes.filter(({ rule }) => rule !== 'no-text' && rule !== 'dateline-no-place')
  return { draft: picture, notes: [...kept, fillers(draft), ...draft.pictures.map(({ href }) => fileAbsent(href))] }
}

function captionOf(item: Element): string | undefined {
  const parts = below(item, 'NewsComponent').filter((part) => attribute(at(part, 'Role'), 'FormalName') === 'Caption')
  return parts.map((part) => textOf(at(part, 'ContentItem', 'DataContent'))).find((text) => text !== undefined)
}

function fillers({ content, urgency, dateline }: Draft): Note {
  const values = [urgency, content.kicker && plain(content.kicker), dateline?.place].filter((value) => value !== undefined)
  return info(
    'picture-fillers',
    `Urgency, catchword, place and the repeated caption are fillers in a picture item and were left out (${values.join(', ')}).`,
  )
}

function fileAbsent(href: string): Note {
  return info('picture-file', `The picture “${href}” is a file of its own; it is not in this upload.`, { part: 'pictures' }, href)
}
