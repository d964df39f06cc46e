import { type Block, blockText, type Note } from '@depesche/article/model'
import { info } from '../../draft.ts'
import { blocksOfNodes } from '../../html/html-blocks.ts'
import { htmlNodesIn } from '../../html/html-of-element.ts'
import { type Element, elements, rawText } from '../../xml/element.ts'
import type { Item } from './item.ts'
import { lineIn } from './line.ts'
import { passOverNames } from './text.ts'

const INLINE: ReadonlySet<string> = new Set(['a', 'br', 'span', 'inline', 'ruby', 'b', 'i', 'em', 'strong'])

/** One note to editors. */
export interface Ednote {
  readonly isMarkup: boolean
  readonly texts: readonly string[]
  /** as they stand in the source */
  readonly lines: readonly string[]
  readonly notes: readonly Note[]
}

/** A note in words, or in markup: one text for each heading with what stands below it. Carried from now on. */
export function ednoteOf(item: Item, element: Element): Ednote {
  if (elements(element).every(({ name }) => INLINE.has(name)))
    return { isMarkup: false, texts: [item.account.text(element, lineIn) ?? []].flat(), lines: linesOf(rawText(element)), notes: [] }
  passOverNames(item.account, item.account.whole(element))
  const read = groupsIn(element).map((group) => blocksOfNodes(htmlNodesIn(group)))
  const captions = read.flatMap(({ pictures }) => pictures.flatMap(({ caption, credit }) => [caption ?? [], credit ?? []].flat()))
  const texts = [...read.flatMap(({ blocks }) => sectionsOf(blocks)), ...captions]
  for (const line of texts.flatMap(linesOf)) item.account.say(line)
  const dropped = read.flatMap(({ notes }) => notes).filter((note) => note.dropped)
  return { isMarkup: true, texts, lines: [], notes: [...dropped, ...titleNotes(element)] }
}

/** Each section of a note is read by itself, and so is what stands beside them; the heading over all is none. */
function groupsIn(element: Element): readonly Element[] {
  const [only, ...others] = elements(element)
  const top = only !== undefined && others.length === 0 && ownText(element).trim() === '' && !isTitle(only) ? only : element
  if (!elements(top).some(({ name }) => name === 'section')) return [withoutTitles(top)]
  const groups: (Element | string)[][] = []
  let open = false
  for (const child of top.children.filter((one) => !isTitle(one))) {
    const apart = typeof child !== 'string' && child.name === 'section'
    if (apart || !open) groups.push([])
    groups.at(-1)!.push(child)
    open = !apart
  }
  return groups.map((children) => ({ ...top, children }))
}

const ownText = ({ children }: Element) => children.filter((child) => typeof child === 'string').join('')
const isTitle = (child: Element | string): child is Element => typeof child !== 'string' && child.name === 'header'
const withoutTitles = (element: Element): Element => ({ ...element, children: element.children.filter((child) => !isTitle(child)) })

/** The heading over all notes (`<header><h3>Notizblock</h3></header>`, dpa) says nothing. */
function titleNotes(element: Element): readonly Note[] {
  const titles = [element, ...elements(element)].flatMap(({ children }) => children.filter(isTitle))
  const reason = 'What the source says to editors is kept apart; it is never published.'
  return titles.flatMap((title) => {
    const text = lineIn(title)
    return text === undefined ? [] : [{ ...info('notepad', reason, { line: title.line }, text), dropped: true as const }]
  })
}

/** A heading with what stands below it is one note. */
function sectionsOf(blocks: readonly Block[]): readonly string[] {
  const sections: string[][] = []
  for (const block of blocks) {
    if (block.kind === 'crosshead' || sections.length === 0) sections.push([])
    sections.at(-1)!.push(blockText(block))
  }
  return sections.map((section) => section.join('\n'))
}

export const linesOf = (text: string): readonly string[] => text.split('\n')
