import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { depesche, samples, workFolder } from './depesche.ts'

interface Item {
  readonly language: string
  readonly headlines: readonly { readonly value: string }[]
  readonly associations: readonly { readonly language: string; readonly renditions: readonly { readonly href: string }[] }[]
}
const read = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as Item
const wire = ['english-web-paste.txt', 'french-wire.txt', 'german-newsml12.xml']

async function filesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.includes('.')).toSorted()
}

test('run reads files and folders and writes DIR/{product}/{language}/{id}.json, whose links lead to the other files', async () => {
  const folder = await workFolder()
  await mkdir(join(folder, 'a folder'))
  for (const name of wire.slice(0, 2)) await cp(join(samples, name), join(folder, 'a folder', name))
  const { code, out, err } = await depesche(
    folder,
    'run',
    'a folder',
    join(samples, 'german-newsml12.xml'),
    '--to',
    'es,ca',
    '--out',
    'out put',
  )
  expect([code, err]).toEqual([0, ''])
  const files = await filesIn(join(folder, 'out put'))
  expect(files.map((name) => name.replace(/\/[^/]*$/, ''))).toEqual([...Array(3).fill('demo/ca'), ...Array(3).fill('demo/es')])
  for (const file of files) {
    const item = await read(join(folder, 'out put', file))
    expect(item.language).toBe(file.split('/')[1])
    expect(item.headlines[0]?.value).toMatch(/^\[(?:es|ca): .*~\]$/)
    const [sibling] = item.associations
    const path = fileURLToPath(sibling?.renditions[0]?.href ?? '')
    expect((await read(path)).language).toBe(sibling?.language)
  }
  for (const name of ['a folder/english-web-paste.txt', 'a folder/french-wire.txt', 'german-newsml12.xml']) expect(out).toContain(name)
  expect(out).toMatch(/\nfile +id +written +not written +headline\n/)
  expect(out).toMatch(/\n6 files in out put, 0 unreadable\n$/)
})

test('run tells progress in plain lines where there is no terminal, and leaves nothing behind but DIR', async () => {
  const folder = await workFolder()
  const { out } = await depesche(folder, 'run', join(samples, 'french-wire.txt'), '--out', 'out')
  expect(out).toMatch(/^0 of 1 files read, 0 of 0 languages\n[\s\S]*1 of 1 files read, 3 of 3 languages\n/)
  expect(out).not.toMatch(/[\r\u001b█░]/)
  expect((await readdir(folder)).toSorted()).toEqual(['depesche.config.ts', 'out'])
})

test('run reports a file that cannot be read, goes on with the rest, and ends with 1', async () => {
  const folder = await workFolder()
  for (const name of ['one', 'two']) {
    await mkdir(join(folder, name))
    await writeFile(join(folder, name, 'broken.xml'), '<?xml version="1.0"?><NewsML><cut off')
  }
  const { code, out, err } = await depesche(folder, 'run', 'missing.txt', 'one', 'two', join(samples, 'french-wire.txt'), '--out', 'out')
  expect([code, err]).toEqual([1, ''])
  for (const name of ['missing.txt', 'one/broken.xml', 'two/broken.xml']) {
    expect(out).toMatch(new RegExp(`cannot read ${name}: .`))
    expect(out).toMatch(new RegExp(`\n${name} +cannot be read: `))
  }
  expect(out).toContain('3 files in out, 3 unreadable')
  expect(await filesIn(join(folder, 'out'))).toHaveLength(3)
})

test('run takes two files of one name for two articles, and one file named twice for one', async () => {
  const folder = await workFolder()
  for (const [name, text] of [
    ['one', 'Bridge opened\n\nThe new bridge over the river was opened on Monday.\n'],
    ['two', 'Frost tonight\n\nTemperatures will fall below zero in all valleys.\n'],
  ] as const) {
    await mkdir(join(folder, name))
    await writeFile(join(folder, name, 'story.txt'), text)
  }
  const { code, out } = await depesche(
    folder,
    'run',
    'one',
    'two',
    './one/story.txt',
    'one/../two/story.txt',
    '--desk',
    'web',
    '--to',
    'en',
    '--out',
    'out',
  )
  expect(code).toBe(0)
  const files = await filesIn(join(folder, 'out/demo/en'))
  expect(files).toHaveLength(2)
  const headlines = await Promise.all(files.map(async (name) => (await read(join(folder, 'out/demo/en', name))).headlines[0]?.value))
  expect(headlines.toSorted()).toEqual(['Bridge opened', 'Frost tonight'])
  expect(out).toContain('2 of 2 files read')
})

test('run writes nothing of an article that is held, and says why', async () => {
  const folder = await workFolder()
  const held = fileURLToPath(new URL('../golden/newsml-g2/flash-that-is-a-test/source.xml', import.meta.url))
  const { out } = await depesche(folder, 'run', held, '--out', 'out')
  expect(out).toMatch(/held: .*a test/)
  expect(await filesIn(join(folder, 'out'))).toEqual([])
})
