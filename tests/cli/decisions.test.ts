import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { depesche, depescheEach, type Ended, newsroom, startUp, workFolder } from './depesche.ts'

const flash = fileURLToPath(new URL('../golden/newsml-g2/flash-that-is-a-test/source.xml', import.meta.url))
const config = {
  ...newsroom,
  products: { demo: { ...newsroom.products.demo, filter: { desks: ['web'] } } },
}

/** A folder whose wire has one article out in three languages; `up` has run and is stopped. */
async function storyFolder(text = 'Bridge opened\n\nThe new bridge over the river was opened on Monday.\n') {
  const folder = await workFolder(config)
  await writeFile(join(folder, 'story.txt'), text)
  await depesche(folder, 'put', 'story.txt', '--desk', 'web')
  await (await startUp(folder)).stop()
  const id = idIn((await depesche(folder, 'status', '--json')).out)
  return { folder, id }
}
const idIn = (json: string) => /"id":"([^"]+)"/.exec(json)?.[1] ?? ''
const outs = (ended: readonly Ended[]) => ended.map(({ out }) => out)

test('a decision is shown, taken, and followed by the feeds at once where no "up" runs', async () => {
  const { folder, id } = await storyFolder()
  const [dry, kill, feed, again, revive] = await depescheEach(
    folder,
    ['kill', id, '--reason', 'It is not open.', '--dry-run'],
    ['kill', id, '--reason', 'It is not open.', '--yes', '--as', 'Anna'],
    ['feed', 'demo', 'fr'],
    ['kill', id, '--reason', 'again'],
    ['revive', id, '--reason', 'it is open', '--yes'],
  )
  expect(dry).toMatchObject({ code: 0, err: '' })
  expect(dry?.out).toMatch(new RegExp(`^kill: ${id} version 1 “Bridge opened”\n {2}what keeps it in: now nothing; then killed\n`))
  expect(dry?.out).toMatch(/demo\/fr +created +canceled: partners delete it\n/)
  expect(dry?.out).toMatch(/partners are told: It is not open\.\n$/)
  expect(kill).toMatchObject({ code: 0, err: '' })
  expect(kill?.out).toContain(`${dry?.out}done by Anna: kill: ${id}\n`)
  expect(kill?.out).toMatch(
    /demo\/fr +canceled, sequence 2 [\s\S]*nothing of it goes out: killed\npartner +feed +event +state\ndemo +demo\/de +canceled v1 +never asked\n[\s\S]*no partner is waited for: it never asked here, or cannot ask\n$/,
  )
  expect(feed?.out).toMatch(/\n2 +canceled +.* Reason: It is not open\.\n/)
  // nothing to do is no failure, and is not asked about
  expect(again).toMatchObject({ code: 0, err: '', out: expect.stringContaining('changes nothing: it is killed already') })
  expect(revive?.out).toMatch(/demo\/fr +created, sequence 3 /)
})

test('without a terminal and without --yes a decision ends with 2 and its remedy, and nothing is done', async () => {
  const { folder, id } = await storyFolder()
  const before = (await depesche(folder, 'status', id, '--json')).out
  const [hold, after] = await depescheEach(folder, ['hold', id], ['status', id, '--json'])
  expect(hold).toMatchObject({ code: 2, out: expect.stringContaining('kept from readers'), err: expect.stringMatching(/--yes.*--dry-run/) })
  expect(after?.out).toBe(before)
})

test('every decision of a desk does what it says', async () => {
  const { folder, id } = await storyFolder()
  const ended = await depescheEach(
    folder,
    ['hold', id, '--reason', 'a call is pending', '--yes'],
    ['release', id, '--yes'],
    ['release', id, '--yes'],
    ['embargo', id, '--until', '+90m', '--yes'],
    ['embargo', id, '--lift', '--yes'],
    ['reject', id, 'fr', '--reason', 'it says the opposite', '--yes'],
    ['approve', id, 'de', 'en', '--yes'],
    ['expire', id, '--at', '2026-01-02T03:04:05+01:00', '--yes'],
    ['expire', id, '--never', '--yes'],
    ['approve', id, '--yes'],
  )
  for (const { code, err } of ended) expect([code, err]).toEqual([0, ''])
  const [hold, release, none, embargo, lift, reject, approve, expire, never, approved] = outs(ended)
  expect(hold).toMatch(/demo\/fr +created +kept from readers[\s\S]*nothing of it goes out: held by the desk\n$/)
  expect(release).toMatch(/demo\/fr +updated, sequence 2 /)
  expect(none).toContain('changes nothing: it is neither held by a desk nor stopped')
  expect(embargo).toMatch(
    /^embargo until \d{4}-\d\d-\d\d \d\d:\d\d.* Europe\/Zurich \(.* UTC\): [\s\S]*nothing of it goes out: embargoed\n$/,
  )
  expect(lift).toMatch(/demo\/fr +updated, sequence 3 /)
  expect(reject).toMatch(/^reject fr \(version 1, pseudo \(no translation\), none\)[\s\S]*demo\/fr +removed, sequence 4 /)
  expect(approve).toMatch(/done by \S+: approve de .*, approve en .*\n[\s\S]*demo\/de +updated, sequence 4 /)
  expect(expire).toMatch(/^expire at 2026-01-02 03:04:05 Europe\/Zurich \(2026-01-02 02:04:05 UTC\)[\s\S]*demo\/de +removed, sequence 5 /)
  expect(never).toMatch(/demo\/de +created, sequence 6 /)
  expect(approved).toContain('changes nothing: neither its source nor a Note holds this version')
})

test('a running "up" brings the feeds in step, and the command waits for it', async () => {
  const folder = await workFolder(config)
  const up = await startUp(folder)
  const [row = ''] = (await depesche(folder, 'status', '--json', '--desk', 'web')).out.split('\n')
  const kill = await depesche(folder, 'kill', idIn(row), '--reason', 'wrong', '--yes')
  expect(kill).toMatchObject({ code: 0, err: '' })
  expect(kill.out).toMatch(/demo\/fr +canceled, sequence \d/)
  expect(kill.out).not.toContain('not yet')
  await up.says(/canceled in demo\/fr, sequence \d/)
})

test('approve --all lets go what waits for a person on one desk, and nothing else', async () => {
  const folder = await workFolder({ ...newsroom, desks: { ...newsroom.desks, tests: newsroom.desks.web } })
  const source = await readFile(flash, 'utf8')
  const withheld = (headline: string) =>
    source
      .replaceAll('***TEST*** Les sentiers obtiennent la majorité des cantons', headline)
      .replace("C'est un test", '')
      .replace('guid="', `guid="urn:x:${headline.replaceAll(' ', '-')}:`)
      .replace('<p class="lead"> </p>', '<p>Le conseil l’a dit lundi, et personne ne s’y est opposé.</p>')
  for (const name of ['one', 'two', 'three']) await writeFile(join(folder, `${name}.xml`), withheld(`Story number ${name}`))
  await depescheEach(folder, ['put', 'one.xml', 'two.xml', '--desk', 'web'], ['put', 'three.xml', '--desk', 'sda'])
  await (await startUp(folder)).stop()
  const board = (await depesche(folder, 'status', '--held', '--json')).out.trim().split('\n')
  const rows = board.map((line) => JSON.parse(line) as { readonly name: string; readonly id: string; readonly held: readonly string[] })
  expect(rows.map(({ name }) => name).toSorted()).toEqual(['one.xml', 'three.xml', 'two.xml'])
  const one = rows.find(({ name }) => name === 'one.xml')?.id ?? ''
  const [hold, dry, all, again, later] = await depescheEach(
    folder,
    ['hold', one, '--yes'],
    ['approve', '--all', '--desk', 'web', '--since', '1h', '--dry-run'],
    ['approve', '--all', '--desk', 'web', '--since', '1h', '--yes'],
    ['approve', '--all', '--desk', 'web', '--since', '1h', '--yes'],
    ['approve', '--all', '--desk', 'web', '--since', '2099-01-01'],
  )
  expect(hold?.code).toBe(0)
  expect(dry?.out).toMatch(/^article +v +held +feeds +headline\n\S+ +1 +withheld by the source +3 +Story number two\n$/)
  expect(all?.out).toMatch(/done by \S+: approve: \S+\n[\s\S]*demo\/fr +created, sequence \d/)
  for (const each of [again, later]) expect(each?.out).toBe('nothing of desk web is withheld or in doubt in this time\n')
  const { out } = await depesche(folder, 'status', '--held', '--json')
  expect(out.trim().split('\n')).toHaveLength(2)
})

test('decisions that cannot be meant end with 2 and say what instead', async () => {
  const { folder, id } = await storyFolder()
  const misuses: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [['kill', id], /required option '--reason <text>'/],
    [['kill', id, '--reason', 'ä'.repeat(151)], /at most 300 bytes, this one has 302\n/],
    [['kill', id, '--reason', ' '], /a reason is a text/],
    [['kill', id, '--reason', 'x', '--as', 'x'.repeat(81)], /1 to 80 characters\n.*--as NAME/],
    [['approve'], /approve what\?\n.*--all --desk/],
    [['approve', '--all'], /--desk NAME and --since TIME/],
    [['approve', id, '--all', '--desk', 'web', '--since', '1h'], /--all takes no id/],
    [['approve', id, '--since', '1h'], /go with --all/],
    [['approve', '--all', '--desk', 'web', '--since', 'x'], /"x" is not a time/],
    [['approve', id, 'xx'], /no words in "xx"\n.*it has: de, en, fr/],
    [['reject', id, 'es'], /no words in "es"/],
    [['embargo', id], /until when\?\n.*--lift/],
    [['embargo', id, '--lift', '--until', '+1h'], /until when\?/],
    [['embargo', id, '--until', 'tomorrow'], /"tomorrow" is not a time\n.*\+90m/],
    [['embargo', id, '--until', '2026-02-31 18:00'], /is not a time/],
    [['embargo', id, '--until', '2020-01-01T18:00'], /2020-01-01 18:00 Europe\/Zurich.*is past\n.*--lift/],
    [['embargo', id, '--until', '18:00', '--zone', 'Mars'], /"Mars" is not a time zone/],
    [['expire', id], /expire when\?\n.*--never/],
  ]
  const ended = await depescheEach(folder, ...misuses.map(([args]) => args))
  for (const [index, { code, err }] of ended.entries()) {
    const [args, says] = misuses[index] as (typeof misuses)[number]
    expect(code, `depesche ${args.join(' ')}\n${err}`).toBe(2)
    expect(err).toMatch(says)
    expect(err).not.toMatch(/^\s+at /m)
  }
  const unknown = await depescheEach(
    folder,
    ['hold', 'no-such-article', '--yes'],
    ['embargo', '../HEAD', '--until', '18:00'],
    ['reject', 'none', 'fr'],
  )
  for (const each of unknown)
    expect(each).toMatchObject({ code: 1, err: expect.stringMatching(/there is no article .*\n.*depesche status/) })
})
