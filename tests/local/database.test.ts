import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openDatabase, UnusableDatabase } from '@depesche/local/database'
import { lockFolder } from '@depesche/local/lock'
import { makeDataFolder, openStore } from '@depesche/local/node'
import { expect, test } from 'vitest'
import { testFolder } from './folder.ts'

test('openDatabase() refuses a file of a newer Depesche, says so, and leaves it as it is', async () => {
  const path = join(await testFolder(), 'test.db')
  const newer = openDatabase(path)
  newer.exec('PRAGMA user_version = 99; CREATE TABLE future (x)')
  newer.close()
  expect(() => openDatabase(path)).toThrow(UnusableDatabase)
  expect(() => openDatabase(path)).toThrow(/newer Depesche \(schema 99, this one knows \d+\): update/)
  const db = new DatabaseSync(path)
  expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 99 })
  db.close()
})

test('openDatabase() says which file is no database of ours', async () => {
  const path = join(await testFolder(), 'test.db')
  await writeFile(path, 'this is a text and no database, whatever its name says')
  expect(() => openDatabase(path)).toThrow(UnusableDatabase)
  expect(() => openDatabase(path)).toThrow(path)
})

test('openDatabase() opens its own file again, with every row', async () => {
  const path = join(await testFolder(), 'test.db')
  const first = openDatabase(path)
  first.exec("INSERT INTO documents (key, bytes) VALUES ('a', x'01')")
  first.close()
  const second = openDatabase(path)
  expect(second.prepare('SELECT count(*) AS n FROM documents').get()).toEqual({ n: 1 })
  expect(second.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
  expect(second.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
  second.close()
})

test('the data folder is its owner’s alone, and so are the files in it wherever the folder was there before', async () => {
  const folder = join(await testFolder(), 'new/data')
  makeDataFolder(folder)
  const old = await testFolder()
  makeDataFolder(old)
  const modes = async (base: string) => {
    const { ports, close } = openStore(base)
    const lock = lockFolder(base)
    lock.announce({ pid: 1 })
    await ports.table.put({ partition: 'P', sort: 'a' }, {}, { rev: 0, by: 'x' })
    const names = ['depesche.db', 'depesche.db-wal', 'lock.db', 'up.json']
    const found = await Promise.all(names.map(async (name) => (await stat(join(base, name))).mode & 0o777))
    lock.release()
    await close()
    return found
  }
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  for (const base of [folder, old]) expect((await modes(base)).map((mode) => mode.toString(8))).toEqual(['600', '600', '600', '600'])
})
