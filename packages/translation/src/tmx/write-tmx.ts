import type { Mark } from '@depesche/article/model'
import type { Segment } from '../engine.ts'
import type { Unit } from './unit.ts'

/** What stands before the units of a TMX 1.4b file in UTF-8: passages of wire copy, each a block or a sentence. */
export const TMX_START = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="Depesche" creationtoolversion="1" segtype="block" o-tmf="Depesche" adminlang="en" srclang="*all*" datatype="xml"/>
  <body>
`

/** What stands after them. */
export const TMX_END = '  </body>\n</tmx>\n'

/** A `<tu>`: `srclang`, `changedate`, its props in their order, then its variants. */
export function tmxUnit({ source, variants, props, at }: Unit): string {
  const date = at === undefined ? '' : ` changedate="${tmxDate(at)}"`
  return [
    `    <tu srclang="${attribute(source)}"${date}>`,
    ...Object.entries(props).map(([type, value]) => `      <prop type="${attribute(type)}">${text(value)}</prop>`),
    ...variants.map(({ language, spans }) => `      <tuv xml:lang="${attribute(language)}"><seg>${seg(spans)}</seg></tuv>`),
    '    </tu>\n',
  ].join('\n')
}

/** `20261129T021500Z`, as section "creationdate" of the standard has it; ms, UTC. */
const tmxDate = (at: number) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')

/** Marks are pairs of `<bpt>` and `<ept>` around their words; neighbours under the same outer marks stand in one pair. */
function seg(spans: Segment): string {
  const open: { readonly mark: Mark; readonly key: string; readonly number: number }[] = []
  let count = 0
  let out = ''
  const close = (depth: number) => {
    while (open.length > depth) out += `<ept i="${open.at(-1)!.number}">${text(closing(open.pop()!.mark))}</ept>`
  }
  for (const { text: words, marks = [] } of spans) {
    close(common(open, marks))
    for (const mark of marks.slice(open.length)) {
      open.push({ mark, key: JSON.stringify(mark), number: ++count })
      out += `<bpt i="${count}" type="${TYPES[mark.kind]}">${text(opening(mark))}</bpt>`
    }
    out += words.split('\n').map(text).join('<ph type="lb">&lt;br/&gt;</ph>')
  }
  close(0)
  return out
}

function common(open: readonly { readonly key: string }[], marks: readonly Mark[]): number {
  const until = open.findIndex(({ key }, index) => key !== JSON.stringify(marks[index]))
  return until < 0 ? open.length : until
}

/** "Recommended values" of the attribute `type`; where it has none, `x-` and ours. */
export const TYPES = {
  emphasis: 'italic',
  strong: 'bold',
  subscript: 'x-subscript',
  superscript: 'x-superscript',
  link: 'link',
} as const satisfies Readonly<Record<Mark['kind'], string>>

const ELEMENTS = { emphasis: 'em', strong: 'strong', subscript: 'sub', superscript: 'sup', link: 'a' } as const
const opening = (mark: Mark) => (mark.kind === 'link' ? `<a href="${attribute(mark.href)}">` : `<${ELEMENTS[mark.kind]}>`)
const closing = ({ kind }: Mark) => `</${ELEMENTS[kind]}>`

/** What XML cannot hold becomes the sign for what cannot be shown. */
const legal = (value: string) =>
  value.toWellFormed().replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd')
const text = (value: string) =>
  legal(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')
const attribute = (value: string) => text(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
