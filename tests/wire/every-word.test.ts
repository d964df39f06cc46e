import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Rejected } from '@depesche/article/model'
import { CODES } from '@depesche/wire/nitf/codes'
import type { Desk } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import { isProse } from '@depesche/wire/text/prose'
import { escapeBareAmpersands } from '@depesche/wire/xml/bare-ampersands'
import { type Element, elements, textOf } from '@depesche/wire/xml/element'
import { parseXml } from '@depesche/wire/xml/parse-xml'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goldenCases } from '../golden/cases.ts'
import { carriedBy, lostWords, textsOf, wordsIn } from './wire-words.ts'

const folder = resolve(import.meta.dirname, '../../../shared/reference/dpa')
const present = existsSync(folder)
if (!present && process.env.CI === 'true') throw new Error('../shared/reference is not there')
const desk: Desk = { name: 'golden', zone: 'Europe/Zurich', language: 'de' }

interface Source {
  readonly name: string
  readonly bytes: Uint8Array
}

const golden = (format: string): readonly Source[] =>
  goldenCases()
    .filter((one) => one.format === format)
    .map(({ name, upload }) => ({ name, bytes: upload.bytes }))
const reference = (path: string, suffix: string): readonly Source[] =>
  present
    ? readdirSync(resolve(folder, path))
        .filter((name) => name.endsWith(suffix))
        .map((name) => ({ name, bytes: readFileSync(resolve(folder, path, name)) }))
    : []

const carried = (bytes: Uint8Array): readonly string[] => {
  const { draft, notes } = read({ name: 'x', bytes }, desk)
  return [...textsOf(draft), ...carriedBy(notes)]
}

const isCode = ({ name }: Element, attribute: string) => CODES.has(attribute) || CODES.has(`${name}@${attribute}`)

describe('every word of a document in NITF', () => {
  /** The words of the story one by one; of all around it each text once, however often it stands there. */
  function textsIn(root: Element): readonly string[] {
    const [story, around] = [[] as string[], new Set<string>()]
    const walk = (element: Element, inStory: boolean): void => {
      for (const [name, value] of Object.entries(element.attributes))
        if (isProse(value) && (/\s/.test(value.trim()) || !isCode(element, name))) around.add(value.trim())
      const own = element.children.filter((child) => typeof child === 'string').join(' ')
      // `H<sub>2</sub>O` is one word
      const parted = elements(element).some(({ name }) => name === 'sub' || name === 'sup')
      if (inStory) story.push(parted ? (textOf(element) ?? '') : own)
      else if (elements(element).length === 0) around.add(textOf(element) ?? '')
      else around.add(own)
      const within = (inStory || element.name === 'body.content') && !['media', 'note'].includes(element.name)
      for (const child of parted ? [] : elements(element)) walk(child, within && !['media', 'note'].includes(child.name))
    }
    walk(root, false)
    return [...story, ...around]
  }
  const source = (bytes: Uint8Array) => {
    const text = new TextDecoder(/encoding="ISO-8859-1"/.test(String.fromCharCode(...bytes.subarray(0, 60))) ? 'windows-1252' : 'utf-8')
    return textsIn(parseXml(escapeBareAmpersands(text.decode(bytes)).text))
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
    const step = fc.record({ at: fc.nat(), to: fc.nat(), kind: fc.constantFrom('move', 'double', 'rename', 'nest', 'drop', 'text') })
    fc.assert(
      fc.property(fc.nat(trees.length - 1), fc.array(step, { minLength: 1, maxLength: 6 }), (index, steps) => {
        const labels = new Map<string, string>()
        const xml = written(steps.reduce(change, trees[index]!), labels)
        const texts = readOrRejected(new TextEncoder().encode(xml))
        if (texts === undefined) return
        const there = new Set(texts.flatMap(wordsIn))
        expect([...labels].filter(([label]) => !there.has(label))).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })
})

function readOrRejected(bytes: Uint8Array): readonly string[] | undefined {
  try {
    return carried(bytes)
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    return undefined
  }
}

interface Step {
  readonly at: number
  readonly to: number
  readonly kind: string
}

const NAMES =
  'p block hl1 hl2 note media media-caption fn bq credit table tr td ul li dl dt dd pre tagline abstract byline dateline person org em q x body.content body.head hedline nitf-table key-list keyword'.split(
    ' ',
  )

/** One change to the tree below its root, which stays what it is. */
function change(root: Element, { at, to, kind }: Step): Element {
  const all = flat(root)
  const [one, other] = [all[at % all.length]!, all[to % all.length]!]
  const name = NAMES[to % NAMES.length]!
  if (kind === 'drop') return mapped(root, (element) => (element === one ? [] : [element]))
  if (kind === 'double') return mapped(root, (element) => (element === one ? [element, element] : [element]))
  if (kind === 'rename') return mapped(root, (element) => (element === one ? [{ ...element, name }] : [element]))
  if (kind === 'nest')
    return mapped(root, (element) => (element === one ? [{ ...element, name, attributes: {}, children: [element] }] : [element]))
  if (kind === 'text')
    return mapped(root, (element) => (element === one ? [{ ...element, children: ['lose Worte', ...element.children] }] : [element]))
  if (flat(one).includes(other)) return root
  return mapped(root, (element) => (element === one ? [] : element === other ? [element, one] : [element]))
}

function flat(element: Element): readonly Element[] {
  const below = elements(element)
  return below.length === 0 ? [] : below.flatMap((child) => [child, ...flat(child)])
}

/** The tree with each element below the root changed; what is put in place of one is left as it is. */
function mapped(parent: Element, change: (element: Element) => readonly Element[]): Element {
  const children = parent.children.flatMap((child): readonly (Element | string)[] => {
    const put = typeof child === 'string' ? [] : change(child)
    if (typeof child === 'string') return [child]
    return put.length === 1 && put[0] === child ? [mapped(child, change)] : put
  })
  return { ...parent, children }
}

/** The tree as XML, each text in it a word of its own, which is written down with its path. */
function written(element: Element, labels: Map<string, string>, above = ''): string {
  const path = `${above}/${element.name}`
  const label = (at: string) => {
    const word = `wq${[...String(labels.size)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`
    labels.set(word, at)
    return word
  }
  const attributes = Object.entries(element.attributes)
    .filter(([name]) => !name.includes(':'))
    .map(([name, value]) => {
      const text = isProse(value) && (/\s/.test(value) || !isCode(element, name))
      return ` ${name}="${text ? `${label(`${path}@${name}`)}${/\s/.test(value) ? ' und' : ''}` : value.replaceAll(/[<"&]/g, '')}"`
    })
  const inner = element.children.map((child) => {
    if (typeof child !== 'string') return written(child, labels, path)
    return /\p{L}/u.test(child) ? ` ${label(path)} ` : child.replaceAll(/[<&]/g, '')
  })
  return `<${element.name}${attributes.join('')}>${inner.join('')}</${element.name}>`
}

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
