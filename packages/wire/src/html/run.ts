import type { Mark, Span } from '@depesche/article/model'

/** A run of text with white space that is not folded yet. `\n` in `text` stands for a line break alone. */
export function runOf(text: string, marks: readonly Mark[]): Span {
  return marks.length === 0 ? { text } : { text, marks }
}

/**
 * Folds white space over the borders of runs as a browser shows it, joins neighbours with the same marks, and takes space off both
 * ends and around line breaks (CSS Text, `white-space: normal`).
 */
export function folded(runs: readonly Span[]): readonly Span[] {
  const spans: Span[] = []
  let tail = '\n'
  for (const { text, marks } of runs) {
    const spaced = text.replaceAll(/ +/g, ' ').replaceAll(/ ?\n ?/g, '\n')
    const own = tail === ' ' || tail === '\n' ? spaced.replace(/^ /, '') : spaced
    if (own === '') continue
    if (own.startsWith('\n')) trimLast(spans)
    push(spans, own, marks)
    tail = own.at(-1)!
  }
  return trimmed(spans)
}

/** The same where there is room for no blank line: a headline, an item, a cell. */
export function tightlyFolded(runs: readonly Span[]): readonly Span[] {
  let tail = ''
  return folded(runs).flatMap((span) => {
    const tight = span.text.replaceAll(/\n{2,}/g, '\n')
    const text = tail === '\n' ? tight.replace(/^\n/, '') : tight
    tail = text.at(-1) ?? tail
    return text === '' ? [] : [{ ...span, text }]
  })
}

function push(spans: Span[], text: string, marks: readonly Mark[] | undefined): void {
  const last = spans.at(-1)
  if (last !== undefined && JSON.stringify(last.marks) === JSON.stringify(marks))
    spans[spans.length - 1] = { ...last, text: last.text + text }
  else spans.push(marks === undefined ? { text } : { text, marks })
}

/** A space before a line break is not seen. */
function trimLast(spans: Span[]): void {
  const last = spans.at(-1)
  if (last === undefined || !last.text.endsWith(' ')) return
  spans.pop()
  if (last.text !== ' ') spans.push({ ...last, text: last.text.slice(0, -1) })
}

function trimmed(spans: readonly Span[]): readonly Span[] {
  const first = spans.findIndex(({ text }) => text.trim() !== '')
  if (first === -1) return []
  const last = spans.findLastIndex(({ text }) => text.trim() !== '')
  return spans.slice(first, last + 1).map((span, index, all) => {
    const text = index === 0 ? span.text.trimStart() : span.text
    return { ...span, text: index === all.length - 1 ? text.trimEnd() : text }
  })
}

/** Two line breaks or more part what stands between them: wires write `<br><br>` for a new paragraph. */
export function partedAtBlankLines(spans: readonly Span[]): readonly (readonly Span[])[] {
  const parts: Span[][] = [[]]
  let breaks = 0
  for (const span of spans)
    for (const piece of span.text.split(/(\n)/)) {
      if (piece === '') continue
      if (piece === '\n') breaks++
      else if (piece.trim() !== '') breaks = 0
      if (breaks === 2 && piece === '\n') parts.push([])
      parts.at(-1)!.push({ ...span, text: piece })
    }
  return parts.map(folded).filter((part) => part.length > 0)
}
