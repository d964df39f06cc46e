import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { depesche, samples, startUp, workFolder } from './depesche.ts'

const french = join(samples, 'french-wire.txt')
async function board(folder: string): Promise<readonly unknown[]> {
  const { out } = await depesche(folder, 'status', '--json')
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown)
}

test('put keeps an upload while nothing runs, and the next "up" takes it from there', async () => {
  const folder = await workFolder()
  const { code, out } = await depesche(folder, 'put', french)
  expect(code).toBe(0)
  expect(out).toMatch(/received +sda\/french-wire\.txt, .*\nkept in \.depesche; .*up/)
  expect(await board(folder)).toMatchObject([{ state: 'received', desk: 'sda' }])
  expect((await depesche(folder, 'status')).out).toContain('arrived, not read yet')
  const up = await startUp(folder)
  expect(await board(folder)).toMatchObject([{ state: 'normalized', out: ['de', 'en', 'fr'] }])
  expect(up.out()).not.toContain('english-web-paste') // not a first start: no samples
})

test('put beside a running "up" tells what became of it: a version, a known one, a rejected one', async () => {
  const folder = await workFolder()
  await writeFile(join(folder, 'story.txt'), 'Bridge opened\n\nThe new bridge over the river was opened on Monday.\n')
  await writeFile(join(folder, 'other.txt'), 'Frost tonight\n\nTemperatures will fall below zero in all valleys.\n')
  await depesche(folder, 'put', french)
  await startUp(folder)
  const put = (...args: readonly string[]) => depesche(folder, 'put', '--desk', 'web', ...args)
  const first = await put('story.txt')
  const id = /normalized +(\S+) version 1/.exec(first.out)?.[1] ?? ''
  expect([first.code, id]).toEqual([0, expect.stringMatching(/^story-/)])
  expect((await put('story.txt')).out).toContain('is here already, unchanged')
  // --replaces: the next version of that article, whatever the text
  expect((await put('other.txt', '--replaces', id)).out).toContain(`${id} version 2`)
  // --id: an identity of one's own, twice
  const own = /normalized +(\S+) version 1/.exec((await put('other.txt', '--id', 'frost')).out)?.[1] ?? ''
  expect(own).toMatch(/^frost-/)
  expect((await put('story.txt', '--id', 'frost')).out).toContain(`${own} version 2`)
  const rejected = await put('story.txt', '--replaces', 'no-such-article')
  expect(rejected).toMatchObject({
    code: 1,
    err: expect.stringMatching(/rejected +story\.txt: there is no article no-such-article[\s\S]*\n +\S/),
  })
  const foreign = await depesche(folder, 'put', '--desk', 'sda', 'story.txt', '--replaces', id)
  expect(foreign).toMatchObject({ code: 1, err: expect.stringContaining('belongs to desk web') })
  const missing = await put('missing.txt', 'other.txt')
  expect(missing).toMatchObject({ code: 1, err: 'missing.txt: there is no such file\n' })
})

test('put keeps nothing and promises nothing when no file can be read', async () => {
  const folder = await workFolder()
  const { code, out, err } = await depesche(folder, 'put', 'missing.txt')
  expect([code, out, err]).toEqual([1, '', 'missing.txt: there is no such file\n'])
})
