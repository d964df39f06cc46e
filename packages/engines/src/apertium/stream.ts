import type { StreamRun } from './opaque.ts'

/**
 * Apertium's stream format, https://wiki.apertium.org/wiki/Apertium_stream_format: `^ $ / < > { } [ ] @ \` have a meaning,
 * text in `[…]` is a blank that passes untouched, and `[[t:m:ID]]words[[/]]` is a word-bound blank, which follows its words
 * through reordering (and may come back split).
 */
const RESERVED = /[\^$/<>{}[\]@\\]/g
/** A star or a hash of the text would read as Apertium's own mark, a tilde is eaten, a line break ends a word: into a blank. */
const HIDDEN = /[*#~]+|[\r\n\t]+/g

const escaped = (text: string) => text.replaceAll('\0', '').replaceAll(RESERVED, '\\$&').replaceAll(HIDDEN, '[$&]')
const unescaped = (text: string) => text.replaceAll(/\\(.)/gs, '$1')
const blank = (text: string) => `[${text.replaceAll('\0', '').replaceAll(/[[\]\\]/g, '\\$&')}]`

export function toStream(runs: readonly StreamRun[]): string {
  return runs.map(runToStream).join('')
}

function runToStream({ text, id, opaque }: StreamRun): string {
  // what has no word in it could not carry a word-bound blank
  if (opaque || (id > 0 && !/[\p{L}\p{N}]/u.test(text))) return blank(`!${id}!${text}`)
  if (id === 0) return escaped(text)
  const [, lead = '', core = '', tail = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
  return `${escaped(lead)}[[t:m:${id}]]${escaped(core)}[[/]]${escaped(tail)}`
}

export interface FromStream {
  readonly runs: readonly StreamRun[]
  /** words the dictionaries do not know, as they stand in the output */
  readonly unknown: readonly string[]
}

const TOKEN = /\[\[\/\]\]|\[\[(?<bound>[^\]]*)\]\]|\[(?<blank>(?:\\.|[^\\\]])*)\]|(?<words>(?:\\.|[^\\[])+)/gs
/** `*` unknown to the analyser, `@` to the bilingual dictionary, `#` not generated; the text's own never stand bare. */
const WORD = /\\(.)|[*@#]((?:[\p{L}\p{N}'’]|[.-][*@#]?(?=[\p{L}\p{N}]))*)|[^\\]/gsu

export function fromStream(stream: string): FromStream {
  const runs: StreamRun[] = []
  const unknown: string[] = []
  let id = 0
  for (const { 0: whole, groups = {} } of stream.matchAll(TOKEN)) {
    if (whole === '[[/]]') id = 0
    else if (groups.bound !== undefined) id = Number(/t:m:(\d+)/.exec(groups.bound)?.[1] ?? 0)
    else if (groups.blank !== undefined) runs.push(blankRun(unescaped(groups.blank), id))
    else runs.push({ text: wordsOf(groups.words ?? '', unknown), id })
  }
  return { runs: bridged(runs), unknown }
}

function blankRun(text: string, id: number): StreamRun {
  const ours = /^!(\d+)!(.*)$/s.exec(text)
  return ours ? { text: ours[2] ?? '', id: Number(ours[1]), opaque: true } : { text, id }
}

function wordsOf(words: string, unknown: string[]): string {
  let text = ''
  for (const [whole, literal, marked] of words.matchAll(WORD)) {
    const word = marked?.replaceAll(/[*@#]/g, '') // Kim-*Jong-*un is one name
    if (word) unknown.push(word)
    text += literal ?? word ?? whole
  }
  return text
}

/** White space between two runs of one mark belongs to the mark: word-bound blanks end at each word. */
function bridged(runs: readonly StreamRun[]): readonly StreamRun[] {
  return runs.map((run, i) => {
    const [before, after] = [runs[i - 1]?.id, runs[i + 1]?.id]
    return run.id === 0 && before && before === after && /^\s+$/.test(run.text) ? { ...run, id: before } : run
  })
}
