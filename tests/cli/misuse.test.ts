import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { depesche, depescheEach, newsroom, samples, start, workFolder } from './depesche.ts'

const commands = [
  'up',
  'run',
  'normalize',
  'put',
  'status',
  'feed',
  'kill',
  'revive',
  'hold',
  'release',
  'approve',
  'reject',
  'embargo',
  'expire',
  'rejected',
  'redrive',
  'doctor',
  'engines',
  'glossary',
  'engines add',
]
const sample = join(samples, 'english-web-paste.txt')

/** No stack, no bare error code: what went wrong and, on a line of its own, what to do. */
function expectExplained({ err }: { readonly err: string }): void {
  expect(err).not.toMatch(/^\s+at /m)
  expect(err.trim().split('\n').length).toBeGreaterThanOrEqual(2)
}

test('every command explains itself with --help and ends with 0', async () => {
  const folder = await workFolder()
  const ended = await depescheEach(folder, ...commands.map((command) => [...command.split(' '), '--help']))
  for (const [index, { code, out, err }] of ended.entries()) {
    expect([code, err], commands[index]).toEqual([0, ''])
    expect(out).toMatch(new RegExp(`^Usage: depesche ${commands[index]}\\b`))
  }
})

test('the command itself lists its commands and exit codes; without a command it is misuse', async () => {
  const folder = await workFolder()
  const [help, version] = await depescheEach(folder, ['--help'], ['--version'])
  const bare = await depesche(folder)
  for (const command of commands.slice(0, -1)) expect(help?.out).toContain(`  ${command} `)
  expect(help?.out).toContain('Exit codes: 0 done, 1 the work failed, 2 misuse')
  expect(version).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  expect(bare).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage: depesche') })
})

test('misuse ends with 2, and says what and what instead', async () => {
  const folder = await workFolder()
  await mkdir(join(folder, 'empty'))
  const misuses: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [['upp'], /unknown command 'upp'[\s\S]*Did you mean up/],
    [['run', sample], /--out is missing/],
    [['run', '--out', 'o'], /missing required argument 'file'/],
    [['run', 'empty', '--out', 'o'], /the folder empty holds no files/],
    [['run', sample, '--out', 'o', '--to', 'spanish'], /"spanish" is not a language\n.*es,ca/],
    [['run', sample, '--out', 'o', '--engine', 'babelfish'], /no engine "babelfish"\n.*pseudo/],
    [['run', sample, '--out', 'o', '--desk', 'nope'], /no desk "nope"[\s\S]*sda, web/],
    [['up', '--port', 'abc'], /"abc" is not a port\n.*65535/],
    [['up', '--port', '65536'], /"65536" is not a port/],
    [['up', '--bogus'], /unknown option '--bogus'/],
    [['up', '--config', 'none.ts'], /there is no none\.ts[\s\S]*--config/],
    [['put', sample, '--id', 'a', '--replaces', 'b'], /exclude each other/],
    [['put', sample, sample, `${samples}/french-wire.txt`, '--id', 'a'], /exactly one file/],
    [['put', sample, '--id', ' '], /1 to 200 characters/],
    [['put', sample, '--reason', 'ä'.repeat(151)], /--reason cannot be used: .* at most 300 bytes/],
    [['status', '--since', 'yesterday'], /"yesterday" is not a time\n.*30m, 12h, 7d/],
    [['status'], /holds no wire yet\n.*--data/],
    [['feed', 'demo'], /missing required argument 'language'/],
    [['feed', 'demo', 'de', '--limit', '0'], /not a limit\n/],
    [['feed', 'demo', 'de', '--after', 'x'], /not a cursor\n.*1\.42/],
    [['engines', 'add', 'babelfish'], /"babelfish" cannot be added\n.*apertium/],
    [['engines', 'add', 'apertium', 'french'], /"french" is not a direction\n.*fr-es/],
    [['engines', 'add', 'apertium', 'xx-yy'], /does not translate xx to yy/],
  ]
  const ended = await depescheEach(folder, ...misuses.map(([args]) => args))
  for (const [index, { code, out, err }] of ended.entries()) {
    const [args, says] = misuses[index] as (typeof misuses)[number]
    expect([code, out], `depesche ${args.join(' ')}\n${err}`).toEqual([2, ''])
    expect(err).toMatch(says)
    expectExplained({ err })
  }
})

test('a configuration that is missing, broken or wrong is told with its file, every mistake and its path', async () => {
  const folder = await workFolder()
  const wrong = {
    ...newsroom,
    desks: { sda: { zone: 'Mars', language: 'de' } },
    products: { demo: { ...newsroom.products.demo, filter: { desks: ['x'] } } },
    extra: 1,
  }
  await writeFile(join(folder, 'wrong.ts'), `export default ${JSON.stringify(wrong)}`)
  await writeFile(join(folder, 'broken.ts'), 'export default {')
  await writeFile(join(folder, 'nothing.ts'), 'export const config = {}')
  await writeFile(join(folder, 'throws.ts'), 'throw new Error("no such luck")')
  const files = ['wrong', 'broken', 'nothing', 'throws']
  const ended = await depescheEach(folder, ...files.map((file) => ['normalize', sample, '--config', `${file}.ts`]))
  for (const [index, { code, err }] of ended.entries()) {
    expect(code).toBe(2)
    expect(err).toContain(`${files[index]}.ts`)
    expectExplained({ err })
  }
  for (const line of [
    'desks.sda.zone: ',
    'products.demo.filter.desks.0: no desk "x" is configured',
    'extra: unknown setting',
    '3 mistakes',
  ])
    expect(ended[0]?.err).toContain(line)
  expect(ended[3]?.err).toContain('no such luck')
})

describe('a place that cannot be used', () => {
  test('is named, with a remedy, no stack, and exit 1', async () => {
    const folder = await workFolder()
    await writeFile(join(folder, 'file'), '')
    await mkdir(join(folder, 'foreign'))
    await writeFile(join(folder, 'foreign/depesche.db'), 'not a database, whatever its name says')
    const ended = await depescheEach(
      folder,
      ...[
        ['run', sample, '--out', 'file'],
        ['run', sample, '--out', 'file/below'],
        ['up', '--data', 'file'],
        ['up', '--data', 'file/below'],
        ['put', sample, '--data', 'file'],
        ['up', '--data', 'foreign'],
        ['put', sample, '--data', 'foreign'],
        ['status', '--data', 'foreign'],
      ],
    )
    for (const { code, err } of ended) {
      expect(code).toBe(1)
      expect(err).toMatch(/file|foreign\/depesche\.db/)
      expectExplained({ err })
    }
  })
})

test('a reader that goes away, as head does, is no error', async () => {
  const folder = await workFolder()
  const started = start(folder, 'normalize', samples, samples, '--json')
  started.process.stdout?.once('data', () => started.process.stdout?.destroy())
  const { code, err } = await started.ended
  expect([code, err]).toEqual([0, ''])
})
