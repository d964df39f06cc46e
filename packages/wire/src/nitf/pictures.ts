import type { Note, Picture } from '@depesche/article/model'
import { info, present } from '../draft.ts'
import { at, attribute, below, type Element, elements } from '../xml/element.ts'
import type { Tracked } from '../xml/tracked.ts'
import { lineOf } from './line.ts'

export interface Pictures {
  readonly pictures: readonly Picture[]
  readonly notes: readonly Note[]
}

/**
 * The pictures beside the text (NITF 3.6, `media`, `media-reference`, `media-caption`, `media-producer`). Of one picture in several sizes
 * the widest counts. Sound and film have no place here, and a Note names their files.
 */
export function picturesOf(account: Tracked): Pictures {
  const media = below(at(account.root, 'body'), 'media')
  const pictures = media.filter(isPicture).flatMap((one) => pictureOf(account, one))
  const notes = media.filter((one) => !isPicture(one)).flatMap(leftOut)
  return { pictures, notes }
}

function isPicture(media: Element): boolean {
  const type = attribute(media, 'media-type') ?? attribute(elements(media, 'media-reference')[0], 'mime-type') ?? 'image'
  return /^(?:image|graphic|photo)/i.test(type)
}

function pictureOf(account: Tracked, media: Element): readonly Picture[] {
  const files = elements(media, 'media-reference').filter((file) => attribute(file, 'source') !== undefined)
  const widest = files.toSorted((a, b) => (pixels(b, 'width') ?? 0) - (pixels(a, 'width') ?? 0))[0]
  if (widest === undefined) return []
  const texts = (name: string) => elements(media, name).flatMap((one) => account.text(one, captionLine) ?? [])
  const credits = [...texts('media-producer')]
  const credit = credits.length > 0 ? credits.join(', ') : account.attribute(widest, 'source-credit')
  const captions = texts('media-caption')
  return [
    present({
      href: account.attribute(widest, 'source')!,
      width: pixels(widest, 'width'),
      height: pixels(widest, 'height'),
      caption: captions.length > 0 ? captions.join(' ') : undefined,
      credit,
    }),
  ]
}

/** Its paragraphs in one line. */
function captionLine(element: Element): string | undefined {
  const parts = element.children.map((child) => (typeof child === 'string' ? child : ` ${lineOf(child) ?? ''} `))
  const inline = elements(element).some(({ name }) => name === 'p' || name === 'hl2' || name === 'block')
  return inline ? parts.join('').replaceAll(/\s+/g, ' ').trim() || undefined : lineOf(element)
}

function pixels(file: Element, name: string): number | undefined {
  const value = Number(attribute(file, name))
  return Number.isInteger(value) && value > 0 ? value : undefined
}

function leftOut(media: Element): readonly Note[] {
  const files = elements(media, 'media-reference').flatMap((file) => attribute(file, 'source') ?? [])
  const type = attribute(media, 'media-type') ?? 'media'
  const reason = `A file of the kind “${type.slice(0, 40)}” stands beside the text and has no place in the article.`
  return [info('media-left-out', reason, { line: media.line }, files.join('\n') || undefined)]
}
