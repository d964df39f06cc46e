import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Rejected } from '@depesche/article/model'
import type { Desk, Reading } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import { describe, expect, it, test } from 'vitest'
import { digitalwiresKeys, type Keys, missing, ninjsKeys, wordsCarried, wordsOfDocument } from './json-words.ts'

// IPTC's and dpa's files are not ours to ship: they lie beside the checkout
const reference = resolve(import.meta.dirname, '../../../shared/reference')
const golden = resolve(import.meta.dirname, '../golden')
const folders = { ninjs: join(reference, 'ninjs'), dpa: join(reference, 'dpa') }
const present = Object.values(folders).every((folder) => existsSync(folder))
const desk: Desk = { name: 'references', zone: 'Europe/Zurich', language: 'en' }

const filesIn = (folder: string, pattern: RegExp) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => pattern.test(name))
        .map((name) => join(folder, name))
        .sort()
    : []
const ninjsFiles = filesIn(folders.ninjs, /^(?:examples\/\d\.\d|test-suite\/[\w.]+\/should_pass)\/.*\.json$/)
const dpaFiles = filesIn(folders.dpa, /\.json$/)
const goldenFiles = (format: string) => filesIn(join(golden, format), /source\.json$/)

function outcome(file: string): Reading | Rejected {
  try {
    return read({ name: 'x', bytes: readFileSync(file) }, desk)
  } catch (error) {
    if (error instanceof Rejected) return error
    throw error
  }
}

test.skipIf(present || !process.env.CI)('the references are at hand in CI (../shared/reference)', () => {
  expect(present, `${reference} is missing: without it nothing here is checked`).toBe(true)
})

describe.skipIf(!present)('read() of the public files', () => {
  it.each([
    ['IPTC’s ninjs, examples and what its test suite passes', ninjsFiles, 'ninjs', 170, 50],
    ['dpa’s digitalwires', dpaFiles, 'dpa-digitalwires', 34, 29],
  ])('%s: an article, or rejected with a reason', (_, files, format, all, articles) => {
    const read = files.map((file) => [file.slice(reference.length), outcome(file)] as const)
    if (process.env.REFERENCE_TABLE)
      console.table(
        read.map(([file, one]) =>
          one instanceof Rejected ? { file, rule: one.rule, why: one.message } : { file, rule: 'article', why: one.draft.format },
        ),
      )
    expect(read.length).toBeGreaterThanOrEqual(all)
    expect(read.filter(([, one]) => !(one instanceof Rejected)).length).toBeGreaterThanOrEqual(articles)
    for (const [file, one] of read)
      if (one instanceof Rejected)
        expect([file, one.rule, one.remedy]).toEqual([
          file,
          expect.stringMatching(/^(?:ninjs|dpa)-|^unknown-json$/),
          expect.stringMatching(/\w/),
        ])
      else expect([file, one.draft.format]).toEqual([file, format])
  })

  it('knows what IPTC’s items are that hold no story', () => {
    const rule = (name: string) => {
      const one = outcome(join(folders.ninjs, name))
      return one instanceof Rejected ? one.rule : one.draft.instruction
    }
    expect(rule('test-suite/1.0/should_pass/005_type_picture.json')).toBe('ninjs-picture')
    expect(rule('test-suite/1.0/should_pass/023_pubstatus_canceled.json')).toBe('delete')
    expect(rule('test-suite/3.0/should_pass/002_simple_event.json')).toBe('ninjs-event')
    expect(rule('test-suite/3.0/should_pass/005_planned_coverage.json')).toBe('ninjs-planning')
    expect(rule('examples/3.1/003_associations_example.json')).toBe('ninjs-composite')
    expect(rule('examples/3.1/005_complex_text_article.json')).toBe('new')
  })
})

describe('no word of a document is lost', () => {
  const theirs = present
    ? ([
        ['ninjs, IPTC’s files', ninjsFiles, ninjsKeys],
        ['digitalwires, dpa’s files', dpaFiles, digitalwiresKeys],
      ] as const)
    : []
  it.each<readonly [string, readonly string[], Keys]>([
    ['ninjs, golden', goldenFiles('ninjs'), ninjsKeys],
    ['digitalwires, golden', goldenFiles('dpa-digitalwires'), digitalwiresKeys],
    ...theirs,
  ])('%s: words of the source are words of the draft or of a Note', (_, files, keys) => {
    expect(files.length).toBeGreaterThan(3)
    let words = 0
    for (const file of files) {
      const one = outcome(file)
      if (one instanceof Rejected) continue
      const wanted = wordsOfDocument(JSON.parse(readFileSync(file, 'utf8')), keys)
      words += wanted.length
      expect([file, missing(wanted, wordsCarried(one.draft, one.notes))]).toEqual([file, []])
      expect(one.notes.length, file).toBeLessThan(50)
    }
    expect(words).toBeGreaterThan(300)
  })

  it('the measure sees a word that is lost', () => {
    const document = { uri: 'x:1', headline: 'Zwei Worte', body_html: '<p>Drei <b>W</b>orte hier</p>' }
    expect(wordsOfDocument(document, ninjsKeys)).toEqual(['Zwei', 'Worte', 'Drei', 'Worte', 'hier'])
    expect(missing(['Worte', 'Worte', 'hier'], ['hier', 'Worte'])).toEqual(['Worte'])
  })

  it('what is said to editors never reaches the text', () => {
    for (const file of present ? dpaFiles : goldenFiles('dpa-digitalwires')) {
      const one = outcome(file)
      const { notepad } = JSON.parse(readFileSync(file, 'utf8')) as { notepad?: { nonpublic_html?: string | null } }
      const contacts = notepad?.nonpublic_html?.match(/[\w.-]+@[\w.-]+\.\w+/g) ?? []
      if (!(one instanceof Rejected)) for (const contact of contacts) expect(JSON.stringify(one.draft.content)).not.toContain(contact)
    }
  })
})
