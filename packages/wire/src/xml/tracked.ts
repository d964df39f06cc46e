import { wordsOf } from '../text/words.ts'
import { attribute, type Element, elements, textOf } from './element.ts'

/**
 * An account of a parsed document: what a reader takes through it counts as carried, and `notCarried` tells of the rest. The tree itself
 * stays as it is, so that readers may look at anything without carrying it.
 */
export interface Tracked {
  readonly root: Element
  /** elements whose text is carried, each for itself and not for those below it */
  readonly taken: ReadonlySet<Element>
  /** names of the attributes that are carried */
  readonly attributes: ReadonlyMap<Element, ReadonlySet<string>>
  /** the words of each carried text: the same said again elsewhere is not lost */
  readonly said: ReadonlySet<string>
  /** the text of an element and all below it, white space folded; carried from now on */
  readonly text: (element: Element | undefined, read?: (element: Element) => string | undefined) => string | undefined
  /** an attribute, trimmed; carried from now on */
  readonly attribute: (element: Element | undefined, name: string) => string | undefined
  /** writes down a text that is carried in other words of the reader: a block, a line of a Note */
  readonly say: (text: string | undefined) => string | undefined
  /** attributes that are for programs, however many words they have: carried, and nothing said */
  readonly passOver: (element: Element, names: Iterable<string>) => void
  /** carries all text of an element but that of these elements below it, for a reader of blocks */
  readonly whole: (element: Element, except?: ReadonlySet<string>) => Element
}

/** Opens the account of a document, nothing of it carried yet. */
export function tracked(root: Element): Tracked {
  const taken = new Set<Element>()
  const attributes = new Map<Element, Set<string>>()
  const said = new Set<string>()
  const whole = (element: Element, except: ReadonlySet<string> = new Set()): Element => {
    taken.add(element)
    for (const child of elements(element)) if (!except.has(child.name)) whole(child, except)
    return element
  }
  const say = (text: string | undefined): string | undefined => {
    if (text !== undefined) said.add(wordsKey(text))
    return text
  }
  return {
    root,
    taken,
    attributes,
    said,
    whole,
    say,
    passOver: (element, names) => {
      for (const name of names) attributes.set(element, (attributes.get(element) ?? new Set()).add(name))
    },
    text: (element, read = textOf) => (element === undefined ? undefined : say(read(whole(element)))),
    attribute: (element, name) => {
      if (element !== undefined) attributes.set(element, (attributes.get(element) ?? new Set()).add(name))
      return say(attribute(element, name))
    },
  }
}

/** Two texts with the same key say the same, word for word. */
export function wordsKey(text: string): string {
  return wordsOf(text).join(' ')
}
