import { expect, test } from 'vitest'
import { depesche, depescheEach, startUp, workFolder } from './depesche.ts'

const KEY = /^depesche_\S+\n$/

test('partner adds, shows, changes, rotates and suspends, each told in words, and a running house obeys at once', async () => {
  const folder = await workFolder()
  const up = await startUp(folder)
  const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(up.out())?.[1]
  const ask = async (key: string, path = '') =>
    (await fetch(`http://127.0.0.1:${port}/v1/feeds${path}`, { headers: { authorization: `Bearer ${key.trim()}` } })).status
  const added = await depesche(folder, 'partner', 'add', 'outlet', 'demo:fr,de', '--lookback', '30', '--as', 'Anna')
  expect(added).toMatchObject({ code: 0, out: expect.stringMatching(KEY) })
  expect(added.err).toBe('the key of outlet, for demo, fr de, 30 days back: shown this once, kept as a hash alone\n')
  expect([await ask(added.out, '/demo/fr'), await ask(added.out, '/demo/en')]).toEqual([200, 404])
  const [list, entitled, rotated] = await depescheEach(
    folder,
    ['partner', 'list'],
    ['partner', 'entitle', 'outlet', 'demo', '--until', '2099-01-01T00:00:00Z'],
    ['partner', 'rotate-key', 'outlet', '--grace', '2'],
  )
  expect(list?.out).toMatch(
    /demo +active +[0-9a-f]{8}… not used yet +demo\noutlet +active +[0-9a-f]{8}… last used \d{4}-\d\d-\d\d \d\d h UTC +demo, fr de, 30 days back\n$/,
  )
  expect(entitled?.out).toMatch(/partner outlet, active, added .*\n {2}may read demo, until 2099-01-01 00:00 UTC\n/)
  expect(rotated).toMatchObject({ code: 0, out: expect.stringMatching(KEY), err: expect.stringContaining('opens for 2 days more') })
  expect([await ask(added.out, '/demo/en'), await ask(rotated?.out ?? '', '/demo/en')]).toEqual([200, 200])
  const [unasked, suspended, shown] = await depescheEach(
    folder,
    ['partner', 'suspend', 'outlet'],
    ['partner', 'suspend', 'outlet', '--yes', '--reason', 'It does not pay.'],
    ['partner', 'show', 'outlet'],
  )
  expect(unasked).toMatchObject({ code: 2, err: expect.stringContaining('--yes') })
  expect(suspended).toMatchObject({ code: 0, out: expect.stringContaining('its 2 keys open nothing any more') })
  expect(shown?.out).toMatch(
    /suspended since .*: It does not pay\.[\s\S]*key [0-9a-f]{8}…, since .*, ends [^,]*, last used .* h UTC\n[\s\S]*key [0-9a-f]{8}…, since [^,]*, last used [^,]* h UTC\n$/,
  )
  expect([await ask(added.out), await ask(rotated?.out ?? '')]).toEqual([403, 403])
  const [resumed, now] = await depescheEach(folder, ['partner', 'resume', 'outlet'], ['partner', 'rotate-key', 'outlet', '--now'])
  expect(resumed?.out).toContain('active')
  expect([await ask(added.out), await ask(rotated?.out ?? ''), await ask(now?.out ?? '')]).toEqual([401, 401, 200])
  await up.stop()
}, 60_000)

test('partner says in words what cannot be', async () => {
  const folder = await workFolder()
  await (await startUp(folder)).stop()
  const answers = await depescheEach(
    folder,
    ['partner', 'add', 'outlet', 'none'],
    ['partner', 'add', 'outlet', 'demo:xx'],
    ['partner', 'add', 'outlet', 'demo', '--lookback', '0'],
    ['partner', 'add', 'demo', 'demo'],
    ['partner', 'show', 'nobody'],
    ['partner', 'withdraw', 'demo', 'demo', '--yes'],
    ['partner', 'rotate-key', 'demo', '--now', '--grace', '3'],
    ['partner', 'resume', 'demo'],
  )
  expect(answers.map(({ code }) => code)).toEqual(answers.map(() => 2))
  const wanted = [
    'one of: demo',
    'those of demo',
    '1 to 3650',
    'there is a partner demo already',
    'no partner "nobody"',
    'suspend demo',
    'exclude',
    'not suspended',
  ]
  for (const [index, { err }] of answers.entries()) expect(err).toContain(wanted[index])
}, 60_000)
