import type { Note } from '@depesche/article/model'
import { dropped } from '../draft.ts'
import { isProse } from '../text/prose.ts'
import { type JsonLeaf, leavesOf } from './json-node.ts'
import { type View, wordsKey } from './view.ts'

const MOST_NOTES = 40

/**
 * A Note for every text of the document that the reader did not use, one for all that stand at like places (`associations[].title`);
 * beyond forty places, one for the rest. A text is what `isProse` takes for words. It is not told again if a carried text says it word
 * for word, nor is a single word under a key that the format keeps for codes (`codes`, in lower case).
 */
export function notCarried(root: View, codes: ReadonlySet<string>): readonly Note[] {
  const { said } = root.account
  const left = root.node === undefined ? [] : leavesOf(root.node).filter(({ node }) => !root.account.taken.has(node))
  const texts = left.filter((leaf) => isText(leaf, codes)).filter(({ node }) => isNew(said, wordsKey(node.text)))
  const places = [...Map.groupBy(texts, ({ path }) => path.replaceAll(/\[\d+\]/g, '[]'))]
  const rest = places.slice(MOST_NOTES).flatMap(([, leaves]) => leaves)
  const notes = places.slice(0, MOST_NOTES).map(([place, leaves]) => noteOf(place, leaves))
  return rest.length === 0 ? notes : [...notes, noteOfRest(rest)]
}

/** Also writes it down, so that what stands twice is in one Note. Tags without words say nothing. */
function isNew(said: Set<string>, key: string): boolean {
  const fresh = key !== '' && !said.has(key)
  said.add(key)
  return fresh
}

function isText({ node, key }: JsonLeaf, codes: ReadonlySet<string>): boolean {
  return node.kind === 'text' && isProse(node.text) && (/\s/.test(node.text.trim()) || !codes.has(key.toLowerCase()))
}

function noteOf(place: string, leaves: readonly JsonLeaf[]): Note {
  const [first, ...more] = leaves
  const path = more.length === 0 ? first!.path : place
  const reason =
    more.length === 0
      ? `The text at “${path}” has no place in the article.`
      : `${leaves.length} texts at “${path}” have no place in the article.`
  return dropped('not-carried', reason, {}, leaves.map(({ node }) => node.text).join('\n'))
}

function noteOfRest(leaves: readonly JsonLeaf[]): Note {
  const text = leaves.map(({ node, path }) => `${path}: ${node.text}`).join('\n')
  return dropped('not-carried', `${leaves.length} texts at other places have no place in the article.`, {}, text)
}
