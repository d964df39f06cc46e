import type { Note } from '@depesche/article/model'
import { check } from '../draft.ts'
import type { Element } from '../xml/element.ts'

const TAG =
  /<\/?(?:p|br|b|i|u|em|strong|span|div|a|h[1-6]|ul|ol|li|img|small|sup|sub|blockquote|figure|figcaption|section|article|hr|table|tbody|tr|td|th)(?:\s[^<>]{0,1000})?\/?>/gi
const BREAKS = /^<\/?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|section|article|hr|tr|td|th)\b/i

/** HTML that some writers escape (`&lt;b&gt;`): its tags are taken out of the text, which would show them. */
export function withoutTags(element: Element): { readonly element: Element; readonly notes: readonly Note[] } {
  const tags: string[] = []
  const clean = (one: Element): Element => ({
    ...one,
    children: one.children.map((child) => (typeof child === 'string' ? bare(child, tags) : clean(child))),
  })
  const cleaned = clean(element)
  if (tags.length === 0) return { element, notes: [] }
  const reason = `${tags.length} HTML tags stood in the text as characters and were taken out.`
  const note: Note = { ...check('html-in-text', reason, { line: element.line }, tags.join(' ')), dropped: true }
  return { element: cleaned, notes: [note] }
}

function bare(text: string, tags: string[]): string {
  if (!text.includes('<')) return text
  return text.replaceAll(TAG, (tag) => {
    tags.push(tag)
    return BREAKS.test(tag) ? '\n\n' : ''
  })
}
