import type { Mark, Span } from '@depesche/article/model'
import type { Element } from './element.ts'

const KINDS = {
  em: 'emphasis',
  i: 'emphasis',
  strong: 'strong',
  b: 'strong',
  sub: 'subscript',
  sup: 'superscript',
} as const satisfies Readonly<Record<string, Mark['kind']>>

const BLOCKS = new Set(
  'p div li ul ol dl dt dd tr td th table tbody thead caption pre block bq blockquote section hl1 hl2 h1 h2 h3 h4 h5 h6 body.content byline byttl credit dateline fn media media-caption media-producer nitf-table note'.split(
    ' ',
  ),
)

/**
 * The runs of text of an element with their marks (NITF 3.0 and XHTML inline markup). Unknown elements are transparent: their
 * words stay. White space is folded over the borders of runs; `br` is a line break.
 */
export function spansIn(element: Element): readonly Span[] {
  return fold(runs(element, []))
}

function runs(element: Element, marks: readonly Mark[]): readonly Span[] {
  return element.children.flatMap((child): readonly Span[] => {
    if (typeof child === 'string') return [{ text: clean(child), ...(marks.length > 0 && { marks }) }]
    if (child.name === 'br') return [{ text: '\n', ...(marks.length > 0 && { marks }) }]
    const mark = markOf(child)
    const inner = runs(child, mark ? [...marks, mark] : marks)
    // words of neighbouring cells or paragraphs must not grow together
    return BLOCKS.has(child.name) ? [{ text: ' ' }, ...inner, { text: ' ' }] : inner
  })
}

function markOf(element: Element): Mark | undefined {
  const kind = Object.hasOwn(KINDS, element.name) ? KINDS[element.name as keyof typeof KINDS] : undefined
  if (kind) return { kind }
  const href = element.name === 'a' ? element.attributes.href?.trim() : undefined
  // a script or a data URL in a link has no place on a partner's page
  return href !== undefined && /^(https?:\/\/|mailto:)/i.test(href) ? { kind: 'link', href } : undefined
}

/** A line end in the source is a space; characters that no reader sees are none at all. */
function clean(text: string): string {
  return UNCLEAN.test(text) ? text.replaceAll(/[\u00ad\u200b\u2060\ufeff]/g, '').replaceAll(/[\s\x00-\x1f\x7f-\x9f]+/g, ' ') : text
}

const UNCLEAN = /[^\S ]|[\x00-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff]| {2}/
const SEEN = /[^\s\x00-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff]/

/** Folds white space over run borders and joins neighbours with the same marks. */
function fold(spans: readonly Span[]): readonly Span[] {
  const folded: Span[] = []
  for (const span of spans) {
    const before = folded.at(-1)
    const tail = before?.text.at(-1)
    const text = tail === undefined || tail === ' ' || tail === '\n' ? span.text.replace(/^ +/, '') : span.text
    if (text === '') continue
    if (before && JSON.stringify(before.marks) === JSON.stringify(span.marks))
      folded[folded.length - 1] = { ...before, text: before.text + text }
    else folded.push({ ...span, text })
  }
  return trimEnd(folded)
}

function trimEnd(spans: readonly Span[]): readonly Span[] {
  const last = spans.findLastIndex(({ text }) => text.trim() !== '')
  return spans.slice(0, last + 1).map((span, index) => (index === last ? { ...span, text: span.text.trimEnd() } : span))
}

/** True if nothing that a reader sees stands in the element. */
export function isBlank(element: Element): boolean {
  return element.children.every((child) => (typeof child === 'string' ? !SEEN.test(child) : isBlank(child)))
}
