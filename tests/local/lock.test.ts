import { FolderInUse, holderOf, lockFolder } from '@depesche/local/lock'
import { expect, test } from 'vitest'
import { startChild } from './child.ts'
import { testFolder } from './folder.ts'

test('a folder is one process’s at a time, and the second is told who holds it', async () => {
  const folder = await testFolder()
  const first = startChild('lock', folder)
  await first.says('locked')
  expect(holderOf(folder)).toEqual({ pid: first.process.pid, port: 4711 })
  expect(() => lockFolder(folder)).toThrow(FolderInUse)
  expect(() => lockFolder(folder)).toThrow(`in use by process ${first.process.pid}`)
})

test('kill -9 of the holder frees the folder, and nobody holds it by a note left behind', async () => {
  const folder = await testFolder()
  const first = startChild('lock', folder)
  await first.says('locked')
  first.process.kill('SIGKILL')
  await first.ended
  expect(holderOf(folder)).toBeUndefined()
  const lock = lockFolder(folder)
  expect(holderOf(folder)).not.toMatchObject({ pid: first.process.pid })
  lock.release()
})

test('a holder is known by its pid from the moment it has the lock, before it announces anything', async () => {
  const folder = await testFolder()
  const lock = lockFolder(folder)
  expect(holderOf(folder)).toEqual({ pid: process.pid })
  lock.announce({ pid: process.pid, port: 1 })
  expect(holderOf(folder)).toEqual({ pid: process.pid, port: 1 })
  lock.release()
  expect(holderOf(folder)).toBeUndefined()
})

test('asking who holds a folder keeps nobody from taking it', async () => {
  const folder = await testFolder()
  for (let round = 0; round < 20; round++) {
    expect(holderOf(folder)).toBeUndefined()
    lockFolder(folder).release()
  }
})
