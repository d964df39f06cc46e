import { at, attribute, type Element, elements } from '../../xml/element.ts'

/** A ContentItem and the components that it stands in, the outermost first (NewsML 1.2, 5.5). */
export interface Content {
  readonly element: Element
  readonly chain: readonly Element[]
}

/** Every ContentItem below an item, in the order of the document. */
export function contentsOf(item: Element): readonly Content[] {
  const found: Content[] = []
  const walk = (parent: Element, chain: readonly Element[]): void => {
    for (const child of elements(parent))
      if (child.name === 'ContentItem') found.push({ element: child, chain })
      else if (child.name === 'NewsComponent') walk(child, [...chain, child])
  }
  walk(item, [])
  return found
}

/** The role of the nearest component that has one, in small letters. */
export function roleIn(chain: readonly Element[]): string {
  const roles = chain.map((component) => attribute(at(component, 'Role'), 'FormalName')?.toLowerCase())
  return roles.findLast((role) => role !== undefined) ?? ''
}

/** The language that the nearest component is described with, in small letters. */
export function languageIn(chain: readonly Element[]): string | undefined {
  const tags = chain.map(
    (component) => attribute(at(component, 'DescriptiveMetadata', 'Language'), 'FormalName') ?? attribute(component, 'xml:lang'),
  )
  return tags.findLast((tag) => tag !== undefined)?.toLowerCase()
}

const PICTURE = /photo|picture|image|graphic|illustration/i

/** A file beside the document that is a picture: by its media type, its format, or the role of its component. */
export function isPictureFile({ element, chain }: Content): boolean {
  if (attribute(element, 'Href') === undefined) return false
  const kinds = ['MediaType', 'MimeType', 'Format'].map((name) => attribute(at(element, name), 'FormalName') ?? '')
  const said = kinds.filter((kind) => kind !== '')
  if (said.some((kind) => /text|audio|video|nitf/i.test(kind))) return false
  return said.some((kind) => PICTURE.test(kind) || /jpe?g|png|gif|tiff?/i.test(kind)) || PICTURE.test(roleIn(chain))
}

/** The component that a picture is: the outermost below the item's own whose files are pictures, else the nearest. */
export function pictureComponent(content: Content): Element | undefined {
  return content.chain.find((component, depth) => depth > 0 && isOfPictures(component)) ?? content.chain.at(-1)
}

function isOfPictures(component: Element): boolean {
  const role = attribute(at(component, 'Role'), 'FormalName') ?? ''
  return PICTURE.test(role) || /^(?:caption|legend)/i.test(role) || elements(component, 'ContentItem').some((one) => attribute(one, 'Href'))
}

/** Text that belongs to a picture and is no story: by its role, or by the files that it stands beside. */
export function isCaption({ element, chain }: Content): boolean {
  if (/caption|legend|légende|didascalia/i.test(roleIn(chain)) || attribute(element, 'Href') !== undefined) return true
  return chain.some((component, depth) => depth > 0 && isOfPictures(component))
}
