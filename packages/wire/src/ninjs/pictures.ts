import { type Association, type Picture, plain } from '@depesche/article/model'
import { present } from '../draft.ts'
import { htmlSpans } from '../html/html-spans.ts'
import { takeCodes } from '../json/take-codes.ts'
import { itemsOf, lineOf, markupOf, member, membersOf, numberOf, peekText, say, type View } from '../json/view.ts'
import { type RoledText, roledTexts } from './roled-texts.ts'

export interface Associated {
  readonly associations: readonly Association[]
  readonly pictures: readonly Picture[]
}

const MOST = 200

/** What belongs to the item: an object of items in 1.x, by name, and an array in 2.0 on. */
export function associatedWith(root: View): Associated {
  const view = member(root, 'associations')
  const items = (view.node?.kind === 'object' ? membersOf(view).map(([, item]) => item) : itemsOf(view)).slice(0, MOST)
  const identities = items.flatMap((item) => lineOf(member(item, 'uri')) ?? [])
  return {
    associations: [...new Set(identities)].map((value) => ({ identity: { scheme: 'ninjs', value } })),
    pictures: items.flatMap((item) => {
      takeCodes(member(item, 'name'))
      return pictureOf(item, renditionsOf(item)) ?? []
    }),
  }
}

/** A picture with the largest of its renditions; its caption is its description, else its headline. */
function pictureOf(item: View, renditions: readonly View[]): Picture | undefined {
  if (!/^(?:picture|graphic|image|photo)$/i.test(peekText(member(item, 'type')) ?? '')) return undefined
  const file = largest(renditions)
  const href = file && lineOf(member(file, 'href'))
  if (file === undefined || href === undefined) return undefined
  return present({
    href,
    width: sizeOf(file, 'width'),
    height: sizeOf(file, 'height'),
    caption: captionOf(roledTexts(item, 'description', 'descriptions')) ?? captionOf(roledTexts(item, 'headline', 'headlines')),
    credit: lineOf(member(item, 'by', 'byline')),
  })
}

/** The renditions of an item, which 1.x has as members and 2.0 on as items. */
export function renditionsOf(item: View): readonly View[] {
  const view = member(item, 'renditions')
  const renditions = view.node?.kind === 'object' ? membersOf(view).map(([, rendition]) => rendition) : itemsOf(view)
  for (const rendition of renditions) takeCodes(member(rendition, 'name'))
  return renditions
}

function largest(renditions: readonly View[]): View | undefined {
  const width = (rendition: View) => Number(peekText(member(rendition, 'width')) ?? 0) || 0
  return renditions
    .filter((rendition) => peekText(member(rendition, 'href')) !== undefined)
    .reduce<View | undefined>((best, one) => (best === undefined || width(one) > width(best) ? one : best), undefined)
}

function sizeOf(rendition: View, name: string): number | undefined {
  const size = numberOf(member(rendition, name))
  return size !== undefined && Number.isInteger(size) && size > 0 ? size : undefined
}

function captionOf(texts: readonly RoledText[]): string | undefined {
  const text = texts.find(({ role }) => /^(?:|main|caption|text)$/.test(role)) ?? texts[0]
  if (text === undefined) return undefined
  if (!text.isHtml) return lineOf(text.value)
  const caption = plain(htmlSpans(markupOf(text.value) ?? '').spans).replaceAll('\n', ' ')
  say(text.value, caption)
  return caption || undefined
}
