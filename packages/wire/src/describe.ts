import { type Block, type Draft, type Note, plain } from '@depesche/article/model'
import { describeFacts } from './describe-facts.ts'

const WIDTH = 96

/**
 * The article as a person would read it, then what was taken off it and why, in plain words with the source's lines.
 * For the terminal: `depesche normalize FILE`. Takes a draft or a whole article.
 */
export function describe(draft: Draft, notes: readonly Note[]): string {
  const { kicker, headline, subheadline, shortHeadline, blocks } = draft.content
  const head = [
    kicker && plain(kicker).toUpperCase(),
    ...wrap(plain(headline) || '(no headline)'),
    ...(subheadline ? wrap(plain(subheadline)) : []),
    shortHeadline && `(short: ${plain(shortHeadline)})`,
  ]
  const parts = [
    head.filter((line) => line !== undefined).join('\n'),
    describeFacts(draft),
    ...blocks.map(describeBlock),
    ...describeNotes(notes),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function describeBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return wrap(plain(block.spans)).join('\n')
    case 'crosshead':
      return `## ${plain(block.spans)}`
    case 'quotation':
      return wrap(plain(block.spans), '> ').join('\n')
    case 'list':
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${plain(item)}`).join('\n')
    case 'preformatted':
      return block.text
    case 'table':
      return describeTable(
        block.rows.map((row) => row.map(plain)),
        block.headerRows,
      )
  }
}

/** Columns as wide as their widest cell; columns of figures set to the right. */
function describeTable(rows: readonly (readonly string[])[], headerRows: number): string {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length)))
  const right = widths.map((_, column) => rows.slice(headerRows).every((row) => /^[^\p{L}]*$/u.test(row[column] ?? '')))
  const lines = rows.map((row) => {
    const cells = widths.map((width, column) => (right[column] ? (row[column] ?? '').padStart(width) : (row[column] ?? '').padEnd(width)))
    return cells.join('  ').trimEnd()
  })
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return (headerRows > 0 ? [...lines.slice(0, headerRows), rule, ...lines.slice(headerRows)] : lines).join('\n')
}

const SECTIONS: readonly (readonly [title: string, fits: (note: Note) => boolean])[] = [
  ['HELD BACK until a person has looked', (note) => note.level === 'hold'],
  ['Please look at', (note) => note.level === 'check'],
  ['Left out of the text', (note) => note.level === 'info' && note.dropped === true],
  ['Taken off the text, or good to know', (note) => note.level === 'info' && note.dropped !== true],
]

function describeNotes(notes: readonly Note[]): readonly string[] {
  return SECTIONS.flatMap(([title, fits]) => {
    const found = notes.filter(fits)
    return found.length === 0 ? [] : [[`${title}:`, ...found.map(describeNote)].join('\n')]
  })
}

function describeNote({ place, reason, text, level, dropped }: Note): string {
  const where = place.line === undefined ? '' : `line ${place.line}`
  const lines = wrap(reason, '', WIDTH - 12)
  const quoted = text !== undefined && (dropped || level !== 'info') ? text.split('\n').map((line) => `| ${shorten(line)}`) : []
  return [...lines, ...quoted].map((line, index) => `  ${(index === 0 ? where : '').padEnd(9)} ${line}`).join('\n')
}

function shorten(line: string): string {
  return line.length <= WIDTH - 14 ? line : `${line.slice(0, WIDTH - 15)}…`
}

function wrap(text: string, prefix = '', width = WIDTH): readonly string[] {
  const lines: string[] = []
  for (const part of text.split('\n')) {
    let line = prefix
    for (const word of part.split(' ')) {
      const longer = line === prefix ? `${line}${word}` : `${line} ${word}`
      if (longer.length > width && line !== prefix) lines.push(line)
      line = longer.length > width && line !== prefix ? `${prefix}${word}` : longer
    }
    lines.push(line)
  }
  return lines
}
