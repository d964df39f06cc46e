import { cleanDecoded } from '../text/clean-characters.ts'
import { wordsOf } from '../text/words.ts'
import { type JsonNode, leavesOf, pathTo } from './json-node.ts'

/** What a reader has used of a document: the leaves, and the words that they say. */
export interface Account {
  readonly taken: Set<JsonNode>
  /** taken texts as they stood, but for markup */
  readonly texts: string[]
  /** the words of each taken text (`wordsKey`): the same said again somewhere else is not lost */
  readonly said: Set<string>
}

/** A place in a JSON document, whether or not anything stands there. Reading a leaf through it is written down in the account. */
export interface View {
  readonly node: JsonNode | undefined
  /** `associations[0].caption` */
  readonly path: string
  readonly account: Account
}

/** The view of a whole document, nothing of it used yet. */
export function viewOf(root: JsonNode): View {
  return { node: root, path: '', account: { taken: new Set(), texts: [], said: new Set() } }
}

/** The first member of one of these names. Upper and lower case are one: ninjs 2 writes `pubstatus`, ninjs 3 `pubStatus`. */
export function member(view: View, ...names: readonly string[]): View {
  const found = names.flatMap((name) => {
    const key = keyLike(view.node, name)
    return key === undefined ? [] : [key]
  })[0]
  const node = view.node?.kind === 'object' && found !== undefined ? view.node.members.get(found) : undefined
  return { node, path: pathTo(view.path, found ?? names[0] ?? ''), account: view.account }
}

function keyLike(node: JsonNode | undefined, name: string): string | undefined {
  if (node?.kind !== 'object') return undefined
  if (node.members.has(name)) return name
  const lower = name.toLowerCase()
  for (const key of node.members.keys()) if (key.length === lower.length && key.toLowerCase() === lower) return key
  return undefined
}

/** All members with their keys; none for what is no object. */
export function membersOf(view: View): readonly (readonly [key: string, member: View])[] {
  if (view.node?.kind !== 'object') return []
  return [...view.node.members].map(([key, node]) => [key, { node, path: pathTo(view.path, key), account: view.account }])
}

/** The items of an array; one value alone where the standard wants an array is taken for its only item. */
export function itemsOf(view: View): readonly View[] {
  if (view.node?.kind === 'array')
    return view.node.items.map((node, index) => ({ node, path: pathTo(view.path, index), account: view.account }))
  return view.node === undefined || view.node.kind === 'word' ? [] : [view]
}

/** True if a value other than null stands there. */
export function isThere({ node }: View): boolean {
  return node !== undefined && !(node.kind === 'word' && node.text === 'null')
}

/** A leaf's text as it stands, not written down as used. */
export function peekText({ node }: View): string | undefined {
  return (node?.kind === 'text' || node?.kind === 'number') && node.text.trim() !== '' ? node.text : undefined
}

/** Writes a leaf down as used and answers it as it stands; for markup, whose words are told with `say`. */
export function markupOf(view: View): string | undefined {
  const text = peekText(view)
  if (text !== undefined) view.account.taken.add(view.node!)
  return text
}

/** A leaf's text with plain characters, trimmed; `undefined` where none stands. It is used by this. */
export function textOf(view: View): string | undefined {
  const text = markupOf(view)
  if (text === undefined) return undefined
  view.account.texts.push(text)
  say(view, text)
  return cleanDecoded(text).text.trim() || undefined
}

/** The same on one line. */
export function lineOf(view: View): string | undefined {
  return textOf(view)?.replaceAll(/\s+/g, ' ')
}

/** A number, also where it is written as a string. */
export function numberOf(view: View): number | undefined {
  const number = Number(markupOf(view)?.trim())
  return Number.isFinite(number) ? number : undefined
}

/** Writes down that a text is carried, whichever leaf it is taken from. */
export function say({ account }: View, text: string): void {
  account.said.add(wordsKey(text))
}

/** Writes everything below a place down as used: it says again what is carried. */
export function takeAll(view: View): void {
  for (const { node } of view.node === undefined ? [] : leavesOf(view.node)) view.account.taken.add(node)
}

/** `<b>` and `</td >`, not `<foto@dpa.example>`. */
const TAG = /<\/?[a-z][a-z0-9-]{0,40}(?:\s[^<>]{0,2000})?\/?>/gi

/** Two texts with the same key say the same, word for word, markup and characters that nobody sees apart. */
export function wordsKey(text: string): string {
  return wordsOf(cleanDecoded(withoutTags(text)).text).join(' ')
}

/** A text with a space for each of its tags; for comparison, not for reading. */
export function withoutTags(text: string): string {
  return text.includes('<') ? text.replaceAll(TAG, ' ') : text
}
