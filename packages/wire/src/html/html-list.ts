import type { Block, Span } from '@depesche/article/model'
import { runsIn } from './html-inline.ts'
import { LISTS } from './html-names.ts'
import { type HtmlElement, type HtmlNode, holds, isElement } from './html-node.ts'
import type { Findings } from './html-notes.ts'
import { tightlyFolded } from './run.ts'

/** A list; the items of lists inside it follow the item that they stand in. None where it has no text. */
export function listIn(element: HtmlElement, found: Findings): readonly Block[] {
  const items = itemsIn(element, found)
  return items.length === 0 ? [] : [{ kind: 'list', ordered: element.name === 'ol', items }]
}

type Item = readonly Span[]

function itemsIn(list: HtmlElement, found: Findings): readonly Item[] {
  return grouped(list.children).flatMap((nodes) => itemOf(nodes, found))
}

/** Text and other elements that stand in a list and in no item are items, too. */
function grouped(children: readonly HtmlNode[]): readonly (readonly HtmlNode[])[] {
  const groups: HtmlNode[][] = []
  let loose = false
  for (const child of children) {
    const apart = isElement(child, 'li') || isList(child)
    if (apart || !loose) groups.push([])
    groups.at(-1)!.push(...(isElement(child, 'li') ? child.children : [child]))
    loose = !apart
  }
  return groups
}

function itemOf(nodes: readonly HtmlNode[], found: Findings): readonly Item[] {
  const items: Item[] = []
  let own: HtmlNode[] = []
  const close = () => {
    const spans = tightlyFolded(own.flatMap((node) => runsIn(node, [], found)))
    if (spans.length > 0) items.push(spans)
    own = []
  }
  for (const node of nodes) {
    if (isElement(node) && (isList(node) || holds(node, 'ul', 'ol', 'table') || node.name === 'table')) found.flattened++
    if (!isList(node)) own.push(node)
    else {
      close()
      items.push(...itemsIn(node, found))
    }
  }
  close()
  return items
}

function isList(node: HtmlNode): node is HtmlElement & { readonly name: (typeof LISTS)[number] } {
  return isElement(node, ...LISTS)
}
