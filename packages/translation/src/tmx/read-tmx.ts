import { languageTag, type Mark, type Span } from '@depesche/article/model'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { joinedSpans } from '../joined-spans.ts'
import type { Unit, Variant } from './unit.ts'
import { TYPES } from './write-tmx.ts'

/** Why a file is no TMX, with the line (from 1). */
export class TmxError extends Error {
  readonly line: number

  constructor(message: string, line: number) {
    super(message)
    this.name = 'TmxError'
    this.line = line
  }
}

/** Reads TMX piece by piece, so that a memory of any size needs no more room than one of its units. */
export interface TmxReader {
  /** Takes the next characters. Throws `TmxError`. */
  readonly write: (piece: string) => void
  /** The file has ended. Throws `TmxError` when it is cut off. */
  readonly close: () => void
}

/** A unit of more is no passage. */
const MOST_CHARACTERS = 100_000

/**
 * Calls back with each `<tu>` of TMX 1.4b, and of 1.1 to 1.3, which differ in nothing that is read here. Of inline elements `<bpt>` and
 * `<ept>` in a pair, and `<hi>`, become marks where their type says which; any other native code (`<ph>`, `<it>`, `<ut>`) is left out, as it
 * is no text, and a line break stands for one of type `lb`. A line break of the file itself, as of one that was indented, is a space. Text inside `<sub>` belongs to native code and is left out too. Nothing is
 * fetched, validated or expanded: a DOCTYPE is read over.
 */
export function createTmxReader(onUnit: (unit: Unit) => void): TmxReader {
  const parser = new SaxesParser<{ readonly xmlns: false; readonly position: true }>({ xmlns: false, position: true })
  const fail = (message: string): never => {
    throw new TmxError(message, parser.line)
  }
  let root = false
  let sourceOfAll = '*all*'
  let unit: Building | undefined
  let variant: { readonly language: string; spans?: readonly Span[] } | undefined
  let segment: SegmentBuilder | undefined
  let prop: { readonly type: string; text: string } | undefined

  parser.on('error', (error) => {
    throw new TmxError(`the XML is broken or cut off: ${error.message.replace(/^\d+:\d+: /, '')}`, parser.line)
  })
  parser.on('opentag', (tag) => {
    if (!root && tag.name !== 'tmx') fail(`it begins with <${tag.name.slice(0, 40)}>, and TMX begins with <tmx>`)
    root = true
    if (segment) return segment.open(tag)
    if (tag.name === 'header') sourceOfAll = languageOf(tag, 'srclang') ?? sourceOfAll
    if (tag.name === 'tu')
      unit = { source: languageOf(tag, 'srclang') ?? sourceOfAll, variants: [], props: {}, line: parser.line, ...dateOf(tag) }
    if (tag.name === 'prop' && unit && !variant) prop = { type: String(tag.attributes.type ?? ''), text: '' }
    if (tag.name === 'tuv' && unit)
      variant = { language: languageOf(tag, 'xml:lang') ?? languageOf(tag, 'lang') ?? fail('a <tuv> says no language (xml:lang="de")') }
    if (tag.name === 'seg' && variant) segment = createSegment(fail)
  })
  const words = (piece: string) => {
    segment?.text(piece)
    if (prop) prop.text += piece
    if ((prop?.text.length ?? 0) > MOST_CHARACTERS) fail(`a <prop> has more than ${MOST_CHARACTERS} characters`)
  }
  parser.on('text', words)
  parser.on('cdata', words)
  parser.on('closetag', ({ name }) => {
    if (segment && name !== 'seg') return segment.close()
    if (name === 'seg' && segment && variant) {
      variant.spans = segment.spans()
      segment = undefined
    }
    if (name === 'tuv' && unit && variant) {
      unit.variants.push({ language: variant.language, spans: variant.spans ?? [] })
      variant = undefined
    }
    if (name === 'prop' && unit && prop) {
      unit.props[prop.type] = prop.text
      prop = undefined
    }
    if (name === 'tu' && unit) {
      onUnit(unit)
      unit = undefined
    }
  })
  return {
    write: (piece) => void parser.write(piece),
    close: () => {
      parser.close()
      if (!root) fail('it is empty')
    },
  }
}

interface Building extends Unit {
  readonly variants: Variant[]
  readonly props: Record<string, string>
}

interface SegmentBuilder {
  readonly open: (tag: SaxesTagPlain) => void
  readonly text: (piece: string) => void
  readonly close: () => void
  readonly spans: () => readonly Span[]
}

/** An element of a segment: whether its text is the passage's, or native code. */
interface Inline {
  readonly name: string
  readonly type: string
  readonly pair: string
  code: string
}

/** Marks stay open from the end of a `<bpt>` to the beginning of the `<ept>` of the same number. */
function createSegment(fail: (message: string) => never): SegmentBuilder {
  const spans: Span[] = []
  const inside: Inline[] = []
  const open: { readonly pair: string; readonly mark: Mark }[] = []
  let characters = 0
  const say = (text: string) => {
    const marks = open.map(({ mark }) => mark)
    spans.push(marks.length > 0 ? { text, marks } : { text })
  }
  const isCode = () => inside.some(({ name }) => name !== 'hi')
  return {
    open: ({ name, attributes }) => {
      const pair = `${name === 'hi' ? 'hi' : ''}${attributes.i ?? attributes.x ?? inside.length}`
      const type = String(attributes.type ?? '')
      const mark = name === 'hi' && !isCode() ? markOf(type, '') : undefined
      inside.push({ name, type, pair, code: '' })
      if (inside.length > 100) fail('elements of a segment are nested more than 100 deep')
      if (mark) open.push({ pair, mark })
      if (name === 'ept') closeMark(open, String(attributes.i ?? ''))
      if (name === 'ph' && type === 'lb' && inside.length === 1) say('\n')
    },
    text: (piece) => {
      characters += piece.length
      if (characters > MOST_CHARACTERS) fail(`a segment has more than ${MOST_CHARACTERS} characters`)
      const last = inside.at(-1)
      if (last) last.code += piece
      if (!isCode()) say(piece.replaceAll(/[ \t]*[\r\n][ \t\r\n]*|\p{Cc}+/gu, ' '))
    },
    close: () => {
      const ended = inside.pop()
      if (ended?.name === 'hi') closeMark(open, ended.pair)
      if (ended?.name !== 'bpt' || isCode()) return
      const mark = markOf(ended.type, ended.code)
      if (mark) open.push({ pair: ended.pair, mark })
    },
    spans: () => joinedSpans([spans]),
  }
}

function closeMark(open: { readonly pair: string }[], pair: string): void {
  const at = open.findLastIndex((each) => each.pair === pair)
  if (at >= 0) open.splice(at, 1)
}

/** Other tools write `b`, `i` and `ulined` beside the recommended values. */
const KINDS: Readonly<Record<string, Exclude<Mark['kind'], 'link'>>> = {
  [TYPES.emphasis]: 'emphasis',
  [TYPES.strong]: 'strong',
  [TYPES.subscript]: 'subscript',
  [TYPES.superscript]: 'superscript',
  i: 'emphasis',
  b: 'strong',
}

function markOf(type: string, code: string): Mark | undefined {
  const kind = KINDS[type.toLowerCase()]
  if (kind) return { kind }
  const href = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i.exec(code)
  const address = href?.[1] ?? href?.[2]
  return address ? { kind: 'link', href: plainText(address) } : undefined
}

const plainText = (html: string) =>
  html
    .replaceAll(/&#(\d{1,7});/g, (whole, code) => (Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : whole))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** `*all*` and tags; what is no tag of ours (`zh-Hans-CN`) stands as it is: it is told, and matches nothing. */
function languageOf({ attributes }: SaxesTagPlain, name: string): string | undefined {
  const value = attributes[name]
  if (typeof value !== 'string' || value.trim() === '') return undefined
  return languageTag(value) ?? value.trim().slice(0, 40)
}

/** "YYYYMMDDThhmmssZ", in UTC. */
function dateOf({ attributes: { changedate, creationdate } }: SaxesTagPlain): { readonly at?: number } {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(changedate ?? creationdate)) ?? []
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at) ? {} : { at }
}
