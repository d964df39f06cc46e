import type { Note } from '@depesche/article/model'
import { dropped } from '../../draft.ts'
import { isProse } from '../../text/prose.ts'
import { at, type Element, elements } from '../../xml/element.ts'
import type { Item } from './item.ts'
import { lineIn } from './line.ts'

const LABELS = ['itemClass', 'pubStatus', 'role', 'generator', 'profile', 'fileName', 'service', 'signal'] as const

/**
 * What an item says to programs and of its way here: names of codes, of the program and the profile that made it, of files and services;
 * the header of its message (NewsML-G2, itemMeta, `newsMessage/header`). One Note has them all.
 */
export function labelNotes(item: Item): readonly Note[] {
  const named = LABELS.flatMap((name) => elements(item.meta, name))
  const source = elements(item.content, 'digitalSourceType')
  const texts = [...elements(at(item.account.root, 'header')), ...named, ...source].flatMap((one) => sayings(item, one))
  if (texts.length === 0) return []
  const reason = 'What the item says to programs and of its way here is no part of the article.'
  return [dropped('labels', reason, { line: item.element.line }, [...new Set(texts)].join('\n'))]
}

function sayings(item: Item, element: Element): readonly string[] {
  const text = lineIn(element)
  return text === undefined || !isProse(text) ? [] : [item.account.text(element, lineIn)!]
}
