import { OURS } from '../../ninjs/life.ts'
import { at, attribute, type Element, elements, textOf } from '../../xml/element.ts'
import type { Tracked } from '../../xml/tracked.ts'
import { lineIn } from './line.ts'

/** A newsItem that is being read: where its parts stand, and the account of what is carried of the whole document. */
export interface Item {
  readonly account: Tracked
  readonly element: Element
  readonly meta: Element | undefined
  readonly content: Element | undefined
  /** the tag of the text's language, small letters */
  readonly language: string | undefined
  /** what the item asserts of a concept that it names elsewhere, by the concept's code (NewsML-G2, `assert`) */
  readonly asserts: ReadonlyMap<string, Element>
}

/** Opens a newsItem of the account's document. */
export function itemOf(account: Tracked, element: Element): Item {
  const content = at(element, 'contentMeta')
  const tag = attribute(at(content, 'language'), 'tag') ?? attribute(element, 'xml:lang')
  const asserts = new Map(elements(element, 'assert').flatMap((assert) => keysOf(assert).map((key) => [key, assert] as const)))
  return { account, element, meta: at(element, 'itemMeta'), content, language: tag?.toLowerCase(), asserts }
}

/** Items that we wrote ourselves. */
export function isOurs({ element }: Item): boolean {
  return attribute(element, 'guid')?.startsWith(OURS) === true
}

const CODED_BY = ['qcode', 'uri', 'literal'] as const

/** How a concept may be named: `qcode medtop:15000000`. */
export function keysOf(element: Element): readonly string[] {
  return CODED_BY.flatMap((by) => {
    const code = attribute(element, by)
    return code === undefined ? [] : [`${by} ${code}`]
  })
}

/** The code without its scheme: `update` of `sig:update` or of `http://cv.iptc.org/newscodes/signal/update`. */
export function codeIn(element: Element | undefined): string | undefined {
  const code = CODED_BY.map((by) => attribute(element, by)).find((one) => one !== undefined)
  return code?.replace(/^.*[:/#](?=[^:/#])/s, '')
}

/** The same of a role, in small letters; empty where there is none. */
export function roleOf(element: Element): string {
  const role = attribute(element, 'role') ?? attribute(element, 'roleuri') ?? ''
  return role.toLowerCase().replace(/^.*[:/#](?=[^:/#])/s, '')
}

/** Of several texts in several languages the one in the item's, else one without a language, else the first. */
export function inLanguage(item: Item, texts: readonly Element[]): Element | undefined {
  const there = texts.filter((one) => textOf(one) !== undefined)
  return there.toSorted((a, b) => distance(item, a) - distance(item, b))[0]
}

/** 0: the item's language; 1: none said; 2: another. */
export function distance({ language }: Item, text: Element): number {
  const tag = attribute(text, 'xml:lang')?.toLowerCase()
  if (tag === undefined || language === undefined) return 1
  if (tag === language) return 0
  return tag.split('-')[0] === language.split('-')[0] ? 0.5 : 2
}

/** The name of a concept or a party, carried from now on (NewsML-G2, `name`). */
export function nameOf(item: Item, element: Element | undefined): string | undefined {
  return item.account.text(inLanguage(item, elements(element, 'name')), lineIn)
}
