import type { Note } from '@depesche/article/model'
import { dropped } from '../draft.ts'
import { isProse } from '../text/prose.ts'
import { type Element, elements, rawText } from './element.ts'
import { type Tracked, wordsKey } from './tracked.ts'

const MOST_NOTES = 40
const LONGEST_PATH = 160
const LONGEST_NAME = 60

interface Left {
  /** `nitf/head/docdata/series@series.name` */
  readonly path: string
  readonly text: string
  readonly line: number
}

/**
 * A Note for every text of the document that was not carried, one for all with the same path; beyond forty paths, one for the rest. A
 * text is what `isProse` takes for words. It is not told again if a carried text says it word for word, nor is a single word in an
 * attribute that the format keeps for codes (`codes`: `name` or `element@name`).
 */
export function notCarried(account: Tracked, codes: ReadonlySet<string>): readonly Note[] {
  const said = new Set(account.said)
  const texts = leftIn(account, codes).filter(({ text }) => isNew(said, wordsKey(text)))
  const paths = [...Map.groupBy(texts, ({ path }) => path)]
  const rest = paths.slice(MOST_NOTES).flatMap(([, left]) => left)
  const notes = paths.slice(0, MOST_NOTES).map(([path, left]) => noteOf(path, left))
  return rest.length === 0 ? notes : [...notes, noteOfRest(rest)]
}

/** Also writes it down, so that what stands twice is told once. */
function isNew(said: Set<string>, key: string): boolean {
  const fresh = !said.has(key)
  said.add(key)
  return fresh
}

function leftIn(account: Tracked, codes: ReadonlySet<string>): readonly Left[] {
  const left: Left[] = []
  // `told`: the text is in the Note of an element above
  const walk = (element: Element, path: string, told: boolean): void => {
    const add = (at: string, text: string) => left.push({ path: at, text: text.replaceAll(/\s+/g, ' ').trim(), line: element.line })
    const carried = account.attributes.get(element)
    for (const [name, value] of Object.entries(element.attributes))
      if (!carried?.has(name) && isText(element, name, codes)) add(step(path, '@', name), value)
    const own = told || account.taken.has(element) ? '' : ownText(element)
    const whole = isProse(own) && !elements(element).some((child) => account.taken.has(child))
    if (isProse(own)) add(path, whole ? rawText(element) : own)
    for (const child of elements(element)) walk(child, step(path, '/', child.name), told || whole)
  }
  walk(account.root, account.root.name.slice(0, LONGEST_NAME), false)
  return left
}

function ownText(element: Element): string {
  return element.children.filter((child) => typeof child === 'string').join(' ')
}

function isText(element: Element, name: string, codes: ReadonlySet<string>): boolean {
  const value = element.attributes[name] ?? ''
  const code = codes.has(name) || codes.has(`${element.name}@${name}`)
  return isProse(value) && !/^xmlns(?::|$)/.test(name) && (/\s/.test(value.trim()) || !code)
}

function step(path: string, sign: '/' | '@', name: string): string {
  return path.length > LONGEST_PATH ? path : `${path}${sign}${name.slice(0, LONGEST_NAME)}`
}

function noteOf(path: string, left: readonly Left[]): Note {
  const reason =
    left.length === 1
      ? `The text at “${path}” has no place in the article.`
      : `${left.length} texts at “${path}” have no place in the article.`
  return dropped('not-carried', reason, { line: left[0]!.line }, left.map(({ text }) => text).join('\n'))
}

function noteOfRest(left: readonly Left[]): Note {
  const text = left.map(({ path, text: one }) => `${path}: ${one}`).join('\n')
  return dropped('not-carried', `${left.length} texts at other places have no place in the article.`, { line: left[0]!.line }, text)
}
