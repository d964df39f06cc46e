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

/** The roles of components, in small letters, the outermost first; a component need not have one (NewsML 1.2, `Role`). */
export function rolesIn(chain: readonly Element[]): readonly string[] {
  return chain.flatMap((component) => attribute(at(component, 'Role'), 'FormalName')?.toLowerCase() ?? [])
}

/** The role of the nearest component that has one. */
export function roleIn(chain: readonly Element[]): string {
  return rolesIn(chain).at(-1) ?? ''
}

/** The language that the nearest component is described with, in small letters; one in several languages is in none. */
export function languageIn(chain: readonly Element[]): string | undefined {
  const tags = chain.map((component) => onlyLanguage(component) ?? attribute(component, 'xml:lang'))
  return tags.findLast((tag) => tag !== undefined)?.toLowerCase()
}

function onlyLanguage(component: Element): string | undefined {
  const named = elements(at(component, 'DescriptiveMetadata'), 'Language').flatMap((one) => attribute(one, 'FormalName') ?? [])
  return new Set(named).size === 1 ? named[0] : undefined
}

const PICTURE = /photo|picture|image|graphic|illustration|logo/i
const CAPTION = /caption|legend|légende|didascalia|bildtext/i
const SIZES = /thumbnail|quicklook|preview|icon|high-?res|low-?res/i
const FORMATS = /jpe?g|png|gif|tiff?|eps|webp/i

/** True for a file beside the document that is a picture: by its media type, its format, its name, or the role of its component. */
export function isPictureFile({ element, chain }: Content): boolean {
  const href = attribute(element, 'Href')
  if (href === undefined) return false
  const said = kindsOf(element)
  if (said.some((kind) => /text|audio|video|nitf|html/i.test(kind))) return false
  if (said.some((kind) => PICTURE.test(kind) || FORMATS.test(kind))) return true
  return rolesIn(chain).some((role) => PICTURE.test(role)) || /\.(?:jpe?g|png|gif|tiff?|webp)$/i.test(href)
}

/** Media type, MIME type and format of a ContentItem, as printed. */
export function kindsOf(element: Element): readonly string[] {
  return ['MediaType', 'MimeType', 'Format'].flatMap((name) => attribute(at(element, name), 'FormalName') ?? [])
}

/** Text that belongs to a picture and is no story: by its role, or since it is said of a file. */
export function isCaption({ element, chain }: Content): boolean {
  if (attribute(element, 'Href') !== undefined) return true
  return rolesIn(chain).some((role) => CAPTION.test(role) || PICTURE.test(role) || SIZES.test(role))
}
