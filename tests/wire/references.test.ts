import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { Rejected } from '@depesche/article/model'
import type { Desk } from '@depesche/wire/reader'
import { open, read } from '@depesche/wire/readers'
import { expect, test } from 'vitest'

/** Public examples of every wire, and what the Swiss agency's looks like; not ours to ship. */
const reference = resolve(import.meta.dirname, '../../../shared/reference')
const present = existsSync(reference)
if (!present && process.env.CI === 'true') throw new Error('../shared/reference is not there')
const desk: Desk = { name: 'references', zone: 'Europe/Zurich', language: 'de' }

/** Schemas, licences and descriptions; what a test suite says must fail. */
const NO_WIRE = /\.(?:xsd|md)$|(?:^|\/)(?:LICENSE|NOTICE)$|^ninjs\/schema\/|\/should_fail\//

interface Row {
  readonly file: string
  readonly outcome: string
  readonly why: string
}

function rowsOf(file: string): readonly Row[] {
  const bytes = readFileSync(join(reference, file))
  try {
    const opened = open({ name: file, bytes, received: '2031-09-11T16:00:00Z' }, desk)
    if ('parts' in opened) return opened.parts.flatMap((part, index) => partRow(`${file}#${index + 1}`, part.bytes))
    return [articleRow(file, opened)]
  } catch (error) {
    return [rejectedRow(file, error)]
  }
}

function partRow(file: string, bytes: Uint8Array): readonly Row[] {
  try {
    return [articleRow(file, read({ name: file, bytes }, desk))]
  } catch (error) {
    return [rejectedRow(file, error)]
  }
}

function articleRow(file: string, { draft, notes }: ReturnType<typeof read>): Row {
  const held = notes.filter(({ level }) => level === 'hold').map(({ rule }) => rule)
  return { file, outcome: `article, ${draft.format}`, why: held.length > 0 ? `held: ${held.join(', ')}` : draft.instruction }
}

/** Throws what is no rejection. */
function rejectedRow(file: string, error: unknown): Row {
  if (!(error instanceof Rejected)) throw new Error(file, { cause: error })
  expect([file, error.remedy]).toEqual([file, expect.stringMatching(/\w/)])
  return { file, outcome: `rejected, ${error.rule}`, why: error.message }
}

/** What is no story: pictures, recordings, events, plans, catalogs, packages, parts of documents; a list of nothing. */
const NO_STORY =
  /^rejected, (?:g2-(?:picture|video|audio|package|fragment|concept|knowledge|catalog|events|planning|data|no-text)|ninjs-[a-z-]+|dpa-[a-z-]+|unknown-json|newsml12-[a-z-]+)$/

test.skipIf(!present)('every public file is read, or rejected with the reason for what is no story', () => {
  const files = readdirSync(reference, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(reference, join(entry.parentPath, entry.name)))
    .filter((file) => !NO_WIRE.test(file))
    .toSorted()
  const rows = files.flatMap(rowsOf)
  const byOutcome = Object.groupBy(rows, ({ file, outcome }) => `${file.split('/').slice(0, 2).join('/')}: ${outcome}`)
  // one line each with REFERENCE_TABLE=1
  if (process.env.REFERENCE_TABLE) console.table(rows)
  else console.table(Object.entries(byOutcome).map(([what, all]) => ({ what, files: all?.length })))
  const read = rows.filter(({ outcome }) => outcome.startsWith('article'))
  const odd = rows.filter(({ outcome }) => !outcome.startsWith('article') && !NO_STORY.test(outcome))
  expect(odd).toEqual([])
  expect(files.length).toBeGreaterThanOrEqual(300)
  expect(read.length).toBeGreaterThanOrEqual(140)
  // what is a story by its place is read
  const stories = rows.filter(({ file }) => /^(?:seed|sda\/samples|dpa\/(?:nitf|iptc7901\/output))\//.test(file) && !file.endsWith('.json'))
  expect(stories.filter(({ outcome }) => !outcome.startsWith('article'))).toEqual([])
  expect(stories.length).toBeGreaterThanOrEqual(36)
})
