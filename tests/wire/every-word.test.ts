import { CODES } from '@depesche/wire/nitf/codes'
import { read } from '@depesche/wire/readers'
import { escapeBareAmpersands } from '@depesche/wire/xml/bare-ampersands'
import type { Element } from '@depesche/wire/xml/element'
import { parseXml } from '@depesche/wire/xml/parse-xml'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Step } from './changed-trees.ts'
import { expectNoWordLost } from './no-word-lost.ts'
import { lostWords, wordsIn } from './wire-words.ts'
import { carried, desk, golden, readOrRejected, referenceSources } from './word-sources.ts'
import { textsIn } from './xml-texts.ts'

const reference = (path: string, suffix: string) => referenceSources(`dpa/${path}`, suffix)
const NAMES =
  'p block hl1 hl2 note media media-caption fn bq credit table tr td ul li dl dt dd pre tagline abstract byline dateline person org em q x body.content body.head hedline nitf-table key-list keyword'.split(
    ' ',
  )
const isCode = ({ name }: Element, attribute: string) => CODES.has(attribute) || CODES.has(`${name}@${attribute}`)

const isBeside = ({ name }: Element) => name === 'media' || name === 'note'

describe('every word of a document in NITF', () => {
  const source = (bytes: Uint8Array) => {
    const text = new TextDecoder(/encoding="ISO-8859-1"/.test(String.fromCharCode(...bytes.subarray(0, 60))) ? 'windows-1252' : 'utf-8')
    return textsIn(parseXml(escapeBareAmpersands(text.decode(bytes)).text), {
      isCode,
      isStory: ({ name }) => name === 'body.content',
      isBeside,
    })
  }

  it.each([...golden('nitf'), ...reference('nitf', '.xml')].map((one) => [one.name, one] as const))(
    'stands in the article or in the Notes: %s',
    (_, { bytes }) => {
      expect(source(bytes).flatMap(wordsIn).length).toBeGreaterThan(10)
      expect(lostWords(source(bytes), carried(bytes))).toEqual([])
    },
  )

  it.each([...golden('nitf'), ...reference('nitf', '.xml')].map((one) => [one.name, one] as const))(
    'takes tens of Notes and no more: %s',
    (_, { bytes }) => expect(read({ name: 'x', bytes }, desk).notes.length).toBeLessThan(50),
  )

  it('stands there, whatever was moved, doubled, renamed or nested', () => {
    const trees = golden('nitf').map(({ bytes }) => parseXml(escapeBareAmpersands(new TextDecoder().decode(bytes)).text))
    expectNoWordLost(trees, { names: NAMES, isCode, runs: 1000 })
  })
})

describe('every word of a message in IPTC 7901', () => {
  const source = (bytes: Uint8Array): readonly string[] => {
    const utf8 = Buffer.from(new TextDecoder().decode(bytes)).equals(Buffer.from(bytes))
    const text = new TextDecoder(utf8 ? 'utf-8' : 'windows-1252').decode(bytes)
    // the date behind the text is none of it
    return [text.replace(/\x03[^\x04]*/, ' ').replaceAll(/\x1b\(./g, '')]
  }
  const national = (bytes: Uint8Array) => bytes.includes(0x1b)

  it.each(
    [...golden('iptc7901'), ...reference('iptc7901/output', '.iptc')]
      .filter(({ bytes }) => !national(bytes))
      .map((one) => [one.name, one] as const),
  )('stands in the article or in the Notes: %s', (_, { bytes }) => {
    expect(source(bytes).flatMap(wordsIn).length).toBeGreaterThan(10)
    expect(lostWords(source(bytes), carried(bytes))).toEqual([])
  })

  it('stands there, whichever lines were moved, doubled or left out', () => {
    const messages = golden('iptc7901')
      .filter(({ bytes }) => !national(bytes))
      .map(({ bytes }) => source(bytes)[0]!)
    const step = fc.record({ at: fc.nat(), to: fc.nat(), kind: fc.constantFrom('move', 'double', 'drop', 'blank', 'join', 'indent') })
    fc.assert(
      fc.property(fc.constantFrom(...messages), fc.array(step, { minLength: 1, maxLength: 6 }), (message, steps) => {
        const [head = '', text = ''] = message.split('\x02')
        const changed = `${head}\x02${steps.reduce(changeLines, text.split('\n')).join('\n')}\n\x03021012 Jul 31\n\x04`
        const texts = readOrRejected(new TextEncoder().encode(changed))
        if (texts !== undefined) expect(lostWords([changed.replace(/\x03.*/s, '')], texts)).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})

function changeLines(lines: readonly string[], { at, to, kind }: Step): readonly string[] {
  const [from, target] = [at % lines.length, to % lines.length]
  const line = lines[from]!
  if (kind === 'drop') return lines.toSpliced(from, 1)
  if (kind === 'double') return lines.toSpliced(target, 0, line)
  if (kind === 'blank') return lines.toSpliced(from, 0, '')
  if (kind === 'join') return lines.toSpliced(from, 2, `${line} ${lines[from + 1] ?? ''}`)
  if (kind === 'indent') return lines.with(from, `    ${line}`)
  return lines.toSpliced(from, 1).toSpliced(target, 0, line)
}
