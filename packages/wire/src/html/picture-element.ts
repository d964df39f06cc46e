import { attributeOf, type HtmlElement } from './html-node.ts'

/** A picture in the text: `img`, and dpa's own `dnl-image` (`ref`, `caption`, `creditline`; seen 2024). */
export function isPictureElement({ name }: HtmlElement): boolean {
  return name === 'img' || name === 'dnl-image'
}

/** What a picture element says in words. */
export function wordsOfPicture(element: HtmlElement): { readonly caption: string | undefined; readonly credit: string | undefined } {
  return { caption: attributeOf(element, 'caption') ?? attributeOf(element, 'alt'), credit: attributeOf(element, 'creditline') }
}

/** The same as a list, without what is not there. */
export function textsOfPicture(element: HtmlElement): readonly string[] {
  const { caption, credit } = wordsOfPicture(element)
  return [caption, credit].filter((text) => text !== undefined)
}
