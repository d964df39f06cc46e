import type { Block } from '@depesche/article/model'
import { cleanDecoded } from '../text/clean-characters.ts'
import { isUnread, passOver } from './html-inline.ts'
import type { HtmlElement, HtmlNode } from './html-node.ts'
import type { Findings } from './html-notes.ts'

/** Preformatted text with its columns; blank lines at both ends and space at the end of lines are taken off. */
export function preformattedIn(element: HtmlElement, found: Findings): readonly Block[] {
  const lines = cleanDecoded(textIn(element, found))
    .text.replaceAll('\t', '    ')
    .split('\n')
    .map((line) => line.trimEnd())
  const first = lines.findIndex((line) => line !== '')
  if (first === -1) return []
  return [{ kind: 'preformatted', text: lines.slice(first, lines.findLastIndex((line) => line !== '') + 1).join('\n') }]
}

function textIn(node: HtmlNode, found: Findings): string {
  if (typeof node === 'string') return node
  if (node.name === 'br') return '\n'
  if (isUnread(node)) {
    passOver(node, found)
    return ''
  }
  return node.children.map((child) => textIn(child, found)).join('')
}
