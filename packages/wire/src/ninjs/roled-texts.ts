import { isThere, itemsOf, member, membersOf, peekText, type View } from '../json/view.ts'

/** One of an item's headlines, bodies or descriptions. */
export interface RoledText {
  /** lower case; empty: the only or main one */
  readonly role: string
  readonly isHtml: boolean
  /** media type that is neither HTML nor plain text, as printed */
  readonly other?: string
  readonly value: View
}

const HTML = /html|richtext/
const TAGS = /<\/?(?:p|div|br|h[1-6]|ul|ol|li|table|section|article|blockquote|b|i|em|strong|a|span)(?:\s[^<>]{0,500})?\/?>/i

/**
 * The texts of a kind in either vocabulary: `headline` and `headline_{role}` (ninjs 1.x), or the array `headlines` of objects with
 * `role`, `contentType` and `value` (2.0 on). What nobody calls HTML and has its tags is HTML.
 */
export function roledTexts(root: View, one: string, many: string): readonly RoledText[] {
  const flat = membersOf(root).filter(([key]) => key === one || key.startsWith(`${one}_`))
  const listed = itemsOf(member(root, many)).map((item) => (item.node?.kind === 'object' ? fromObject(item) : roled('', '', item)))
  return [...flat.map(([key, value]) => roled(key.slice(one.length + 1).toLowerCase(), '', value)), ...listed].filter(({ value }) =>
    isThere(value),
  )
}

function fromObject(item: View): RoledText {
  const type = peekText(member(item, 'contentType', 'mimeType')) ?? ''
  return roled((peekText(member(item, 'role')) ?? '').trim().toLowerCase(), type.trim().toLowerCase(), member(item, 'value'))
}

function roled(role: string, type: string, value: View): RoledText {
  const isPlain = type.startsWith('text/plain')
  const isHtml = !isPlain && (HTML.test(type) || HTML.test(role) || TAGS.test((peekText(value) ?? '').slice(0, 20_000)))
  const isOther = type.includes('/') && !isPlain && !isHtml
  return { role, isHtml, value, ...(isOther && { other: type.slice(0, 60) }) }
}
