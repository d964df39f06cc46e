import { type Content, type Dateline, type Draft, type Note, plain } from '@depesche/article/model'
import { dropped } from '../../draft.ts'
import { readTree } from '../../nitf/nitf.ts'
import type { Desk, Reading } from '../../reader.ts'
import { type Element, elements } from '../../xml/element.ts'
import { type Tracked, wordsKey } from '../../xml/tracked.ts'
import { unique } from './concepts.ts'

/** Notes about the whole of an article, which are made again of the whole: the NITF is a part of it. */
const OF_THE_WHOLE = /^(?:nitf-identity|no-headline|no-text|repeat|name-spelt-two-ways|sentence-broken|language-.*)$/

/**
 * A NITF document that stands in an item as its text, read as any other (NITF 3.6). What it says is written down in the item's account, so
 * that an item which repeats it says nothing new.
 */
export function nitfIn(nitf: Element, desk: Desk, account: Tracked): Reading {
  const { 'xsi:schemaLocation': _, ...attributes } = nitf.attributes
  const { draft, notes } = readTree({ ...nitf, attributes }, desk)
  const own = notes.filter(({ rule }) => !OF_THE_WHOLE.test(rule))
  for (const { text } of own) for (const line of text?.split('\n') ?? []) account.say(line)
  return { draft, notes: own }
}

/** The document without the content of an element, whose own account has it. */
export function without(root: Element, element: Element): Element {
  if (root === element) return { ...root, attributes: {}, children: [] }
  if (elements(root).length === 0) return root
  return { ...root, children: root.children.map((child) => (typeof child === 'string' ? child : without(child, element))) }
}

const LINES = ['headline', 'subheadline', 'kicker', 'shortHeadline'] as const
const FIELDS = ['byline', 'provider', 'genre', 'storyType', 'slugline', 'service'] as const

/** What the item and the NITF in it say of the same: the item's counts, and the NITF's where the item has none. */
export interface Merged {
  readonly content: Omit<Content, 'blocks'>
  readonly fields: Partial<Pick<Draft, (typeof FIELDS)[number] | 'dateline'>>
  readonly notes: readonly Note[]
}

export function mergedLines(lines: Omit<Content, 'blocks'>, item: Partial<Draft>, nitf: Draft | undefined): Merged {
  if (nitf === undefined) return { content: lines, fields: {}, notes: [] }
  const isThere = (part: (typeof LINES)[number]) => plain(lines[part] ?? []) !== ''
  const content = Object.fromEntries(
    LINES.flatMap((part) => [[part, isThere(part) ? lines[part] : nitf.content[part]]]).filter(([, one]) => one),
  )
  const missing = FIELDS.filter((field) => item[field] === undefined && nitf[field] !== undefined)
  const dateline: Dateline | undefined = item.dateline ?? nitf.dateline
  return {
    content: content as unknown as Omit<Content, 'blocks'>,
    fields: { ...Object.fromEntries(missing.map((field) => [field, nitf[field]])), ...(dateline && { dateline }) },
    notes: [
      ...LINES.flatMap((part) => (isThere(part) ? differs(part, plain(lines[part]!), plain(nitf.content[part] ?? [])) : [])),
      ...FIELDS.flatMap((field) => (item[field] === undefined ? [] : differs(field, item[field], nitf[field] ?? ''))),
    ],
  }
}

function differs(part: string, used: string, other: string): readonly Note[] {
  if (other === '' || wordsKey(used) === wordsKey(other)) return []
  const reason = `The text in the item says another ${part}; the item’s was used.`
  return [dropped('nitf-differs', reason, { part }, other)]
}

const LISTS = ['subjects', 'places', 'people', 'organisations'] as const
const TEXTS = ['sources', 'authors', 'ednotes'] as const

/** The lists of both, each entry once. */
export function mergedLists(item: Draft, nitf: Draft | undefined): Draft {
  if (nitf === undefined) return item
  const coded = LISTS.flatMap((field) => {
    const all = unique([...(item[field] ?? []), ...(nitf[field] ?? [])])
    return all.length === 0 && item[field] === undefined ? [] : [[field, all] as const]
  })
  const texts = TEXTS.map((field) => [field, [...new Set([...item[field], ...nitf[field]])]] as const)
  return { ...item, ...Object.fromEntries<unknown>([...coded, ...texts]), pictures: [...item.pictures, ...nitf.pictures] }
}
