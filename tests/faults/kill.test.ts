import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openStore } from '@depesche/local/node'
import { createExits } from '@depesche/pipeline/exits'
import { openWorks } from '@depesche/pipeline/ledger/work'
import { surveyUploads } from '@depesche/pipeline/survey'
import { readerOfProducts } from '@depesche/syndication/entitlement'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FAULT_PRODUCT } from './newsroom.ts'

const child = fileURLToPath(new URL('child.ts', import.meta.url))
const sample = fileURLToPath(new URL('../../samples/french-wire.txt', import.meta.url))

interface Ended {
  readonly signal: string | null
  readonly code: number
  readonly out: string
}

function run(folder: string, stop: string): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [child, folder, stop], { timeout: 60_000 }, (error, out, problems) => {
      if (problems) console.error(problems)
      const ended = error as { readonly signal?: string; readonly code?: number } | null
      resolve({ signal: ended?.signal ?? null, code: ended === null ? 0 : Number(ended.code ?? -1), out })
    })
  })
}

async function newFolder(base: string, name: string): Promise<string> {
  const folder = join(base, name)
  await mkdir(join(folder, 'incoming/sda'), { recursive: true })
  await copyFile(sample, join(folder, 'incoming/sda/french-wire.txt'))
  return folder
}

/** Once complete, once per language, once per feed; nothing open, nothing left in the box. */
async function expectComplete(folder: string): Promise<void> {
  const { ports, close } = openStore(folder)
  try {
    const uploads = await Array.fromAsync(surveyUploads(ports.table, new Date(Date.now() + 86_400_000), 3))
    expect(uploads).toMatchObject([{ state: 'normalized' }])
    const exits = createExits(ports)
    for (const language of FAULT_PRODUCT.languages) {
      const page = await exits.page(readerOfProducts('x', ['demo']), { product: 'demo', language }, { after: undefined, limit: 100 })
      if (typeof page === 'string') throw new Error(page)
      expect(page.entries).toMatchObject([{ sequence: 1, event: 'created', version: 1, bytes: expect.anything() }])
    }
    expect(await Array.fromAsync(openWorks(ports.table))).toEqual([])
    expect(ports.queue.nextDue()).toBeUndefined()
    expect(ports.queue.deadLetters()).toEqual([])
    const documents = async (prefix: string) => (await ports.documents.list(prefix, '', 100)).length
    expect(await documents('articles/')).toBe(1)
    // a crash after a document and before the item that names it leaves a document that nobody follows: never two items
    expect(await documents('syndicated/')).toBeGreaterThanOrEqual(FAULT_PRODUCT.languages.length)
  } finally {
    await close()
  }
}

describe('a process killed at any write', () => {
  let base: string
  let count: number
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'depesche-kill-'))
    const folder = await newFolder(base, 'count')
    const { out } = await run(folder, 'count')
    count = Number(out)
    await expectComplete(folder)
    console.log(`one article in ${FAULT_PRODUCT.languages.length} languages makes ${count} port writes: ${2 * count} kills`)
  })
  afterAll(() => rm(base, { recursive: true, force: true }))

  test('is restarted and the article is complete once, each language once, each feed without gap or repeat', {
    timeout: 600_000,
  }, async () => {
    expect(count).toBeGreaterThan(30)
    const stops = Array.from({ length: count }, (_, index) => [`before:${index + 1}`, `after:${index + 1}`]).flat()
    let kills = 0
    const lane = async () => {
      for (let stop = stops.shift(); stop !== undefined; stop = stops.shift()) {
        const folder = await newFolder(base, stop.replace(':', '-'))
        const killed = await run(folder, stop)
        expect(killed.signal, `${stop} must really die`).toBe('SIGKILL')
        kills++
        expect(await run(folder, 'finish'), stop).toMatchObject({ code: 0 })
        await expectComplete(folder).catch((error: unknown) => {
          throw new Error(`killed ${stop}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
        })
        await rm(folder, { recursive: true })
      }
    }
    await Promise.all([lane(), lane()])
    expect(kills).toBe(2 * count)
  })
})
