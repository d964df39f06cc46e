/** A wire of our own for tests of the pipeline: JSON that says what a reader would have found. */
import { type Draft, Rejected } from '@depesche/article/model'
import type { Reading, Several, Upload } from '@depesche/wire/reader'

export interface TestCopy {
  readonly story?: string
  readonly version?: number
  readonly headline: string
  readonly paragraphs?: readonly string[]
  readonly language?: string
  readonly instruction?: Draft['instruction']
  readonly withheld?: boolean
  readonly test?: boolean
  readonly embargo?: Draft['embargo']
  readonly expires?: string
  readonly notice?: Draft['notice']
  readonly service?: string
  readonly type?: Draft['type']
  readonly doubt?: string
}

/** The bytes of an upload that says this. */
export function copy(copy: TestCopy): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(copy))
}

/** The bytes of an upload that says all of this, and perhaps what is none. */
export function copies(all: readonly (TestCopy | string)[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(all))
}

/** The reader of that wire, which may hold several articles. */
export function openTestCopy(upload: Upload): Reading | Several {
  const text = new TextDecoder().decode(upload.bytes)
  if (!text.startsWith('[')) return readTestCopy(upload)
  const all = JSON.parse(text) as readonly (TestCopy | string)[]
  const bytes = (each: TestCopy | string) => (typeof each === 'string' ? new TextEncoder().encode(each) : copy(each))
  return { parts: all.map((each) => ({ name: typeof each === 'string' ? 'odd' : each.headline, bytes: bytes(each) })) }
}

/** The reader of that wire. */
export function readTestCopy({ name, bytes }: Upload): Reading {
  const text = new TextDecoder().decode(bytes)
  if (!text.startsWith('{')) throw new Rejected('not-json', `${name} is not of the test wire`, 'send JSON')
  const c = JSON.parse(text) as TestCopy
  const draft: Draft = {
    format: 'test',
    language: c.language ?? 'en',
    content: {
      headline: [{ text: c.headline }],
      blocks: (c.paragraphs ?? ['A paragraph.']).map((paragraph) => ({ kind: 'paragraph', spans: [{ text: paragraph }] })),
    },
    instruction: c.instruction ?? 'new',
    withheld: c.withheld ?? false,
    test: c.test ?? false,
    machineMade: false,
    type: c.type ?? 'text',
    sources: [],
    authors: [],
    ednotes: [],
    subjects: [],
    places: [],
    associations: [],
    pictures: [],
    ...(c.story === undefined ? {} : { identity: { scheme: 'desk', value: c.story, number: c.story } }),
    ...(c.version === undefined ? {} : { version: c.version }),
    ...(c.embargo === undefined ? {} : { embargo: c.embargo }),
    ...(c.expires === undefined ? {} : { expires: c.expires }),
    ...(c.notice === undefined ? {} : { notice: c.notice }),
    ...(c.service === undefined ? {} : { service: c.service }),
  }
  const notes = c.doubt === undefined ? [] : [{ rule: c.doubt, level: 'hold' as const, reason: c.doubt, place: {} }]
  return { draft, notes }
}
