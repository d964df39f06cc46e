import { type Mark, plain, type Span } from '@depesche/article/model'
import type { Segment } from '../engine.ts'
import { folded } from '../guard/text/fold.ts'
import { joinedSpans } from '../joined-spans.ts'
import { realMarks, wishAmong } from '../term-mark.ts'
import { placesOf } from './forms.ts'
import { isSmall, leadOf } from './function-words.ts'

/** Words of a translation under one term mark, the white space between their parts included. */
interface Run {
  readonly wish: string
  readonly text: string
  readonly start: number
  readonly end: number
  readonly marks: readonly Mark[]
  /** what stands between it and the run before it of the same wish, where that is under the same marks */
  readonly gap?: string
}

/** Where sentences of a translation end; asked only when something must be replaced. */
export type SentenceEnds = (text: string) => readonly number[]

/**
 * The translation with the glossary's words. What stands under a term mark and is an inflected form of the wish stays, and has its capitals
 * where it is the wish itself; anything else is replaced, unless the wish stands in the sentence already (then the engine has put the mark on
 * the wrong words). A run that came back in pieces is replaced once. `wishes`: how often each was marked in the source. All term marks are taken off.
 */
export function fulfilled(target: Segment, wishes: ReadonlyMap<string, number>, language: string, endsOf: SentenceEnds): Segment {
  const runs = runsOf(target)
  if (runs.length === 0) return target
  const text = plain(target)
  const changes = [...Map.groupBy(runs, ({ wish }) => wish)].flatMap(([wish, each]) =>
    changesFor(each, wishes.get(wish) ?? 0, text, language, endsOf),
  )
  return rewritten(target, new Map(changes))
}

type Change = readonly [run: Run, text: string]

function changesFor(given: readonly Run[], times: number, text: string, language: string, endsOf: SentenceEnds): readonly Change[] {
  const runs = together(given, times, text, language)
  const wrong = runs.filter((run) => placesOf(run.wish, run.text).length === 0)
  let left = times - (runs.length - wrong.length)
  const elsewhere = wrong.length > 0 ? standing(runs, text) : []
  const ends = wrong.length > 0 ? endsOf(text) : []
  const written = runs.filter((run) => !wrong.includes(run) && !isGlued(run, text)).map((run): Change => [run, asWished(run, text)])
  const changed = wrong.flatMap((run): readonly Change[] => {
    if (left <= 0 || isGlued(run, text)) return []
    left--
    const at = elsewhere.findIndex(([start]) => sentenceOf(start, ends) === sentenceOf(run.start, ends))
    if (at < 0) return [[run, inPlace(run, text, language)]]
    elsewhere.splice(at, 1)
    return []
  })
  return [...written, ...changed]
}

/** More runs than the source has terms: pieces with only small words between them (`fiesta de las Personas suizas`) are one. */
function together(runs: readonly Run[], times: number, text: string, language: string): readonly Run[] {
  const out: Run[] = []
  let more = runs.length - times
  for (const run of runs) {
    const last = out.at(-1)
    if (more > 0 && last && run.gap !== undefined && isSmall(run.gap, language)) {
      out[out.length - 1] = { ...last, text: text.slice(last.start, run.end), end: run.end }
      more--
    } else out.push(run)
  }
  return out
}

/** The wish with its own capitals and accents where it stands unbent: `Consejo federal` is `Consejo Federal`. */
function asWished(run: Run, whole: string): string {
  return placesOf(run.wish, run.text).reduceRight((said, [start, end]) => {
    const there = said.slice(start, end)
    if (folded(there) !== folded(run.wish)) return said
    return said.slice(0, start) + capitalized(run.wish, there, whole.slice(0, run.start + start)) + said.slice(end)
  }, run.text)
}

/** With a capital where it begins the text and what the engine wrote there had one. */
function capitalized(wish: string, there: string, before: string): string {
  return /^\p{Lu}/u.test(there) && !/[\p{L}\p{N}]/u.test(before) ? wish.slice(0, 1).toUpperCase() + wish.slice(1) : wish
}

/** Where the wish stands in the text outside of the runs that have it. */
function standing(runs: readonly Run[], text: string): (readonly [number, number])[] {
  const wish = runs[0]?.wish ?? ''
  const fulfilledAlready = runs.filter((run) => placesOf(wish, run.text).length > 0)
  return placesOf(wish, text).filter(([start, end]) => !fulfilledAlready.some((run) => run.start < end && start < run.end))
}

const sentenceOf = (at: number, ends: readonly number[]) => ends.findIndex((end) => at < end)

/** Part of a longer word: it is no word that could be replaced. */
const isGlued = ({ start, end }: Run, text: string) =>
  /[\p{L}\p{N}]$/u.test(text.slice(Math.max(0, start - 1), start)) || /^[\p{L}\p{N}]/u.test(text.slice(end, end + 1))

function inPlace({ wish, text, start }: Run, whole: string, language: string): string {
  const [, before = '', core = '', behind = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
  const lead = leadOf(core, wish, language)
  return before + lead + (lead === '' ? capitalized(wish, core, whole.slice(0, start)) : wish) + behind
}

/** Runs of the same wish under the same marks with only white space between them are one. */
function runsOf(target: Segment): readonly Run[] {
  const runs: Run[] = []
  let at = 0
  let gap = ''
  let isPlain = true
  for (const { text, marks } of target) {
    const [wish, last] = [wishAmong(marks), runs.at(-1)]
    const start = at
    at += text.length
    const own = JSON.stringify(realMarks(marks))
    if (wish === undefined) {
      gap += text
      isPlain &&= own === JSON.stringify(last?.marks ?? [])
    } else if (last && last.wish === wish && gap.trim() === '' && JSON.stringify(last.marks) === own)
      runs[runs.length - 1] = { ...last, text: last.text + gap + text, end: at }
    else {
      const isNext = last?.wish === wish && isPlain && JSON.stringify(last.marks) === own
      runs.push({ wish, text, start, end: at, marks: realMarks(marks), ...(isNext ? { gap } : {}) })
    }
    if (wish !== undefined) [gap, isPlain] = ['', true]
  }
  return runs.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
}

function rewritten(target: Segment, changes: ReadonlyMap<Run, string>): Segment {
  const all = [...changes]
  let at = 0
  const spans = target.map(({ text, marks }): Span => {
    const [start, end] = [at, at + text.length]
    at = end
    const change = all.find(([run]) => run.start < end && start < run.end)
    const said = change === undefined ? text : change[0].start === start ? change[1] : ''
    const real = realMarks(marks)
    return real.length > 0 ? { text: said, marks: real } : { text: said }
  })
  return joinedSpans([spans])
}
