import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openStore } from '@depesche/local/node'
import { keys } from '@depesche/pipeline/keys'
import { updateItem } from '@depesche/pipeline/ledger/items'
import type { LanguageItem } from '@depesche/pipeline/ledger/shapes'
import { reserve } from '@depesche/pipeline/ledger/spend'
import { expect, test } from 'vitest'
import { depesche, depescheEach, newsroom, startUp, workFolder } from './depesche.ts'

/** A server with the desk's routes (here "depesche up"), and a folder that has nothing but the newsroom. */
async function farAway() {
  const server = await workFolder({ ...newsroom, amazon: { region: 'eu-central-1', ceiling: { day: 100, month: 1_000 } } })
  const up = await startUp(server)
  const port = /127\.0\.0\.1:(\d+)/.exec(up.out())?.[1]
  const folder = await workFolder()
  const keyFile = join(server, '.depesche/desk-key')
  return { server, up, folder, at: ['--url', `http://127.0.0.1:${port}`, '--key-file', keyFile], keyFile }
}

test('put, status, feed and cost speak to a stack with its address and a desk key', async () => {
  const { up, folder, at, server } = await farAway()
  await writeFile(join(folder, 'story.txt'), 'Bridge opened\n\nThe new bridge over the river was opened on Monday.\n')
  const put = await depesche(folder, 'put', 'story.txt', '--desk', 'web', ...at)
  expect(put).toMatchObject({ code: 0, err: '' })
  expect(put.out).toMatch(/^received {4}web\/story\.txt, 67 B\nnormalized {2}(\S+) version 1: “Bridge opened”/)
  const id = /normalized {2}(\S+)/.exec(put.out)?.[1] ?? ''
  await up.says(new RegExp(`${id} created in .*demo/fr`))
  const [again, board, article, feed, json, cost, exported, imported] = await depescheEach(
    folder,
    ['put', 'story.txt', '--desk', 'web', ...at],
    ['status', ...at],
    ['status', id, ...at],
    ['feed', 'demo', 'fr', ...at],
    ['feed', 'demo', 'fr', '--json', ...at],
    ['cost', '--months', '1', ...at],
    ['memory', 'export', 'all.tmx', ...at],
    ['memory', 'import', 'all.tmx', ...at],
  )
  expect(again?.out).toMatch(/^known/)
  expect(board?.out).toMatch(new RegExp(`web +${id} +1 +de en fr`))
  expect(article?.out).toMatch(/demo\/fr +created, sequence \d+/)
  expect(feed?.out).toMatch(new RegExp(`created +${id}`))
  expect(
    (json?.out ?? '')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly id: string }).id),
  ).toContain(id)
  expect(cost?.out).toMatch(/ceiling of today: 0 of 100 \(0 %\)\n/)
  expect(exported).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/en +fr +pseudo +\d+\n[\s\S]* in all\.tmx\n$/) })
  expect(imported?.out).toMatch(/en +fr +pseudo +\d+\n/)
  const [partner, none] = await depescheEach(
    folder,
    ['partner', 'add', 'outlet', 'demo', ...at],
    ['partner', 'add', 'outlet', 'nothing', ...at],
  )
  const feedUrl = `${at[1]}/v1/feeds/demo/fr`
  expect((await fetch(feedUrl, { headers: { authorization: `Bearer ${partner?.out.trim()}` } })).status).toBe(200)
  expect(none).toMatchObject({ code: 2, err: expect.stringContaining('is one of: demo') })
  await up.stop()
  // on the machine itself the same is told from its folder
  const store = openStore(join(server, '.depesche'))
  await reserve(store.ports.table, 'amazon', 60, { day: 100, month: 1_000 }, Date.now())
  await store.close()
  const local = await depesche(server, 'cost', '--days')
  expect(local.out).toMatch(/\d{4}-\d\d +60 +0\.00 USD\n {2}\d{4}-\d\d-\d\d +60 /)
  expect(local.out).toMatch(/ceiling of today: 60 of 100 \(60 %\)/)
})

test('decisions and what is tried again speak to a stack too, with the same words as on the machine', async () => {
  const { up, folder, at, server } = await farAway()
  await writeFile(join(folder, 'story.txt'), 'Bridge opened\n\nThe new bridge over the river was opened on Monday.\n')
  await writeFile(join(folder, 'longer.txt'), 'Bridge opened\n\nThe new bridge over the river was opened on Monday. It has 3 arches.\n')
  await writeFile(join(folder, 'broken.xml'), '<?xml version="1.0"?><NewsML><cut off')
  const put = await depesche(folder, 'put', 'story.txt', '--desk', 'web', ...at)
  const id = /normalized {2}(\S+)/.exec(put.out)?.[1] ?? ''
  await up.says(new RegExp(`${id} created in .*demo/fr`))
  const correct = ['put', 'longer.txt', '--desk', 'web', '--replaces', id, '--reason', 'It has 3 arches, not 4.']
  const [corrected] = await depescheEach(folder, [...correct, ...at], ['put', 'broken.xml', ...at])
  expect(corrected?.out).toContain(`${id} version 2`)
  await up.says(new RegExp(`${id} updated in .*demo/fr`))
  const [dry, unasked, kill, again, feed, status, revive, reject, embargo, unknown] = await depescheEach(
    folder,
    ['kill', id, '--reason', 'It is not open.', '--dry-run', ...at],
    ['hold', id, ...at],
    ['kill', id, '--reason', 'It is not open.', '--yes', '--as', 'Anna', ...at],
    ['kill', id, '--reason', 'again', '--yes', ...at],
    ['feed', 'demo', 'fr', ...at],
    ['status', id, ...at],
    ['revive', id, '--yes', ...at],
    ['reject', id, 'fr', '--yes', ...at],
    ['embargo', id, '--until', '+2h', '--zone', 'Europe/Zurich', '--yes', ...at],
    ['hold', 'no-such-article', '--yes', ...at],
  )
  expect(unasked).toMatchObject({ code: 2, err: expect.stringContaining('--yes') })
  expect(kill).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`${dry?.out}done by Anna: kill: ${id}\n`) })
  expect(kill?.out).toMatch(/demo\/fr +canceled, sequence \d+/)
  expect(again?.out).toContain('changes nothing: it is killed already')
  expect(feed?.out).toMatch(/Reason: It is not open\.\n/)
  expect(status?.out).toMatch(/HELD: killed \(partners are told: “It is not open\.”\)\. depesche revive/)
  expect(status?.out).toMatch(/version 2 arrived: “Bridge opened” because: It has 3 arches, not 4\.\n/)
  expect(status?.out).toMatch(/killed, partners are told: “It is not open\.”, by Anna\n.* canceled in the feeds, version 2: .*demo\/fr #/)
  expect(revive?.out).toMatch(/demo\/fr +created, sequence \d+/)
  expect(reject?.out).toMatch(/demo\/fr +removed, sequence \d+/)
  expect(embargo?.out).toMatch(/nothing of it goes out: embargoed\n$/)
  expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('there is no article no-such-article') })

  const store = openStore(join(server, '.depesche'))
  const work = { version: 2, tries: 8, state: 'failed', reason: 'no', at: new Date().toISOString() } as const
  await updateItem<LanguageItem>(store.ports.table, keys.language(id, 'de'), () => ({ work }))
  await store.close()
  const [rejected, retry, redrive, none] = await depescheEach(
    folder,
    ['rejected', ...at],
    ['rejected', '--retry', ...at],
    ['redrive', ...at],
    ['redrive', 'no-such-article', ...at],
  )
  expect(rejected?.out).toMatch(/sda {2}broken\.xml/)
  expect(retry?.out).toMatch(/^to be read again {2}broken\.xml {2}\w{8}\nthe stack carries on\n$/)
  expect(redrive?.out).toMatch(new RegExp(`^to be translated again {2}${id}: de\n.*AWS's own redrive.*docs/operations\\.md`))
  expect(none).toMatchObject({ code: 1, err: expect.stringContaining('there is no article') })
})

test('a missing or wrong desk key, a wrong address and a dead stack are told apart, each with its remedy', async () => {
  const { up, folder, at, keyFile } = await farAway()
  const url = at.slice(0, 2)
  await writeFile(join(folder, 'wrong'), 'a key of somebody else, long enough to be one')
  const [none, wrong, partner, plain, junk, missing] = await depescheEach(
    folder,
    ['status', ...url],
    ['status', ...url, '--key-file', 'wrong'],
    ['status', ...url, '--key-file', join(keyFile, '../demo-key')],
    ['status', '--url', 'http://stack.example'],
    ['status', '--url', 'stack'],
    ['status', ...url, '--key-file', 'not-there'],
  )
  expect(none).toMatchObject({ code: 2, err: expect.stringContaining('DEPESCHE_DESK_KEY') })
  for (const each of [wrong, partner]) expect(each).toMatchObject({ code: 2, err: expect.stringContaining('does not take this desk key') })
  for (const each of [plain, junk]) expect(each).toMatchObject({ code: 2, err: expect.stringContaining('not the address of a stack') })
  expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('not-there') })
  await up.stop()
  expect(await depesche(folder, 'status', ...at)).toMatchObject({ code: 1, err: expect.stringContaining('does not answer') })
  expect((await readFile(keyFile, 'utf8')).trim()).toMatch(/^depesche-desk_/)
})
