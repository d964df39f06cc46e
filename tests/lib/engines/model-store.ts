import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { onTestFinished } from 'vitest'
import { tinyModel, tinyShortlist } from './tiny-model.ts'

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZáéíóú']
const OTHERS = '▁.,:;!?()%/&0123456789[]<>^$\\*@#{}|~-🙂'

/** A model in the form of published ones that writes one letter for another, and its vocabulary. */
export function letterModel(change: Readonly<Record<string, string>>): { readonly model: Buffer; readonly vocab: Buffer } {
  return tinyModel(Object.fromEntries(LETTERS.map((letter) => [letter, change[letter] ?? letter])), OTHERS, true)
}

/** `de-en` puts accents on vowels, `en-fr` makes capitals of those and other letters of some. */
export const ACCENTS = letterModel({ a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú' })
export const CAPITALS = letterModel({ á: 'A', é: 'E', í: 'I', ó: 'O', ú: 'U', t: 'd', n: 'm' })

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

export interface Asked {
  readonly method: string
  readonly path: string
  readonly range?: string
  readonly ifRange?: string
}

/** What a store does with a request before it would answer itself; true: it has answered. */
export type Whim = (request: IncomingMessage, response: ServerResponse, body: Buffer | undefined) => boolean | Promise<boolean>

export interface ModelStore {
  readonly url: string
  /** by path, as they lie there */
  readonly files: Map<string, Buffer>
  readonly asked: Asked[]
  /** the index's entries by direction, to be bent */
  readonly models: Record<string, unknown[]>
  whim: Whim | undefined
  /** bodies that were asked for of files, without the index */
  readonly gets: () => readonly Asked[]
}

/** The entry of a model in the index as Mozilla writes it, and its files, gzipped. */
export function entryOf(pair: string, { model, vocab }: { readonly model: Buffer; readonly vocab: Buffer }, run = 'run_a1') {
  const [name, base] = [pair.replace('-', ''), `models/${pair}/${run}/exported`]
  const paths = {
    model: `${base}/model.${name}.intgemm.alphas.bin.gz`,
    shortlist: `${base}/lex.50.50.${name}.s2t.bin.gz`,
    vocab: `${base}/vocab.${name}.spm.gz`,
  }
  const [sourceLanguage, targetLanguage] = pair.split('-')
  const entry = {
    architecture: 'tiny',
    releaseStatus: 'Release',
    sourceLanguage,
    targetLanguage,
    files: {
      model: { path: paths.model, uncompressedSize: model.length, uncompressedHash: sha256(model) },
      lexicalShortlist: { path: paths.shortlist },
      vocab: { path: paths.vocab },
    },
    modelStatistics: { parameters: 1, encoderParameters: 1, decoderParameters: 1 },
    metrics: { 'flores200-plus': { bleu: 30, chrfpp: 50, comet22: 0.8 } },
  }
  const files = new Map([
    [paths.model, packed(model)],
    [paths.shortlist, packed(tinyShortlist())],
    [paths.vocab, packed(vocab)],
  ])
  return { entry, files }
}

/** Stored, not squeezed: a tiny model is nearly all zeros, and there must be something to cut. */
export const packed = (bytes: Buffer) => gzipSync(bytes, { level: 0 })

/** A store of models on loopback with `de-en` and `en-fr`, over real HTTP with ETags and ranges; ended after the test. */
export async function modelStore(): Promise<ModelStore> {
  const parts = [entryOf('de-en', ACCENTS), entryOf('en-fr', CAPITALS)]
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const store: ModelStore = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket`,
    files: new Map(parts.flatMap(({ files }) => [...files])),
    asked: [],
    models: { 'de-en': [parts[0]?.entry], 'en-fr': [parts[1]?.entry], 'en-xx': [{ ...parts[1]?.entry, releaseStatus: null }] },
    whim: undefined,
    gets: () => store.asked.filter(({ method, path }) => method === 'GET' && !path.endsWith('db/models.json')),
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').replace(/^\/bucket\//, '')
    const { range, 'if-range': ifRange } = request.headers
    store.asked.push({
      method: request.method ?? '',
      path,
      ...(range === undefined ? {} : { range }),
      ...(ifRange === undefined ? {} : { ifRange: String(ifRange) }),
    })
    const body = path === 'db/models.json' ? indexOf(store) : store.files.get(path)
    if (await store.whim?.(request, response, body)) return
    if (body === undefined) return void response.writeHead(404).end()
    serve(request, response, body)
  }
  return store
}

const indexOf = ({ url, models }: ModelStore) =>
  Buffer.from(JSON.stringify({ generated: '2026-11-28T00:44:58Z', baseUrl: url, models }, null, 2))

export const etagOf = (body: Buffer) => `"${sha256(body).slice(0, 32)}"`

/** A whole file or the rest of it, as RFC 9110 has it. */
export function serve(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const etag = etagOf(body)
  const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? []
  const ifRange = request.headers['if-range']
  const start = from === undefined || (ifRange !== undefined && ifRange !== etag) ? undefined : Number(from)
  if (start !== undefined && start >= body.length) return void response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end()
  const sent = body.subarray(start ?? 0)
  response.writeHead(start === undefined ? 200 : 206, {
    etag,
    'accept-ranges': 'bytes',
    'content-length': sent.length,
    ...(start === undefined ? {} : { 'content-range': `bytes ${start}-${body.length - 1}/${body.length}` }),
  })
  response.end(request.method === 'HEAD' ? undefined : sent)
}
