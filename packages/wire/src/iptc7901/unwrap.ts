import type { Line } from '../text/piece.ts'

const NARROWEST = 60
const WIDEST = 90
const USUAL = 69

/**
 * The lines of a text as they were before it was wrapped: a line goes on in the next if the next one's first word had no room in it. So a
 * line end that the writer meant stays one. Rows of tables and items of lists begin lines of their own. `printed` are the lines before
 * anything was taken off them, from line `first` on.
 */
export function unwrapped(lines: readonly Line[], printed: readonly string[], first: number): readonly Line[] {
  const width = widthOf(lines)
  const lengthOf = ({ number, text }: Line) => (printed[number - first] ?? text).trimEnd().length
  const whole: { line: Line; texts: string[] }[] = []
  let last: Line | undefined
  for (const line of lines) {
    const before = whole.at(-1)
    const full = last !== undefined && lengthOf(last) + 1 + firstWord(line).length > width
    if (before !== undefined && last !== undefined && width > 0 && full && goesOn(last, line)) before.texts.push(line.text.trim())
    else whole.push({ line, texts: [line.text] })
    last = line
  }
  return whole.map(({ line, texts }) => (texts.length === 1 ? line : { ...line, text: texts.map((text) => text.trimEnd()).join(' ') }))
}

/** Both are running text. */
function goesOn(before: Line, line: Line): boolean {
  return before.state === 'text' && line.state === 'text' && !isRow(before.text) && !isRow(line.text) && !BEGINS.test(line.text)
}

function firstWord({ text }: Line): string {
  return /^\S+/.exec(text.trim())?.[0] ?? ''
}

/** A mark of a list; a dash only before a capital, for a sentence may go on with one. */
const BEGINS = /^\s{0,6}[-–+]\s+\p{Lu}|^\s{0,6}[*•·▪]\s/u

function isRow(text: string): boolean {
  return /^\s*\|/.test(text) || /\t/.test(text) || /\S {3,}\S/.test(text)
}

/** The width at which the text was wrapped; 0 for a text with longer lines, which was not. */
function widthOf(lines: readonly Line[]): number {
  const prose = lines.filter(({ text, state }) => state === 'text' && !isRow(text))
  const widest = prose.reduce((width, { text }) => Math.max(width, text.trimEnd().length), 0)
  if (widest > WIDEST) return 0
  return widest < NARROWEST ? USUAL : widest
}
