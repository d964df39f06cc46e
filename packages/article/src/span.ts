/** Inline markup. Flat runs with marks, outermost mark first, rather than a tree: engines move runs, not trees. */
export type Mark = { readonly kind: 'emphasis' | 'strong' | 'subscript' | 'superscript' } | { readonly kind: 'link'; readonly href: string }

/** A run of text under the same marks. `\n` is a forced line break; no other control character stands in `text`. */
export interface Span {
  readonly text: string
  /** outermost first; absent without markup */
  readonly marks?: readonly Mark[]
}

/** The text of spans without markup. */
export function plain(spans: readonly Span[]): string {
  return spans.map((span) => span.text).join('')
}

/** Spans of a bare string; none for an empty one. */
export function spansOf(text: string): readonly Span[] {
  return text === '' ? [] : [{ text }]
}
