import { type Expiry, expiryOf } from '../../life/expiry.ts'
import { at, type Element, elements, textOf } from '../../xml/element.ts'

/** `expires` (NewsML-G2, itemMeta; since 2.17, not seen in the agency's items). */
export function expiresOf(item: Element, zone: string): Expiry {
  const stamps = elements(at(item, 'itemMeta'), 'expires').map((element) => textOf(element) ?? '')
  return expiryOf(stamps, zone)
}
