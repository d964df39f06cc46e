import type { Line } from './piece.ts'

/** Lines that stand together, with nothing blank between them. */
export type Group = readonly Line[]

/** The groups of a text: blank lines and lines that were taken away part them. */
export function groupsOf(lines: readonly Line[]): readonly Group[] {
  const groups: Line[][] = []
  let open = false
  for (const line of lines) {
    if (line.state !== 'text') open = false
    else if (open) groups.at(-1)?.push(line)
    else {
      groups.push([line])
      open = true
    }
  }
  return groups
}

const WIDEST = 100
const NARROWEST = 38

/**
 * The width at which a whole text was wrapped; `undefined` if it was not: no line is longer than a hundred characters, and at
 * half of the joints within its groups or more the text runs on.
 */
export function wrapWidth(groups: readonly Group[]): number | undefined {
  const widest = groups.reduce((width, group) => Math.max(width, widestOf(group)), 0)
  if (widest > WIDEST || widest < NARROWEST) return undefined
  const joints = groups.flatMap((group) => jointsOf(group, widest))
  return joints.length > 0 && joints.filter(Boolean).length * 2 >= joints.length ? widest : undefined
}

/**
 * True if the lines are one paragraph that was wrapped at a width: none is long, and at half of the joints or more the text
 * runs on. Otherwise each line is a paragraph of its own. In a text that is wrapped throughout, a full line that happens to end
 * with a stop runs on too.
 */
export function isWrapped(group: Group, width?: number): boolean {
  const widest = widestOf(group)
  if (group.length < 2 || widest > WIDEST || widest < NARROWEST) return false
  const joints = jointsOf(group, widest, width)
  return joints.filter(Boolean).length * 2 >= joints.length
}

function jointsOf(group: Group, widest: number, width?: number): readonly boolean[] {
  const texts = group.map(({ text }) => text.trim())
  return texts
    .slice(0, -1)
    .map((text, index) => runsOn(text, texts[index + 1]!, widest) || (width !== undefined && text.length >= width * 0.8))
}

function widestOf(group: Group): number {
  return group.reduce((width, { text }) => Math.max(width, text.trim().length), 0)
}

/** True if the first line of a group runs on in the second. */
export function runsOnBelow(group: Group): boolean {
  return jointsOf(group.slice(0, 2), widestOf(group))[0] ?? false
}

/** A full line without its stop, or one whose next begins in lower case. */
function runsOn(text: string, next: string, widest: number): boolean {
  if (/^[\p{Ll}(]/u.test(next)) return true
  return text.length >= widest * 0.6 && !endsSentence(text)
}

/** Ends with a stop, a colon or a question, closing quotes and brackets apart. */
export function endsSentence(text: string): boolean {
  return /[.!?…:][\s"»”“’')]*$/.test(text)
}

/** An indent within a group of wrapped lines begins a paragraph. */
export function splitByIndent(group: Group): readonly Group[] {
  const parts: Line[][] = []
  for (const line of group) {
    const before = parts.at(-1)
    const indented = /^(?:\s{2,}|\t)\S/.test(line.text) && before !== undefined && !/^(?:\s{2,}|\t)\S/.test(before.at(-1)?.text ?? '')
    if (before === undefined || indented) parts.push([line])
    else before.push(line)
  }
  return parts
}
