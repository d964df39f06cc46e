import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { depesche, depescheEach, startUp, workFolder } from './depesche.ts'
import { idsOf } from './wire.ts'

const story = (first: string) =>
  `The bridge is opened\n\n${first}\n\nThe council of the town said so on Monday, in a meeting that many came to see.\n\nThe works begin in spring.\n`

test('edit changes a passage in an editor or from a file, the feed says so, and the next version keeps it', async () => {
  const folder = await workFolder()
  const up = await startUp(folder)
  await writeFile(join(folder, 'bridge.txt'), story('It cost three million.'))
  await depesche(folder, 'put', 'bridge.txt', '--desk', 'web')
  const id = (await idsOf(folder)).bridge!
  const printed = await depesche(folder, 'edit', id, 'fr', '--print')
  expect(printed).toMatchObject({
    code: 0,
    out: expect.stringMatching(/== 1 headline ==\n> The bridge is opened\n[^\n]+\n\n== 2 paragraph 1 ==\n> /),
  })
  await writeFile(join(folder, 'fr.txt'), printed.out.replace(/(> The bridge is opened\n)[^\n]+/, '$1Le pont est ouvert'))
  const unasked = await depesche(folder, 'edit', id, 'fr', '--from', 'fr.txt')
  expect(unasked).toMatchObject({ code: 2, err: expect.stringContaining('--yes') })
  const edited = await depesche(folder, 'edit', id, 'fr', '--from', 'fr.txt', '--yes', '--as', 'anna')
  expect(edited, edited.err).toMatchObject({
    code: 0,
    out: expect.stringMatching(/done by anna: edit fr: a passage[\s\S]*demo\/fr +updated/),
  })
  const item = async () =>
    (await (await up.fetch(`/v1/feeds/demo/fr/items/${id}`)).json()) as { readonly headlines: readonly { readonly value: string }[] }
  expect((await item()).headlines[0]?.value).toBe('Le pont est ouvert')

  // in an editor: here a program that changes the words
  await writeFile(join(folder, 'editor.sh'), '#!/bin/sh\nsed -i "s/Le pont est ouvert/Le pont est inauguré/" "$1"\n', { mode: 0o755 })
  process.env.EDITOR = join(folder, 'editor.sh')
  process.env.VISUAL = ''
  try {
    const again = await depesche(folder, 'edit', id, 'fr', '--yes')
    expect(again, again.err).toMatchObject({ code: 0 })
  } finally {
    delete process.env.EDITOR
    delete process.env.VISUAL
  }
  expect((await item()).headlines[0]?.value).toBe('Le pont est inauguré')

  await writeFile(join(folder, 'bridge2.txt'), story('It cost four million.'))
  await depesche(folder, 'put', 'bridge2.txt', '--desk', 'web', '--replaces', id)
  await up.says(new RegExp(`out +${id} updated in demo/fr, sequence \\d+, version 2`))
  expect((await item()).headlines[0]?.value).toBe('Le pont est inauguré')
  expect((await depesche(folder, 'status', id)).out).toMatch(/the words in fr edited/)
  await up.stop()
}, 60_000)

test('edit says in words what cannot be', async () => {
  const folder = await workFolder()
  await writeFile(join(folder, 'bridge.txt'), story('It cost three million.'))
  const up = await startUp(folder)
  await depesche(folder, 'put', 'bridge.txt', '--desk', 'web')
  const id = (await idsOf(folder)).bridge!
  const { out } = await depesche(folder, 'edit', id, 'fr', '--print')
  await writeFile(join(folder, 'same.txt'), out)
  await writeFile(join(folder, 'twice.txt'), `${out}\n== 1 headline ==\nx`)
  await writeFile(join(folder, 'none.txt'), 'words')
  await writeFile(join(folder, 'more.txt'), '== 99 ==\nx')
  const answers = await depescheEach(
    folder,
    ['edit', id, 'fr', '--from', 'same.txt'],
    ['edit', id, 'fr', '--from', 'twice.txt'],
    ['edit', id, 'fr', '--from', 'none.txt'],
    ['edit', id, 'fr', '--from', 'more.txt'],
    ['edit', id, 'fr', '--from', 'absent.txt'],
    ['edit', id, 'en', '--print'],
    ['edit', 'nothing-here', 'fr', '--print'],
  )
  expect(answers.map(({ code, out: said, err }) => `${code} ${(said + err).split('\n')[0]}`)).toEqual([
    '0 nothing was changed',
    expect.stringMatching(/^2 .*passage 1 comes twice/),
    expect.stringMatching(/^2 .*stands before the first passage/),
    expect.stringMatching(/^2 .*there is no passage 99/),
    expect.stringMatching(/^2 .*absent.txt cannot be read: ENOENT/),
    expect.stringMatching(/^2 .*has no translation into "en"/),
    expect.stringMatching(/^1 .*there is no article nothing-here/),
  ])
  expect(await readFile(join(folder, 'same.txt'), 'utf8')).toBe(out)
  await up.stop()
}, 60_000)
