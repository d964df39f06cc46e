import { type Block, spansOf } from '@depesche/article/model'
import { isHeader } from '../xml/table.ts'
import type { Group } from './groups.ts'
import type { Line } from './piece.ts'

const BULLET = /^\s*[-–•*·▪]\s+(?=\S)/
const NUMBER = /^\s*(\d{1,2})[.)]\s+(?=\S)/
const TAB = /\S[ ]*\t\s*\S/
const GAP = /\S {3,}\S/
/** `| Bern | 12 |`: a row between strokes */
const PIPE = /^\s*\|.*\|\s*$/

type Shape = 'bullet' | 'number' | 'pipe' | 'tab' | 'gap' | 'text'

/** How many lines of a shape make a list or a table; fewer are text. */
const LEAST: Readonly<Record<Shape, number>> = { bullet: 2, number: 2, pipe: 2, tab: 2, gap: 3, text: 1 }

/** Runs of lines of the same shape: a list or a table may follow a line of text without a blank one between. */
export function runsOf(group: Group): readonly { readonly shape: Shape; readonly lines: Group }[] {
  const runs: { shape: Shape; lines: Line[] }[] = []
  for (const line of group) {
    const shape = shapeOf(line.text)
    const before = runs.at(-1)
    if (before?.shape === shape) before.lines.push(line)
    else runs.push({ shape, lines: [line] })
  }
  const sure = runs.map((run) => (run.lines.length >= LEAST[run.shape] && countsUp(run) ? run : { ...run, shape: 'text' as const }))
  return sure.reduce<{ shape: Shape; lines: Line[] }[]>((merged, run) => {
    const before = merged.at(-1)
    if (before?.shape === 'text' && run.shape === 'text') before.lines.push(...run.lines)
    else merged.push(run)
    return merged
  }, [])
}

function shapeOf(text: string): Shape {
  if (BULLET.test(text)) return 'bullet'
  if (PIPE.test(text)) return 'pipe'
  // `1. Basel      20  44` is a row of a ranking, whatever its number
  const unnumbered = text.replace(NUMBER, '').trim()
  if (TAB.test(unnumbered)) return 'tab'
  if (GAP.test(unnumbered)) return 'gap'
  return NUMBER.test(text) ? 'number' : 'text'
}

/** Numbers must begin at one and go up, or `1. August` would be an item. */
function countsUp({ shape, lines }: { readonly shape: Shape; readonly lines: Group }): boolean {
  return shape !== 'number' || lines.every(({ text }, index) => Number(NUMBER.exec(text)?.[1]) === index + 1)
}

/** The list or table of a run. Columns of spaces are a table if every row has the same number of cells, else preformatted. */
export function shapedBlock(shape: Exclude<Shape, 'text'>, lines: Group): Block {
  const texts = lines.map(({ text }) => text)
  if (shape === 'bullet' || shape === 'number') {
    const items = texts.map((text) => spansOf(folded(text.replace(shape === 'number' ? NUMBER : BULLET, ''))))
    return { kind: 'list', ordered: shape === 'number', items }
  }
  if (shape === 'pipe') {
    const rows = texts.map((text) =>
      text
        .trim()
        .slice(1, -1)
        .split('|')
        .map((cell) => spansOf(folded(cell))),
    )
    return { kind: 'table', headerRows: isHeader(rows) ? 1 : 0, rows }
  }
  const cells = texts.map((text) => (shape === 'tab' ? text.trim().split('\t') : text.trim().split(/ {2,}|\t/)))
  const columns = cells[0]?.length ?? 0
  if (columns < 2 || cells.some((row) => row.length !== columns)) return { kind: 'preformatted', text: texts.map(untabbed).join('\n') }
  const rows = cells.map((row) => row.map((cell) => spansOf(folded(cell))))
  return { kind: 'table', headerRows: isHeader(rows) ? 1 : 0, rows }
}

function untabbed(text: string): string {
  return text.replaceAll('\t', '    ').trimEnd()
}

function folded(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
