import { chmod, mkdir, open, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '@depesche/local/database'
import { expect, onTestFinished, test } from 'vitest'
import { depesche, samples, start, startUp, workFolder } from './depesche.ts'

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
const story = (headline: string) => `${headline}\n\nThe council of the town said so on Monday, and nobody objected to it.\n`

test('up does the whole job: samples, API, a curl line that fetches, a folder and a key for the owner alone', async () => {
  const folder = await workFolder()
  const up = await startUp(folder, '--data', "the owner's data")
  const out = await up.says(/curl .*\n/)
  const data = join(folder, "the owner's data")
  expect([await modeOf(data), await modeOf(join(data, 'demo-key')), await modeOf(join(data, 'depesche.db'))]).toEqual(['700', '600', '600'])

  // the line as printed, in the folder where the command was given: a shell, with curl for an absent curl
  const line = /^curl .*$/m.exec(out)?.[0] ?? ''
  const { code, out: fetched } = await shell(folder, line)
  expect(code, fetched).toBe(0)
  expect(JSON.parse(fetched)).toMatchObject({ standard: { name: 'ninjs' }, usageTerms: expect.stringContaining('NOT A TRANSLATION') })

  const key = await up.key()
  expect(up.out()).not.toContain(key)
  for (const name of await readdir(data)) {
    const path = join(data, name)
    if (name !== 'demo-key' && (await stat(path)).isFile()) expect((await readFile(path)).includes(key.slice(9, 30)), name).toBe(false)
  }
  const page = (await (await up.fetch('/v1/feeds/demo/fr')).json()) as { readonly entries: readonly { readonly event: string }[] }
  expect(page.entries.map(({ event }) => event)).toEqual(['created', 'created', 'created'])

  // a second one on the same folder is refused, with the first one's pid
  const second = await depesche(folder, 'up', '--data', "the owner's data")
  expect(second).toMatchObject({ code: 1, out: '' })
  expect(second.err).toMatch(new RegExp(`runs on .* already, as process ${up.pid}\\n.*kill ${up.pid}.*--data`))

  expect(await up.stop('SIGINT')).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/stopping: .*\n$/) })

  // the second start carries on and uploads no samples again
  const again = await startUp(folder, '--data', "the owner's data")
  expect(again.out()).toContain('Carried on')
  expect(again.out()).not.toMatch(/^(?:received|normalized|known)/m)
  expect((await (await again.fetch('/v1/feeds/demo/fr')).json()) as object).toMatchObject({ next: '1.3', more: false })
  expect(await again.key()).toBe(key)
  expect(await again.stop('SIGTERM')).toMatchObject({ code: 0, err: '' })
})

/** Runs a line in a shell whose `curl` is the real one where there is one, else a stand-in of the same few options. */
async function shell(folder: string, line: string): Promise<{ readonly code: number; readonly out: string }> {
  const { execFile } = await import('node:child_process')
  const stand = `command -v curl >/dev/null || curl() { ${JSON.stringify(process.execPath)} -e 'const [, h, url] = process.argv.slice(1); const [n, v] = h.split(": "); fetch(url, { headers: { [n]: v } }).then(async (r) => process.stdout.write(await r.text()))' -- "-H" "$3" "$4"; }\n`
  return new Promise((resolve) => {
    execFile('/bin/sh', ['-c', stand + line], { cwd: folder }, (error, out) => resolve({ code: error ? 1 : 0, out }))
  })
}

test('a taken port is replaced, and said', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const folder = await workFolder()
  const up = await startUp(folder, '--port', String(port))
  expect(up.out()).toContain(`(port ${port} is taken)`)
  expect(up.url).not.toContain(`:${port}`)
  expect((await up.fetch('/v1/feeds/demo/en')).status).toBe(200)
})

test('after kill -9 the next start works, finishes what was in hand, and has every language once', async () => {
  const folder = await workFolder()
  const first = start(folder, 'up')
  await first.says(/^normalized .*Seilfähre/m)
  await first.stop('SIGKILL')
  const up = await startUp(folder)
  for (const language of ['de', 'fr', 'en']) {
    const { entries } = (await (await up.fetch(`/v1/feeds/demo/${language}?items=false`)).json()) as {
      readonly entries: readonly { readonly event: string; readonly id: string }[]
    }
    expect(entries.map(({ event }) => event)).toEqual(['created', 'created', 'created'])
    expect(new Set(entries.map(({ id }) => id)).size).toBe(3)
  }
})

test('dropped files: names of any kind, half-written ones, the same twice, and what is no upload', async () => {
  const folder = await workFolder()
  const up = await startUp(folder)
  const box = join(folder, '.depesche/incoming/web')
  const isTaken = async (name: string) => !(await readdir(box)).includes(name)
  const until = async (what: () => Promise<boolean>) => {
    while (!(await what())) await sleep(50)
  }

  // a writer that pauses: kept open for seconds, and grown in two steps with a pause under the quiet time
  const writer = await open(join(box, 'slow.txt'), 'a')
  await writer.write('Slow story\n\n')
  await writeFile(join(box, 'steps.txt'), 'Story in steps\n\n')
  await sleep(400)
  await writeFile(join(box, 'steps.txt'), 'The first half and now the second half of the story.\n', { flag: 'a' })

  const odd = ['with spaces  .txt', 'üñï 新聞 \u{1f4f0}.txt', 'two\nlines.txt', '-rf', 'a..b', '%2e%2e%2f..txt', 'n'.repeat(255)]
  for (const [index, name] of odd.entries()) await writeFile(join(box, name), story(`Odd name ${index}`))
  await writeFile(join(box, '.hidden'), 'hidden')
  await mkdir(join(box, 'folder'))
  await symlink('/etc/passwd', join(box, 'passwd.txt'))
  await mkdir(join(folder, '.depesche/incoming/nobody'))
  await writeFile(join(folder, '.depesche/incoming/nobody/a.txt'), 'text')

  for (const name of [...odd, 'steps.txt']) await until(() => isTaken(name))
  await sleep(1500)
  expect(await isTaken('slow.txt')).toBe(false)
  await writer.write('The whole of it has come now, at last, and it is long enough.\n')
  await writer.close()
  await until(() => isTaken('slow.txt'))
  await up.says(/left alone .*\.hidden/)

  // the same file again, and once more with a text of the same story
  await writeFile(join(box, 'steps.txt'), 'Story in steps\n\nThe first half and now the second half of the story.\n')
  await up.says(/known +steps\.txt is \S+ version 1/)
  for (const [index] of odd.entries()) await up.says(`Odd name ${index}`)
  await up.says(/Slow story/)
  const { out, err, code } = await up.stop()
  expect([code, err]).toEqual([0, ''])
  for (const left of ['web/.hidden:', 'web/folder:', 'web/passwd.txt:', 'incoming/nobody:'])
    expect(
      out.split('\n').filter((line) => line.startsWith('left alone') && line.includes(left)),
      left,
    ).toHaveLength(1)
  expect(out).not.toContain('root:')
  expect(out).not.toMatch(/trouble/)
  expect((await readdir(box)).toSorted()).toEqual(['.hidden', 'folder', 'passwd.txt'])
  expect(await readFile(join(folder, '.depesche/incoming/nobody/a.txt'), 'utf8')).toBe('text')
  const status = (await depesche(folder, 'status', '--json', '--desk', 'web')).out.trimEnd().split('\n')
  const rows = status.map((line) => JSON.parse(line) as { readonly state: string; readonly name: string })
  expect(rows.filter(({ state }) => state === 'rejected')).toEqual([])
  expect(rows.filter(({ name }) => name === 'slow.txt')).toHaveLength(1)
  expect(
    rows
      .filter(({ name }) => name === 'steps.txt')
      .map(({ state }) => state)
      .toSorted(),
  ).toEqual(['duplicate', 'normalized'])
})

test('a start that fails half-way says why and ends: nothing goes on in the background, and the folder is free', async () => {
  const folder = await workFolder()
  await mkdir(join(folder, '.depesche'))
  await writeFile(join(folder, '.depesche/demo-key'), 'no key of ours\n')
  const wrongKey = await depesche(folder, 'up')
  expect(wrongKey).toMatchObject({ code: 1, err: expect.stringMatching(/demo-key holds no partner key\n.*remove the file/) })
  await writeFile(join(folder, '.depesche/incoming'), 'a file where a folder is needed').catch(() => {})
  await mkdir(join(folder, 'b'))
  await writeFile(join(folder, 'b/incoming'), 'a file where a folder is needed')
  const noBox = await depesche(folder, 'up', '--data', 'b')
  expect(noBox).toMatchObject({ code: 1, err: expect.stringContaining('b/incoming') })
  await mkdir(join(folder, 'c'))
  const db = openDatabase(join(folder, 'c/depesche.db'))
  db.exec('PRAGMA user_version = 99')
  db.close()
  const newer = await depesche(folder, 'up', '--data', 'c')
  expect(newer).toMatchObject({ code: 1, err: expect.stringContaining('newer Depesche') })
  for (const { err } of [wrongKey, noBox, newer]) expect(err).not.toMatch(/^\s+at /m)
})

test.skipIf(process.getuid?.() === 0)('a data folder that may not be written is named with a remedy', async () => {
  const folder = await workFolder()
  await mkdir(join(folder, 'locked'))
  await chmod(join(folder, 'locked'), 0o500)
  const { code, err } = await depesche(folder, 'up', '--data', 'locked')
  expect([code, err]).toEqual([1, expect.stringMatching(/locked.*cannot be used[\s\S]*permissions/)])
})

test('up takes a folder of files from "put" and the drop box at once, without one of them lost', async () => {
  const folder = await workFolder()
  const up = await startUp(folder)
  const box = join(folder, '.depesche/incoming/web')
  await Promise.all(Array.from({ length: 20 }, (_, n) => writeFile(join(box, `drop-${n}.txt`), story(`Dropped number ${n}`))))
  await depesche(folder, 'put', '--desk', 'sda', join(samples, 'french-wire.txt'))
  for (let n = 0; n < 20; n++) await up.says(new RegExp(`Dropped number ${n}\\b`))
  const last = async () => ((await (await up.fetch('/v1/feeds/demo/en?items=false')).json()) as { readonly next: string }).next
  while ((await last()) !== '1.23') await sleep(50)
  expect(await readdir(box)).toEqual([])
  await up.stop()
  const { out } = await depesche(folder, 'feed', 'demo', 'en', '--limit', '1000')
  expect(out).toContain('next 1.23')
})
