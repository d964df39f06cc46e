import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { debianProgram } from '../lib/debian-program.ts'
import { type ServedWire, serveWire } from './served-wire.ts'

const exec = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const text = await readFile(join(root, 'docs/partner.md'), 'utf8')
const [curl, php] = [await debianProgram('curl', 'curl'), await debianProgram('php', 'php-cli')]

interface Example {
  readonly commands: string
  /** the language of the block that shows the answer */
  readonly shown: string
  readonly answer: string
}

/** Each block of commands and the block that shows what it answers. */
const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', body = '']) => ({ language, body }))
const [settings, ...rest] = blocks
const examples: readonly Example[] = rest.flatMap(({ language, body }, index) =>
  language === 'sh' ? [{ commands: body, shown: rest[index + 1]?.language ?? '', answer: rest[index + 1]?.body ?? '' }] : [],
)

let wire: ServedWire
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depesche-partner-'))
  await symlink(join(root, 'examples'), join(folder, 'examples'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The wire of the document: a bridge that is corrected, a ferry that is killed, a mill. */
async function openWire(): Promise<ServedWire> {
  const opened = await serveWire()
  for (const story of ['bridge', 'ferry', 'mill']) await opened.put(story, 1)
  await opened.put('bridge', 2, { instruction: 'rectify' })
  await opened.decideOn('ferry', { kind: 'kill', reason: 'It was another ferry.' })
  return opened
}

/** Runs the commands as they stand in the document, with the variables that it has its reader set. */
async function run(commands: string): Promise<string> {
  const path = [dirname(process.execPath), curl ?? '', php ?? '', process.env.PATH].filter(Boolean).join(delimiter)
  const env = { PATH: path, LC_ALL: 'C', DEPESCHE: wire.url, KEY: wire.key, FEED: 'all/fr' }
  const { stdout, stderr } = await exec('/bin/sh', ['-eu', '-c', commands], { cwd: folder, env })
  expect(stderr).toBe('')
  return stdout
}

const lacks = (commands: string) => (/^curl /m.test(commands) && curl === undefined) || (/\bphp /.test(commands) && php === undefined)

/** What is compared by its value, not by its kind alone. */
const EXACT = new Set(['sequence', 'event', 'id', 'version', 'next', 'more', 'type', 'status', 'kind', 'uri', 'role', 'name', 'language'])

/** The shape of a value: its kinds, and values where they matter. `…` in what is shown stands for more of it. */
function shapeOf(value: unknown, shown: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.slice(0, hasMore(shown) ? 1 : undefined).map((each, index) => shapeOf(each, at(shown, index)))
  if (typeof value !== 'object' || value === null) return EXACT.has(name) ? value : typeof value
  const known = Object.entries(value).filter(([key]) => key !== '…' && (!hasRest(shown) || key in (shown as object)))
  return Object.fromEntries(known.map(([key, each]) => [key, shapeOf(each, (shown as Record<string, unknown> | undefined)?.[key], key)]))
}
const at = (shown: unknown, index: number) => (Array.isArray(shown) ? shown[index] : undefined)
const hasRest = (shown: unknown) => typeof shown === 'object' && shown !== null && '…' in shown
/** `[{ …, "…": "" }]`, alone: others like it follow */
const hasMore = (shown: unknown) => Array.isArray(shown) && shown.length === 1 && hasRest(shown[0])

describe('docs/partner.md', () => {
  test('tells its reader to set the three variables that its commands use', () => {
    expect(settings?.language).toBe('sh')
    expect(settings?.body.split('\n').map((line) => line.split('=')[0])).toEqual(['DEPESCHE', 'KEY', 'FEED', ''])
    const used = new Set(examples.flatMap(({ commands }) => [...commands.matchAll(/\$(\w+)/g)].map(([, name]) => name)))
    expect([...used].toSorted()).toEqual(['DEPESCHE', 'FEED', 'KEY'])
  })

  test('shows an answer for each block of commands, and has no other curl line', () => {
    expect(examples.length).toBeGreaterThan(8)
    expect(examples.filter(({ shown }) => shown !== 'json' && shown !== 'text')).toEqual([])
    const lines = text.split('\n').filter((line) => /\bcurl -/.test(line))
    expect(lines).toEqual(examples.flatMap(({ commands }) => commands.split('\n').filter((line) => /\bcurl -/.test(line))))
  })

  for (const { commands, shown, answer } of examples)
    test.skipIf(lacks(commands))(`${commands.trim()} answers what is shown`, async () => {
      wire = await openWire()
      const out = await run(commands)
      if (shown === 'text') return expect(out).toBe(answer)
      const said: unknown = JSON.parse(answer)
      expect(shapeOf(JSON.parse(out), said)).toEqual(shapeOf(said, said))
    })

  test('names every event and no other, and every link leads to a file', async () => {
    const events = ['created', 'updated', 'superseded', 'closed', 'removed', 'canceled']
    const table = text.slice(text.indexOf('| event |'), text.indexOf('Ids are'))
    expect(
      [...table.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name)),
    ).toEqual(events)
    for (const [, link = ''] of text.matchAll(/\]\(([^)#]+)/g)) if (!link.startsWith('https:')) await readFile(join(root, 'docs', link))
  })
})
