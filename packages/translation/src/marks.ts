import type { Mark } from '@depesche/article/model'
import type { Segment } from './engine.ts'

/** A run of text and the number of its marks in the table; 0: none of its own. */
export interface Run {
  readonly text: string
  readonly id: number
}

/** A segment with its markup as numbers: the form in which engines carry it. */
export interface Numbered {
  /** marks that the whole segment stands under: no engine needs to see them */
  readonly outer: readonly Mark[]
  readonly runs: readonly Run[]
  /** `table[id - 1]` are the marks inside `outer` */
  readonly table: readonly (readonly Mark[])[]
}

/** Numbers each run of marked words, one that stands twice under the same marks twice; neighbours under the same marks are one run. */
export function numbered(segment: Segment): Numbered {
  const lists = segment.filter((span) => span.text !== '').map((span) => span.marks ?? [])
  const outer = lists.reduce(commonStart, lists[0] ?? [])
  const table: (readonly Mark[])[] = []
  let before = ''
  const runs = segment.map(({ text, marks = [] }) => {
    const own = marks.slice(outer.length)
    const key = own.length === 0 ? '' : JSON.stringify(own)
    if (text === '') return { text, id: 0 }
    if (key !== '' && key !== before) table.push(own)
    before = key
    return { text, id: key === '' ? 0 : table.length }
  })
  return { outer, runs: joined(runs), table }
}

/** Neighbours with the same number in one run; empty runs go. */
export function joined(runs: readonly Run[]): readonly Run[] {
  const out: Run[] = []
  for (const run of runs) {
    const last = out.at(-1)
    if (last?.id === run.id) out[out.length - 1] = { text: last.text + run.text, id: run.id }
    else if (run.text !== '') out.push(run)
  }
  return out
}

function commonStart(a: readonly Mark[], b: readonly Mark[]): readonly Mark[] {
  const until = a.findIndex((mark, i) => JSON.stringify(mark) !== JSON.stringify(b[i]))
  return until < 0 ? a : a.slice(0, until)
}
