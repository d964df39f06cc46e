import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { backUp, inspect } from '@depesche/local/backup'
import { openDatabase } from '@depesche/local/database'
import { openStore } from '@depesche/local/node'
import { openDamaged } from '@depesche/local/open-damaged'
import { restoreDatabase } from '@depesche/local/restore'
import { salvage } from '@depesche/local/salvage'
import { KEPT } from '@depesche/local/swap'
import { keys, sha256 } from '@depesche/pipeline/keys'
import { epochOf, isReplaying } from '@depesche/pipeline/ledger/epoch'
import { putItem } from '@depesche/pipeline/ledger/items'
import { expect, test } from 'vitest'
import { testFolder } from './folder.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const keyOf = (text: string) => `originals/2026-03-02/2026-03-02T10-00-00-000Z-${text.slice(0, 8)}-${sha256(bytesOf(text))}`
const texts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${String(from + index).padStart(8, '0')} ${'x'.repeat(3_000)}`)

async function archive(folder: string, all: readonly string[]): Promise<void> {
  const { ports, close } = openStore(folder)
  await Promise.all(all.map((text) => ports.documents.put(keyOf(text), bytesOf(text))))
  await close()
}

/** Overwrites pages of a database with zeros. */
async function zero(path: string, pages: readonly number[]): Promise<void> {
  const bytes = await readFile(path)
  for (const page of pages) bytes.fill(0, (page - 1) * 4096, page * 4096)
  await writeFile(path, bytes)
}

function pagesOf(path: string, name: string, type: 'leaf' | 'internal' | 'overflow'): readonly number[] {
  const db = new DatabaseSync(path, { readOnly: true })
  const rows = db.prepare('SELECT pageno FROM dbstat WHERE name = ? AND pagetype = ?').all(name, type) as { pageno: number }[]
  db.close()
  return rows.map(({ pageno }) => pageno)
}

const documentsIn = (folder: string) => {
  const { ports, close } = openStore(folder)
  return ports.documents.list('originals/', '', 10_000).finally(close)
}

test('backUp() copies what was committed at one moment while others write, into a file for its owner alone', async () => {
  const folder = await testFolder()
  await archive(folder, texts(0, 900))
  const { ports, close } = openStore(folder)
  let writing = true
  const writer = (async () => {
    for (let count = 1000; writing; count++)
      await ports.documents.put(keyOf(texts(count, count + 1)[0]!), bytesOf(texts(count, count + 1)[0]!))
  })()
  const shares: number[] = []
  const bytes = await backUp(folder, join(folder, 'copy.db'), (share) => shares.push(share))
  writing = false
  await writer
  await close()
  expect(((await stat(join(folder, 'copy.db'))).mode & 0o777).toString(8)).toBe('600')
  expect(inspect(join(folder, 'copy.db'))).toMatchObject({ bytes, newest: '2026-03-02 10:00:00' })
  expect(shares.length).toBeGreaterThan(0)
  await expect(stat(join(folder, 'copy.db-wal'))).rejects.toThrow('ENOENT')
})

test('backUp() overwrites nothing and leaves nothing behind when it fails', async () => {
  const folder = await testFolder()
  await archive(folder, texts(0, 2))
  await writeFile(join(folder, 'there'), 'mine')
  await expect(backUp(folder, join(folder, 'there'), () => {})).rejects.toMatchObject({ remedy: expect.stringContaining('another file') })
  expect(await readFile(join(folder, 'there'), 'utf8')).toBe('mine')
  await writeFile(join(folder, 'cut.db.part'), '')
  await expect(backUp(folder, join(folder, 'cut.db'), () => {})).rejects.toMatchObject({ remedy: expect.stringContaining('remove it') })
  await expect(backUp(folder, join(folder, 'none/copy.db'), () => {})).rejects.toThrow('ENOENT')
})

test('inspect() refuses what is no whole backup, with what helps', async () => {
  const folder = await testFolder()
  await archive(folder, texts(0, 400))
  const path = join(folder, 'depesche.db')
  await writeFile(join(folder, 'text'), 'not a database, whatever its name says')
  await writeFile(join(folder, 'damaged'), await readFile(path))
  await zero(join(folder, 'damaged'), pagesOf(path, 'documents', 'leaf').slice(0, 2))
  for (const name of ['none', 'text', 'damaged']) expect(() => inspect(join(folder, name))).toThrow(join(folder, name))
})

test.each<readonly [string, 'leaf' | 'overflow' | 'first']>([
  ['leaf pages', 'leaf'],
  ['the first page', 'first'],
])('salvage() reads every document whose pages are whole, where of it %s went', async (_, what) => {
  const folder = await testFolder()
  await archive(folder, texts(0, 900))
  const path = join(folder, 'depesche.db')
  await backUp(folder, join(folder, 'copy.db'), () => {})
  await archive(folder, texts(900, 1000))
  const gone = what === 'first' ? [1] : pagesOf(path, 'documents', what).slice(30, 60)
  await zero(path, gone)
  const damaged = openDamaged(path, join(folder, 'copy.db'))
  const found = damaged ? [...salvage(damaged.db, (key) => key.startsWith('originals/'))] : []
  damaged?.close()
  expect(found.length).toBe(1000 - (what === 'first' ? 0 : gone.length))
  expect(new Set(found.map(({ key }) => key)).size).toBe(found.length)
})

test('restoreDatabase() keeps the old one, takes what the backup lacks, raises the epoch above every one before, and closes the exits', async () => {
  const folder = await testFolder()
  await archive(folder, texts(0, 50))
  const store = openStore(folder)
  const feed = { product: 'all', language: 'fr' }
  for (const sequence of [1, 2, 3]) await putItem(store.ports.table, keys.entry(1, feed, sequence), { sequence }, 0)
  await putItem(store.ports.table, keys.partnerKey('before'), { name: 'before' }, 0)
  await store.close()
  const file = join(folder, 'copy.db')
  await backUp(folder, file, () => {})
  await archive(folder, texts(50, 60))
  const later = openStore(folder)
  await putItem(later.ports.table, keys.partnerKey('after'), { name: 'after' }, 0)
  await later.close()
  const io = { folder, file, at: '2026-03-02T10:00:00.000Z', onProgress: () => {} }
  for (const [epoch, taken] of [
    [2, 10],
    [3, 10],
  ]) {
    const restored = await restoreDatabase(io)
    expect(restored).toMatchObject({ epoch, taken, entries: 3, isUnreadable: false })
    expect((restored.kept ?? '').slice(folder.length + 1)).toMatch(KEPT)
  }
  expect(await documentsIn(folder)).toHaveLength(60)
  const { ports, close } = openStore(folder)
  const item = await ports.table.get(keys.epoch)
  expect([epochOf(item), isReplaying(item)]).toEqual([3, true])
  expect(await ports.table.query('F#3#all#fr', { limit: 10 })).toHaveLength(3)
  expect(await ports.table.get(keys.partnerKey('after'))).toBeDefined()
  await close()
})

test('restoreDatabase() never lets the new database read the log of writes of the old one', async () => {
  const folder = await testFolder()
  await archive(folder, texts(0, 5))
  const file = join(folder, 'copy.db')
  await backUp(folder, file, () => {})
  // a database that is not closed keeps its log
  const db = openDatabase(join(folder, 'depesche.db'))
  db.exec("PRAGMA wal_autocheckpoint = 0; INSERT INTO items VALUES ('X#', 'x', 1, 'test', '{}')")
  const log = await readFile(join(folder, 'depesche.db-wal'))
  const main = await readFile(join(folder, 'depesche.db'))
  db.close()
  await writeFile(join(folder, 'depesche.db'), main)
  await writeFile(join(folder, 'depesche.db-wal'), log)
  const { kept = '' } = await restoreDatabase({ folder, file, at: '2026-03-02T10:00:00.000Z', onProgress: () => {} })
  const old = new DatabaseSync(kept)
  expect(old.prepare("SELECT count(*) AS count FROM items WHERE partition = 'X#'").get()).toMatchObject({ count: 1 })
  old.close()
  const fresh = openDatabase(join(folder, 'depesche.db'))
  expect(fresh.prepare("SELECT count(*) AS count FROM items WHERE partition = 'X#'").get()).toMatchObject({ count: 0 })
  expect(fresh.prepare('PRAGMA quick_check').get()).toMatchObject({ quick_check: 'ok' })
  fresh.close()
})

test('restoreDatabase() raises the epoch further where nothing of the old database can be read', async () => {
  const folder = await testFolder()
  await archive(folder, texts(0, 5))
  const file = join(folder, 'copy.db')
  await backUp(folder, file, () => {})
  const io = { folder, file, at: '2026-03-02T10:00:00.000Z', onProgress: () => {} }
  await restoreDatabase(io)
  const path = join(folder, 'depesche.db')
  await writeFile(path, Buffer.alloc((await stat(path)).size))
  expect(await restoreDatabase(io)).toMatchObject({ epoch: 3, taken: 0, isUnreadable: true })
})
