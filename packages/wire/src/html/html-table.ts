import type { Span, Table } from '@depesche/article/model'
import { runsIn } from './html-inline.ts'
import { type HtmlElement, type HtmlNode, holds, isElement } from './html-node.ts'
import type { Findings } from './html-notes.ts'
import { tightlyFolded } from './run.ts'

type Cell = readonly Span[]

const PARTS = ['thead', 'tbody', 'tfoot'] as const
const MOST_SPANNED = 1000

/**
 * A table (HTML, WHATWG, 4.9) with its rows as a reader sees them: a cell over several columns or rows leaves empty ones beside and
 * below it, so that figures stay in their columns. The first row is a header if it stands in `thead` or has header cells alone. Rows
 * without any text are left out.
 */
export function tableIn(element: HtmlElement, found: Findings): Table {
  const rows = element.children.flatMap((child) => (isElement(child, ...PARTS) ? child.children : [child])).filter(isRow)
  const first = rows[0]
  const inHead = element.children.some((child) => isElement(child, 'thead') && child.children.some((row) => row === first))
  const filled = gridOf(rows, found).filter(({ cells }) => cells.some((cell) => cell.length > 0))
  const isHeader = filled[0] !== undefined && filled[0].row === first && (inHead || isAllHeaders(first!))
  return { kind: 'table', headerRows: isHeader ? 1 : 0, rows: filled.map(({ cells }) => cells) }
}

/** What stands in a table and in no cell: a caption, a script. Text was moved before the table when it was parsed. */
export function besideCells(element: HtmlElement): readonly HtmlElement[] {
  const elements = element.children.filter((child) => isElement(child))
  return elements.flatMap((child) => (isElement(child, ...PARTS, 'tr') ? besideCells(child) : isElement(child, 'td', 'th') ? [] : [child]))
}

function isRow(node: HtmlNode): node is HtmlElement {
  return isElement(node, 'tr')
}

function isAllHeaders(row: HtmlElement): boolean {
  return row.children.some((cell) => isElement(cell, 'th')) && !row.children.some((cell) => isElement(cell, 'td'))
}

interface Row {
  readonly row: HtmlElement
  readonly cells: readonly Cell[]
}

function gridOf(rows: readonly HtmlElement[], found: Findings): readonly Row[] {
  // column → how many rows below are still covered by a cell above
  let covered = new Map<number, number>()
  let room = MOST_SPANNED
  return rows.map((row) => {
    const cells: Cell[] = []
    const below = new Map([...covered].flatMap(([column, left]) => (left > 1 ? [[column, left - 1] as const] : [])))
    const skip = () => {
      while (covered.has(cells.length)) cells.push([])
    }
    for (const cell of row.children.filter((child) => isElement(child, 'td', 'th')) as readonly HtmlElement[]) {
      skip()
      const [width, height] = [spanOf(cell, 'colspan'), spanOf(cell, 'rowspan')]
      room -= width * height - 1
      const from = cells.length
      cells.push(cellOf(cell, found))
      if (room < 0) continue
      for (let more = 1; more < width; more++) cells.push([])
      if (height > 1) for (let column = from; column < from + width; column++) below.set(column, height - 1)
    }
    skip()
    covered = below
    return { row, cells }
  })
}

function spanOf(cell: HtmlElement, name: string): number {
  const span = Number(cell.attributes.get(name))
  return Number.isInteger(span) && span > 1 ? Math.min(span, MOST_SPANNED) : 1
}

function cellOf(cell: HtmlElement, found: Findings): Cell {
  if (holds(cell, 'table', 'ul', 'ol')) found.flattened++
  return tightlyFolded(cell.children.flatMap((child) => runsIn(child, [], found)))
}
