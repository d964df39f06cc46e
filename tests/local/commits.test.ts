import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Commits } from '@depesche/local/commits'
import { openDatabase } from '@depesche/local/database'
import { openStore } from '@depesche/local/node'
import { expect, test } from 'vitest'
import { startChild } from './child.ts'
import { testFolder } from './folder.ts'

async function openFile(): Promise<{ readonly path: string; readonly db: DatabaseSync; readonly other: DatabaseSync }> {
  const path = join(await testFolder(), 'test.db')
  const db = openDatabase(path)
  return { path, db, other: new DatabaseSync(path) }
}
const put = (db: DatabaseSync, key: string) => () => db.prepare("INSERT INTO documents (key, bytes) VALUES (?, x'00')").run(key)
const keysIn = (db: DatabaseSync) => (db.prepare('SELECT key FROM documents ORDER BY key').all() as { key: string }[]).map(({ key }) => key)

test('Commits acknowledges a write only after another connection sees it', async () => {
  const { db, other } = await openFile()
  const commits = new Commits(db)
  await Promise.all(
    ['a', 'b', 'c'].map(async (key) => {
      await commits.write(put(db, key))
      expect(keysIn(other)).toContain(key)
    }),
  )
})

test('Commits puts the writes of one turn into one transaction, in order', async () => {
  const { db } = await openFile()
  const commits = new Commits(db)
  let begun = 0
  const exec = db.exec.bind(db)
  db.exec = (sql) => {
    if (sql.startsWith('BEGIN')) begun++
    exec(sql)
  }
  const order: number[] = []
  await Promise.all(Array.from({ length: 500 }, (_, n) => commits.write(() => order.push(n))))
  expect(begun).toBe(1)
  expect(order).toEqual(Array.from({ length: 500 }, (_, n) => n))
})

test('an error in one write reaches its own caller and breaks no other', async () => {
  const { db, other } = await openFile()
  const commits = new Commits(db)
  const results = await Promise.allSettled([
    commits.write(put(db, 'a')),
    commits.write(put(db, 'a')), // the key is taken: SQLite refuses this statement
    commits.write(() => {
      throw new Error('of my own')
    }),
    commits.write(put(db, 'b')),
  ])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
  expect(results[1]).toMatchObject({ reason: { message: expect.stringContaining('UNIQUE') } })
  expect(results[2]).toMatchObject({ reason: { message: 'of my own' } })
  expect(keysIn(other)).toEqual(['a', 'b'])
  await commits.write(put(db, 'c'))
  expect(keysIn(other)).toEqual(['a', 'b', 'c'])
})

test('a write waits for another process that holds the file, and loses nothing', async () => {
  const { path, db, other } = await openFile()
  const commits = new Commits(db)
  const release = `${path}.release`
  const holder = startChild('hold', path, release)
  await holder.says('held')
  let acknowledged = false
  const write = commits.write(put(db, 'a')).then(() => {
    acknowledged = true
  })
  // the event loop goes on while the write waits: the release below is written by it
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 10))
  expect(acknowledged).toBe(false)
  await writeFile(release, '')
  await write
  expect(keysIn(other)).toEqual(['a'])
  expect(await holder.ended).toBe(0)
})

test('two processes that count one item 200 times each by compare-and-set lose nothing', async () => {
  const folder = await testFolder()
  const { ports, close } = openStore(folder)
  const children = [startChild('count', folder, '200'), startChild('count', folder, '200')]
  expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0])
  expect(await ports.table.get({ partition: 'A#count', sort: 'HEAD' })).toMatchObject({ value: { n: 400 }, rev: 400 })
  await close()
})

test('settled() waits for every write that has been asked for', async () => {
  const { db, other } = await openFile()
  const commits = new Commits(db)
  void commits.write(put(db, 'a')).then(() => void commits.write(put(db, 'b')))
  await commits.settled()
  expect(keysIn(other)).toContain('a')
})
