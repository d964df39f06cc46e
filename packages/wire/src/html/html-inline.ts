import type { Mark, Span } from '@depesche/article/model'
import { cleanDecoded } from '../text/clean-characters.ts'
import { BLOCKS, EMBEDS, STRUCK, UNREAD } from './html-names.ts'
import { attributeOf, beginningOf, type HtmlElement, type HtmlNode, holds, rawTextOf } from './html-node.ts'
import type { Findings } from './html-notes.ts'
import { isPictureElement, textsOfPicture } from './picture-element.ts'
import { runOf } from './run.ts'

const KINDS: ReadonlyMap<string, Exclude<Mark['kind'], 'link'>> = new Map([
  ['em', 'emphasis'],
  ['i', 'emphasis'],
  ['strong', 'strong'],
  ['b', 'strong'],
  ['sub', 'subscript'],
  ['sup', 'superscript'],
])
const LONGEST_HREF = 2000

/** The text of a node in one line of runs, not folded yet; blocks inside it begin a line of their own, cells are set apart by a space. */
export function runsIn(node: HtmlNode, marks: readonly Mark[], found: Findings): readonly Span[] {
  if (typeof node === 'string') return [runOf(seen(node), marks)]
  if (node.name === 'br') return [runOf('\n', marks)]
  if (isPictureElement(node)) found.pictureTexts.push(...textsOfPicture(node))
  if (isUnread(node)) return passOver(node, found)
  const own = marksWithin(node, marks, found)
  const inner = node.children.flatMap((child) => runsIn(child, own, found))
  if (node.name === 'q') return [runOf('“', marks), ...inner, runOf('”', marks)]
  if (node.name === 'td' || node.name === 'th') return [runOf(' ', []), ...inner, runOf(' ', [])]
  return BLOCKS.has(node.name) ? [runOf('\n', []), ...inner, runOf('\n', [])] : inner
}

/** The marks of what stands in an element. */
export function marksWithin(element: HtmlElement, marks: readonly Mark[], found: Findings): readonly Mark[] {
  if (STRUCK.has(element.name)) found.struck.push(beginningOf(element))
  const kind = KINDS.get(element.name)
  if (kind !== undefined) return marks.some((mark) => mark.kind === kind) ? marks : [...marks, { kind }]
  const href = element.name === 'a' ? hrefOf(element, found) : undefined
  return href === undefined ? marks : [...marks, { kind: 'link', href }]
}

/** A script or a data URL in a link has no place on a partner's page, and a relative one leads nowhere from there. */
function hrefOf(link: HtmlElement, found: Findings): string | undefined {
  const href = link.attributes.get('href')?.replaceAll(/[\x00-\x20\x7f]+/g, '')
  if (href === undefined || href === '') return undefined
  if (/^(?:https?:\/\/|mailto:)[^\s]/i.test(href) && href.length <= LONGEST_HREF) return href
  found.links.push(href)
  return undefined
}

/** True for what is not the story: programs, frames, forms (but one around a whole page), and elements of a maker's own that hold no text but an address. */
export function isUnread(element: HtmlElement): boolean {
  return UNREAD.has(element.name) || isEmbed(element) || (element.name === 'form' && !holds(element, 'p'))
}

function isEmbed({ name, attributes, children }: HtmlElement): boolean {
  return name.includes('-') && children.length === 0 && attributes.has('src')
}

/** Leaves an element out and writes down what it said. */
export function passOver(element: HtmlElement, found: Findings): readonly [] {
  const text = rawTextOf(element).trim()
  const source = attributeOf(element, 'src') ?? attributeOf(element, 'data')
  if (text !== '') found.unread.push(text)
  if (source !== undefined && (EMBEDS.has(element.name) || isEmbed(element))) found.embeds.push(source)
  return []
}

/** Line ends in HTML are spaces; characters that no reader sees are none at all. */
export function seen(text: string): string {
  return cleanDecoded(text).text.replaceAll(/\s+/g, ' ')
}
