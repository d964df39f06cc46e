import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { ninjs } from '@depesche/syndication/ninjs'
import type { Provenance } from '@depesche/syndication/rendition'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveWire } from '../examples/served-wire.ts'
import { nodesOnPath } from '../lib/nodes-on-path.ts'
import { fullArticle, neural, plainArticle, product, rules } from '../syndication/articles.ts'

const exec = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const source = join(root, 'packages/client')
let home: string
let packed: string
const consumer = () => join(home, 'consumer')

/** Packed as npm publishes it, installed without a network: a partner's project. */
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'depesche-client-'))
  await mkdir(consumer())
  await exec('npm', ['pack', '--pack-destination', home], { cwd: source })
  packed = (await readdir(home)).find((name) => name.endsWith('.tgz')) ?? ''
  await writeFile(join(consumer(), 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }')
  const cache = join(home, 'cache')
  await exec('npm', ['install', '--offline', '--no-audit', '--no-fund', '--cache', cache, `../${packed}`], { cwd: consumer() })
}, 120_000)
afterAll(() => rm(home, { recursive: true, force: true }))

const blocksIn = (markdown: string) => [...markdown.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = '']) => block)

/** What a partner's compiler says of these files, with the configuration's own strictness and without our types of Node. */
async function compile(files: Readonly<Record<string, string>>, options: object): Promise<string> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(consumer(), name), text)
  const compilerOptions = { target: 'es2022', lib: ['es2022', 'dom'], types: [], strict: true, skipLibCheck: false, ...options }
  await writeFile(join(consumer(), 'tsconfig.json'), JSON.stringify({ compilerOptions, files: Object.keys(files) }))
  const tsc = join(root, 'node_modules/.bin/tsc')
  return exec(tsc, ['-p', '.'], { cwd: consumer() }).then(
    ({ stdout }) => stdout,
    (thrown: { readonly stdout: string }) => `fails: ${thrown.stdout}`,
  )
}

describe('@depesche/client as it is packed', () => {
  test('holds JavaScript, types, README and license, and depends on nothing', async () => {
    const { stdout } = await exec('tar', ['-tzf', join(home, packed)])
    const files = stdout.trim().split('\n').toSorted()
    expect(files.filter((name) => !/^package\/dist\/[a-z-]+(?:\.d)?\.[jt]s$/.test(name))).toEqual([
      'package/LICENSE',
      'package/README.md',
      'package/package.json',
    ])
    expect(files.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))).toEqual([])
    expect(files.filter((name) => name.endsWith('.js'))).toHaveLength((await readdir(join(source, 'src'))).length)
    expect(await readdir(join(consumer(), 'node_modules/@depesche'))).toEqual(['client'])
    const manifest = JSON.parse(await readFile(join(consumer(), 'node_modules/@depesche/client/package.json'), 'utf8')) as object
    expect(manifest).toMatchObject({ dependencies: {}, exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } } })
    expect(await readFile(join(source, 'LICENSE'), 'utf8')).toBe(await readFile(join(root, 'LICENSE'), 'utf8'))
  })

  test('its README’s follower, compiled against its types, keeps copies in step with plain Node, through a kill and a restore', async () => {
    const [follower = ''] = blocksIn(await readFile(join(source, 'README.md'), 'utf8'))
    expect(follower).toContain('export async function keepInStep')
    expect(await compile({ 'keep-in-step.ts': follower }, { module: 'nodenext' })).toBe('')
    await writeFile(join(consumer(), 'run.mjs'), RUN)
    const wire = await serveWire()
    const { url, key } = wire
    const all = await nodesOnPath()
    const states = new Map(all.map((node) => [node, 'null']))
    const pass = async () => {
      for (const node of all) {
        const given = { url, key, product: 'all', language: 'fr', limit: 2, once: true }
        const { stdout } = await exec(node, ['run.mjs', JSON.stringify(given), states.get(node) ?? ''], { cwd: consumer() })
        states.set(node, stdout)
        const { copies } = JSON.parse(stdout) as { readonly copies: Readonly<Record<string, object>> }
        const ours = new Map(Object.entries(copies).map(([id, item]) => [id, JSON.stringify(item)]))
        expect(ours, node).toEqual(await wire.copies('fr'))
      }
    }
    for (const story of ['a', 'b', 'c', 'd']) await wire.put(story, 1)
    await pass()
    await wire.decideOn('b', { kind: 'kill', reason: 'Wrong town.' })
    await wire.put('a', 2, { instruction: 'update' })
    await wire.put('lost', 1)
    await pass()
    expect((await wire.copies('fr')).size).toBe(4)
    await wire.restore('lost')
    await pass()
    expect((await wire.copies('fr')).size).toBe(3)
    expect(wire.asked.some((path) => path.includes('after=2.'))).toBe(true)
  }, 60_000)

  test.each([
    ['nodenext', { module: 'nodenext', exactOptionalPropertyTypes: true }],
    ['a bundler', { module: 'esnext', moduleResolution: 'bundler', noEmit: true }],
  ])('its types fit what we emit and a partner’s code, resolved as %s does', async (_, options) => {
    const readme = blocksIn(await readFile(join(source, 'README.md'), 'utf8'))
    expect(readme).toHaveLength(2)
    const files = Object.fromEntries(readme.map((block, index) => [`readme-${index}.ts`, block]))
    const item = (article: typeof fullArticle, provenance?: Provenance) => {
      const base = { article, articleHash: 'f'.repeat(64), product, language: 'fr', edition: 0, content: article.content }
      return ninjs(provenance ? { ...base, provenance, approvedAt: '2026-11-24T08:16:39.160Z' } : base)
    }
    const items = JSON.stringify([item(fullArticle), item(plainArticle), item(fullArticle, rules), item(fullArticle, neural)])
    expect(await compile({ ...files, 'consumer.ts': CONSUMER, 'items.ts': `${ITEMS} = ${items}` }, options)).toBe('')
    const more = JSON.stringify([{ ...item(fullArticle), unlisted: 1 }])
    expect(await compile({ 'more.ts': `${ITEMS} = ${more}` }, options)).toMatch(/fails: .*unlisted/)
  })
})

/** A literal: a field that the type does not list is an error, and so is a value outside of it. */
const ITEMS = `import type { Item } from '@depesche/client'\nexport const items: readonly Item[]`

/** Copies in memory, handed on from run to run on the command line. */
const RUN = `
import { keepInStep } from './keep-in-step.js'
const [wire, state] = process.argv.slice(2).map((text) => JSON.parse(text))
let cursor = state?.cursor ?? null
const copies = new Map(Object.entries(state?.copies ?? {}))
const unconfirmed = new Set()
await keepInStep(wire, {
  cursor: async () => cursor,
  storeCursor: async (next) => { cursor = next },
  keep: async (id, item) => { copies.set(id, item); unconfirmed.delete(id) },
  delete: async (id) => { copies.delete(id) },
  markAllUnconfirmed: async () => { for (const id of copies.keys()) unconfirmed.add(id) },
  deleteUnconfirmed: async () => { for (const id of unconfirmed) copies.delete(id); unconfirmed.clear() },
})
console.log(JSON.stringify({ cursor, copies: Object.fromEntries(copies) }))
`

const CONSUMER = `
import { type Change, feedPage, follow, item, ProblemError } from '@depesche/client'
const feed = { url: 'https://wire.example.org', key: 'k', product: 'demo', language: 'fr' }
export async function headlines(signal: AbortSignal): Promise<string[]> {
  const found: string[] = []
  for await (const change of follow({ ...feed, signal, after: null, wait: 20 })) {
    const place: string = change.next
    if (change.event === 'created') found.push(place + change.item.headlines.map(({ value }) => value).join())
    if (change.event === 'canceled') found.push(change.notice)
    // @ts-expect-error only where something is to be shown
    if (change.event === 'closed') found.push(change.item)
    // @ts-expect-error a restart is of no article
    if (change.event === 'restart') found.push(change.id)
  }
  return found
}
export async function single(): Promise<string> {
  const page = await feedPage({ ...feed, after: '1.2' })
  const again = await feedPage({ ...feed, etag: page.etag ?? '' })
  // @ts-expect-error it may be unchanged
  const next: string = again.next
  const answer = await item({ ...feed, id: 'a' }).catch((error) => (error instanceof ProblemError ? error.problem.type : 'x'))
  return typeof answer === 'string' ? answer : next + answer.item.bodies[0]?.value
}
// @ts-expect-error a key is needed
export const keyless = follow({ url: 'https://wire.example.org', product: 'demo', language: 'fr' })
/** Every event has a case: a new one is a type error here. */
export function deed(change: Change): string {
  switch (change.event) {
    case 'created': case 'updated': return 'keep'
    case 'superseded': return 'nothing'
    case 'closed': case 'removed': case 'canceled': return 'delete'
    case 'restart': return 'begin anew'
  }
}
`
