import type { Block, Mark, Span } from '@depesche/article/model'

/**
 * What a reader of our HTML can know of blocks: white space is folded (a line break stays), what has no text is not there, links have the
 * form that the writer gives them and stand once, a blank line parts paragraphs.
 */
export function asHtmlShows(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap(shown)
}

function shown(block: Block): readonly Block[] {
  switch (block.kind) {
    case 'preformatted': {
      const lines = block.text.split('\n').map((line) => line.trimEnd())
      const text = lines.join('\n').replace(/^\n+/, '').replace(/\n+$/, '')
      return text === '' ? [] : [{ kind: 'preformatted', text }]
    }
    case 'list': {
      const items = block.items.map(line).filter(isThere)
      return items.length === 0 ? [] : [{ ...block, items }]
    }
    case 'table': {
      const rows = block.rows.map((row) => row.map(line)).map((cells, index) => ({ cells, index }))
      const filled = rows.filter(({ cells }) => cells.some(isThere))
      const headerRows = block.headerRows === 1 && filled[0]?.index === 0 ? 1 : 0
      return filled.length === 0 ? [] : [{ kind: 'table', headerRows, rows: filled.map(({ cells }) => cells) }]
    }
    case 'crosshead':
      return [line(block.spans)].filter(isThere).map((spans) => ({ kind: 'crosshead', spans }))
    default: {
      const lede = block.kind === 'paragraph' && block.lede === true
      return paragraphs(block.spans).map((spans, index) => ({ kind: block.kind, ...(lede && index === 0 && { lede }), spans }) as Block)
    }
  }
}

const isThere = (spans: readonly Span[]) => spans.length > 0

interface Char {
  readonly char: string
  readonly marks: readonly Mark[]
}

/** No blank line. */
function line(spans: readonly Span[]): readonly Span[] {
  const chars = folded(charsOf(spans))
  return spansOf(chars.filter(({ char }, index) => char !== '\n' || chars[index - 1]?.char !== '\n'))
}

function paragraphs(spans: readonly Span[]): readonly (readonly Span[])[] {
  const parts: Char[][] = [[]]
  const chars = folded(charsOf(spans))
  for (const [index, one] of chars.entries())
    if (one.char === '\n' && (chars[index - 1]?.char === '\n' || chars[index + 1]?.char === '\n')) parts.push([])
    else parts.at(-1)!.push(one)
  return parts.map(spansOf).filter(isThere)
}

function charsOf(spans: readonly Span[]): readonly Char[] {
  return spans.flatMap(({ text, marks = [] }) => {
    const outermost = marks.findIndex(({ kind }) => kind === 'link')
    const written = marks.filter((mark, index) => mark.kind !== 'link' || index === outermost)
    const own = written.map((mark): Mark => (mark.kind === 'link' ? { kind: 'link', href: new URL(mark.href).href } : mark))
    return [...text].map((char) => ({ char, marks: own }))
  })
}

/** One space for many, none at a line's ends. */
function folded(chars: readonly Char[]): readonly Char[] {
  const single = chars.filter(({ char }, index) => char !== ' ' || chars[index - 1]?.char !== ' ')
  const inner = single.filter(({ char }, index) => {
    const [before, after] = [single[index - 1]?.char, single[index + 1]?.char]
    return char !== ' ' || (before !== undefined && before !== '\n' && after !== undefined && after !== '\n')
  })
  const first = inner.findIndex(({ char }) => char !== '\n')
  return first === -1 ? [] : inner.slice(first, inner.findLastIndex(({ char }) => char !== '\n') + 1)
}

function spansOf(chars: readonly Char[]): readonly Span[] {
  const spans: Span[] = []
  for (const { char, marks } of chars) {
    const last = spans.at(-1)
    if (last && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)) spans[spans.length - 1] = { ...last, text: last.text + char }
    else spans.push({ text: char, ...(marks.length > 0 && { marks }) })
  }
  return spans
}
