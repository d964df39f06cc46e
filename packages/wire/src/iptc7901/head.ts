import { type Copy, type Cut, cut, type Line, linesOf } from '../text/piece.ts'

export interface Head {
  readonly copy: Copy
  /** empty where the text has no head of this kind */
  readonly headline: string
  readonly byline: string | undefined
  /** lines in brackets around the headline, without these: `KORR-Bericht`, `Foto Produktion` */
  readonly remarks: readonly string[]
}

/**
 * The head of dpa's dialect, from STX to a line that ends with ` =`: remarks in brackets, perhaps over several lines, the headline, a
 * byline (`Von …`). A text without the sign has no such head.
 */
export function takeHead(copy: Copy): Head {
  const lines = linesOf(copy)
  const first = lines.findIndex(({ state }) => state === 'text')
  const gap = lines.findIndex(({ state }, at) => at > first && state === 'blank')
  const head = lines.slice(first, gap < 0 ? lines.length : gap).slice(0, MOST)
  const end = head.findIndex(({ text }) => /(?:^|\s)=\s*$/.test(text))
  if (first < 0 || end < 0) return { copy, headline: '', byline: undefined, remarks: [] }
  const parts = partsOf(head.slice(0, end + 1))
  const texts = (kind: Part['kind']) => parts.filter((part) => part.kind === kind).map(({ text }) => text)
  const cuts = parts.flatMap(({ lines: all, kind }) => all.map(({ number }): Cut => cutOf(number, kind)))
  return {
    copy: { ...cut(copy, cuts), notes: copy.notes },
    headline: texts('headline').join(' '),
    byline: texts('byline').join(' ') || undefined,
    remarks: texts('remark'),
  }
}

const MOST = 40

interface Part {
  readonly kind: 'headline' | 'byline' | 'remark'
  readonly text: string
  readonly lines: readonly Line[]
}

function partsOf(lines: readonly Line[]): readonly Part[] {
  const parts: Part[] = []
  for (let at = 0; at < lines.length; at++) {
    const text = textOf(lines[at]!)
    if (text === '') continue
    const close = text.startsWith('(') ? lines.findIndex((line, index) => index >= at && textOf(line).endsWith(')')) : -1
    const last = close < 0 ? at : close
    const all = lines.slice(at, last + 1)
    const joined = all.map(textOf).join(' ')
    if (close >= 0) parts.push({ kind: 'remark', text: joined.slice(1, -1).trim(), lines: all })
    else parts.push({ kind: kindOf(text, parts), text, lines: all })
    at = last
  }
  return parts
}

/** A byline stands below the headline and may go on in a second line. */
function kindOf(text: string, before: readonly Part[]): Part['kind'] {
  if (before.at(-1)?.kind === 'byline') return 'byline'
  const below = before.some(({ kind }) => kind === 'headline')
  return below && /^(?:Von|By|Par|Por) \p{Lu}/u.test(text) ? 'byline' : 'headline'
}

function textOf({ text }: Line): string {
  return text.replace(/=\s*$/, '').replaceAll(/\s+/g, ' ').trim()
}

function cutOf(line: number, kind: Part['kind']): Cut {
  return { line, fate: 'taken', part: kind === 'remark' ? 'ednotes' : kind, rule: kind, reason: '' }
}
