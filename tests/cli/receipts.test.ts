import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { followReceipts } from '@depesche/cli/follow-receipts'
import { receiptLines, tallyLine } from '@depesche/cli/terminal/receipts'
import type { EntryReceipts } from '@depesche/pipeline/article-receipts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { depesche, depescheEach, newsroom, start, startUp, type Up, workFolder } from './depesche.ts'

const bin = fileURLToPath(new URL('../../packages/cli/bin/depesche.js', import.meta.url))
const config = { ...newsroom, products: { demo: { ...newsroom.products.demo, languages: ['en', 'fr'], filter: { desks: ['web'] } } } }
const MOMENT = String.raw`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC`

interface Follower {
  readonly asks: (after?: string) => Promise<string>
}

/** A running wire with an article that is out, and partners that follow `demo/fr` from its end on. */
async function openWire(...partners: readonly string[]) {
  const folder = await workFolder(config)
  const up = await startUp(folder)
  const [row = ''] = (await depesche(folder, 'status', '--json', '--desk', 'web')).out.split('\n')
  const id = /"id":"([^"]+)"/.exec(row)?.[1] ?? ''
  const keys = await depescheEach(folder, ...partners.map((name) => ['partner', 'add', name, 'demo:fr']))
  const followers = new Map(partners.map((name, index) => [name, follower(up, keys[index]?.out.trim() ?? '')]))
  return { folder, up, id, of: (name: string) => followers.get(name)! }
}

function follower(up: Up, key: string): Follower {
  let next = ''
  const asks = async (after = next) => {
    const query = after === '' ? '' : `?after=${after}`
    const answer = await fetch(`${up.url}/v1/feeds/demo/fr${query}`, { headers: { authorization: `Bearer ${key}` } })
    next = ((await answer.json()) as { readonly next: string }).next
    return next
  }
  return { asks }
}

test('a kill shows who has confirmed it, who not yet, who never asked and who no longer can; receipts tells the rest', async () => {
  const { folder, up, id, of } = await openWire('behind', 'done', 'former', 'never', 'suspended')
  for (const name of ['behind', 'done', 'former', 'suspended']) {
    await of(name).asks()
    await of(name).asks()
  }
  await depescheEach(folder, ['partner', 'entitle', 'former', 'demo:en'], ['partner', 'suspend', 'suspended', '--yes'])
  const kill = await depesche(folder, 'kill', id, '--reason', 'It is wrong.', '--yes')
  expect(kill).toMatchObject({ code: 0, err: '' })
  const behind = `last confirmed 1 entry before, ${MOMENT}`
  expect(kill.out).toMatch(
    new RegExp(
      [
        'partner +feed +event +state',
        `behind +demo/fr +canceled v1 +not yet: ${behind}`,
        'demo +demo/en +canceled v1 +never asked',
        'demo +demo/fr +canceled v1 +never asked',
        `done +demo/fr +canceled v1 +not yet: ${behind}`,
        String.raw`former +demo/en +canceled v1 +has confirmed nothing in this feed; last asked \d{4}-\d\d-\d\d \d\d h UTC`,
        String.raw`former +demo/fr +canceled v1 +its contract no longer covers this feed; it may hold a copy \(${behind}\)`,
        'never +demo/fr +canceled v1 +never asked',
        String.raw`suspended +demo/fr +canceled v1 +suspended: it cannot ask, and may hold a copy \(${behind}\)`,
        `0 of 2 partners have confirmed; 4 more never asked here, or cannot ask; "depesche receipts ${id} --watch" shows who does\n$`,
      ].join('\n'),
    ),
  )
  for (let asks = 0; asks < 2; asks++) await of('done').asks()
  const desk = ['--url', up.url, '--key-file', '.depesche/desk-key']
  const [local, remote, json, all] = await depescheEach(
    folder,
    ['receipts', id],
    ['receipts', id, ...desk],
    ['receipts', id, '--json'],
    ['receipts', id, '--all'],
  )
  expect(local?.out).toMatch(new RegExp(String.raw`done +demo/fr +canceled v1 +confirmed ${MOMENT} \(asked on\)\n`))
  expect(remote).toEqual(local)
  const lines = (json?.out ?? '')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
  expect(lines).toContainEqual({
    feed: { product: 'demo', language: 'fr' },
    sequence: expect.any(Number),
    event: 'canceled',
    version: 1,
    at: expect.any(String),
    partner: 'done',
    covers: true,
    confirmed: { at: expect.any(String), by: 'pull' },
  })
  expect(all?.out).toMatch(/behind +demo\/fr +created v1 +confirmed [\s\S]*behind +demo\/fr +canceled v1 +not yet/)

  const watch = start(folder, 'receipts', id, '--watch')
  await watch.says('1 of 2 partners has confirmed; 4 more never asked here, or cannot ask. Who does is shown as it comes; Ctrl-C ends')
  for (let asks = 0; asks < 2; asks++) await of('behind').asks()
  const watched = await watch.ended
  expect(watched).toMatchObject({ code: 0, err: '' })
  expect(watched.out).toMatch(
    /\n\d\d:\d\d:\d\d UTC {2}behind has confirmed demo\/fr\n2 of 2 partners have confirmed; 4 more never asked here, or cannot ask\n$/,
  )
}, 60_000)

test.skipIf(!existsSync('/usr/bin/script'))(
  'on a terminal a kill goes on showing who confirms until all have, or Ctrl-C, which fails nothing',
  async () => {
    const { folder, id, of } = await openWire('fast', 'slow')
    for (const name of ['fast', 'slow']) {
      await of(name).asks()
      await of(name).asks()
    }
    const first = onTerminal(folder, 'kill', id, '--reason', 'It is wrong.', '--yes')
    await first.says(
      '0 of 2 partners have confirmed; 1 more never asked here, or cannot ask. Who does is shown as it comes, for two minutes',
    )
    await of('fast').asks()
    await of('fast').asks()
    await first.says(/\d\d:\d\d:\d\d UTC {2}fast has confirmed demo\/fr/)
    first.types('\u0003')
    expect(await first.ended).toBe(0)
    expect(first.out()).toContain(
      `1 of 2 partners has confirmed; 1 more never asked here, or cannot ask; "depesche receipts ${id} --watch" goes on`,
    )
    const unwaited = onTerminal(folder, 'revive', id, '--yes')
    expect(await unwaited.ended).toBe(0)
    expect(unwaited.out()).not.toContain('confirmed')
    const again = onTerminal(folder, 'kill', id, '--reason', 'It is wrong.', '--yes', '--no-wait')
    expect(await again.ended).toBe(0)
    expect(again.out()).toContain('0 of 2 partners have confirmed')
  },
  60_000,
)

/** A command at a terminal of its own. */
function onTerminal(folder: string, ...args: readonly string[]) {
  const quoted = [process.execPath, bin, ...args].map((each) => `'${each}'`).join(' ')
  // exec: a shell that waits (dash) would itself die of the Ctrl-C
  const child = spawn('/usr/bin/script', ['-qec', `exec ${quoted}`, '/dev/null'], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1', COLUMNS: '200' },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    out += part.replaceAll('\r', '')
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  let hasEnded = false
  void ended.then(() => {
    hasEnded = true
  })
  return {
    ended,
    out: () => out,
    types: (text: string) => child.stdin.write(text),
    says: async (text: string | RegExp) => {
      while (typeof text === 'string' ? !out.includes(text) : !text.test(out)) {
        if (hasEnded) throw new Error(`it ended without saying ${text}:\n${out}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
}

test('receipts says what there is not, and what cannot be', async () => {
  const folder = await workFolder({ ...config, products: { demo: { ...config.products.demo, filter: { desks: ['sda'] } } } })
  await (await startUp(folder)).stop()
  const rows = (await depesche(folder, 'status', '--json', '--desk', 'web')).out
  const id = /"id":"([^"]+)"/.exec(rows)?.[1] ?? ''
  const [none, unknown, odd, both] = await depescheEach(
    folder,
    ['receipts', id, '--watch'],
    ['receipts', 'no-such-article'],
    ['receipts', '../HEAD'],
    ['receipts', id, '--watch', '--all'],
  )
  expect(none).toMatchObject({ code: 0, out: 'no feed has carried it\n' })
  for (const each of [unknown, odd]) expect(each).toMatchObject({ code: 1, err: expect.stringContaining('depesche status') })
  expect(both).toMatchObject({ code: 2, err: expect.stringContaining('--watch') })
})

describe('receiptLines()', () => {
  const at = '2026-11-28T14:00:00.000Z'
  const entry = (...partners: EntryReceipts['partners']): EntryReceipts => {
    return { feed: { product: 'demo', language: 'fr' }, sequence: 7, event: 'updated', version: 2, at, partners }
  }
  const state = (receipt: Omit<EntryReceipts['partners'][number], 'partner'>) =>
    receiptLines([entry({ partner: 'outlet', ...receipt })])[0]
      ?.split('\n')[1]
      ?.replace(/^outlet +demo\/fr +updated v2 +/, '')

  test('say that no partner reads these feeds', () => {
    expect([receiptLines([entry()]), receiptLines([])]).toEqual([['no partner reads these feeds'], ['no feed has carried it']])
  })

  test('tell what was sent, what came before a restore, what may have been passed over, and when a partner last asked', () => {
    const moment = '2026-11-28 14:00:00 UTC'
    expect(state({ covers: true, confirmed: { at, by: 'push' } })).toBe(`confirmed ${moment} (sent)`)
    expect(state({ covers: true, confirmed: { at, by: 'pull' }, passedOver: true })).toMatch(
      /\(asked on\); the next entry was there by then/,
    )
    expect(state({ covers: false, suspended: true, confirmed: { at, by: 'pull' } })).toMatch(/no longer covers this feed; suspended$/)
    expect(state({ covers: true, last: { at, by: 'pull' } })).toBe(`not yet: last confirmed ${moment}, before the feeds were restored`)
    expect(state({ covers: true, last: { at, by: 'pull', behind: 3 }, lastAsked: '2026-11-28T16' })).toBe(
      `not yet: last confirmed 3 entries before, ${moment}; last asked 2026-11-28 16 h UTC`,
    )
    expect(state({ covers: true, last: { at, by: 'pull', behind: 1 }, lastAsked: '2026-11-28T14' })).toBe(
      `not yet: last confirmed 1 entry before, ${moment}`,
    )
  })
})

describe('followReceipts()', () => {
  const at = '2026-11-28T14:00:00.000Z'
  const entry = (language: string, confirmed: readonly string[], waiting: readonly string[]): EntryReceipts => ({
    feed: { product: 'demo', language },
    sequence: 7,
    event: 'canceled',
    version: 2,
    at,
    partners: [
      ...confirmed.map((partner) => ({ partner, covers: true, confirmed: { at, by: 'pull' as const } })),
      ...waiting.map((partner) => ({ partner, covers: true, last: { at, by: 'pull' as const, behind: 1 } })),
    ],
  })
  const follow = async (looks: readonly (readonly EntryReceipts[])[], entries: number) => {
    const [said, left] = [[] as string[], looks.slice(1)]
    const look = async () => left.shift() ?? expect.fail('it looks once more than it must')
    const rows = await followReceipts(looks[0] ?? [], {
      look,
      entries,
      pauseMs: 1,
      until: new AbortController().signal,
      say: (line) => said.push(line),
    })
    return [...said, tallyLine(rows)]
  }

  test('tells each partner once, with the feeds of one look together, and ends with the last', async () => {
    const looks = [
      [entry('de', [], ['a', 'b']), entry('fr', [], ['a', 'b'])],
      [entry('de', ['a'], ['b']), entry('fr', ['a'], ['b'])],
      [entry('de', ['a', 'b'], []), entry('fr', ['a'], ['b'])],
      [entry('de', ['a', 'b'], []), entry('fr', ['a', 'b'], [])],
    ]
    expect(await follow(looks, 2)).toEqual([
      '14:00:00 UTC  a has confirmed demo/de, demo/fr',
      '14:00:00 UTC  b has confirmed demo/de',
      '14:00:00 UTC  b has confirmed demo/fr',
      '2 of 2 partners have confirmed',
    ])
  })

  test('waits for a feed that does not say it yet', async () => {
    const looks = [
      [entry('de', ['a'], [])],
      [entry('de', ['a'], []), entry('fr', [], ['a'])],
      [entry('de', ['a'], []), entry('fr', ['a'], [])],
    ]
    expect(await follow(looks, 2)).toEqual(['14:00:00 UTC  a has confirmed demo/fr', '1 of 1 partner has confirmed'])
  })

  test('does not wait for who never asked', async () => {
    const never = { ...entry('fr', ['a'], []), partners: [...entry('fr', ['a'], []).partners, { partner: 'b', covers: true }] }
    expect(await follow([[never]], 1)).toEqual(['1 of 1 partner has confirmed; 1 more never asked here, or cannot ask'])
  })
})
