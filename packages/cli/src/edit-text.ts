import { plain } from '@depesche/article/model'
import type { Passages } from '@depesche/pipeline/passages'

const HEAD = /^== (\d{1,4})(?: [^=]*)? ==$/

/** A translation for an editor: each passage under a line of its own, its source above it. */
export function editText(id: string, language: string, { from, passages }: Passages): string {
  const lines = passages.flatMap(({ at, place, source, target, offered }) => [
    `== ${at + 1} ${place.part === 'body' || place.part === undefined ? `paragraph ${(place.block ?? 0) + 1}` : place.part} ==`,
    ...source.split('\n').map((line) => `> ${line}`),
    ...(offered ? [`# ${offered.reason.replaceAll(/\s+/g, ' ')}:`, `# ${offered.words.replaceAll(/\s+/g, ' ')}`] : []),
    plain(target).replaceAll('\n', ' '),
    '',
  ])
  return [
    `# ${id}: ${from} to ${language}. Change the text under each line of ">", which is the source, and save.`,
    '# Lines that begin with "#", ">" or "==" are not part of the text; a passage that you empty stays as it was.',
    '',
    ...lines,
  ].join('\n')
}

/** What a person made of `editText`, by passage; a text: why it cannot be read. */
export function editedIn(text: string, { passages }: Passages): ReadonlyMap<number, string> | string {
  const written = new Map<number, string>()
  let at: number | undefined
  for (const line of text.split(/\r?\n/)) {
    const head = HEAD.exec(line.trim())
    if (head) {
      at = Number(head[1]) - 1
      if (at < 0 || at >= passages.length) return `there is no passage ${at + 1}: the text has ${passages.length}`
      if (written.has(at)) return `passage ${at + 1} comes twice`
      written.set(at, '')
    } else if (line.startsWith('#') || line.startsWith('>')) continue
    else if (at !== undefined) written.set(at, `${written.get(at) ?? ''} ${line}`.trim())
    else if (line.trim() !== '') return `“${line.trim().slice(0, 40)}” stands before the first passage`
  }
  if (written.size === 0) return 'there is no passage in it'
  return new Map([...written].filter(([, words]) => words !== ''))
}
