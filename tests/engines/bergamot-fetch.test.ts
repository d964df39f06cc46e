import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { plain } from '@depesche/article/model'
import { createBergamot } from '@depesche/engines/bergamot'
import { findModels } from '@depesche/engines/bergamot/models'
import { wrongWith } from '@depesche/engines/bergamot/self-test'
import { FetchError, type FetchModelsOptions, fetchModels, type ModelsEvent, modelsFor } from '@depesche/engines/bergamot-fetch'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ACCENTS, entryOf, letterModel, type ModelStore, modelStore, packed, serve, sha256 } from '../lib/engines/model-store.ts'
import { until } from '../lib/engines/processes.ts'
import { tinyVocab } from '../lib/engines/tiny-model.ts'

let folder: string
let store: ModelStore
const events: ModelsEvent[] = []
beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'depesche-store-')), 'bergamot')
  events.length = 0
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const DE_FR = modelsFor([['de', 'fr']])
const DE_EN = modelsFor([['de', 'en']])
const MODEL = 'models/de-en/run_a1/exported/model.deen.intgemm.alphas.bin.gz'
const LEX = 'models/de-en/run_a1/exported/lex.50.50.deen.s2t.bin.gz'
const VOCAB = 'models/de-en/run_a1/exported/vocab.deen.spm.gz'

const get = (options: Partial<FetchModelsOptions> = {}) =>
  fetchModels({ folder, store: store.url, pairs: DE_EN, silenceMs: 5_000, report: (event) => events.push(event), ...options })
const failed = (job: Promise<unknown>) =>
  job.then(
    () => undefined,
    (thrown: unknown) => thrown as FetchError,
  )
const failure = () => events.find((event) => event.kind === 'failed')?.error
const partials = () => (existsSync(join(folder, '.partial')) ? readdirSync(join(folder, '.partial')) : [])
const entry = (pair = 'de-en') => store.models[pair]?.[0] as ReturnType<typeof entryOf>['entry']
/** Answers the first GET of that file with so many bytes and then breaks the connection. */
function cutOnce(path: string, bytes: number): void {
  let cut = false
  store.whim = (request, response, body) => {
    if (cut || request.method !== 'GET' || !request.url?.endsWith(path)) return false
    cut = true
    response.writeHead(200, { 'content-length': body?.length ?? 0, etag: '"cut"' })
    response.write(body?.subarray(0, bytes), () => setTimeout(() => response.destroy(), 20))
    return true
  }
}

describe('fetchModels()', () => {
  beforeEach(async () => {
    store = await modelStore()
  })

  test('loads what a direction needs, tries it and puts it in its place; the engine translates, and through English', async () => {
    const fetched = await get({ pairs: DE_FR })
    expect(fetched).toMatchObject({ placed: ['deen', 'enfr'], there: [], missing: [], failed: [] })
    expect(readdirSync(folder).toSorted()).toEqual(['deen', 'enfr'])
    const [plan] = events
    const bytes = [...store.files.values()].reduce((sum, { length }) => sum + length, 0)
    expect(plan).toMatchObject({ kind: 'plan', host: new URL(store.url).host, bytes, kept: 0 })
    expect(plan?.kind === 'plan' && plan.directions[0]).toMatchObject({ name: 'deen', architecture: 'tiny', status: 'Release' })
    expect(fetched.loadedBytes).toBe(bytes)
    expect(events.filter(({ kind }) => kind === 'download').at(-1)).toMatchObject({ bytes, of: bytes })
    const words = events.find((event) => event.kind === 'placed')?.words
    expect(words?.said).toBe(words?.source.replaceAll(/[aeiou]/g, (vowel) => 'áéíóú'['aeiou'.indexOf(vowel)] ?? ''))

    await using engine = createBergamot({ models: folder })
    expect(engine.offer('de', 'fr')).toMatchObject({ grade: 'gist', route: 'deen, enfr' })
    const segments = [[{ text: 'Bern is ' }, { text: 'calm', marks: [{ kind: 'strong' }] }, { text: '.' }]] as const
    const [translated] = await engine.translate({ from: 'de', to: 'fr', segments })
    expect(plain(translated!.spans)).toBe('BErm Is cAlm.')
    expect(translated!.spans[1]).toEqual({ text: 'cAlm', marks: [{ kind: 'strong' }] })
  })

  test('asks for the directions named and no others, and for nothing the second time', async () => {
    await get()
    expect(new Set(store.asked.map(({ path }) => path))).toEqual(new Set(['db/models.json', MODEL, LEX, VOCAB]))
    expect(store.gets()).toHaveLength(3)
    expect(readdirSync(join(folder, 'deen')).toSorted()).toEqual([
      'depesche.json',
      'lex.50.50.deen.s2t.bin',
      'model.deen.intgemm.alphas.bin',
      'vocab.deen.spm',
    ])
    store.asked.length = 0
    expect(await get()).toMatchObject({ placed: [], there: ['deen'], loadedBytes: 0 })
    expect(store.asked.map(({ path }) => path)).toEqual(['db/models.json'])
  })

  test('takes a newer model in place of the one it has fetched, and leaves alone one that the house has put there', async () => {
    await get()
    const newer = entryOf('de-en', letterModel({ a: 'ó', t: 'd' }), 'run_b2')
    store.models['de-en'] = [newer.entry]
    for (const [path, bytes] of newer.files) store.files.set(path, bytes)
    await using engine = createBergamot({ models: folder })
    const say = async () => plain((await engine.translate({ from: 'de', to: 'en', segments: [[{ text: 'calm' }]] }))[0]!.spans)
    expect(await say()).toBe('cálm')
    expect((await get()).placed).toEqual(['deen'])
    expect(readdirSync(folder)).toEqual(['deen'])
    // the thread of the engine lives on and has to take the new one
    await until(() => findModels(folder).pairs.has('deen'))
    await expect.poll(say, { timeout: 10_000 }).toBe('cólm')

    rmSync(join(folder, 'deen', 'depesche.json'))
    store.models['de-en'] = [entry()]
    expect(await get()).toMatchObject({ placed: [], there: ['deen'] })
    expect(events.at(-2)).toEqual({ kind: 'own', name: 'deen' })
  })

  test('fetches again what is not as it was fetched, and the engine does not use it until then', async () => {
    await get()
    writeFileSync(join(folder, 'deen', 'vocab.deen.spm'), 'cut')
    expect(findModels(folder)).toMatchObject({ pairs: new Map(), problems: [expect.stringContaining('vocab.deen.spm is not as it was')] })
    expect((await get()).placed).toEqual(['deen'])
    expect(findModels(folder).problems).toEqual([])
  })

  test('takes of several releases the best one for a desktop, and none that Firefox does not give to its users', async () => {
    const bad = entryOf('de-en', letterModel({ a: 'u' }), 'run_bad').entry
    const worse = { ...bad, metrics: { 'flores200-plus': { comet22: 0.7 } } }
    const android = { ...bad, releaseStatus: 'Release Android', metrics: { 'flores200-plus': { comet22: 0.99 } } }
    const nightly = { ...bad, releaseStatus: 'Nightly', metrics: { 'flores200-plus': { comet22: 0.99 } } }
    const good = { ...entry(), releaseStatus: 'Release Desktop' }
    store.models['de-en'] = [worse, android, nightly, { ...bad, releaseStatus: null }, good]
    expect(await get({ pairs: [...DE_EN, ['en', 'xx'], ['rm', 'en']] })).toMatchObject({ placed: ['deen'], missing: ['en-xx', 'rm-en'] })
    expect(store.gets().map(({ path }) => path)).toEqual([MODEL, LEX, VOCAB])
  })

  test('refuses a file that is not what the index says, and the other directions go on', async () => {
    store.files.set(MODEL, packed(Buffer.concat([ACCENTS.model.subarray(0, -1), Buffer.from('x')])))
    expect(await get({ pairs: DE_FR })).toMatchObject({ placed: ['enfr'], failed: ['deen'] })
    expect(failure()).toMatchObject({ problem: 'wrong-hash', message: expect.stringContaining(sha256(ACCENTS.model)) })
    expect(readdirSync(folder)).toEqual(['enfr'])
  })

  test('checks the hash and size of the packed file where an index states them, and unpacks zstd', async () => {
    const [model, vocab] = [zstdCompressSync(ACCENTS.model), zstdCompressSync(ACCENTS.vocab)]
    const at = (bytes: Buffer, path: string) => {
      store.files.set(path, bytes)
      return { path, size: bytes.length, hash: sha256(bytes) }
    }
    const files = { model: at(model, 'a/model.deen.intgemm.alphas.bin.zst'), vocab: at(vocab, 'a/vocab.deen.spm.zst') }
    store.models['de-en'] = [{ ...entry(), files }]
    expect((await get()).placed).toEqual(['deen'])
    rmSync(join(folder, 'deen'), { recursive: true })
    store.files.set('a/vocab.deen.spm.zst', zstdCompressSync(Buffer.from('another vocabulary')))
    await get()
    expect(failure()).toMatchObject({ problem: 'wrong-hash', message: expect.stringContaining('as it lies in the store') })
  })

  test('takes a vocabulary for each side where a model has two, under names of ours', async () => {
    const { vocab, ...files } = entry().files
    store.models['de-en'] = [{ ...entry(), files: { ...files, srcVocab: vocab, trgVocab: { path: 'other/run/target.gz' } } }]
    store.files.set('other/run/target.gz', packed(ACCENTS.vocab))
    expect((await get()).placed).toEqual(['deen'])
    const { vocabs } = findModels(folder).pairs.get('deen')!
    expect(vocabs.map((path) => path.slice(folder.length))).toEqual(['/deen/srcvocab.deen.spm', '/deen/trgvocab.deen.spm'])
  })

  test('refuses a body that is cut off where nothing else would tell: gzip has no end', async () => {
    store.files.set(VOCAB, packed(ACCENTS.vocab).subarray(0, 1000))
    await get()
    expect(failure()).toMatchObject({ problem: 'wrong-hash', message: expect.stringContaining('damaged') })
    expect(partials()).toEqual([])
  })

  test('goes on after a cut: the second run asks with Range and loads only the rest', async () => {
    cutOnce(MODEL, 1_000_000)
    const thrown = await failed(get())
    expect(thrown).toMatchObject({ name: 'FetchError', problem: 'unreachable', remedy: expect.stringContaining('goes on') })
    const [left = ''] = partials()
    expect(left).toContain(sha256(ACCENTS.model))
    const had = statSync(join(folder, '.partial', left)).size
    expect(had).toBeGreaterThan(0)
    expect(events.at(-1)).toEqual({ kind: 'kept', bytes: had })
    store.asked.length = 0
    const fetched = await get()
    const [whole, lex, vocab] = [MODEL, LEX, VOCAB].map((path) => store.files.get(path)?.length ?? 0) as [number, number, number]
    expect(store.gets()[0]).toEqual({ method: 'GET', path: MODEL, range: `bytes=${had}-`, ifRange: expect.stringMatching(/^"[0-9a-f]+"$/) })
    expect(fetched).toMatchObject({ placed: ['deen'], loadedBytes: whole - had + lex + vocab })
    expect(readdirSync(folder)).toEqual(['deen'])
  })

  test('starts a file over where the server knows no ranges, or answers with another one', async () => {
    const total = store.files.get(MODEL)?.length
    for (const range of [undefined, `bytes 0-9/${total}`, 'bytes 0-9/10', 'nonsense']) {
      cutOnce(MODEL, 500_000)
      await failed(get())
      store.whim = (request, response, body) => {
        if (request.headers.range === undefined) return false
        if (range === undefined) response.writeHead(200, { 'content-length': body?.length ?? 0 }).end(body)
        else response.writeHead(206, { 'content-range': range, 'content-length': 10 }).end('0123456789')
        return true
      }
      expect((await get()).placed, String(range)).toEqual(['deen'])
      rmSync(join(folder, 'deen'), { recursive: true })
    }
  })

  test('starts a file over that has changed between two runs, whether its mark says so or only its hash', async () => {
    cutOnce(MODEL, 500_000)
    await failed(get())
    store.files.set(MODEL, gzipSync(ACCENTS.model))
    store.asked.length = 0
    expect((await get()).placed).toEqual(['deen'])
    expect(store.gets().every(({ range }) => range === undefined)).toBe(true)

    // a store without marks: what is there is gone on with, found wrong at the end, and loaded anew
    rmSync(join(folder, 'deen'), { recursive: true })
    const bare: NonNullable<ModelStore['whim']> = (request, response, body) => {
      const [, from = '0'] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? []
      if (!request.url?.endsWith(MODEL) || body === undefined) return false
      const sent = body.subarray(Number(from))
      const range = { 'content-range': `bytes ${from}-${body.length - 1}/${body.length}` }
      response.writeHead(from === '0' ? 200 : 206, { 'content-length': sent.length, ...(from === '0' ? {} : range) })
      response.end(request.method === 'HEAD' ? undefined : sent)
      return true
    }
    store.files.set(MODEL, packed(ACCENTS.model))
    store.whim = (request, response, body) => {
      if (request.method === 'HEAD') return bare(request, response, body)
      if (!request.url?.endsWith(MODEL)) return false
      response.writeHead(200).write(Buffer.alloc(400_000, 'x'), () => setTimeout(() => response.destroy(), 20))
      return true
    }
    await failed(get())
    expect(partials()).toHaveLength(1)
    store.whim = bare
    store.asked.length = 0
    expect((await get()).placed).toEqual(['deen'])
    expect(store.gets().map(({ range }) => range)).toEqual(['bytes=400000-', undefined, undefined, undefined])
  })

  test('loads nothing again that is whole: stopped before the last step, only that is left', async () => {
    const stop = new AbortController()
    const thrown = await failed(
      get({
        signal: stop.signal,
        report: (event) => {
          events.push(event)
          if (event.kind === 'test') stop.abort()
        },
      }),
    )
    expect(thrown).toMatchObject({ problem: 'aborted' })
    expect(existsSync(join(folder, 'deen'))).toBe(false)
    expect(events.at(-1)).toMatchObject({ kind: 'kept' })
    store.asked.length = 0
    expect(await get()).toMatchObject({ placed: ['deen'], loadedBytes: 0 })
    expect(store.gets()).toEqual([])
  })

  test('says which file is not there, and which server says nothing', async () => {
    store.files.delete(VOCAB)
    await get()
    expect(failure()).toMatchObject({ problem: 'not-found', message: expect.stringContaining('vocab.deen.spm.gz (404)') })
    store.whim = () => true
    expect(await failed(get({ silenceMs: 200 }))).toMatchObject({ problem: 'too-slow', message: expect.stringContaining('0.2 s') })
    // also in the middle of a file
    store.files.set(VOCAB, packed(ACCENTS.vocab))
    store.whim = (request, response, body) => {
      if (request.method !== 'GET' || !request.url?.endsWith(MODEL)) return false
      response.writeHead(200, { 'content-length': body?.length ?? 0 }).write(body?.subarray(0, 1000))
      return true
    }
    expect(await failed(get({ silenceMs: 300 }))).toMatchObject({ problem: 'too-slow' })
    expect(partials()).toHaveLength(1)
  })

  test('an abort ends it at once and keeps what is there', async () => {
    const stop = new AbortController()
    store.whim = (request, response, body) => {
      if (request.method !== 'GET' || !request.url?.endsWith(MODEL)) return false
      response.writeHead(200, { 'content-length': body?.length ?? 0 }).write(body?.subarray(0, 1000))
      return true
    }
    const job = failed(get({ signal: stop.signal }))
    await until(() => events.some(({ kind }) => kind === 'download'))
    stop.abort()
    expect(await job).toMatchObject({ problem: 'aborted', remedy: expect.stringContaining('goes on') })
    expect(readdirSync(folder)).toEqual(['.partial'])
  })

  test('reads no more than was said, of the index, of a file and of what is packed in it', async () => {
    const endless: NonNullable<ModelStore['whim']> = (_, response) => {
      response.writeHead(200)
      const pour = (): void => void (response.destroyed || response.write(Buffer.alloc(1_000_000, ' '), () => setImmediate(pour)))
      pour()
      return true
    }
    store.whim = endless
    expect(await failed(get())).toMatchObject({ problem: 'too-big' })
    store.whim = (request, ...rest) => request.method === 'GET' && !!request.url?.endsWith(MODEL) && endless(request, ...rest)
    await get()
    expect(failure()).toMatchObject({ problem: 'too-big' })
    expect(partials()).toEqual([])
    events.length = 0
    store.whim = (request, response) => {
      if (!request.url?.endsWith(VOCAB)) return false
      response.writeHead(200, { 'content-length': 1_000_000_000 }).end()
      return true
    }
    await get()
    expect(failure()).toMatchObject({ problem: 'too-big', message: expect.stringContaining('1000000000 bytes') })
    expect(store.gets().filter(({ path }) => path === VOCAB)).toEqual([])
    events.length = 0
    store.whim = undefined
    store.files.set(VOCAB, gzipSync(Buffer.alloc(30_000_000)))
    await get()
    expect(failure()).toMatchObject({ problem: 'too-big', message: expect.stringContaining('unpacks to more than') })
  })

  test('refuses an index with odd paths, sizes and hashes, and writes nothing outside its folder', async () => {
    const { files } = entry()
    const bent: readonly (readonly [object, RegExp])[] = [
      ...[
        '../../../etc/passwd',
        '/etc/passwd',
        'https://evil.example/m.bin',
        '//evil.example/m.bin',
        'a/../../m.bin',
        'a/%2e%2e/m.bin',
        'a\\m.bin',
        'm\n.bin',
        'a//m.bin',
        '.hidden/m.bin',
      ].map((path) => [{ files: { ...files, model: { ...files.model, path } } }, /model\.path is no plain path/] as const),
      [{ files: { ...files, vocab: { path: '../vocab.spm' } } }, /vocab\.path is no plain path/],
      [{ files: { ...files, model: { ...files.model, uncompressedSize: 9e15 } } }, /absurd/],
      [{ files: { ...files, model: { ...files.model, uncompressedSize: -1 } } }, /uncompressedSize/],
      [{ files: { ...files, model: { ...files.model, uncompressedHash: 'abc' } } }, /no SHA-256/],
      [{ files: { ...files, model: { path: files.model.path } } }, /states no SHA-256/],
      [{ files: { model: files.model } }, /no vocabulary/],
      [{ files: { vocab: files.vocab } }, /files\.model/],
    ]
    for (const [bend, says] of bent) {
      events.length = 0
      store.models['de-en'] = [{ ...entry(), ...bend }]
      await get()
      expect(failure(), JSON.stringify(bend)).toMatchObject({ problem: 'odd-index', message: expect.stringMatching(says) })
      store.models['de-en'] = [{ ...entry(), files }]
    }
    expect(store.gets()).toEqual([])
    for (const body of ['no JSON', '[]', '{"models":[]}', '{"models":{"de-en":{}}}', '{}']) {
      store.whim = (_, response) => !!response.end(body)
      expect(await failed(get()), body).toMatchObject({ problem: 'odd-index' })
    }
    store.whim = (_, response) => !!response.end('{"models":{"__proto__":[1]}}')
    expect((await get()).missing).toEqual(['de-en'])
    expect(readdirSync(folder)).toEqual([])
    expect(readdirSync(join(folder, '..'))).toEqual(['bergamot'])
  })

  test('goes nowhere without TLS but to loopback, and follows no redirect out of its scheme or in circles', async () => {
    for (const url of ['http://models.house.example', 'ftp://127.0.0.1/x', 'file:///tmp', 'nonsense', 'http://127.0.0.1.evil.example'])
      expect(await failed(get({ store: url })), url).toMatchObject({ problem: 'refused-address' })
    for (const url of ['https://a:b@models.house.example', 'https://models.house.example/?a=b'])
      expect(await failed(get({ store: url })), url).toMatchObject({ problem: 'refused-address' })
    expect(store.asked).toEqual([])
    for (const [location, problem] of [
      ['https://127.0.0.1:1/x', 'refused-address'],
      ['file:///etc/passwd', 'refused-address'],
      ['http://models.house.example/', 'refused-address'],
      ['data:application/json,{}', 'refused-address'],
      ['/bucket/db/models.json', 'unreachable'],
    ] as const) {
      store.whim = (_, response) => !!response.writeHead(302, { location }).end()
      expect(await failed(get()), location).toMatchObject({ problem })
    }
    // within its scheme it follows
    store.whim = (request, response, body) =>
      !!request.url?.startsWith('/bucket/') &&
      body === store.files.get(MODEL) &&
      !!response.writeHead(307, { location: `/elsewhere` }).end()
    const before = store.whim
    store.whim = (request, response, body) => {
      if (request.url !== '/elsewhere') return before(request, response, body)
      serve(request, response, store.files.get(MODEL) ?? Buffer.alloc(0))
      return true
    }
    expect((await get()).placed).toEqual(['deen'])
  })

  test('loads nothing where there is no room, and says how much is needed', async () => {
    const thrown = await failed(get({ free: async () => 5_000_000 }))
    expect(thrown).toMatchObject({ problem: 'no-space', message: expect.stringMatching(/needs 8 MB in .*, 5 MB are free/) })
    expect(store.gets()).toEqual([])
  })

  test('two at once are refused, and what a dead one has left is removed', async () => {
    mkdirSync(join(folder, '.fetch-1-other'), { recursive: true })
    expect(await failed(get())).toMatchObject({ problem: 'busy', remedy: expect.stringContaining('.fetch-1-other') })
    rmSync(join(folder, '.fetch-1-other'), { recursive: true })
    mkdirSync(join(folder, '.fetch-999999999-dead'))
    expect((await get()).placed).toEqual(['deen'])
    expect(readdirSync(folder)).toEqual(['deen'])
  })

  test('does what it can with a store that answers no HEAD and packs on the way', async () => {
    store.whim = (request, response, body) => {
      if (request.method === 'HEAD') return !!response.writeHead(405).end()
      if (body === undefined || !request.url?.endsWith(VOCAB)) return false
      response.writeHead(200, { 'content-encoding': 'gzip', etag: '"x"' }).end(gzipSync(ACCENTS.vocab))
      return true
    }
    expect((await get()).placed).toEqual(['deen'])
    expect(readFileSync(join(folder, 'deen', 'vocab.deen.spm'))).toEqual(ACCENTS.vocab)
  })
})

describe('the self-test', () => {
  beforeEach(async () => {
    store = await modelStore()
  })
  /** A store whose `de-en` is that. */
  function offer(made: { readonly model: Buffer; readonly vocab: Buffer; readonly shortlist?: Buffer }): void {
    const { entry: own, files } = entryOf('de-en', made, 'run_x')
    store.models['de-en'] = [own]
    for (const [path, bytes] of files) store.files.set(path, bytes)
    if (made.shortlist) store.files.set(own.files.lexicalShortlist.path, packed(made.shortlist))
  }
  const zeros = (model: Buffer) => Buffer.from(model).fill(0, 8192, model.length - 2048)
  const turned = tinyVocab([...Array(60).keys()].map((n) => String.fromCodePoint(97 + n)))

  for (const [what, made, says] of [
    ['cut short', { ...ACCENTS, model: ACCENTS.model.subarray(0, 2_000_000) }, /the engine cannot use it: .*shape/],
    ['without its end', { ...ACCENTS, model: ACCENTS.model.subarray(0, -100) }, /the engine cannot use it/],
    ['all zeros', { ...ACCENTS, model: zeros(ACCENTS.model) }, /answers nothing|engine cannot use it/],
    ['no model at all', { ...ACCENTS, model: Buffer.alloc(5_000) }, /the engine cannot use it: .*version/],
    ['with a broken vocabulary', { ...ACCENTS, vocab: ACCENTS.vocab.subarray(0, 500) }, /the engine cannot use it: .*vocabulary/],
    ['with the vocabulary of another', { ...ACCENTS, vocab: turned }, /answers|lost the year|repeats/],
    ['an echo', letterModel({}), /the sentence that it was given/],
    ['with a shortlist that is none', { ...ACCENTS, shortlist: Buffer.alloc(1_000, 7) }, /the engine cannot use it: .*shortlist/],
  ] as const)
    test(`puts no model in its place that is ${what}, and the rest go on`, async () => {
      offer(made)
      expect(await get({ pairs: DE_FR })).toMatchObject({ placed: ['enfr'], failed: ['deen'] })
      expect(failure()).toMatchObject({ problem: 'self-test', message: expect.stringMatching(says) })
      expect(readdirSync(folder)).toEqual(['enfr'])
    })

  test('wrongWith() lets good answers pass, in any script', () => {
    const source = 'The government said in 2019 that the new railway station would open in spring.'
    for (const good of [
      'Le gouvernement a déclaré en 2019 que la nouvelle gare ouvrirait au printemps.',
      '政府于2019年表示，新火车站将于春季开放。',
      'دولت در سال ۲۰۱۹ اعلام کرد که ایستگاه راه‌آهن جدید در بهار افتتاح خواهد شد.',
      'सरकार ने २०१९ में कहा कि नया स्टेशन वसंत में खुलेगा।',
    ])
      expect(wrongWith(source, good, true)).toBeUndefined()
    for (const bad of [
      '',
      '2019',
      '…',
      source,
      source.toUpperCase(),
      'la la la la la la 2019',
      'a',
      `${'Das ist 2019 lang. '.repeat(20)}`,
      'Die Regierung sagte es.',
    ])
      expect(wrongWith(source, bad, true), bad).toBeTypeOf('string')
  })

  test('modelsFor() goes through English, once each', () => {
    const names = (all: readonly (readonly [string, string])[]) => modelsFor(all).map((pair) => pair.join('-'))
    expect(names([['de', 'fr']])).toEqual(['de-en', 'en-fr'])
    expect(
      names([
        ['de', 'fr'],
        ['de-CH', 'it'],
        ['fr', 'en'],
        ['en', 'fr'],
        ['de', 'de-CH'],
      ]),
    ).toEqual(['de-en', 'en-fr', 'en-it', 'fr-en'])
    expect(names([['en', 'en']])).toEqual([])
  })
})

test('fetchModels() says which server it cannot reach', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const thrown = await failed(fetchModels({ folder, store: `http://127.0.0.1:${port}`, pairs: DE_EN }))
  expect(thrown).toBeInstanceOf(FetchError)
  expect(thrown).toMatchObject({ problem: 'unreachable', message: expect.stringContaining('ECONNREFUSED') })
})
