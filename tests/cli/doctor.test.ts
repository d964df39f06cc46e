import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checked } from '@depesche/cli/doctor/check'
import { database, writeAheadLog } from '@depesche/cli/doctor/database'
import { directions } from '@depesche/cli/doctor/engines'
import { nodeVersion } from '@depesche/cli/doctor/machine'
import { port } from '@depesche/cli/doctor/service'
import { listen } from '@depesche/cli/listen'
import type { Newsroom } from '@depesche/cli/newsroom'
import { openDatabase } from '@depesche/local/database'
import { expect, onTestFinished, test } from 'vitest'
import { DESK, PRODUCT } from '../lib/house.ts'

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'depesche-doctor-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
const newsroom: Newsroom = {
  file: 'depesche.config.ts',
  desks: [DESK],
  products: [PRODUCT],
  engines: ['pseudo'],
  amazon: undefined,
  bergamot: {},
  api: { port: 0, origins: [], perMinute: 600 },
  keep: {},
  webhooks: { allow: [] },
  typography: {},
  glossary: { swiss: true, folder: 'glossaries', own: {} },
}

test('nodeVersion() is a cross for a Node that is too old', () => {
  expect(nodeVersion('22.19.0')).toMatchObject({ ok: false, remedy: expect.stringContaining('24') })
  expect(nodeVersion('24.0.0').ok).toBe(true)
})

test('writeAheadLog() is a cross above 64 MB', async () => {
  const folder = await emptyFolder()
  const file = openSync(join(folder, 'depesche.db-wal'), 'w')
  ftruncateSync(file, 64e6)
  expect(writeAheadLog(folder).ok).toBe(true)
  ftruncateSync(file, 65e6)
  closeSync(file)
  expect(writeAheadLog(folder)).toMatchObject({
    ok: false,
    says: expect.stringContaining('65 MB'),
    remedy: expect.stringContaining('depesche up'),
  })
})

test('database() is a cross for a damaged file, and sends to the backup', async () => {
  const folder = await emptyFolder()
  const path = join(folder, 'depesche.db')
  const db = openDatabase(path)
  const insert = db.prepare("INSERT INTO items VALUES ('A#x', ?, 1, 'x', '{}')")
  for (let n = 0; n < 5_000; n++) insert.run(String(n))
  db.close()
  expect(await database(folder)).toMatchObject({ ok: true, says: expect.stringContaining('whole') })
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(40_000, 0xff), 0, 40_000, (await stat(path)).size - 48_000)
  closeSync(file)
  expect(await database(folder)).toMatchObject({ ok: false, remedy: expect.stringContaining('backup') })
})

test('database() only opens a file that is too large to be looked through', async () => {
  const folder = await emptyFolder()
  const path = join(folder, 'depesche.db')
  openDatabase(path).close()
  const file = openSync(path, 'r+')
  ftruncateSync(file, 1_100_000_000)
  closeSync(file)
  expect(await database(folder)).toMatchObject({ ok: true, says: expect.stringMatching(/^1\.1 GB, opens; too large/) })
})

test('directions() is a cross where a direction comes in a grade that no product lets out', async () => {
  const folder = await emptyFolder()
  expect(await directions(newsroom, folder)).toMatchObject({ ok: false, says: 'en-fr, en-de come in a grade that no product lets out' })
  const products = [{ ...PRODUCT, grades: ['none'] }]
  expect(await directions({ ...newsroom, products }, folder)).toMatchObject({ ok: true, says: '2 of 2 that the products need' })
  const elsewhere = [{ ...PRODUCT, filter: { desks: ['nobody'] } }]
  expect(await directions({ ...newsroom, products: elsewhere }, folder)).toMatchObject({ ok: true, says: '0 of 0 that the products need' })
})

test('port() is a cross where something else answers in the place of the running API', async () => {
  const server = await listen(() => new Response('hello'), 0)
  onTestFinished(server.close)
  expect(await port({ pid: 1, port: server.port }, newsroom)).toMatchObject({
    ok: false,
    says: expect.stringContaining('does not answer as ours'),
  })
})

test('checked() makes a cross of what is thrown', async () => {
  const look = async () => {
    throw new Error('odd')
  }
  expect(await checked('x', look)).toEqual({ name: 'x', ok: false, says: 'odd', remedy: expect.any(String) })
})
