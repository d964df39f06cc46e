import { Rejected } from '@depesche/article/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeJson } from '../src/json/decode-json.ts'
import type { JsonNode } from '../src/json/json-node.ts'
import { notCarried } from '../src/json/not-carried.ts'
import { parseJson } from '../src/json/parse-json.ts'
import { topLevelOf } from '../src/json/top-level.ts'
import { itemsOf, lineOf, member, numberOf, textOf, viewOf } from '../src/json/view.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const refusal = (text: string): Rejected => {
  try {
    parseJson(text)
  } catch (error) {
    if (error instanceof Rejected) return error
    throw error
  }
  throw new Error('it was not refused')
}

/** The values of a tree as JSON.parse would give them. */
function plainOf(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries([...node.members].map(([key, member]) => [key, plainOf(member)]))
    case 'array':
      return node.items.map(plainOf)
    case 'text':
      return node.text
    default:
      return JSON.parse(node.text)
  }
}

/** As JSON.parse, with `__proto__` as a key like any other; `undefined` for what is no JSON. */
function parsedBy(parse: (text: string) => unknown, text: string): { readonly value: unknown } | undefined {
  try {
    return { value: parse(text) }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof Rejected) return undefined
    throw error
  }
}

describe('parseJson()', () => {
  it('takes what JSON.parse takes, and gives the same values', () => {
    const written = fc
      .jsonValue({ maxDepth: 6 })
      .chain((value) => fc.constantFrom(JSON.stringify(value), JSON.stringify(value, undefined, '\t')))
    fc.assert(
      fc.property(written, (text) => {
        expect(plainOf(parseJson(text).root)).toEqual(JSON.parse(text.toWellFormed()))
      }),
    )
  })

  it('takes and refuses the same changed JSON as JSON.parse', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '\\u00e4',
      '\\ud83d',
      '1',
      '-',
      '0',
      '.5',
      'e3',
      'true',
      'nul',
      ' ',
      '\n',
      '\t',
      '\u00a0',
      'x',
    ]
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((all) => all.join(''))
    const wellFormed = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value ?? null), (_, one) => (typeof one === 'string' ? one.toWellFormed() : one))
    fc.assert(
      fc.property(text, (one) => {
        const [ours, theirs] = [parsedBy((all) => plainOf(parseJson(all).root), one), parsedBy(JSON.parse, one)]
        expect(ours === undefined).toBe(theirs === undefined)
        if (ours && theirs) expect(wellFormed(ours.value)).toEqual(wellFormed(theirs.value))
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    ['', 1, 1, 'it ends too early'],
    ['{"a": 1,\n  "b" 2}', 2, 7, 'a colon is missing'],
    ['{"a": 1\n"b": 2}', 2, 1, 'a comma or “}” is missing'],
    ['[1,\n2', 2, 2, 'it ends too early'],
    ['{"a": "x\ny"}', 1, 7, 'a string is not closed'],
    ['{"a": "\\q"}', 1, 7, 'a string is not closed'],
    ['{"a": NaN}', 1, 7, 'a value is expected'],
    ['{"a": 01}', 1, 8, 'a comma or “}” is missing'],
    ['{a: 1}', 1, 2, 'a string is expected'],
    ['{"a": 1} x', 1, 10, 'something stands after'],
  ])('refuses %j at line %i, column %i: %s', (text, line, column, why) => {
    const { rule, message, line: at } = refusal(text)
    expect([rule, at]).toEqual(['json-broken', line])
    expect(message).toContain(`line ${line}, column ${column}: ${why}`)
  })

  it.each([
    ['more than one document', '{"a":1}\n{"a":2}\n', 'json-several'],
    ['65 arrays in one another', '['.repeat(65), 'json-too-deep'],
    ['a million arrays in one another', '['.repeat(1_000_000), 'json-too-deep'],
    ['objects in one another', '{"a":'.repeat(65), 'json-too-deep'],
    ['more than 100,000 values', `[${'1,'.repeat(100_001)}1]`, 'json-too-many'],
  ])('refuses %s', (_, text, rule) => expect(refusal(text).rule).toBe(rule))

  it('takes 64 arrays in one another', () => {
    expect(parseJson(`${'['.repeat(64)}${']'.repeat(64)}`).root.kind).toBe('array')
  })

  it('counts the last of two values of a key, and keeps the words of the first in a Note', () => {
    const { root, notes } = parseJson('{"a": {"b": "erst", "b": {"c": "zwei", "d": ["drei", 4]}, "b": "zuletzt"}}')
    expect(plainOf(root)).toEqual({ a: { b: 'zuletzt' } })
    expect(notes.map(({ rule, level, text, dropped }) => [rule, level, text, dropped])).toEqual([
      ['json-key-twice', 'check', 'erst', true],
      ['json-key-twice', 'check', 'zwei\ndrei\n4', true],
    ])
    expect(notes[0]?.reason).toContain('“a.b”')
  })

  it('takes `__proto__` and `constructor` for keys like any other', () => {
    const root = viewOf(parseJson('{"__proto__": {"polluted": "ja"}, "constructor": "x"}').root)
    expect([lineOf(member(root, 'polluted')), lineOf(member(root, 'toString')), lineOf(member(root, 'constructor'))]).toEqual([
      undefined,
      undefined,
      'x',
    ])
    expect(lineOf(member(member(root, '__proto__'), 'polluted'))).toBe('ja')
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
  })

  it('replaces halves of a character, with a Note', () => {
    const { root, notes } = parseJson('{"a": "x\\ud83d", "b": "\\udE00\\ud83d", "c": "\\ud83d\\ude00"}')
    expect(plainOf(root)).toEqual({ a: 'x\ufffd', b: '\ufffd\ufffd', c: '😀' })
    expect(notes.map(({ rule, reason }) => [rule, reason.split(' ')[0]])).toEqual([['characters-lost', '3']])
  })
})

describe('decodeJson()', () => {
  const utf16 = (text: string, little: boolean) => {
    const view = new DataView(new ArrayBuffer(text.length * 2))
    for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), little)
    return new Uint8Array(view.buffer)
  }
  const text = '{"headline": "Zürich – «Übergabe»", "uri": "x"}'

  it.each([
    ['UTF-8', bytesOf(text)],
    ['UTF-8 with a byte order mark', bytesOf(`\ufeff${text}`)],
    ['UTF-16, little endian, with a mark', utf16(`\ufeff${text}`, true)],
    ['UTF-16, big endian, with a mark', utf16(`\ufeff${text}`, false)],
    ['UTF-16 without a mark', utf16(text, true)],
  ])('reads %s', (_, bytes) => {
    expect(decodeJson(bytes)).toEqual({ text, notes: [] })
    expect([...topLevelOf(bytes).keys()]).toEqual(['headline', 'uri'])
  })

  it('reads what is not UTF-8 as windows-1252, and says so', () => {
    const { text: read, notes } = decodeJson(Uint8Array.from('{"a":"\xfcber"}', (char) => char.charCodeAt(0)))
    expect([read, notes.map(({ rule }) => rule)]).toEqual(['{"a":"über"}', ['encoding-overruled']])
  })

  it('refuses UTF-16 that is cut off in the middle of a character', () => {
    expect(() => decodeJson(Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x3d))).toThrow(Rejected)
  })
})

describe('topLevelOf()', () => {
  it.each([
    [
      'an object',
      '{"A": "x", "b": {"c": 1}, "d": ["e:", {"f": 2}]}',
      [
        ['a', 'x'],
        ['b', ''],
        ['d', ''],
      ],
    ],
    [
      'JSON that is broken further on',
      '{"a": "x", "b": [1, {"c" 2',
      [
        ['a', 'x'],
        ['b', ''],
      ],
    ],
    ['the first object of an array', ' [ {"a": 1}, {"b": 2}]', [['a', '']]],
    ['a text that begins like JSON', '{kurz}: "x"', []],
    ['XML', '<a b="c"/>', []],
  ])('gives the outermost keys of %s', (_, text, keys) => expect([...topLevelOf(bytesOf(text))]).toEqual(keys))

  it('never throws, and takes time in proportion to the size', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void topLevelOf(Uint8Array.of(0x7b, ...bytes))))
    for (const piece of ['"', '\\', '{', '"a":', '"\\":"', ' '])
      expect(() => topLevelOf(bytesOf(`{${piece.repeat(300_000)}`))).not.toThrow()
  })
})

describe('notCarried()', () => {
  const read = (value: unknown) => viewOf(parseJson(JSON.stringify(value)).root)
  const codes = new Set(['role'])

  it('tells of each text that nobody used, by its place', () => {
    const root = read({ a: 'ein Text', b: ['benutzt', 'nicht benutzt'], c: 7 })
    lineOf(itemsOf(member(root, 'b'))[0]!)
    expect(notCarried(root, codes).map(({ reason, text, dropped, level }) => [reason, text, dropped, level])).toEqual([
      ['The text at “a” has no place in the article.', 'ein Text', true, 'info'],
      ['The text at “b[1]” has no place in the article.', 'nicht benutzt', true, 'info'],
    ])
  })

  it('makes one Note of many texts at like places, with every one of them', () => {
    const root = read({ list: Array.from({ length: 500 }, (_, index) => ({ caption: `Bild ${index}`, more: { alt: `Auch ${index}` } })) })
    const notes = notCarried(root, codes)
    expect(notes.map(({ reason }) => reason)).toEqual([
      '500 texts at “list[].caption” have no place in the article.',
      '500 texts at “list[].more.alt” have no place in the article.',
    ])
    expect(notes[0]?.text?.split('\n')).toEqual(Array.from({ length: 500 }, (_, index) => `Bild ${index}`))
  })

  it('makes tens of Notes of thousands of places, with every text and its place', () => {
    const root = read(Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`key${index}`, `Text ${index}`])))
    const notes = notCarried(root, codes)
    expect(notes).toHaveLength(41)
    expect(notes.at(-1)?.text?.split('\n').at(-1)).toBe('key2999: Text 2999')
    expect(notes.flatMap(({ text }) => text?.match(/Text \d+/g) ?? [])).toHaveLength(3000)
  })

  it('leaves out addresses, times, numbers, codes, and what is said elsewhere word for word', () => {
    const root = read({
      carried: 'Der gleiche Text.',
      again: '<p>Der <b>gleiche</b> Text</p>',
      role: 'main',
      kind: { role: 'zwei Worte' },
      uri: 'https://x.example/a b'.replace(' ', '-'),
      at: '2031-01-01T00:00:00+01:00',
      count: '12,5',
      status: 'drol:caption',
      word: 'Wort',
    })
    textOf(member(root, 'carried'))
    expect(notCarried(root, codes).map(({ text }) => text)).toEqual(['zwei Worte', 'Wort'])
  })
})

describe('a view of JSON', () => {
  it('reads what stands there and nothing else', () => {
    const root = viewOf(parseJson('{"pubStatus": " usable ", "n": "12", "none": null, "blank": "  ", "list": "allein", "o": {}}').root)
    expect(lineOf(member(root, 'pubstatus'))).toBe('usable')
    expect([numberOf(member(root, 'n')), numberOf(member(root, 'list')), numberOf(member(root, 'o'))]).toEqual([12, undefined, undefined])
    expect([lineOf(member(root, 'none')), lineOf(member(root, 'blank')), lineOf(member(root, 'o')), lineOf(member(root, 'gone'))]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect([itemsOf(member(root, 'list')).length, itemsOf(member(root, 'none')).length]).toEqual([1, 0])
  })
})
