import { type Picture, plain } from '@depesche/article/model'
import { present } from '../draft.ts'
import { runsIn } from './html-inline.ts'
import { attributeOf, type HtmlElement, type HtmlNode, isElement } from './html-node.ts'
import type { Findings } from './html-notes.ts'
import { isPictureElement, wordsOfPicture } from './picture-element.ts'
import { folded } from './run.ts'

/** The picture, or `undefined` where it has no address that means anything to others; then a Note has its words. */
export function pictureIn(element: HtmlElement, found: Findings, caption?: string): Picture | undefined {
  const href = attributeOf(element, 'src') ?? attributeOf(element, 'ref')
  const { caption: alternative, credit } = wordsOfPicture(element)
  if (caption !== undefined && alternative !== undefined && alternative !== caption) found.pictureTexts.push(alternative)
  if (href !== undefined && /^(?:https?:\/\/|urn:)\S{1,2000}$/i.test(href))
    return present({ href, width: sizeOf(element, 'width'), height: sizeOf(element, 'height'), caption: caption ?? alternative, credit })
  found.pictureTexts.push(...[caption ?? alternative, credit].filter((text) => text !== undefined))
  return undefined
}

function sizeOf(element: HtmlElement, name: string): number | undefined {
  const size = Number(attributeOf(element, name))
  return Number.isInteger(size) && size > 0 ? size : undefined
}

/** The pictures of a figure that holds nothing else to read, with its caption; `undefined` for any other figure. */
export function figureIn(figure: HtmlElement, found: Findings): readonly Picture[] | undefined {
  const { pictures, captions, hasMore } = partsOf(figure)
  if (pictures.length === 0 || hasMore) return undefined
  const spans = folded(captions.flatMap((caption) => runsIn(caption, [], found)))
  const caption = plain(spans).replaceAll('\n', ' ') || undefined
  const read = pictures.flatMap((picture, index) => pictureIn(picture, found, index === 0 ? caption : undefined) ?? [])
  return read
}

interface Parts {
  readonly pictures: readonly HtmlElement[]
  readonly captions: readonly HtmlElement[]
  readonly hasMore: boolean
}

function partsOf(node: HtmlNode): Parts {
  if (typeof node === 'string') return { pictures: [], captions: [], hasMore: node.trim() !== '' }
  if (isElement(node, 'figcaption')) return { pictures: [], captions: [node], hasMore: false }
  if (isPictureElement(node)) return { pictures: [node], captions: [], hasMore: false }
  const parts = node.children.map(partsOf)
  return {
    pictures: parts.flatMap(({ pictures }) => pictures),
    captions: parts.flatMap(({ captions }) => captions),
    hasMore: node.name === 'table' || parts.some(({ hasMore }) => hasMore),
  }
}
