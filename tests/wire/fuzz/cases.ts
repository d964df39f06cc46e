import { byteOrderMark } from '@depesche/wire/bytes/decode'
import { goldenCases } from '../../golden/cases.ts'
import { type Chance, chanceOf } from './chance.ts'
import { changedJson, jsonNames } from './json.ts'
import { changedMarkup, htmlExtents, xmlExtents } from './markup.ts'

/** A damaged upload. */
export interface Case {
  readonly bytes: Uint8Array
  /** its structure was changed: elements, members, lines; else its bytes */
  readonly structural: boolean
}

type Kind = 'xml' | 'json' | 'html' | 'text'

const KINDS: Readonly<Record<string, Kind>> = {
  newsml12: 'xml',
  'newsml-g2': 'xml',
  mars: 'xml',
  nitf: 'xml',
  ninjs: 'json',
  'dpa-digitalwires': 'json',
  'web-page': 'html',
  iptc7901: 'text',
  'sda-text': 'text',
  'text-paste': 'text',
}

/** The formats that cases are made of. */
export const fuzzedFormats = Object.keys(KINDS)

interface Source {
  readonly text: string
  readonly encoding: string
}

/** What cases of a format are made from: its golden sources, and the names in them. */
export interface Seeds {
  readonly kind: Kind
  readonly sources: readonly Source[]
  readonly names: readonly string[]
}

/** The golden sources of a format. */
export function seedsOf(format: string): Seeds {
  const kind = KINDS[format]!
  const sources = goldenCases()
    .filter((one) => one.format === format)
    .map(({ upload: { bytes } }) => sourceOf(bytes))
  const names = sources.flatMap(({ text }) => {
    if (kind === 'json') return jsonNames(text)
    return kind === 'text' ? [] : (kind === 'xml' ? xmlExtents(text) : htmlExtents(text)).map(({ name }) => name)
  })
  return { kind, sources, names: [...new Set(names)] }
}

function sourceOf(bytes: Uint8Array): Source {
  const marked = byteOrderMark(bytes)
  for (const encoding of marked ? [marked] : ['utf-8', 'windows-1252'])
    try {
      return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding }
    } catch {}
  throw new Error('a golden source in no encoding')
}

/** A case by its number: two of three are changes of the structure, one to four each. */
export function caseOf({ kind, sources, names }: Seeds, seed: number): Case {
  const chance = chanceOf(seed)
  const source = chance.of(sources)
  const structural = chance.next() < 0.67
  let text = source.text
  if (structural) for (let step = 1 + chance.under(4); step > 0; step--) text = changed(kind, text, names, chance)
  const bytes = encoded(text, structural && chance.next() < 0.15 ? chance.of(['utf-8', 'windows-1252', 'utf-16le']) : source.encoding)
  if (structural) return { bytes, structural }
  return { bytes: damagedAt(bytes, 1 + chance.under(4), chance), structural }
}

function changed(kind: Kind, text: string, names: readonly string[], chance: Chance): string {
  if (kind === 'xml') return changedMarkup(text, xmlExtents, names, chance)
  if (kind === 'html') return changedMarkup(text, htmlExtents, names, chance)
  return kind === 'json' ? changedJson(text, names, chance) : changedLines(text, chance)
}

const LINES = [
  '(bt0123',
  '* * *',
  '| a | b |',
  '# Zusatz',
  'Sperrfrist: 18.00 Uhr',
  '(Korrektur)',
  'Von Ida Muster',
  'Bern (sda) -',
  '=',
  '\x01',
  '\x03',
  '',
]

function changedLines(text: string, chance: Chance): string {
  const lines = text.split('\n')
  const [from, to] = [chance.under(lines.length), chance.under(lines.length)]
  const line = lines[from]!
  switch (chance.under(9)) {
    case 0:
      lines.splice(from, 1)
      lines.splice(to, 0, line)
      break
    case 1:
      lines.splice(to, 0, line)
      break
    case 2:
      lines.splice(from, 1)
      break
    case 3:
      lines.splice(from, 2, `${line} ${lines[from + 1] ?? ''}`)
      break
    case 4:
      lines.splice(from, 0, '')
      break
    case 5:
      lines[from] = `    ${line}`
      break
    case 6:
      lines.splice(from, 0, chance.of(LINES))
      break
    case 7:
      lines.splice(from, 0, ...lines.slice(to, to + 6))
      break
    default:
      lines[from] = [...line].reverse().join('')
  }
  return lines.join('\n')
}

function encoded(text: string, encoding: string): Uint8Array {
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le')
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1')
  return new TextEncoder().encode(text)
}

function damagedAt(whole: Uint8Array, times: number, chance: Chance): Uint8Array {
  let bytes = Buffer.from(whole)
  for (let step = 0; step < times; step++) {
    const [at, to, length] = [chance.under(bytes.length + 1), chance.under(bytes.length + 1), 1 + chance.under(200)]
    const part = bytes.subarray(at, at + length)
    const without = () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
    const put = (into: Buffer, what: Uint8Array) => Buffer.concat([into.subarray(0, to), what, into.subarray(to)])
    const changes = [
      () => bytes.subarray(0, at),
      without,
      () => put(bytes, part),
      () => put(without(), part),
      () => put(bytes, Uint8Array.of(chance.under(256))),
      () => put(bytes, Uint8Array.of(chance.under(32))),
      () => put(bytes, Uint8Array.of(0xc3, 0x28, 0xff)),
      () => Buffer.from(bytes.map((one, index) => (index === at ? chance.under(256) : one))),
    ]
    bytes = Buffer.from(chance.of(changes)())
  }
  return bytes
}
