import { type Note, Rejected } from '@depesche/article/model'
import { check, dropped } from '../draft.ts'
import { createCursor } from './json-cursor.ts'
import { type JsonNode, leavesOf, pathTo } from './json-node.ts'

const MAX_DEPTH = 64
const MAX_VALUES = 100_000

export interface ParsedJson {
  readonly root: JsonNode
  readonly notes: readonly Note[]
}

/** An object or array whose end has not come yet. */
type Open =
  | { readonly kind: 'object'; readonly members: Map<string, JsonNode>; key: string; readonly path: string }
  | { readonly kind: 'array'; readonly items: JsonNode[]; readonly path: string }

/** What may stand next. `first-…`: the container may end here, too. */
type Expected = 'value' | 'first-value' | 'key' | 'first-key' | 'after'

/**
 * Parses one JSON document (RFC 8259) without recursion. Depth and the count of values are bounded; the length is by the upload's.
 * Of a key that stands twice the last value counts, as everywhere, and a Note has the words of the first.
 *
 * @throws Rejected with line and column, for anything that is no JSON, or more than one document
 */
export function parseJson(text: string): ParsedJson {
  const cursor = createCursor(text)
  const open: Open[] = []
  const notes: Note[] = []
  let expected: Expected = 'value'
  let count = 0
  let root: JsonNode | undefined

  const finish = (node: JsonNode): Expected => {
    const parent = open.at(-1)
    if (parent === undefined) root = node
    else if (parent.kind === 'array') parent.items.push(node)
    else {
      const before = parent.members.get(parent.key)
      if (before !== undefined) notes.push(...doubled(pathTo(parent.path, parent.key), before))
      parent.members.set(parent.key, node)
    }
    return 'after'
  }
  const begin = (kind: Open['kind']): Expected => {
    if (open.length >= MAX_DEPTH) throw tooDeep(cursor.line())
    const parent = open.at(-1)
    const path = parent === undefined ? '' : pathTo(parent.path, parent.kind === 'array' ? parent.items.length : parent.key)
    open.push(kind === 'object' ? { kind, members: new Map(), key: '', path } : { kind, items: [], path })
    return kind === 'object' ? 'first-key' : 'first-value'
  }
  const end = (): Expected => {
    const { path: _, ...closed } = open.pop()!
    return finish(closed.kind === 'array' ? closed : { kind: 'object', members: closed.members })
  }
  const value = (): Expected => {
    count++
    if (count > MAX_VALUES) throw tooMany(cursor.line())
    if (cursor.takes('{')) return begin('object')
    return cursor.takes('[') ? begin('array') : finish(cursor.scalar())
  }
  const key = (): Expected => {
    const parent = open.at(-1)
    const name = cursor.string()
    if (parent?.kind === 'object') parent.key = name
    if (!cursor.takes(':')) cursor.fail('a colon is missing after a key')
    return 'value'
  }
  const after = (): Expected => {
    const isArray = open.at(-1)?.kind === 'array'
    if (cursor.takes(',')) return isArray ? 'value' : 'key'
    if (cursor.takes(isArray ? ']' : '}')) return end()
    return cursor.fail(`a comma or “${isArray ? ']' : '}'}” is missing`)
  }
  const step: Readonly<Record<Expected, () => Expected>> = {
    value,
    key,
    after,
    'first-value': () => (cursor.takes(']') ? end() : value()),
    'first-key': () => (cursor.takes('}') ? end() : key()),
  }
  while (root === undefined) expected = step[expected]()
  refuseMore(cursor)
  return { root, notes: [...notes, ...lost(cursor.replaced())] }
}

/** JSON lines: a second document after the first. */
function refuseMore(cursor: ReturnType<typeof createCursor>): void {
  if (cursor.atEnd()) return
  if (cursor.takes('{') || cursor.takes('['))
    throw new Rejected('json-several', 'The file holds several JSON documents, one after another.', 'Send one item per file.')
  cursor.fail('something stands after the document')
}

function doubled(path: string, before: JsonNode): readonly Note[] {
  const texts = leavesOf(before).map(({ node }) => node.text)
  const reason = `The key “${path}” stands twice; the last one counts.`
  return [
    texts.length === 0
      ? check('json-key-twice', reason)
      : { ...dropped('json-key-twice', reason, {}, texts.join('\n')), level: 'check' as const },
  ]
}

function lost(count: number): readonly Note[] {
  const reason = `${count} characters are halves of one (lone surrogates) and were lost before the text reached us (�).`
  return count === 0 ? [] : [check('characters-lost', reason)]
}

function tooDeep(line: number): Rejected {
  return new Rejected('json-too-deep', `The JSON is nested more than ${MAX_DEPTH} deep.`, 'Send the file as the source wrote it.', line)
}

function tooMany(line: number): Rejected {
  return new Rejected('json-too-many', `The JSON has more than ${MAX_VALUES} values.`, 'Send one item per file.', line)
}
