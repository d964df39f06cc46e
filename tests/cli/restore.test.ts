import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { depesche, depescheEach, startUp, type Up, workFolder } from './depesche.ts'
import { cutOff, eventfulWire, idsOf, partnersView, putStories } from './wire.ts'

interface Entry {
  readonly sequence: number
  readonly event: string
  readonly id: string
  readonly version: number
  readonly item?: { readonly headlines: readonly { readonly value: string }[] }
}

/** A partner that keeps what it is given, by the rules of docs/api.md. */
class Follower {
  readonly held = new Map<string, string>()
  readonly seen: Entry[] = []
  #cursor: string | undefined

  /** Reads to the end. Answers the status of a refusal. */
  async follow(up: Up, path: string): Promise<number | undefined> {
    for (;;) {
      const answer = await up.fetch(this.#cursor === undefined ? path : `${path}?after=${this.#cursor}`)
      if (answer.status === 410) {
        const [, start = ''] = /<(.*)>; rel="start"/.exec(answer.headers.get('link') ?? '') ?? []
        expect(start).toBe(up.url + path)
        this.#begin()
      }
      if (answer.status !== 200) return answer.status
      const page = (await answer.json()) as { readonly entries: readonly Entry[]; readonly next: string; readonly more: boolean }
      for (const entry of page.entries) this.#take(entry)
      this.#cursor = page.next
      if (!page.more) return undefined
    }
  }

  #begin(): void {
    this.#cursor = undefined
    this.held.clear()
    this.seen.length = 0
  }

  #take(entry: Entry): void {
    this.seen.push(entry)
    const { event, id, item } = entry
    if (event === 'canceled' || event === 'removed') this.held.delete(id)
    else if (item) this.held.set(id, item.headlines[0]?.value ?? '')
  }
}

/** Every entry but superseded ones says something new: twice the same would be published twice. */
function expectNothingTwice(entries: readonly Entry[]): void {
  const shown = new Map<string, number>()
  for (const { event, id, version } of entries) {
    if (event === 'created') expect(shown.has(id), `${id} is created once`).toBe(false)
    if (event === 'updated') expect(version).toBeGreaterThan(shown.get(id) ?? 0)
    if (event === 'created' || event === 'updated') shown.set(id, version)
    if (event === 'canceled' || event === 'removed') shown.delete(id)
  }
}

const FEED = '/v1/feeds/demo/fr'

/** Zeros over the ledger's own pages, as a failing disk might leave them. */
async function damage(folder: string): Promise<void> {
  const path = join(folder, '.depesche/depesche.db')
  const db = new DatabaseSync(path, { readOnly: true })
  const pages = db.prepare("SELECT pageno FROM dbstat WHERE name = 'items' AND pagetype = 'leaf'").all() as { pageno: number }[]
  db.close()
  const bytes = await readFile(path)
  for (const { pageno } of pages) bytes.fill(0, (pageno - 1) * 4096, pageno * 4096)
  await writeFile(path, bytes)
}

/** A wire with a backup, and more on it since: uploads, a correction and a kill. */
async function damagedWire() {
  const folder = await workFolder()
  const ids = await eventfulWire(folder, ['plain', 'later killed'])
  const up = await startUp(folder)
  const follower = new Follower()
  await follower.follow(up, FEED)
  const backup = await depesche(folder, 'backup', 'wire.db')
  expect([backup.code, backup.err]).toEqual([0, ''])
  await putStories(folder, ['new one', 'new two'])
  await putStories(folder, ['plain'], 'Some, who heard of it late, objected.')
  const kill = await depesche(folder, 'kill', ids['later killed'] ?? '', '--reason', 'Wrong.', '--yes')
  expect([kill.code, kill.err]).toEqual([0, ''])
  await up.says(/out .* updated in demo\/fr, sequence \d+, version 2[\s\S]*canceled in demo\/fr/)
  const all = await idsOf(folder)
  await follower.follow(up, FEED)
  const view = await partnersView(up, Object.values(all))
  await up.stop()
  await damage(folder)
  return { folder, ids: all, follower, reference: new Map(follower.held), items: view.items }
}

test('a damaged wire comes back from a backup with all that came since, and its followers begin anew and hold the same', async () => {
  const { folder, ids, follower, reference, items } = await damagedWire()
  const [damaged, no, restore] = await depescheEach(folder, ['doctor'], ['restore', 'wire.db'], ['restore', 'wire.db', '--yes'])
  expect(damaged?.out).toMatch(/✗ database/)
  expect(no).toMatchObject({
    code: 2,
    out: expect.stringMatching(/the backup .*whole[\s\S]*there now .*damaged/),
    err: expect.stringContaining('--yes'),
  })
  expect(restore).toMatchObject({ code: 0, err: '' })
  expect(restore?.out).toMatch(
    /kept .depesche\/depesche-\S+\.db\ntaken from it \d+ documents that the backup lacks\nthe feeds are in epoch 2/,
  )
  const up = await startUp(folder)
  await expect.poll(async () => (await partnersView(up, Object.values(ids))).items, { timeout: 20_000 }).toEqual(items)
  expect(await follower.follow(up, FEED)).toBe(410)
  expect(await follower.follow(up, FEED)).toBeUndefined()
  expect(follower.held).toEqual(reference)
  expectNothingTwice(follower.seen)
  const killed = follower.seen.filter(({ id }) => id === ids['later killed'])
  expect(killed.at(-1)?.event).toBe('canceled')
  await up.stop()
}, 120_000)

test('restore cut off at any point, ten times, ends the same when it is run again, and nothing leaves before', async () => {
  const { folder, ids, follower, reference, items } = await damagedWire()
  for (let cut = 0; cut < 10; cut++) {
    const { out } = await cutOff(
      folder,
      Math.random() * 200,
      cut % 2 === 0 ? 'copying the backup' : 'in epoch',
      'restore',
      'wire.db',
      '--yes',
    )
    if (cut === 5 && !out().includes('replayed ')) {
      const up = await startUp(folder)
      expect(up.out()).toContain('cut off')
      expect((await up.fetch(FEED)).status).toBe(503)
      const busy = await depesche(folder, 'restore', 'wire.db', '--yes')
      expect(busy).toMatchObject({ code: 1, err: expect.stringMatching(/"depesche up" runs on .depesche already/) })
      await up.stop()
    }
  }
  const { code, err } = await depesche(folder, 'restore', 'wire.db', '--yes')
  expect([code, err]).toEqual([0, ''])
  const up = await startUp(folder)
  await expect.poll(async () => (await partnersView(up, Object.values(ids))).items, { timeout: 20_000 }).toEqual(items)
  expect(await follower.follow(up, FEED)).toBe(410)
  expect(await follower.follow(up, FEED)).toBeUndefined()
  expect(follower.held).toEqual(reference)
  expectNothingTwice(follower.seen)
  await up.stop()
}, 240_000)

test('backup refuses to overwrite and to copy nothing; restore refuses what is no backup; each says what helps', async () => {
  const folder = await workFolder()
  await putStories(folder, ['one'])
  await writeFile(join(folder, 'text.db'), 'not a database, whatever its name says')
  const [first, again, none, noFile, noBackup, lost] = await depescheEach(
    folder,
    ['backup', 'wire.db'],
    ['backup', 'wire.db'],
    ['backup', 'other.db', '--data', 'none'],
    ['restore', 'none.db', '--yes'],
    ['restore', 'text.db', '--yes'],
    ['restore', 'wire.db', '--yes', '--data', 'fresh'],
  )
  expect(first).toMatchObject({ code: 0, err: '', out: expect.stringContaining('whole, and for its owner alone') })
  expect(((await stat(join(folder, 'wire.db'))).mode & 0o777).toString(8)).toBe('600')
  expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/wire\.db is there already\n.*another file/) })
  expect(none).toMatchObject({ code: 2, err: expect.stringContaining('holds no wire yet') })
  expect(noFile).toMatchObject({ code: 1, err: expect.stringMatching(/no file none\.db\n.*depesche backup/) })
  expect(noBackup).toMatchObject({ code: 1, err: expect.stringMatching(/text\.db is no backup of Depesche/) })
  // a machine that was lost whole
  expect(lost).toMatchObject({ code: 0, err: '', out: expect.stringContaining('the feeds are in epoch 2') })
  expect(await readdir(join(folder, 'fresh'))).not.toContainEqual(expect.stringMatching(/^depesche-/))
})
