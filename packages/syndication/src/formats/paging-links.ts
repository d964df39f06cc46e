import type { FormatFeed } from '../format.ts'
import { element, type XmlElement } from './xml.ts'

/**
 * A page's links (RFC 5005, section 3), of which RSS borrows the element. Such a feed stands newest first, so the page
 * that it continues with, `next`, holds the older entries. They are no archive (section 4), which never changes: a kill does.
 */
export function pagingLinks({ self, next, previous }: FormatFeed, name: string, type: string): readonly XmlElement[] {
  const link = (rel: string, href: string) => element(name, { rel, type, href })
  return [link('self', self), ...(previous === undefined ? [] : [link('next', previous)]), link('previous', next)]
}
