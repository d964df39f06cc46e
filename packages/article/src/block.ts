import { plain, type Span } from './span.ts'

export interface Paragraph {
  readonly kind: 'paragraph'
  /** the opening paragraph that sums the story up */
  readonly lede?: true
  readonly spans: readonly Span[]
}
/** A short heading inside the body (Zwischentitel, intertitre). */
export interface Crosshead {
  readonly kind: 'crosshead'
  readonly spans: readonly Span[]
}
export interface List {
  readonly kind: 'list'
  readonly ordered: boolean
  readonly items: readonly (readonly Span[])[]
}
export interface Table {
  readonly kind: 'table'
  /** how many of the first rows are column headers: 0 or 1 */
  readonly headerRows: number
  readonly rows: readonly (readonly (readonly Span[])[])[]
}
export interface Quotation {
  readonly kind: 'quotation'
  readonly spans: readonly Span[]
}
/** Columns set by spaces (results, rates): white space is kept, engines leave it alone. */
export interface Preformatted {
  readonly kind: 'preformatted'
  readonly text: string
}
export type Block = Paragraph | Crosshead | List | Table | Quotation | Preformatted

/** The block's text, a line per item or row, cells separated by tabs. */
export function blockText(block: Block): string {
  switch (block.kind) {
    case 'list':
      return block.items.map(plain).join('\n')
    case 'table':
      return block.rows.map((row) => row.map(plain).join('\t')).join('\n')
    case 'preformatted':
      return block.text
    default:
      return plain(block.spans)
  }
}
