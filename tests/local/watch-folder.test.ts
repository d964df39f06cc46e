import { lstat, mkdir, open, readdir, readFile, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openWatchFolder, QUIET_MS, type WatchFolder } from '@depesche/local/watch-folder'
import { MAX_UPLOAD_BYTES } from '@depesche/pipeline/ports'
import { describe, expect, onTestFinished, test } from 'vitest'
import { testFolder } from './folder.ts'

interface Box {
  readonly box: WatchFolder
  readonly path: (name: string) => string
  readonly wait: (ms: number) => void
  /** what is listed after enough quiet */
  readonly settled: () => Promise<readonly string[]>
}

async function openBox(): Promise<Box> {
  const folder = await testFolder()
  let now = Date.now()
  const box = await openWatchFolder(folder, ['sda', 'web'], () => now)
  const wait = (ms: number) => {
    now += ms
  }
  return {
    box,
    wait,
    path: (name) => join(folder, name),
    settled: async () => {
      await box.list()
      wait(QUIET_MS)
      return (await box.list()).map(({ key }) => key)
    },
  }
}
const reasons = async (box: WatchFolder) => (await box.odd()).map(({ path, reason }) => `${path.slice(box.folder.length + 1)}: ${reason}`)

describe('a file in the drop box', () => {
  test('is listed when it has stood still for the quiet time, and not before', async () => {
    const { box, path, wait } = await openBox()
    await writeFile(path('sda/a.txt'), 'a')
    expect(await box.list()).toEqual([])
    wait(QUIET_MS - 1)
    expect(await box.list()).toEqual([])
    wait(1)
    expect(await box.list()).toMatchObject([{ key: 'sda/a.txt' }])
  })

  test('that grows in two steps is waited for from the second one on', async () => {
    const { box, path, wait, settled } = await openBox()
    await writeFile(path('sda/a.txt'), 'one')
    await box.list()
    wait(QUIET_MS - 1)
    await writeFile(path('sda/a.txt'), 'one, two')
    expect(await box.list()).toEqual([])
    wait(QUIET_MS - 1)
    expect(await box.list()).toEqual([])
    expect(await settled()).toEqual(['sda/a.txt'])
    const [dropped] = await box.list()
    expect(Buffer.from((dropped && (await box.get(dropped))) ?? []).toString()).toBe('one, two')
  })

  test.runIf(process.platform === 'linux')('that a process keeps open for writing is waited for, however long it pauses', async () => {
    const { path, settled } = await openBox()
    const writer = await open(path('sda/a.txt'), 'a')
    await writer.write('half')
    expect(await settled()).toEqual([])
    expect(await settled()).toEqual([])
    await writer.close()
    expect(await settled()).toEqual(['sda/a.txt'])
  })

  test.runIf(process.platform === 'linux')('that is open for writing is waited for through a link to the box, too', async () => {
    const { path } = await openBox()
    await symlink(path(''), `${path('').slice(0, -1)}-link`)
    onTestFinished(() => rm(`${path('').slice(0, -1)}-link`))
    let now = Date.now()
    const box = await openWatchFolder(`${path('').slice(0, -1)}-link`, ['sda'], () => now)
    const writer = await open(path('sda/a.txt'), 'a')
    await box.list()
    now += QUIET_MS
    expect(await box.list()).toEqual([])
    await writer.close()
    expect(await box.list()).toHaveLength(1)
  })

  test.runIf(process.platform === 'linux')('that a process reads is not waited for', async () => {
    const { path, settled } = await openBox()
    await writeFile(path('sda/a.txt'), 'a')
    const reader = await open(path('sda/a.txt'), 'r')
    expect(await settled()).toEqual(['sda/a.txt'])
    await reader.close()
  })

  test.each([
    'with spaces  and more .txt',
    'üñï 新聞 \u{1f4f0}.xml',
    'two\nlines.txt',
    '-rf',
    '--help',
    'a..b',
    '~',
    '$(touch x)`id`',
    '%2e%2e%2f',
    '#1 “quoted” \'single\' "double"',
    'con.',
    'a\u0007bell\u001b[31m',
    'n'.repeat(255),
    'é'.repeat(127),
  ])('named %j is taken whole and taken away alone', async (name) => {
    const { box, path, settled } = await openBox()
    await writeFile(path(`sda/${name}`), 'text')
    await writeFile(path('sda/neighbour'), 'other')
    expect((await settled()).toSorted()).toEqual([`sda/${name}`, 'sda/neighbour'].toSorted())
    const dropped = (await box.list()).find(({ key }) => key === `sda/${name}`)
    expect(Buffer.from((dropped && (await box.get(dropped))) ?? []).toString()).toBe('text')
    if (dropped) await box.delete(dropped)
    expect(await readdir(path('sda'))).toEqual(['neighbour'])
    expect(await box.odd()).toEqual([])
  })

  test('that is replaced after it was listed is neither given under the old version nor deleted', async () => {
    const { box, path, settled } = await openBox()
    await writeFile(path('sda/a.txt'), 'one')
    await settled()
    const [dropped] = await box.list()
    if (dropped === undefined) throw new Error('not listed')
    await writeFile(path('sda/b.txt'), 'two')
    await utimes(path('sda/b.txt'), 1, 1)
    await rename(path('sda/b.txt'), path('sda/a.txt'))
    expect(await box.get(dropped)).toBeUndefined()
    await box.delete(dropped)
    expect(await readFile(path('sda/a.txt'), 'utf8')).toBe('two')
    expect(await settled()).toEqual(['sda/a.txt'])
  })

  test('that is replaced by as many other bytes with the same time is not deleted for the old version', async () => {
    const { box, path, settled } = await openBox()
    await writeFile(path('sda/a.txt'), 'one')
    await utimes(path('sda/a.txt'), 1, 1)
    await settled()
    const [dropped] = await box.list()
    if (dropped === undefined) throw new Error('not listed')
    await writeFile(path('sda/b.txt'), 'two')
    await utimes(path('sda/b.txt'), 1, 1)
    await rename(path('sda/b.txt'), path('sda/a.txt'))
    await box.delete(dropped)
    expect(await readFile(path('sda/a.txt'), 'utf8')).toBe('two')
  })

  test('dropped again after it was taken is another version, also with the same bytes', async () => {
    const { box, path, settled } = await openBox()
    const versions = new Set<string>()
    for (let round = 0; round < 2; round++) {
      await writeFile(path('sda/a.txt'), 'the same')
      await utimes(path('sda/a.txt'), round, round)
      await settled()
      const [dropped] = await box.list()
      if (dropped === undefined) throw new Error('not listed')
      versions.add(dropped.versionId)
      await box.delete(dropped)
    }
    expect(versions.size).toBe(2)
  })

  test('that vanishes between two looks is forgotten', async () => {
    const { box, path, settled } = await openBox()
    await writeFile(path('sda/a.txt'), 'a')
    await settled()
    const [dropped] = await box.list()
    if (dropped === undefined) throw new Error('not listed')
    await rename(path('sda/a.txt'), path('elsewhere'))
    expect(await box.list()).toEqual([])
    expect(await box.get(dropped)).toBeUndefined()
    await box.delete(dropped)
  })
})

describe('what is no upload', () => {
  test('is left alone and named with its reason: folders, links, strange names, other folders, stray files', async () => {
    const { box, path, settled, wait } = await openBox()
    await mkdir(path('sda/folder'))
    await writeFile(path('sda/folder/inside.txt'), 'x')
    await symlink('/etc/passwd', path('sda/link.txt'))
    await symlink('/etc', path('sda/linked-folder'))
    await writeFile(path('sda/back\\slash.txt'), 'x')
    await writeFile(Buffer.concat([Buffer.from(path('sda/latin-')), Buffer.from([0xe9])]), 'x')
    await writeFile(path('sda/.hidden'), 'x')
    await mkdir(path('nobody'))
    await writeFile(path('nobody/a.txt'), 'x')
    await writeFile(path('stray.txt'), 'x')
    expect(await settled()).toEqual([])
    wait(5_000)
    expect((await reasons(box)).toSorted()).toEqual([
      'nobody: no desk has the folder "nobody": the desks\' folders are sda, web',
      'sda/.hidden: its name begins with a dot: rename it to upload it',
      'sda/back\\slash.txt: its name is not UTF-8 or has a backslash: rename it',
      'sda/folder: only plain files are uploads: no folders, no links',
      'sda/latin-\ufffd: its name is not UTF-8 or has a backslash: rename it',
      'sda/link.txt: only plain files are uploads: no folders, no links',
      'sda/linked-folder: only plain files are uploads: no folders, no links',
      "stray.txt: it lies in no desk's folder: the desks' folders are sda, web",
    ])
    expect((await lstat(path('sda/link.txt'))).isSymbolicLink()).toBe(true)
    expect(await readFile(path('sda/folder/inside.txt'), 'utf8')).toBe('x')
  })

  test('a hidden file is not named while a program may be about to rename it', async () => {
    const { box, path, settled } = await openBox()
    await writeFile(path('sda/.a.txt.x7Yz'), 'x')
    expect(await reasons(box)).toEqual([])
    await rename(path('sda/.a.txt.x7Yz'), path('sda/a.txt'))
    expect(await settled()).toEqual(['sda/a.txt'])
  })

  test('a file over the limit is named and never read', async () => {
    const { box, path, settled } = await openBox()
    await writeFile(path('sda/huge.xml'), '')
    await truncate(path('sda/huge.xml'), MAX_UPLOAD_BYTES + 1)
    expect(await settled()).toEqual([])
    expect(await reasons(box)).toEqual(['sda/huge.xml: larger than 32 MB'])
  })

  test.each(['sda/../secret', 'sda/a/b', 'sda/..', 'sda/.', 'sda/', '/etc/passwd', 'sda\\a', 'sda/a\0b', ''])(
    'the key %j is refused: nothing outside the box is read or deleted',
    async (key) => {
      const { box } = await openBox()
      await expect(box.get({ key, versionId: '1-x' })).rejects.toThrow(/not a key/)
      await expect(box.delete({ key, versionId: '1-x' })).rejects.toThrow(/not a key/)
    },
  )

  test('a key of a folder that is no desk’s is refused', async () => {
    const { box } = await openBox()
    await expect(box.get({ key: '../a', versionId: '1-x' })).rejects.toThrow(/not a key/)
    await expect(box.get({ key: 'nobody/a', versionId: '1-x' })).rejects.toThrow(/not a key/)
  })

  test('a desk’s folder that was taken away is no trouble', async () => {
    const { box, path, settled } = await openBox()
    await rename(path('web'), path('gone'))
    await writeFile(path('sda/a.txt'), 'a')
    expect(await settled()).toEqual(['sda/a.txt'])
    expect(await reasons(box)).toEqual(['gone: no desk has the folder "gone": the desks\' folders are sda, web'])
  })
})
