import { isProse } from '@depesche/wire/text/prose'
import { type Element, elements, rawText, textOf } from '@depesche/wire/xml/element'
import { wordsKey } from '@depesche/wire/xml/tracked'

/** How the words of a document are counted. */
export interface Counting {
  /** attributes of which a single word is a code */
  readonly isCode: (element: Element, attribute: string) => boolean
  /** attributes that are none of its words, however many they have */
  readonly isForPrograms?: (element: Element, attribute: string) => boolean
  /** the element that holds the story */
  readonly isStory: (element: Element) => boolean
  /** elements within the story that are none of it */
  readonly isBeside: (element: Element) => boolean
}

/** The words of the story one by one; of all around it each line once, however often it stands there. An address is no text. */
export function textsIn(root: Element, { isCode, isForPrograms, isStory, isBeside }: Counting): readonly string[] {
  const [story, around] = [[] as string[], new Map<string, string>()]
  const add = (text: string) => {
    if (around.has(wordsKey(text))) return
    around.set(wordsKey(text), '')
    for (const line of text.split('\n')) if (around.get(wordsKey(line)) !== line) around.set(wordsKey(line), line)
  }
  const walk = (element: Element, inStory: boolean): void => {
    for (const [name, value] of Object.entries(element.attributes))
      if (isForPrograms?.(element, name) !== true && isProse(value) && (/\s/.test(value.trim()) || !isCode(element, name))) add(value)
    const own = element.children.filter((child) => typeof child === 'string').join(' ')
    // `H<sub>2</sub>O` is one word, and a line with an address in it is one line
    const parted = elements(element).some(({ name }) => name === 'sub' || name === 'sup' || (name === 'a' && !inStory))
    if (inStory) story.push(parted ? (textOf(element) ?? '') : own)
    else if (isProse(own)) add(parted ? rawText(element) : own)
    const within = (inStory || isStory(element)) && !isBeside(element)
    for (const child of parted ? [] : elements(element)) walk(child, within && !isBeside(child))
  }
  walk(root, false)
  return [...story, ...around.values()]
}
