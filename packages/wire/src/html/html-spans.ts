import type { Note, Span } from '@depesche/article/model'
import { cleanDecoded } from '../text/clean-characters.ts'
import { runsIn } from './html-inline.ts'
import { rawTextOf } from './html-node.ts'
import { findingNotes, findingsOf } from './html-notes.ts'
import { parseHtml } from './parse-html.ts'
import { tightlyFolded } from './run.ts'

/** A fragment of HTML as one line of runs: a headline that a provider sends as HTML. Blocks in it are lines. */
export function htmlSpans(html: string): { readonly spans: readonly Span[]; readonly notes: readonly Note[] } {
  const { nodes, comments } = parseHtml(html)
  const found = findingsOf(comments)
  const spans = tightlyFolded(nodes.flatMap((node) => runsIn(node, [], found)))
  return { spans, notes: [...cleanDecoded(nodes.map(rawTextOf).join('\n')).notes, ...findingNotes(found)] }
}
