import { check } from '../draft.ts'
import { groupsOf, isWrapped } from '../text/groups.ts'
import { type Copy, type Cut, cut, type Line, linesOf } from '../text/piece.ts'
import type { ResidueRule } from './rule.ts'
import { residueRules } from './rules.ts'

const TEASER = 140

/** Takes residue out of a copy, line by line; every dropped line is in the Notes. */
export function sweepResidue(copy: Copy, rules: readonly ResidueRule[] = residueRules): Copy {
  const lines = linesOf(copy)
  const first = lines.findIndex(({ state }) => state === 'text')
  const inside = insideParagraphs(lines)
  const cuts: Cut[] = []
  const doubts: Line[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!
    if (line.state !== 'text') continue
    const rule = ruleFor(line, !inside.has(line.number), index === first, rules)
    if (!rule) continue
    const end = rule.where === 'list' ? endOfList(lines, index, doubts) : index
    if (rule.needsList && end === index) continue
    for (; index <= end; index++) if (lines[index]!.state === 'text') cuts.push(cutOf(lines[index]!, rule))
    index--
  }
  const swept = cut(copy, cuts)
  return { ...swept, notes: [...swept.notes, ...doubts.map(({ number, text }) => crossheadOrTeaser(number, text.trim()))] }
}

function cutOf(line: Line, rule: ResidueRule): Cut {
  return { line: line.number, fate: 'dropped', rule: rule.name, reason: rule.reason }
}

function crossheadOrTeaser(line: number, text: string) {
  return check(
    'teaser-or-crosshead',
    'The last line of a list of other stories stands right above a paragraph; it stayed, as its heading.',
    { line },
    text,
  )
}

function ruleFor({ text: raw }: Line, alone: boolean, isFirst: boolean, rules: readonly ResidueRule[]): ResidueRule | undefined {
  const text = raw.trim()
  if (text.length > 1000) return undefined
  return rules.find(
    (rule) => text.length <= rule.longest && !(isFirst && rule.notFirst) && (alone || rule.where === 'line') && rule.matches.test(text),
  )
}

/** The lines of wrapped paragraphs but their first: what stands there is in the middle of a sentence. */
function insideParagraphs(lines: readonly Line[]): ReadonlySet<number> {
  return new Set(
    groupsOf(lines)
      .filter((group) => isWrapped(group))
      .flatMap((group) => group.slice(1).map(({ number }) => number)),
  )
}

/**
 * The last line of a list of teasers: the short lines up to the next blank one. A long line, or a sentence with its stop,
 * looks like story and ends the list; the line right above it may be its crosshead, and stays. Where blank lines part the
 * teasers, two or more in a row go; a single one stays.
 */
function endOfList(lines: readonly Line[], start: number, doubts: Line[]): number {
  let end = start
  while (isTeaser(lines[end + 1])) end++
  if (end > start + 1 && lines[end + 1]?.state === 'text') doubts.push(lines[end--]!)
  if (end > start) return end
  const run: number[] = []
  for (let index = start + 1; index < lines.length; index += 2) {
    if (lines[index]?.state === 'text' || !isTeaser(lines[index + 1]) || lines[index + 2]?.state === 'text') break
    run.push(index + 1)
  }
  return run.length >= 2 ? run.at(-1)! : start
}

function isTeaser(line: Line | undefined): boolean {
  if (line?.state !== 'text') return false
  const text = line.text.trim()
  return text.length <= TEASER && !/[.;]["»”]?$/.test(text) && !/\)$/.test(text)
}
