import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { depesche, depescheEach, newsroom, startUp, workFolder } from './depesche.ts'
import { cutOff, eventfulWire, onDatabase, partnersView } from './wire.ts'

/** All that the archive can bring back, but the feeds with their markers. */
const LOSS = [
  "DELETE FROM items WHERE partition LIKE 'A#%' AND sort NOT LIKE 'C#%'",
  "DELETE FROM items WHERE partition LIKE 'U#%' OR partition LIKE 'N#%' OR partition LIKE 'B#%'",
  "DELETE FROM documents WHERE key LIKE 'articles/%' OR key LIKE 'syndicated/%'",
]
const READING = 'reading the archive again'

test('replay rebuilds a wire that was lost but for its archive, where no "up" runs, and partners get what they got', async () => {
  const folder = await workFolder()
  const ids = Object.values(await eventfulWire(folder))
  const up = await startUp(folder)
  const before = await partnersView(up, ids)
  await up.stop()
  onDatabase(folder, ...LOSS)
  const [dry, no, replay] = await depescheEach(folder, ['replay', '--dry-run'], ['replay'], ['replay', '--yes'])
  expect(dry).toMatchObject({ code: 0, err: '' })
  expect(dry?.out).toMatch(/looked through 14 documents of the archive in .*\nmissing: 7 uploads/)
  expect(no).toMatchObject({ code: 2, err: expect.stringContaining('--yes') })
  expect(replay).toMatchObject({ code: 0, err: '' })
  expect(replay?.out).toMatch(/replayed 14 documents of the archive in .*\nmissing and rebuilt: 7 uploads, 15 languages, \d+ documents\n/)
  expect(replay?.out).toMatch(/"npm start" \(depesche up\) goes on with 15 languages\n$/)
  const later = await startUp(folder)
  expect(await partnersView(later, ids)).toEqual(before)
  await later.stop()
  expect((await depesche(folder, 'replay', '--yes', '--since', '2020-01-01')).out).toContain('\nnothing was missing\n')
}, 120_000)

test('replay killed ten times at any point ends the same when it is begun anew, and nothing leaves in between', async () => {
  const folder = await workFolder()
  const plain = Array.from({ length: 12 }, (_, index) => `plain ${index}`)
  const ids = Object.values(await eventfulWire(folder, plain))
  const up = await startUp(folder)
  const before = await partnersView(up, ids)
  onDatabase(folder, ...LOSS)
  for (let cut = 0; cut < 10; cut++) {
    await cutOff(folder, Math.random() * 250, READING, 'replay', '--yes')
    const statuses = (await partnersView(up, ids)).feeds.map(({ status }) => status)
    // it may have come to its end after all: then all is there again, and is lost anew
    if (statuses.every((status) => status === 200)) {
      await expect.poll(() => partnersView(up, ids), { timeout: 20_000 }).toEqual(before)
      onDatabase(folder, ...LOSS)
    } else expect(statuses).toEqual([503, 503, 503])
  }
  const { code, out, err } = await depesche(folder, 'replay', '--yes')
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('the running "depesche up" goes on with')
  await expect.poll(() => partnersView(up, ids), { timeout: 20_000 }).toEqual(before)
  await up.stop()
}, 120_000)

test('up says at once that a replay was cut off and what helps, serves nothing, and goes on when that is through', async () => {
  const folder = await workFolder()
  const ids = Object.values(await eventfulWire(folder))
  onDatabase(folder, ...LOSS, `INSERT INTO items VALUES ('E#', 'EPOCH', 1, 'test', '{"epoch":1,"replaying":"2026-03-02T10:00:00.000Z"}')`)
  const up = await startUp(folder)
  expect(up.out()).toMatch(
    /cut off +a replay that began at 2026-03-02 10:00:00 UTC has not come to its end: nothing leaves.*503\n.*"depesche replay --yes"/,
  )
  const answer = await up.fetch(`/v1/feeds/demo/fr/items/${ids[0]}`)
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
  const doctor = await depesche(folder, 'doctor')
  expect(doctor.out).toMatch(/✗ replay +.*cut off.*\n +run "depesche replay --yes"/)
  expect((await depesche(folder, 'replay', '--yes')).code).toBe(0)
  await expect.poll(async () => (await up.fetch('/v1/feeds/demo/fr')).status, { timeout: 10_000 }).toBe(200)
  await up.stop()
}, 120_000)

test('replay tells what it cannot bring back with its reason, and ends with 1; misuse ends with 2', async () => {
  const folder = await workFolder()
  await eventfulWire(folder)
  onDatabase(folder, ...LOSS, "DELETE FROM documents WHERE key LIKE 'originals/%' AND key NOT LIKE '%.json' AND bytes LIKE '<?xml%'")
  await writeFile(
    join(folder, 'other.config.ts'),
    `export default ${JSON.stringify({ ...newsroom, desks: { sda: newsroom.desks.sda } })}\n`,
  )
  const [desk, lost, day, none] = await depescheEach(
    folder,
    ['replay', '--yes', '--config', 'other.config.ts'],
    ['replay', '--yes'],
    ['replay', '--since', 'yesterday'],
    ['replay', '--data', 'none'],
  )
  expect(lost).toMatchObject({ code: 1, err: '' })
  expect(lost?.out).toMatch(/trouble: originals\/\S+-envelope-\S+\.json\n {2}the original originals\/\S+ is not in the store\n/)
  expect(lost?.out).toMatch(/\n1 trouble: it is told above, the rest is there\n/)
  expect(desk).toMatchObject({ code: 1 })
  expect(desk?.out).toContain('the desk "web" is no longer configured')
  expect(lost?.out).not.toContain('the desk "web"')
  expect(day).toMatchObject({ code: 2, err: expect.stringContaining('a day like 2026-11-24') })
  expect(none).toMatchObject({ code: 2, err: expect.stringContaining('holds no wire yet') })
}, 120_000)
