import { plain, type Span, type Table } from '@depesche/article/model'
import { type Element, elements } from './element.ts'
import { spansIn } from './inline.ts'

type Row = readonly (readonly Span[])[]

interface TableRead {
  readonly table: Table
  /** a caption and all else in the table that is no cell */
  readonly besides: readonly (Element | string)[]
}

const PARTS = new Set(['tbody', 'thead', 'tfoot', 'colgroup'])

/**
 * A table with its rows as they stand. The agency marks no header cells, so the first row is a header only if it has no
 * value and a column below it has some; lists of names have none, and one column is a list of facts.
 */
export function tableOf(element: Element): TableRead {
  const parts = element.children.flatMap((child) => (isElement(child) && PARTS.has(child.name) ? child.children : [child]))
  const rows = parts.filter(isElement).filter(({ name }) => name === 'tr')
  const inRows = rows.flatMap((row) => row.children.filter((child) => !isCell(child)))
  const besides = [...parts.filter((part) => !isElement(part) || part.name !== 'tr'), ...inRows]
  const cells = rows.map((row) =>
    row.children
      .filter(isElement)
      .filter(isCell)
      .map((cell) => spansIn(cell)),
  )
  const filled = cells.filter((row) => row.some((cell) => cell.length > 0))
  const marked = elements(rows[0], 'th').length > 0 && elements(rows[0], 'td').length === 0
  return { table: { kind: 'table', headerRows: marked || isHeader(filled) ? 1 : 0, rows: filled }, besides }
}

function isElement(child: Element | string): child is Element {
  return typeof child !== 'string'
}

function isCell(child: Element | string): boolean {
  return isElement(child) && (child.name === 'td' || child.name === 'th')
}

/** The header rule for rows of bare cells; also used for tables in plain text. A year among words (`Seats in 2024`) is no value. */
export function isHeader([first, ...rest]: readonly Row[]): boolean {
  if (!first || first.length < 2 || rest.length === 0 || first.some(isValue)) return false
  return first.some((_, column) => rest.some((row) => isValue(row[column] ?? [])))
}

/** `21`, `+1`, `31,2%`, `48'317`, `1:02,3`, `3-1`: a cell of digits without words. */
function isValue(cell: readonly Span[]): boolean {
  return /^[^\p{L}\d]*\d[^\p{L}]*$/u.test(plain(cell))
}
