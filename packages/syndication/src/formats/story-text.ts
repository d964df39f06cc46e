import type { FormatEntry } from '../format.ts'
import { type HtmlElement, type HtmlNode, htmlTree } from './html-tree.ts'
import type { Item } from './read-item.ts'
import { warnings } from './story-html.ts'

/** The article as plain text below its headline: warnings, byline, place, body, credit; an empty line between blocks. */
export function storyText(item: Item, entry: Pick<FormatEntry, 'correction'>): string {
  const body = htmlTree(item.html).filter((node) => typeof node !== 'string')
  const blocks = body.map((block, index) => (index === 0 ? withPlace(item, block) : blockText(block)))
  const place = body.length === 0 && item.located !== undefined ? [item.located] : []
  const said = warnings(item, entry).map((warning) => `[${warning}]`)
  const credit = item.credit === undefined ? [] : [`(${item.credit})`]
  return [...said, ...(item.by === undefined ? [] : [item.by]), ...place, ...blocks, ...credit].join('\n\n')
}

/** `Tannwil – The bridge is built.`; a place of its own line before anything but a paragraph. */
function withPlace({ located }: Item, block: HtmlElement): string {
  if (located === undefined) return blockText(block)
  return `${located}${block.tag === 'p' ? ' – ' : '\n\n'}${blockText(block)}`
}

function blockText(block: HtmlElement): string {
  const items = (tag: string) => below(block, tag)
  switch (block.tag) {
    case 'ul':
      return items('li')
        .map((item) => `- ${inline(item).replaceAll('\n', '\n  ')}`)
        .join('\n')
    case 'ol':
      return items('li')
        .map((item, index) => `${index + 1}. ${inline(item).replaceAll('\n', '\n   ')}`)
        .join('\n')
    case 'table':
      return items('tr').map(row).join('\n')
    case 'blockquote':
      return inline(block)
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')
    default:
      return inline(block)
  }
}

/** Cells are parted by tabs, as in the `text` body of the ninjs document: a cell's own line breaks are spaces. */
function row(row: HtmlElement): string {
  const cells = row.children.filter((cell) => typeof cell !== 'string')
  return cells.map((cell) => inline(cell).replaceAll('\n', ' ')).join('\t')
}

/** Text of a node; a link tells its address where its words do not. */
function inline(node: HtmlNode): string {
  if (typeof node === 'string') return node
  if (node.tag === 'br') return '\n'
  const text = node.children.map(inline).join('')
  return node.href === undefined || node.href === text ? text : `${text} <${node.href}>`
}

function below(node: HtmlElement, tag: string): readonly HtmlElement[] {
  const children = node.children.filter((child) => typeof child !== 'string')
  return children.flatMap((child) => (child.tag === tag ? [child] : below(child, tag)))
}
