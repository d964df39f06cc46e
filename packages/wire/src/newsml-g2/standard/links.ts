import type { Association, Note, Picture } from '@depesche/article/model'
import { dropped, info, present } from '../../draft.ts'
import { at, attribute, type Element, elements } from '../../xml/element.ts'
import { codeIn, type Item } from './item.ts'
import { lineIn } from './line.ts'
import { isEncoded } from './rendition.ts'

export interface Linked {
  readonly associations: readonly Association[]
  readonly pictures: readonly Picture[]
  readonly notes: readonly Note[]
}

const MOST = 200

/**
 * What belongs to the item: `link` (by `residref`; a picture with its file and its title) and files beside the text (`remoteContent`), of
 * which the widest picture counts. The titles of other links become a Note, as dpa's link box does; so do sound and film.
 */
export function linkedWith(item: Item): Linked {
  const links = elements(item.meta, 'link')
  const pictures = links.slice(0, MOST).filter(isPicture)
  const titles = links.filter((link) => !pictures.includes(link)).flatMap((link) => titleOf(item, link) ?? [])
  const files = filesOf(item)
  const named = links.slice(0, MOST).flatMap((link) => item.account.attribute(link, 'residref') ?? [])
  return {
    associations: [...new Set(named)].map((value) => ({ identity: { scheme: 'g2', value } })),
    pictures: [...pictures.map((link) => pictureOf(item, link)), ...files.pictures],
    notes: [...linkbox(titles), ...files.notes],
  }
}

function isPicture(link: Element): boolean {
  return attribute(link, 'href') !== undefined && /^(?:picture|graphic)$/i.test(codeIn(at(link, 'itemClass')) ?? '')
}

function pictureOf(item: Item, element: Element): Picture {
  return present({
    href: item.account.attribute(element, 'href')!,
    width: pixels(element, 'width'),
    height: pixels(element, 'height'),
    caption: titleOf(item, element),
  })
}

/** An element, or an attribute (NewsML-G2, `link/title`, `link@title`). */
function titleOf({ account }: Item, link: Element): string | undefined {
  return account.text(at(link, 'title'), lineIn) ?? account.attribute(link, 'title')
}

function pixels(file: Element, name: string): number | undefined {
  const value = Number(attribute(file, name))
  return Number.isInteger(value) && value > 0 ? value : undefined
}

function linkbox(titles: readonly string[]): readonly Note[] {
  if (titles.length === 0) return []
  return [dropped('linkbox', 'Links beside the story are no part of it.', { part: 'body' }, titles.join('\n'))]
}

function filesOf(item: Item): Pick<Linked, 'pictures' | 'notes'> {
  const inSets = elements(item.element, 'contentSet').flatMap((set) => elements(set))
  const remote = inSets.filter(({ name }) => name === 'remoteContent')
  const encoded = inSets.filter((one) => one.name === 'inlineData' && isEncoded(one))
  for (const one of encoded) item.account.whole(one)
  const isImage = (file: Element) => attribute(file, 'href') !== undefined && /^image\//i.test(attribute(file, 'contenttype') ?? '')
  const widest = remote.filter(isImage).toSorted((a, b) => (pixels(b, 'width') ?? 0) - (pixels(a, 'width') ?? 0))[0]
  const others = [...remote.filter((file) => !isImage(file)), ...encoded]
  return { pictures: widest === undefined ? [] : [pictureOf(item, widest)], notes: others.map(leftOut) }
}

function leftOut(file: Element): Note {
  const type = attribute(file, 'contenttype') ?? 'file'
  const reason = `A file of the kind “${type.slice(0, 60)}” stands beside the text and has no place in the article.`
  return info('media-left-out', reason, { line: file.line }, attribute(file, 'href') ?? attribute(file, 'residref'))
}
