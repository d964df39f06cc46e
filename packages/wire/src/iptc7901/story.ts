import { type Content, type Note, spansOf } from '@depesche/article/model'
import { present } from '../draft.ts'
import { readingText } from '../life/wire-content.ts'
import { bodyOf } from '../text/body.ts'
import { datelineIn } from '../text/dateline.ts'
import { type Group, groupsOf } from '../text/groups.ts'
import { headOf } from '../text/head.ts'
import type { Line } from '../text/piece.ts'
import type { Head } from './head.ts'

/** The line that opens with the dateline: in dpa's dialect a teaser may stand above it. */
export function datelined(lines: readonly Line[]): Line | undefined {
  const openings = groupsOf(lines)
    .slice(0, 4)
    .flatMap(([first]) => first ?? [])
  return openings.find(({ text }) => datelineIn(text) !== undefined)
}

/** What the language is told from: a table of names has none. */
export function prose(content: Content): string {
  const blocks = content.blocks.filter(({ kind }) => kind !== 'table' && kind !== 'preformatted')
  return readingText(blocks.length > 0 ? { ...content, blocks } : content)
}

export interface Story {
  readonly content: Omit<Content, 'blocks'>
  readonly body: ReturnType<typeof bodyOf>
  readonly notes: readonly Note[]
}

/** With dpa's sign the headline is known; without it the first lines are read as those of any text. */
export function storyOf(groups: readonly Group[], head: Head): Story {
  if (head.headline !== '') {
    const body = bodyOf(groups, 'lines')
    return { content: { headline: spansOf(head.headline) }, body, notes: body.notes }
  }
  const found = headOf(groups)
  const body = bodyOf(found.rest, 'lines')
  const optional = (text: string) => (text === '' ? undefined : spansOf(text))
  const content = present({ headline: spansOf(found.headline), subheadline: optional(found.subheadline), kicker: optional(found.kicker) })
  return { content, body, notes: [...found.notes, ...body.notes] }
}
