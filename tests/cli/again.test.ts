import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { openDatabase } from '@depesche/local/database'
import { openStore } from '@depesche/local/node'
import { keys } from '@depesche/pipeline/keys'
import { updateItem } from '@depesche/pipeline/ledger/items'
import type { LanguageItem } from '@depesche/pipeline/ledger/shapes'
import { openWork } from '@depesche/pipeline/ledger/work'
import { expect, test } from 'vitest'
import { depesche, depescheEach, newsroom, startUp, workFolder } from './depesche.ts'

/** A wire with one article whose French has failed, and two uploads that were rejected. */
async function troubledFolder() {
  const folder = await workFolder()
  await writeFile(join(folder, 'story.txt'), 'Bridge opened\n\nThe new bridge over the river was opened on Monday.\n')
  for (const name of ['one', 'two']) await writeFile(join(folder, `${name}.xml`), `<?xml version="1.0"?><NewsML><${name} cut off`)
  await depescheEach(folder, ['put', 'story.txt', '--desk', 'web'], ['put', 'one.xml', 'two.xml'])
  await (await startUp(folder)).stop()
  const id = /"id":"([^"]+)"/.exec((await depesche(folder, 'status', '--json', '--desk', 'web')).out)?.[1] ?? ''
  const store = openStore(join(folder, '.depesche'))
  const { table, clock } = store.ports
  const work = { version: 1, tries: 8, state: 'failed', reason: 'it takes no such text', at: new Date(clock()).toISOString() } as const
  await updateItem<LanguageItem>(table, keys.language(id, 'fr'), () => ({ work }))
  await store.close()
  return { folder, id }
}

async function deadLetter(folder: string): Promise<void> {
  const db = openDatabase(join(folder, '.depesche/depesche.db'))
  db.prepare("INSERT INTO messages (lane, due, dead, error, body) VALUES ('normalize/', 1, 1, 'fault', ?)").run(
    JSON.stringify({ station: 'normalize', cause: 'dead', upload: 'nothing' }),
  )
  db.close()
}

test('rejected lists what could not be read, and --retry reads it again', async () => {
  const { folder } = await troubledFolder()
  const [list, json] = await depescheEach(folder, ['rejected'], ['rejected', '--json'])
  const uploads = (json?.out ?? '')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly upload: string; readonly name: string })
  expect(list).toMatchObject({ code: 0, err: '' })
  for (const { upload, name } of uploads)
    expect(list?.out).toMatch(
      new RegExp(
        `^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d {2}sda {2}${name}.* {2}\\S+ {2}${upload.slice(0, 8)}\n {2}\\w.*\n {2}\\w`,
        'm',
      ),
    )
  expect(uploads.map(({ name }) => name).toSorted()).toEqual(['one.xml', 'two.xml'])
  const one = uploads.find(({ name }) => name === 'one.xml')?.upload ?? ''
  const [none, short, unknown, retried, left, all, nothing, later] = await depescheEach(
    folder,
    ['rejected', '--retry', one.slice(0, 8), '0'.repeat(8)],
    ['rejected', '--retry', one.slice(0, 7)],
    ['rejected', '--retry', 'f'.repeat(32)],
    ['rejected', '--retry', one.slice(0, 8)],
    ['rejected'],
    ['rejected', '--retry'],
    ['rejected', '--retry'],
    ['rejected', '--since', 'x'],
  )
  for (const each of [none, unknown])
    expect(each).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/no upload that begins with.*\n.*--since/) })
  expect(short).toMatchObject({ code: 2, err: expect.stringContaining('first 8 characters') })
  expect(later).toMatchObject({ code: 2, err: expect.stringContaining('is not a time') })
  expect(retried?.out).toBe(`to be read again  one.xml  ${one.slice(0, 8)}\n"npm start" (depesche up) takes it from here\n`)
  expect(left?.out).toMatch(/two\.xml/)
  expect(left?.out).not.toMatch(/one\.xml/)
  expect(all?.out).toMatch(/^to be read again {2}two\.xml/)
  expect(nothing?.out).toBe('nothing was rejected in this time\n')
  const up = await startUp(folder)
  await up.stop()
  expect((await depesche(folder, 'rejected')).out).toMatch(/one\.xml[\s\S]*two\.xml|two\.xml[\s\S]*one\.xml/)
})

test('redrive tries failed languages and dead letters again, and says what it did', async () => {
  const { folder, id } = await troubledFolder()
  await deadLetter(folder)
  const [status, redrive, again, one, unknown] = await depescheEach(
    folder,
    ['status', id],
    ['redrive'],
    ['redrive'],
    ['redrive', id],
    ['redrive', 'none'],
  )
  expect(status?.out).toContain(`failed: it takes no such text (depesche redrive ${id})`)
  expect(redrive).toMatchObject({ code: 0, err: '' })
  expect(redrive?.out).toBe(
    `to be translated again  ${id}: fr\n1 dead letter is back in the queue\n"npm start" (depesche up) takes it from here\n`,
  )
  expect(again?.out).toBe('no language has failed\nthere are no dead letters\n')
  expect(one?.out).toContain(`no language of ${id} has failed`)
  expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('there is no article none') })
  await (await startUp(folder)).stop()
  expect((await depesche(folder, 'status', id)).out).toMatch(/\nfr +version 1 +pseudo/)
})

test('doctor finds all well beside a running "up", and exits with 0', async () => {
  const folder = await workFolder()
  const up = await startUp(folder)
  const [text, json] = await depescheEach(folder, ['doctor'], ['doctor', '--json'])
  expect(text, text?.out).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/all is well\n$/) })
  for (const name of [
    'Node',
    'configuration',
    'data folder',
    'disk',
    'database',
    'write-ahead log',
    'depesche up',
    'API',
    'engines',
    'directions',
  ])
    expect(text?.out).toMatch(new RegExp(`^✓ ${name} `, 'm'))
  expect(text?.out).toMatch(new RegExp(`depesche up +runs as process ${up.pid}\n`))
  expect(text?.out).toMatch(/API +answers on http:\/\/127\.0\.0\.1:\d+\n/)
  for (const line of (json?.out ?? '').trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ ok: true })
  const far = ['--url', up.url, '--key-file', '.depesche/desk-key']
  const [stack, wrongKey, noKey] = await depescheEach(
    folder,
    ['doctor', ...far],
    ['doctor', '--url', up.url, '--key-file', '.depesche/demo-key'],
    ['doctor', '--url', up.url],
  )
  expect(stack).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^✓ address[\s\S]*✓ desk key[\s\S]*✓ answer time +\d+ ms\nall is well\n$/),
  })
  for (const each of [wrongKey, noKey])
    expect(each).toMatchObject({ code: 1, out: expect.stringMatching(/^✗ desk key +\S[\s\S]*\n1 thing needs you\n$/) })
  await up.stop()
  const dead = await depesche(folder, 'doctor', ...far)
  expect(dead).toMatchObject({ code: 1, out: expect.stringMatching(/^✗ address +.*does not answer.*\n +check the address/) })
})

test('doctor names everything that needs a person, each with its remedy, and exits with 1', async () => {
  const { folder, id } = await troubledFolder()
  await deadLetter(folder)
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { readonly port: number }
  await writeFile(
    join(folder, 'depesche.config.ts'),
    `export default ${JSON.stringify({ ...newsroom, engines: { local: ['bergamot'] }, api: { port } })}\n`,
  )
  const store = openStore(join(folder, '.depesche'))
  await openWork(store.ports.table, { station: 'syndicate', cause: 'old', id }, Date.now() - 3_600_000)
  await store.close()
  const { code, out, err } = await depesche(folder, 'doctor')
  server.close()
  expect([code, err]).toEqual([1, ''])
  for (const says of [
    /^✓ database +.* whole$/m,
    /^✗ depesche up +does not run here\n +"npm start"/m,
    new RegExp(`^✗ API +port ${port} cannot be taken: EADDRINUSE\n +.*--port`, 'm'),
    /^✗ engines +bergamot: no models in .*\n +npx --no depesche engines add bergamot/m,
    /^✗ directions +no engine takes de-fr, de-en, en-de, en-fr: they wait\n/m,
    /^✗ dead letters +1\n +.*depesche redrive/m,
    /^✗ failed languages +1 in 30 days\n +.*depesche redrive/m,
    /^✗ rejected uploads +2 in 24 hours\n +.*depesche rejected/m,
    /^✗ open work +1 overdue by more than 10 minutes\n +"npm start"/m,
    /\n8 things need you\n$/,
  ])
    expect(out).toMatch(says)
})

test('doctor goes on where the configuration or the database cannot be read', async () => {
  const folder = await workFolder()
  await writeFile(join(folder, 'broken.ts'), 'export default {')
  await depesche(folder, 'put', 'depesche.config.ts')
  await writeFile(join(folder, '.depesche/depesche.db'), 'not a database, whatever its name says')
  const { code, out, err } = await depesche(folder, 'doctor', '--config', 'broken.ts')
  expect([code, err]).toEqual([1, ''])
  expect(out).toMatch(/^✗ configuration +broken\.ts cannot be read: .*\n +correct broken\.ts/m)
  expect(out).toMatch(/^✗ database +.*is not a database of Depesche/m)
  expect(out).toMatch(/^✓ disk /m)
  const none = await workFolder()
  const fresh = await depesche(none, 'doctor')
  expect(fresh.out).toMatch(/^✓ data folder +\.depesche is not there yet/m)
  expect(fresh.out).toMatch(/^✓ database +none yet/m)
})
