import type { Note } from '@depesche/article/model'
import { dropped } from '../../draft.ts'
import { isProse } from '../../text/prose.ts'
import { type Element, elements, rawText } from '../../xml/element.ts'
import { wordsKey } from '../../xml/tracked.ts'
import { lineIn } from './line.ts'

export interface Page {
  readonly body: Element
  readonly notes: readonly Note[]
}

const AROUND = new Set(['article', 'main', 'div', 'section'])
const PARTS = new Set('div section hgroup ul ol li p'.split(' '))

/**
 * A page's text without what its head repeats: some agencies send the page that they would print, with headline, byline and subjects in a
 * `header` above the text (HTML, 4.3.8, "introductory content"). What the head says and the item does not stays in the text.
 */
export function withoutPageHead(body: Element, said: ReadonlySet<string>): Page {
  const head = headOf(body)
  if (head === undefined) return { body, notes: [] }
  const taken: string[] = []
  const rest = withoutRepeats(head, said, taken)
  const reason = 'The head of the page repeats what the item says of itself; it is no part of the text.'
  const notes = taken.length === 0 ? [] : [dropped('page-head', reason, { line: head.line }, taken.join('\n'))]
  return { body: replaced(body, head, rest), notes }
}

/** The `header` that opens the page, also below its `article`. */
function headOf(element: Element): Element | undefined {
  const first = element.children.find((child) => typeof child !== 'string' || child.trim() !== '')
  if (first === undefined || typeof first === 'string') return undefined
  if (first.name === 'header') return first
  return AROUND.has(first.name) ? headOf(first) : undefined
}

function withoutRepeats(element: Element, said: ReadonlySet<string>, taken: string[]): Element {
  const children = element.children.flatMap((child): readonly (Element | string)[] => {
    if (typeof child === 'string') return [child]
    const text = lineIn(child)
    if (text === undefined) return [child]
    if (said.has(wordsKey(text)) || !isProse(text)) {
      taken.push(text)
      return []
    }
    return PARTS.has(child.name) && elements(child).length > 0 ? [withoutRepeats(child, said, taken)] : [child]
  })
  return { ...element, children }
}

/** A list or a paragraph of which nothing is left goes as well. */
function replaced(element: Element, head: Element, rest: Element): Element {
  const children = element.children.flatMap((child): readonly (Element | string)[] => {
    if (typeof child === 'string') return [child]
    if (child === head) return isBare(rest) ? [] : [pruned(rest)]
    return AROUND.has(child.name) ? [replaced(child, head, rest)] : [child]
  })
  return { ...element, children }
}

function pruned(element: Element): Element {
  const children = element.children.flatMap((child): readonly (Element | string)[] => {
    if (typeof child === 'string') return [child]
    return isBare(child) ? [] : [pruned(child)]
  })
  return { ...element, children }
}

function isBare(element: Element): boolean {
  return rawText(element).trim() === '' && !holdsPicture(element)
}

function holdsPicture(element: Element): boolean {
  return (
    elements(element).some((child) => child.name === 'img' || child.name.includes('-') || holdsPicture(child)) || element.name === 'img'
  )
}

/** The text without a paragraph that is marked as the teaser and says what a description of the item says, word for word. */
export function withoutTeaser(body: Element, descriptions: ReadonlySet<string>): Page {
  const teaser = firstTeaser(body, descriptions)
  if (teaser === undefined) return { body, notes: [] }
  const text = lineIn(teaser) ?? ''
  const note = dropped('teaser', 'The item’s teaser stands in the text as well; it is no part of the story.', { line: teaser.line }, text)
  return { body: without(body, teaser), notes: [note] }
}

function firstTeaser(element: Element, descriptions: ReadonlySet<string>): Element | undefined {
  for (const child of elements(element)) {
    const isTeaser = child.name === 'p' && /(?:^|\s)(?:teaser|summary|abstract)(?:\s|$)/i.test((child.attributes.class ?? '').slice(0, 200))
    if (isTeaser && descriptions.has(wordsKey(lineIn(child) ?? ''))) return child
    const below = AROUND.has(child.name) ? firstTeaser(child, descriptions) : undefined
    if (below !== undefined) return below
  }
  return undefined
}

function without(element: Element, child: Element): Element {
  const kept = element.children.filter((one) => one !== child)
  return { ...element, children: kept.map((one) => (typeof one !== 'string' && AROUND.has(one.name) ? without(one, child) : one)) }
}
