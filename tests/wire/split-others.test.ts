import type { Part, Reading, Several } from '@depesche/wire/reader'
import { open, read } from '@depesche/wire/readers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { desk, goldenCases } from '../golden/cases.ts'

const received = '2031-09-11T16:00:00Z'
const encode = (text: string) => new TextEncoder().encode(text)
const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

/** Golden sources of a format that are read as an article by themselves. */
const sources = (format: string) =>
  goldenCases()
    .filter((one) => one.format === format && 'draft' in (one.expected as object))
    .map(({ upload }) => upload.bytes)

const partsOf = (bytes: Uint8Array): readonly Part[] => (open({ name: 'x', bytes, received }, desk) as Several).parts
const alone = (bytes: Uint8Array): Reading['draft'] => read({ name: 'x', bytes, received }, desk).draft
const text = (bytes: Uint8Array) => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return latin(bytes)
  }
}

const LIST = ['a list', (all: readonly Uint8Array[]) => encode(`[${all.map(text).join(',\n')}]\n`)] as const
const LINES = ['lines', (all: readonly Uint8Array[]) => encode(all.map((one) => JSON.stringify(JSON.parse(text(one)))).join('\n'))] as const
const AFTER = ['one after another', (all: readonly Uint8Array[]) => encode(all.map(text).join('\n'))] as const
const BYTES = ['one after another', (all: readonly Uint8Array[]) => Buffer.concat(all)] as const

describe.each([
  ['ninjs', ...LIST],
  ['ninjs', ...LINES],
  ['ninjs', ...AFTER],
  ['dpa-digitalwires', ...LIST],
  ['dpa-digitalwires', ...LINES],
  ['nitf', 'one after another', (all: readonly Uint8Array[]) => encode(all.map(text).map(asUtf8).join('\n'))],
  ['iptc7901', ...BYTES],
  ['sda-text', ...BYTES],
] as const)('open() of several in %s, as %s', (format, _, together) => {
  it('gives each as it is read alone', () => {
    const usable = sources(format).filter((bytes) => !/text$|7901$/.test(format) || latin(bytes).includes('\x01'))
    expect(usable.length).toBeGreaterThan(1)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...usable), { minLength: 2, maxLength: 6 }), (all) => {
        const parts = partsOf(together(all))
        expect(parts.map(({ bytes }) => alone(bytes))).toEqual(all.map((bytes) => alone(bytes)))
      }),
      { numRuns: 40 },
    )
  })
})

function asUtf8(xml: string): string {
  return xml.replace(/encoding="[^"]*"/, 'encoding="UTF-8"')
}

describe('open()', () => {
  const item = (uri: string) => `{"uri":"${uri}","type":"text","headline":"Ein Titel","body_text":"Ein Satz, der genügt."}`

  it('keeps a list’s items letter for letter, brackets and quotes in texts too', () => {
    const odd = '{"uri":"a","type":"text", "x":[1.50,{"]":"\\"}]"}],"headline":"[Titel]"}'
    expect(partsOf(encode(`\n[ ${odd} ,${item('b')}]`)).map(({ bytes }) => text(bytes))).toEqual([odd, item('b')])
  })

  it('reads a list of one as that one', () => {
    expect(alone(encode(`[${item('a')}]`)).identity).toMatchObject({ value: 'a' })
  })

  it('lets a broken line break no other', () => {
    const parts = partsOf(encode(`${item('a')}\n{"uri":"b","type":"text","headline":"x" "y"}\n${item('c')}`))
    expect(parts).toHaveLength(3)
    expect(alone(parts[2]!.bytes).identity).toMatchObject({ value: 'c' })
    expect(() => alone(parts[1]!.bytes)).toThrow(expect.objectContaining({ rule: 'json-broken' }))
  })

  it.each([
    ['a list without an end', `[${item('a')},${item('b')}`],
    ['a list of an item and a number', `[${item('a')},3]`],
    ['something behind the list', `[${item('a')},${item('b')}] x`],
    ['something behind an item', `${item('a')} x`],
  ])('takes nothing apart of %s', (_, json) => {
    expect(() => open({ name: 'x', bytes: encode(json) }, desk)).toThrow(expect.objectContaining({ name: 'Rejected' }))
  })

  it('takes no message apart at a stray control byte', () => {
    const stray = Buffer.concat([Buffer.from(sources('iptc7901')[0]!), Buffer.from('\x01 und weiter')])
    expect(() => open({ name: 'x', bytes: stray, received }, desk)).toThrow(expect.objectContaining({ rule: 'iptc7901-several' }))
  })
})
