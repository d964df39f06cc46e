import type { Note } from '@depesche/article/model'
import { check, info } from '../draft.ts'
import { datelineIn } from './dateline.ts'
import { endsSentence, type Group, isWrapped } from './groups.ts'
import type { Line } from './piece.ts'
import { runsOf } from './shapes.ts'

/** What stands above the story, and the groups that remain. */
export interface Head {
  readonly kicker: string
  readonly headline: string
  readonly subheadline: string
  readonly rest: readonly Group[]
  readonly notes: readonly Note[]
}

const LONGEST = 160

/**
 * The headline is the first line, or the first two or three where they are wrapped; a line of one or two words above it is
 * the kicker, a line below it before the first paragraph is the subheadline. A text that begins with a dateline or a
 * paragraph has none.
 */
export function headOf(all: readonly Group[]): Head {
  const groups = apart(all)
  const [first, second, third] = groups
  const none: Head = { kicker: '', headline: '', subheadline: '', rest: all, notes: [] }
  if (!first) return none
  if (!isTitle(first)) return headlineOfWrapped(first, groups) ?? sentenceAsTitle(first, groups) ?? none
  const titles = [first, second, third].findIndex((group) => group === undefined || !isTitle(group))
  if (titles === 2 && words(first) <= 2 && words(second!) > 2) return { ...none, ...kicked(first, second!), rest: groups.slice(2) }
  const sub = titles === 2 && third && second!.length === 1 ? second : undefined
  return { ...none, headline: joined(first), subheadline: sub ? joined(sub) : '', rest: groups.slice(sub ? 2 : 1) }
}

function kicked(kicker: Group, headline: Group): Pick<Head, 'kicker' | 'headline' | 'notes'> {
  const notes = [
    info('kicker-guessed', 'The short first line was read as the kicker.', { part: 'kicker', line: kicker[0]!.number }, joined(kicker)),
  ]
  return { kicker: joined(kicker), headline: joined(headline), notes }
}

/** Where no blank line stands below the headline and lines are not wrapped, each line of the first group is one of its own. */
function apart([first, ...rest]: readonly Group[]): readonly Group[] {
  if (!first) return rest
  const bare = runsOf(first).every(({ shape }) => shape === 'text')
  return bare && !isWrapped(first) ? [...first.map((line) => [line]), ...rest] : [first, ...rest]
}

/** One line, or up to three wrapped ones, without the stop of a sentence and without a dateline. */
function isTitle(group: Group): boolean {
  const text = joined(group)
  return (
    group.length <= 3 && text.length <= LONGEST && !/[.;,:]["»”]?$/.test(text) && !/^[-•*–]\s/.test(text) && datelineIn(text) === undefined
  )
}

/** The headline is the first line of a wrapped group if it is a title and the next begins a sentence. */
function headlineOfWrapped(first: Group, groups: readonly Group[]): Head | undefined {
  const [line, ...below] = first
  const next = below[0]
  if (!line || !next || !isTitle([line]) || endsSentence(line.text.trim())) return undefined
  if (!/^\s*["«“„(]?[\p{Lu}\d]/u.test(next.text)) return undefined
  const sure = datelineIn(next.text) !== undefined || line.text.trim().length < next.text.trim().length * 0.8
  const reason = 'No blank line stands below the headline; the first line was taken for it.'
  const notes = sure ? [] : [check('headline-guessed', reason, { part: 'headline', line: line.number }, line.text.trim())]
  return { kicker: '', headline: joined([line]), subheadline: '', rest: [below, ...groups.slice(1)], notes }
}

/** A short sentence with its stop, alone above a longer paragraph: some papers write headlines so. */
function sentenceAsTitle(first: Group, groups: readonly Group[]): Head | undefined {
  const [title, next] = [joined(first), joined(groups[1] ?? [])]
  if (first.length > 1 || title.length > 90 || next.length < title.length * 1.3 || !/[.!?]$/.test(title) || datelineIn(title))
    return undefined
  const notes = [
    check(
      'headline-guessed',
      'A sentence stands above the text and was taken for the headline.',
      { part: 'headline', line: first[0]!.number },
      title,
    ),
  ]
  return { kicker: '', headline: title, subheadline: '', rest: groups.slice(1), notes }
}

/** The lines of a group as one text. */
export function joined(group: readonly Line[]): string {
  return group
    .map(({ text }) => text.trim())
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function words(group: Group): number {
  return joined(group).split(' ').length
}
