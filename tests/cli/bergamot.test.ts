import { existsSync, readdirSync, statSync } from 'node:fs'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { bergamotHint } from '@depesche/cli/bergamot-hint'
import { fileInbox, type Read, readGiven } from '@depesche/cli/files'
import { loadNewsroom } from '@depesche/cli/newsroom'
import { openNode } from '@depesche/cli/node'
import { noticeEngines } from '@depesche/cli/notice-engines'
import { createEngines } from '@depesche/engines/registry'
import { receive } from '@depesche/pipeline/steps/receive'
import { expect, onTestFinished, test } from 'vitest'
import { ACCENTS, CAPITALS, entryOf, letterModel, modelStore } from '../lib/engines/model-store.ts'
import { depesche, depescheEach, newsroom, start, startUp, workFolder } from './depesche.ts'

const config = {
  ...newsroom,
  products: { demo: { ...newsroom.products.demo, languages: ['de', 'fr', 'en'] } },
  engines: { local: ['bergamot'] },
}
const models = (folder: string) => join(folder, '.depesche/engines/bergamot')
const story = 'Der Bahnhof ist offen\n\nDie Stadt hat am Montag den neuen Bahnhof in Betrieb genommen, wie sie mitteilt.\n'

/** A store with all four directions between German, French and English. */
async function wholeStore() {
  const store = await modelStore()
  for (const [pair, made] of [
    ['en-de', CAPITALS],
    ['fr-en', ACCENTS],
  ] as const) {
    const { entry, files } = entryOf(pair, made)
    store.models[pair] = [entry]
    for (const [path, bytes] of files) store.files.set(path, bytes)
  }
  return store
}

test('engines add bergamot: says what it loads, loads it, tries it, and the list has the way through English', async () => {
  const store = await wholeStore()
  const folder = await workFolder(config)
  const added = await depesche(folder, 'engines', 'add', 'bergamot', 'de-fr', '--store', store.url)
  expect(added).toMatchObject({ code: 0, err: '' })
  const host = new URL(store.url).host
  for (const says of [
    new RegExp(`from ${host}, licence MPL-2\\.0:`),
    / {2}de-en {2}Release, tiny: 3\.8 MB to load, about 3\.8 MB on the disk/,
    / {2}en-fr {2}Release, tiny: /,
    / {2}together 7\.\d MB to load, about 7\.\d MB on the disk/,
    / {2}de-en works: “Die Regierung .*” → “Díé Régíérúng /,
    /2 models in .*bergamot \(remove a folder to undo\)/,
  ])
    expect(added.out).toMatch(says)
  const list = await depesche(folder, 'engines')
  expect(list.out).toMatch(/^bergamot: .* in use\n {2}from {2}to {2}grade +way\n(?: .*\n)* {2}de +fr +gist +deen, enfr$/m)
  expect(store.gets().every(({ path }) => /\/(?:de-en|en-fr)\//.test(path))).toBe(true)

  // languages: each to and from English; the store comes from the configuration
  await writeFile(join(folder, 'depesche.config.ts'), `export default ${JSON.stringify({ ...config, bergamot: { store: store.url } })}\n`)
  const more = await depesche(folder, 'engines', 'add', 'bergamot', 'de', 'fr')
  expect(more).toMatchObject({ code: 0, out: expect.stringContaining('there already: de-en, en-fr') })
  expect(readdirSync(models(folder)).toSorted()).toEqual(['deen', 'ende', 'enfr', 'fren'])
  // without any, what the newsroom may need: it is all there
  store.asked.length = 0
  expect(await depesche(folder, 'engines', 'add', 'bergamot')).toMatchObject({ code: 0 })
  expect(store.asked).toHaveLength(1)

  await writeFile(join(models(folder), 'fren/vocab.fren.spm'), 'cut')
  expect((await depesche(folder, 'engines')).out).toMatch(/^ {2}not used: .*fren: vocab\.fren\.spm is not as it was fetched$/m)
})

test('engines add bergamot ends with 1 where a model does not work or nobody has one, and says which and why', async () => {
  const store = await modelStore()
  const { entry, files } = entryOf('de-en', letterModel({}), 'run_x')
  store.models['de-en'] = [entry]
  for (const [path, bytes] of files) store.files.set(path, bytes)
  const folder = await workFolder(config)
  const half = await depesche(folder, 'engines', 'add', 'bergamot', 'de-fr', 'rm', '--store', store.url)
  expect(half).toMatchObject({ code: 1, err: '' })
  expect(half.out).toMatch(/de-en is not used: the model does not translate: it answers the sentence that it was given\n {4}\S/)
  expect(half.out).toMatch(/no released model for en-rm, rm-en/)
  expect(readdirSync(models(folder))).toEqual(['enfr'])

  // a newsroom that sells Romansh as well is no failure
  const withRomansh = {
    ...config,
    products: { demo: { ...config.products.demo, languages: ['fr', 'rm', 'en'] } },
    desks: { web: config.desks.web },
  }
  const other = await workFolder({ ...withRomansh, bergamot: { store: store.url } })
  const { entry: back, files: more } = entryOf('fr-en', ACCENTS)
  store.models['fr-en'] = [back]
  for (const [path, bytes] of more) store.files.set(path, bytes)
  expect(await depesche(other, 'engines', 'add', 'bergamot')).toMatchObject({
    code: 0,
    out: expect.stringContaining('no released model for'),
  })

  const misuse = await depescheEach(
    folder,
    ['engines', 'add', 'bergamot', 'german'],
    ['engines', 'add', 'bergamot', 'en'],
    ['engines', 'add', 'babelfish'],
    ['engines', 'add', 'apertium', '--store', store.url],
    ['engines', 'add', 'bergamot', 'de', '--store', 'http://models.house.example'],
  )
  expect(misuse.map(({ code }) => code)).toEqual([2, 2, 2, 2, 1])
  expect(misuse.at(-1)?.out).toMatch(/is not https\n {2}http is for loopback only/)
})

test('kill -9 in the middle, then Ctrl-C, then a run that ends whole with what was loaded before', async () => {
  const store = await modelStore()
  const folder = await workFolder(config)
  const args = ['engines', 'add', 'bergamot', 'de-fr', '--store', store.url]
  const [path = '', body = Buffer.alloc(0)] = [...store.files].find(([name]) => name.includes('model.deen')) ?? []
  // each time a bit more, and then silence
  let upTo = 1_000_000
  store.whim = (request, response) => {
    if (request.method !== 'GET' || !request.url?.endsWith(path)) return false
    const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const etag = store.asked.length > 0 ? String(request.headers['if-range'] ?? '"x"') : '"x"'
    const range = { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` }
    response.writeHead(from > 0 ? 206 : 200, { 'content-length': body.length - from, etag, ...(from > 0 ? range : {}) })
    response.write(body.subarray(from, upTo))
    return true
  }
  const kept = () => {
    const partial = join(models(folder), '.partial')
    return existsSync(partial) ? readdirSync(partial).reduce((sum, name) => sum + statSync(join(partial, name)).size, 0) : 0
  }
  const first = start(folder, ...args)
  while (kept() < 1_000_000) await sleep(20)
  await first.stop('SIGKILL')
  expect(readdirSync(models(folder)).filter((name) => !name.startsWith('.'))).toEqual([])
  expect((await depesche(folder, 'engines')).out).toMatch(/^bergamot: .*\n {2}cannot translate: no models in /m)

  upTo = 2_000_000
  const second = start(folder, ...args)
  while (kept() < 2_000_000) await sleep(20)
  const stopped = await second.stop('SIGINT')
  expect(stopped).toMatchObject({ code: 1, err: '' })
  expect(stopped.out).toMatch(/2\.0 MB that were loaded are kept: the same command goes on with them\n.*was stopped\n {2}start it again/)

  store.whim = undefined
  const third = await depesche(folder, ...args)
  expect(third).toMatchObject({ code: 0, out: expect.stringContaining('2.0 MB are here from before') })
  expect(store.gets().map(({ range }) => range)).toEqual([undefined, 'bytes=1000000-', 'bytes=2000000-', ...Array(5)])
  expect(readdirSync(models(folder)).toSorted()).toEqual(['deen', 'enfr'])
})

test('up says what would help German, doctor and status too; it needs no network for it', async () => {
  const folder = await workFolder(config)
  const up = await startUp(folder)
  const out = await up.says(/engines add bergamot de fr\n.*\n/)
  expect(out).toMatch(/^German, French, and English wait: no engine here translates them\. npx --no depesche engines add bergamot de fr$/m)
  expect(out).toMatch(/^fetches Mozilla's models \(4 directions, about 25 MB each to load, 40 MB on the disk\)$/m)
  expect(out).toMatch(/waiting .*no engine translates de to en, fr \(npx --no depesche engines add bergamot de-en de-fr\)/)
  await up.stop()
  const [board, doctor, json] = await depescheEach(folder, ['status'], ['doctor'], ['status', '--json', '--desk', 'sda'])
  expect(board?.out).toMatch(/^no engine translates de to en, fr \(npx --no depesche engines add bergamot de-en de-fr\)$/m)
  expect(doctor?.out).toMatch(/^ +no engine translates de to en, fr \(npx --no depesche engines add bergamot de-en de-fr\)$/m)
  expect(doctor?.out).toMatch(/^ +npx --no depesche engines add bergamot \(/m)
  const ids = (json?.out ?? '')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly id: string; readonly name: string })
  const german = ids.find(({ name }) => name.includes('german'))?.id ?? ''
  expect((await depesche(folder, 'status', german)).out).toMatch(/^no engine translates de to en, fr \(npx .*bergamot de-en de-fr\)$/m)
})

test('the hint is for languages that no engine takes at all, and gone with the first model', async () => {
  const folder = await workFolder({ ...config, products: { demo: { ...config.products.demo, languages: ['de', 'rm', 'en'] } } })
  const room = await loadNewsroom(join(folder, 'depesche.config.ts'))
  const engines = (...names: readonly ('bergamot' | 'apertium' | 'pseudo')[]) =>
    createEngines(names, { dataFolder: join(folder, '.depesche') })
  expect(bergamotHint(room, engines('bergamot'))).toMatch(/^German and English wait: .* engines add bergamot de\n.*2 directions/)
  expect(bergamotHint(room, engines('apertium'))).toBeUndefined()
  expect(bergamotHint(room, engines('bergamot', 'pseudo'))).toBeUndefined()
  const store = await modelStore()
  await depesche(folder, 'engines', 'add', 'bergamot', 'de-en', '--store', store.url)
  expect(bergamotHint(room, engines('bergamot'))).toBeUndefined()
})

test('noticeEngines() wakes German when models come, and asks the ledger only then', async () => {
  const store = await modelStore()
  const [folder, elsewhere] = [await workFolder(config), await workFolder(config)]
  await depesche(elsewhere, 'engines', 'add', 'bergamot', 'de-fr', '--store', store.url)
  const room = await loadNewsroom(join(folder, 'depesche.config.ts'))
  const translated: string[] = []
  const node = await openNode({
    newsroom: room,
    products: room.products,
    dataFolder: join(folder, '.depesche'),
    engineNames: room.engines,
    observe: (sighting) => void (sighting.kind === 'translated' && translated.push(sighting.language)),
    onError: (text) => translated.push(text),
  })
  onTestFinished(() => node.close())
  let asked = 0
  const said: string[] = []
  const wakeWaiting = () => {
    asked++
    return node.wakeWaiting()
  }
  const notice = noticeEngines({ engines: node.engines, wakeWaiting }, (line) => said.push(line))
  await writeFile(join(folder, 'a.txt'), story)
  const given = await readGiven(join(folder, 'a.txt'))
  const { inbox, dropped } = fileInbox(given as Read, 'sda')
  await receive({ ports: node.store.ports, inbox, desks: room.desks, observe: () => {} }, dropped)
  await node.worker.idle()
  await notice()
  expect([asked, said]).toEqual([0, []])
  await mkdir(models(folder), { recursive: true })
  for (const pair of ['deen', 'enfr'])
    await cp(join(models(elsewhere), pair), join(models(folder), pair), { recursive: true, preserveTimestamps: true })
  while (said.length === 0) {
    await sleep(100)
    await notice()
  }
  expect(said).toEqual(['an engine has come: 2 waiting languages go on'])
  await expect.poll(() => translated.toSorted(), { timeout: 10_000 }).toEqual(expect.arrayContaining(['en', 'fr']))
  await notice()
  expect(asked).toBe(1)
})
