import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { receivedIn, startReceiver } from '../lib/example-receiver.ts'
import { freePort } from '../lib/free-port.ts'
import { depesche, depescheEach, newsroom, startUp, workFolder } from './depesche.ts'
import { idsOf, putStories } from './wire.ts'

/** Waits until it is so, for as long as the test has time. */
async function until(so: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await so())) await sleep(50)
}

test('a partner is sent what its contract covers, signed; a kill reaches its copies, and the desk sees that it was taken', async () => {
  const port = await freePort()
  const folder = await workFolder({ ...newsroom, webhooks: { allow: [`127.0.0.1:${port}`] } })
  const up = await startUp(folder)
  await depesche(folder, 'partner', 'add', 'outlet', 'demo:en,fr')
  const set = await depesche(folder, 'partner', 'webhook', 'outlet', `http://127.0.0.1:${port}/take`)
  expect(set).toMatchObject({ code: 0, out: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=\n$/) })
  // nobody listens there yet: said at once, and tried again
  const early = await depesche(folder, 'partner', 'test-webhook', 'outlet')
  expect(early).toMatchObject({ code: 1, err: expect.stringContaining('outlet did not take the sample') })
  await putStories(folder, ['bridge', 'fire'])
  await up.says(/undelivered outlet, try 1: .*; again at/)

  const secret = set.out.trim()
  const wire = join(folder, 'received')
  const receiver = await startReceiver(wire, secret, port)
  const tested = await depesche(folder, 'partner', 'test-webhook', 'outlet')
  expect(tested, tested.err + receiver.err()).toMatchObject({
    code: 0,
    out: expect.stringMatching(/took the sample: it answered 204/),
  })
  expect(await depesche(folder, 'partner', 'resume-webhook', 'outlet')).toMatchObject({ code: 0 })
  const ids = await idsOf(folder)
  const has = async (feed: string, id = '') => (await receivedIn(wire, feed)).has(id)
  await until(async () => (await has('demo-en', ids.fire)) && (await has('demo-fr', ids.fire)))
  expect(await receivedIn(wire, 'demo-de')).toEqual(new Map())
  const page = (await (await up.fetch('/v1/feeds/demo/fr?after=1.3')).json()) as {
    readonly entries: readonly { readonly id: string; readonly item: object }[]
  }
  const copies = await receivedIn(wire, 'demo-fr')
  for (const { id, item } of page.entries) expect(JSON.parse(copies.get(id) ?? '{}')).toEqual(item)

  const killed = await depesche(folder, 'kill', ids.fire!, '--reason', 'The suspect must not be named.', '--yes')
  expect(killed.code).toBe(0)
  await until(() => receiver.out().includes('The suspect must not be named.'))
  await until(async () => !(await has('demo-en', ids.fire)))
  expect(await has('demo-en', ids.bridge)).toBe(true)
  await until(async () => /outlet +demo\/fr +canceled v1 +confirmed .* \(sent\)/.test((await depesche(folder, 'receipts', ids.fire!)).out))

  // the secret is replaced while both sign; then the old one alone is not enough
  const rotated = await depesche(folder, 'partner', 'rotate-secret', 'outlet')
  expect(rotated).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^whsec_/),
    err: expect.stringContaining('signs along for 7 days more'),
  })
  expect((await depesche(folder, 'partner', 'test-webhook', 'outlet')).code).toBe(0)
  expect((await depesche(folder, 'partner', 'rotate-secret', 'outlet', '--now')).code).toBe(0)
  const refused = await depesche(folder, 'partner', 'test-webhook', 'outlet')
  expect(refused).toMatchObject({
    code: 1,
    err: expect.stringContaining('it answered 401'),
  })

  const [shown, unasked, removed, again] = await depescheEach(
    folder,
    ['partner', 'show', 'outlet'],
    ['partner', 'remove-webhook', 'outlet'],
    ['partner', 'remove-webhook', 'outlet', '--yes'],
    ['partner', 'show', 'outlet'],
  )
  expect(shown?.out).toMatch(new RegExp(`webhook at 127\\.0\\.0\\.1:${port}, active, last taken \\d{4}-`))
  expect(unasked).toMatchObject({ code: 2, err: expect.stringContaining('--yes') })
  expect(removed).toMatchObject({ code: 0, out: expect.stringContaining('done') })
  expect(again?.out).not.toContain('webhook')
  const out = (await up.stop()).out
  expect(out).toMatch(/delivered +\S+ to outlet: demo\/fr created/)
  for (const told of [secret, rotated.out.trim()]) expect(out).not.toContain(told.slice(6))
}, 120_000)

test('a webhook that leads inside is refused in words, and so is one of a partner that is not there', async () => {
  const folder = await workFolder()
  await (await startUp(folder)).stop()
  await depesche(folder, 'partner', 'add', 'outlet', 'demo')
  const answers = await depescheEach(
    folder,
    ['partner', 'webhook', 'outlet', 'https://127.0.0.1/take'],
    ['partner', 'webhook', 'outlet', 'http://outlet.example/take'],
    ['partner', 'webhook', 'outlet', 'https://169.254.169.254/latest/meta-data'],
    ['partner', 'webhook', 'nobody', 'https://outlet.example/take'],
    ['partner', 'webhook', 'outlet', 'https://outlet.example/take', '--begin', 'yesterday'],
    ['partner', 'test-webhook', 'outlet'],
    ['partner', 'resume-webhook', 'outlet'],
    ['partner', 'rotate-secret', 'outlet'],
    ['partner', 'remove-webhook', 'outlet', '--yes'],
  )
  for (const { code } of answers) expect(code).toBe(2)
  expect(answers.map(({ err }) => err.split('\n')[0])).toEqual([
    expect.stringMatching(/loopback/),
    expect.stringMatching(/https/),
    expect.stringMatching(/link-local|metadata/),
    expect.stringMatching(/no partner "nobody"/),
    expect.stringMatching(/no place to begin/),
    ...Array.from({ length: 4 }, () => expect.stringMatching(/outlet has no webhook/)),
  ])
}, 60_000)
