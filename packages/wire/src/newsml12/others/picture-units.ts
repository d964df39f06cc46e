import { at, attribute, type Element, elements, textOf } from '../../xml/element.ts'
import { type Content, isCaption } from './components.ts'

/**
 * Which files are one picture. A component outside the text is one, with all files below it; one whose parts have lines or captions of
 * their own is several, each part by itself, unless they are equivalents. A file beside the text itself is a picture of its own.
 *
 * @returns the files of each picture, by the component that is the picture, or by the ContentItem of a file that stands alone
 */
export function unitsOf(files: readonly Content[], around: ReadonlySet<Element>): ReadonlyMap<Element, readonly Content[]> {
  const holders = new Set(files.flatMap(({ chain }) => chain))
  const worded = new Map<Element, boolean>()
  const isWorded = (component: Element): boolean => {
    const known = worded.get(component) ?? (holders.has(component) && hasWords(component))
    worded.set(component, known)
    return known
  }
  const several = new Map<Element, boolean>()
  const isSeveral = (component: Element): boolean => {
    const known = several.get(component) ?? (!isEquivalents(component) && elements(component, 'NewsComponent').filter(isWorded).length > 1)
    several.set(component, known)
    return known
  }
  return Map.groupBy(files, ({ element, chain }) => chain.find((one) => !around.has(one) && !isSeveral(one)) ?? element)
}

function isEquivalents(component: Element): boolean {
  return attribute(component, 'EquivalentsList')?.toLowerCase() === 'yes'
}

/** Lines or a caption, in the component or in one right below it. */
function hasWords(component: Element): boolean {
  const parts = [component, ...elements(component, 'NewsComponent')]
  return parts.some(
    (one) =>
      textOf(at(one, 'NewsLines')) !== undefined || elements(one, 'ContentItem').some((content) => isCaptionIn(component, one, content)),
  )
}

function isCaptionIn(component: Element, part: Element, element: Element): boolean {
  return at(element, 'DataContent') !== undefined && isCaption({ element, chain: part === component ? [component] : [component, part] })
}
