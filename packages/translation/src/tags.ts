import type { Segment, Translated } from './engine.ts'
import { type Numbered, numbered, type Run } from './marks.ts'
import { placed } from './placed.ts'
import { wishAmong } from './term-mark.ts'

/** A segment as HTML for engines that carry tags along, and what its tags stand for. */
export interface Tagged {
  /** `Kim <span id="1">wrote</span> &amp; left<br>` */
  readonly html: string
  /** true: the text has neither tags nor entities; it may be sent as plain text too */
  readonly bare: boolean
  readonly source: Numbered
}

/**
 * Writes a marked run as `<span id="n">`, a forced line break as `<br>`, and `&`, `<`, `>` as entities. Tags never nest. `settled`: a
 * term of the glossary is written as what it must become, in a tag that asks the engine to leave it alone (`translate="no"`).
 */
export function tagged(segment: Segment, terms?: 'settled'): Tagged {
  const source = numbered(segment)
  const html = source.runs.map(({ text, id }) => {
    if (id === 0) return escaped(text)
    const wish = terms && wishAmong(source.table[id - 1])
    return wish === undefined ? `<span id="${id}">${escaped(text)}</span>` : `<span id="${id}" translate="no">${escaped(wish)}</span>`
  })
  return { html: html.join(''), bare: !/[<&]/.test(html.join('')), source }
}

/**
 * Spans of the engine's answer. Tags that are unknown, unclosed, nested or crossed make all its markup worthless: then the
 * text is kept and the marks fall back, with a Note (see `placed`). Line breaks that went missing are a Note too.
 */
export function untagged({ source }: Tagged, html: string): Translated {
  const runs = parsed(html, source.table.length)
  const { spans, notes } = placed(source, runs, decoded(html))
  const before = breaks(source.runs)
  const after = breaks(spans)
  if (before === after) return { spans, notes }
  const reason = `the source has ${before} forced line breaks, the translation ${after}`
  return { spans, notes: [...notes, { rule: 'line-breaks-changed', level: 'info', reason, place: {} }] }
}

const TAG = /<(?:span id="(\d+)"(?: translate="no")?|(\/span))\s*>/g

/** Runs of well-formed markup; `undefined` for any other. */
function parsed(html: string, tags: number): readonly Run[] | undefined {
  const runs: Run[] = []
  let open = 0
  let at = 0
  for (const match of html.matchAll(TAG)) {
    runs.push({ text: decoded(html.slice(at, match.index)), id: open })
    at = match.index + match[0].length
    const id = Number(match[1] ?? 0)
    if (open > 0 === id > 0 || id > tags) return undefined
    open = id
  }
  return open > 0 ? undefined : [...runs, { text: decoded(html.slice(at)), id: 0 }]
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')

/** The text of HTML: our own tags and line breaks are taken off, entities are read once; a stray `<` stays what it is. */
function decoded(html: string): string {
  return html
    .replaceAll(/<br\s*\/?>(?:<\/br>)?/gi, '\n')
    .replaceAll(/<\/?span(?:\s[^<>]*)?>/gi, '')
    .replaceAll(
      /&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
      (whole, name?: string, decimal?: string, hex?: string) => {
        if (name) return ENTITIES[name.toLowerCase()] ?? whole
        return character(hex ? Number.parseInt(hex, 16) : Number(decimal)) ?? whole
      },
    )
}

function character(code: number): string | undefined {
  const control = code < 32 || (code >= 127 && code < 160) || (code >= 0xd800 && code <= 0xdfff)
  return control || code > 0x10ffff ? undefined : String.fromCodePoint(code)
}

const breaks = (runs: readonly { readonly text: string }[]) => runs.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0)
