import { Rejected } from '@depesche/article/model'
import type { Desk } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goldenCases } from '../golden/cases.ts'

const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }
const bytesOf = (text: string) => new TextEncoder().encode(text)

/** A Reading or Rejected: anything else that is thrown means "retry", and a hostile file would be retried for ever. */
function outcome(text: string): string {
  const bytes = bytesOf(text)
  try {
    const { draft, notes } = read({ name: 'x', bytes }, desk)
    expect(JSON.stringify({ draft, notes }).length).toBeLessThan(60 * bytes.length + 20_000)
    expect(notes.length).toBeLessThan(150)
    return draft.format
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    expect(error.message.length).toBeLessThan(400)
    expect(error.remedy).not.toBe('')
    return error.rule
  }
}

/** JSON in which a key may stand twice. */
type Tree =
  | string
  | number
  | boolean
  | null
  | { readonly items: readonly Tree[] }
  | { readonly members: readonly (readonly [string, Tree])[] }

function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { items: value.map(treeOf) }
  if (typeof value === 'object' && value !== null) return { members: Object.entries(value).map(([key, one]) => [key, treeOf(one)]) }
  return value as string
}

function jsonOf(tree: Tree): string {
  if (typeof tree !== 'object' || tree === null) return JSON.stringify(tree)
  if ('items' in tree) return `[${tree.items.map(jsonOf).join(',')}]`
  return `{${tree.members.map(([key, one]) => `${JSON.stringify(key)}:${jsonOf(one)}`).join(',')}}`
}

const sources = goldenCases()
  .filter(({ format, upload }) => format !== 'rejected' && upload.name.endsWith('.json'))
  .map(({ upload }) => treeOf(JSON.parse(new TextDecoder().decode(upload.bytes))))
/** Every key that a source has, at any depth. */
const keys = [...new Set(JSON.stringify(sources).match(/(?<=\["|,\[")[\w$]{2,40}(?=",)/g) ?? [])]

const odd: fc.Arbitrary<Tree> = fc.oneof(
  fc.constantFrom<Tree>(
    null,
    true,
    0,
    -1,
    1e300,
    '',
    ' ',
    '\ud83d',
    '<p>x',
    '<b>'.repeat(200),
    'urn:x',
    '2031-01-01T00:00:00',
    '1.2',
    'canceled',
    { items: [] },
    { members: [] },
  ),
  fc.constantFrom(...sources),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }).map(treeOf),
)

interface Change {
  readonly kind: 'drop' | 'double' | 'rename' | 'nest' | 'unnest' | 'replace' | 'list' | 'move'
  readonly at: number
  readonly key: string
  readonly value: Tree
}
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('drop', 'double', 'rename', 'nest', 'unnest', 'replace', 'list', 'move'),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  key: fc.oneof(fc.constantFrom(...keys), fc.constantFrom('__proto__', 'constructor', 'toString', 'length', '', 'headline_', 'body_')),
  value: odd,
})

/** One member or item somewhere in the tree, chosen by a number, becomes none, one or several others. */
function changed(tree: Tree, one: Change): Tree {
  let count = -1
  const all = countIn(tree)
  const chosen = Math.floor(one.at * all)
  const walk = (node: Tree): Tree => {
    if (typeof node !== 'object' || node === null) return node
    if ('items' in node)
      return { items: node.items.flatMap((item) => (++count === chosen ? apply(['', item], one).map(([, value]) => value) : [walk(item)])) }
    return {
      members: node.members.flatMap((member) => (++count === chosen ? apply(member, one) : [[member[0], walk(member[1])] as const])),
    }
  }
  return walk(tree)
}

function countIn(node: Tree): number {
  if (typeof node !== 'object' || node === null) return 0
  const below = 'items' in node ? node.items : node.members.map(([, one]) => one)
  return below.reduce<number>((sum, one) => sum + 1 + countIn(one), 0)
}

function apply([key, value]: readonly [string, Tree], { kind, key: other, value: odd }: Change): readonly (readonly [string, Tree])[] {
  switch (kind) {
    case 'drop':
      return []
    case 'double':
      return [
        [key, value],
        [key, odd],
      ]
    case 'rename':
      return [[other, value]]
    case 'move':
      return [
        [other, value],
        [key, odd],
      ]
    case 'nest':
      return [[key, { members: [[other, value]] }]]
    case 'list':
      return [[key, { items: [value, odd, value] }]]
    case 'unnest':
      return typeof value === 'object' && value !== null && 'members' in value ? value.members : [[key, odd]]
    case 'replace':
      return [[key, odd]]
  }
}

describe('read() of changed JSON', () => {
  it('gives a Reading or Rejected: keys moved, doubled, renamed, nested, values of other types', () => {
    expect(sources.length).toBeGreaterThan(8)
    const mutated = fc
      .tuple(fc.constantFrom(...sources), fc.array(change, { minLength: 1, maxLength: 6 }))
      .map(([source, changes]) => changes.reduce(changed, source))
    const seen = new Set<string>()
    fc.assert(
      fc.property(mutated, (tree) => void seen.add(outcome(jsonOf(tree)))),
      { numRuns: 1500 },
    )
    // the changes leave something to read
    expect([...seen]).toEqual(expect.arrayContaining(['ninjs', 'dpa-digitalwires']))
  })

  it('is not changed by a prototype’s names as keys', () => {
    const item = {
      uri: 'x:1',
      type: 'text',
      headline: 'Ein Titel',
      body_text: 'Die Brücke ist gebaut.',
      constructor: { name: 'x' },
      toString: 'Wort',
      hasOwnProperty: 1,
    }
    const text = JSON.stringify(item).replace('"constructor"', '"__proto__": {"headline": "falsch", "polluted": "ja"}, "constructor"')
    const { draft, notes } = read({ name: 'x', bytes: bytesOf(text) }, desk)
    expect(draft.content.headline).toEqual([{ text: 'Ein Titel' }])
    expect(notes.flatMap(({ text: one }) => one ?? [])).toEqual(expect.arrayContaining(['falsch', 'ja']))
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
  })

  it.each([
    ['an item that is nested too deeply', `{"uri":"x","type":"text","a":${'['.repeat(100_000)}`, 'json-too-deep'],
    ['a million values', `{"uri":"x","type":"text","a":[${'1,'.repeat(1_000_000)}1]}`, 'json-too-many'],
    ['HTML that is nested too deeply', JSON.stringify({ uri: 'x', type: 'text', body_html: `${'<div>'.repeat(1000)}x` }), 'html-too-deep'],
    ['HTML with too many elements', JSON.stringify({ uri: 'x', type: 'text', body_html: '<p>x'.repeat(60_000) }), 'html-too-many'],
    ['a body of too many lines', JSON.stringify({ uri: 'x', type: 'text', body_text: 'x\n'.repeat(30_000) }), 'too-many-lines'],
    ['JSON lines', '{"uri":"x:1","type":"text"}\n{"uri":"x:2","type":"text"}\n', 'several-articles'],
    ['a list of items', '[{"urn":"x:1","format":"digitalwires@0.9.1"},{"urn":"x:2"}]', 'several-articles'],
    ['a list of nothing but lists', '[{"urn":"x:1","format":"digitalwires@0.9.1"},[]]', 'json-several'],
    ['an item without its name', '{"uri":"","type":"text","headline":"x"}', 'ninjs-identity'],
    ['an entry without its name', '{"urn":null,"format":"digitalwires@0.9.1","headline":"x"}', 'dpa-identity'],
    ['JSON of another kind', '{"uri":"x","name":"y"}', 'unknown-json'],
  ])('refuses %s', (_, text, rule) => expect(outcome(text)).toBe(rule))

  it.each(['headline', 'body_html', 'body_text', 'ednote', 'slugline', 'located', 'language', 'version', 'embargoed', 'title'])(
    'takes time in proportion to the size of %s',
    (field) => {
      const pieces = ['a', ' ', '<', '<b>', '&', '(SDA) ', 'Bern, ', '-', '1.', '<p>x ', 'A a ', '\u00ad', ': ', '„']
      for (const piece of pieces) {
        const timed = (size: number) => {
          const text = JSON.stringify({ uri: 'x:1', type: 'text', body_text: 'Die Brücke.', [field]: piece.repeat(size / piece.length) })
          const start = performance.now()
          outcome(text)
          return performance.now() - start
        }
        timed(5_000)
        expect(timed(200_000), piece).toBeLessThan(Math.max(timed(20_000), 20) * 30)
      }
    },
  )
})
