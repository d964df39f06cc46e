import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { depesche, depescheEach, newsroom, samples, startUp, workFolder } from './depesche.ts'

const test1 = fileURLToPath(new URL('../golden/newsml-g2/flash-that-is-a-test/source.xml', import.meta.url))

/** A data folder with something held, something rejected and something that waits for an engine. */
async function filledFolder(): Promise<string> {
  const folder = await workFolder({ ...newsroom, engines: { local: ['bergamot'] } })
  await mkdir(join(folder, 'in'))
  await writeFile(join(folder, 'in/broken.xml'), '<?xml version="1.0"?><NewsML><cut off')
  await writeFile(join(folder, 'in/test.xml'), await readFile(test1))
  await writeFile(join(folder, 'story.txt'), 'Bridge opened\n\nThe new bridge over the river was opened on Monday.\n')
  await depescheEach(folder, ['put', 'in', join(samples, 'french-wire.txt')], ['put', 'story.txt', '--desk', 'web'])
  await (await startUp(folder)).stop()
  return folder
}
const lines = (out: string) => out.split('\n').filter(Boolean)
const namesIn = (out: string) => lines(out).map((line) => (JSON.parse(line) as { readonly name: string }).name)

test('status lists by hold, wait, failure, time and desk, and tells one article whole', async () => {
  const folder = await filledFolder()
  const all = ['broken.xml', 'french-wire.txt', 'story.txt', 'test.xml']
  const wanted: readonly (readonly [args: readonly string[], names: readonly string[]])[] = [
    [[], all],
    [['--held'], ['test.xml']],
    [['--failed'], ['broken.xml']],
    [['--waiting'], ['french-wire.txt', 'story.txt', 'test.xml']],
    [
      ['--held', '--failed'],
      ['broken.xml', 'test.xml'],
    ],
    [['--desk', 'web'], ['story.txt']],
    [['--desk', 'web', '--failed'], []],
    [['--since', '1h'], all],
    [['--since', '2099-01-01'], []],
  ]
  const json = await depescheEach(folder, ...wanted.map(([args]) => ['status', '--json', ...args]))
  for (const [index, { code, out, err }] of json.entries()) {
    const [args, names] = wanted[index] as (typeof wanted)[number]
    expect([code, err]).toEqual([0, ''])
    expect(namesIn(out).toSorted(), args.join(' ')).toEqual(names)
  }
  const french = lines(json[0]?.out ?? '').map((line) => JSON.parse(line) as { readonly name: string; readonly id: string })
  const id = french.find(({ name }) => name === 'french-wire.txt')?.id ?? ''
  const [text, later, whole, unknown, hostile] = await depescheEach(
    folder,
    ['status'],
    ['status', '--since', '2099-01-01'],
    ['status', id],
    ['status', 'no-such-article'],
    ['status', '../../HEAD'],
  )
  expect(text?.out).toMatch(/HELD: .*a test/)
  expect(text?.out).toMatch(/broken\.xml .*rejected/)
  expect(later?.out).toContain('.depesche/incoming/{desk}/')
  expect(whole?.out).toMatch(/version 1, desk sda, fr/)
  expect(whole?.out).toMatch(/\nde +waiting: no engine/)
  expect(whole?.out).toMatch(/\ndemo\/fr +created, sequence \d+/)
  for (const ended of [unknown, hostile]) expect(ended).toMatchObject({ code: 1, err: expect.stringContaining('there is no article') })
})

test('feed shows a feed as its partners get it, page by page, with links that resolve', async () => {
  const folder = await filledFolder()
  const [feed, json, later, noFeed, epoch, ahead] = await depescheEach(
    folder,
    ['feed', 'demo', 'fr'],
    ['feed', 'demo', 'fr', '--json', '--limit', '1'],
    ['feed', 'demo', 'fr', '--after', '1.1'],
    ['feed', 'demo', 'xx'],
    ['feed', 'demo', 'fr', '--after', '7.1'],
    ['feed', 'demo', 'fr', '--after', '1.99'],
  )
  expect(feed?.out).toMatch(/^seq +event +id[\s\S]*\n1 +created +\S+ +v1 [\s\S]*\nnext 1\.1\n$/)
  expect(JSON.parse(json?.out ?? '')).toMatchObject({ sequence: 1, event: 'created', item: { language: 'fr' } })
  expect(json?.out).not.toContain('depesche:/')
  expect(later).toMatchObject({ code: 0, out: 'nothing after this cursor\nnext 1.1\n' })
  expect(noFeed).toMatchObject({ code: 2, err: expect.stringContaining('demo de, demo fr, demo en') })
  expect(epoch).toMatchObject({ code: 2, err: expect.stringContaining('7.1') })
  expect(ahead).toMatchObject({ code: 2, err: expect.stringContaining('1.99') })
  await startUp(folder)
  const { out } = await depesche(folder, 'feed', 'demo', 'fr', '--json')
  expect(out).toMatch(/"href":"http:\/\/127\.0\.0\.1:\d+\/v1\/feeds\/demo\/de\/items\//)
})

test('engines says of every engine what it can do here, and fetches nothing by itself', async () => {
  const folder = await workFolder()
  const [text, json] = await depescheEach(folder, ['engines'], ['engines', '--json'])
  for (const name of ['amazon', 'bergamot', 'apertium', 'pseudo']) expect(text?.out).toMatch(new RegExp(`^${name}: `, 'm'))
  expect(text?.out).toMatch(/^pseudo: .*in use\n {2}any direction, grade none/m)
  expect(namesIn(json?.out ?? '')).toEqual(['amazon', 'bergamot', 'apertium', 'pseudo'])
})
