import { createHash } from 'node:crypto'
import { FetchError } from '../fetching/fetch-error.ts'
import { fileAddress } from './store-address.ts'
import type { StoreFile, StoreModel } from './store-index.ts'
import { askStore, assertFound, type Speaking } from './store-request.ts'

/** A file of a model: where it lies in the store, what is known of it, and what it will be called here. */
export interface PlannedFile {
  readonly url: URL
  /** on the disk: ours, made from the direction */
  readonly name: string
  /** of what is downloaded on its way, in `.partial/`: carries the hash that is expected, so that what does not belong is never gone on with */
  readonly partial: string
  /** what the index states */
  readonly stated: StoreFile
  /** bytes to load, where the store says so */
  readonly bytes?: number
  /** the store's mark of these very bytes (a strong ETag) */
  readonly etag?: string
  /** never more bytes than these: to load, and unpacked */
  readonly limit: number
  readonly unpackedLimit: number
}

export interface PlannedModel {
  readonly model: StoreModel
  /** `deen` */
  readonly name: string
  readonly files: readonly PlannedFile[]
}

/** Where the index states no size; the largest published models, shortlists and vocabularies have 60, 10 and 2 MB. */
const MAX_MODEL = 500_000_000
const MAX_SHORTLIST = 100_000_000
const MAX_VOCAB = 20_000_000

/** The files of a model with their sizes, asked for one by one without loading them. Throws `FetchError`. */
export async function planModel(store: URL, model: StoreModel, speaking: Speaking): Promise<PlannedModel> {
  const pair = model.pair.join('')
  const { files } = model
  const wanted: readonly (readonly [name: string, file: StoreFile | null | undefined, most: number])[] = [
    [`model.${pair}${precisionOf(files.model.path)}.bin`, files.model, MAX_MODEL],
    [`lex.50.50.${pair}.s2t.bin`, files.lexicalShortlist, MAX_SHORTLIST],
    [`vocab.${pair}.spm`, files.vocab, MAX_VOCAB],
    [`srcvocab.${pair}.spm`, files.vocab ? undefined : files.srcVocab, MAX_VOCAB],
    [`trgvocab.${pair}.spm`, files.vocab ? undefined : files.trgVocab, MAX_VOCAB],
  ]
  const there = wanted.flatMap(([name, file, most]) => (file ? [{ name, file, most }] : []))
  const planned = there.map(({ name, file, most }) => planFile(fileAddress(store, file.path), name, file, most, speaking))
  return { model, name: pair, files: await Promise.all(planned) }
}

/** How the numbers of a model are packed, which the engine must know: `bergamot/models.ts` reads it from our name. */
const precisionOf = (path: string) => /\.intgemm(?:\.alphas|8)(?=\.bin)/.exec(path)?.[0] ?? ''

async function planFile(url: URL, name: string, stated: StoreFile, most: number, speaking: Speaking): Promise<PlannedFile> {
  const { bytes, etag } = await lookAt(url, speaking)
  const unpackedLimit = stated.uncompressedSize ?? most
  // what cannot be packed any smaller grows by a few bytes
  const limit = stated.size ?? Math.ceil(unpackedLimit * 1.01) + 10_000
  if (bytes !== undefined && bytes > limit)
    throw new FetchError('too-big', `${url.pathname} has ${bytes} bytes, at most ${limit} are expected`, 'tell whoever runs the store')
  const expected = stated.hash ?? stated.uncompressedHash ?? createHash('sha256').update(url.href).digest('hex')
  const mark = etag === undefined ? 'unmarked' : createHash('sha256').update(etag).digest('hex').slice(0, 12)
  const known = { ...(bytes === undefined ? {} : { bytes }), ...(etag === undefined ? {} : { etag }) }
  return { url, name, partial: `${name}.${expected}.${mark}`, stated, limit, unpackedLimit, ...known }
}

/** A store that does not answer HEAD is asked for less: its sizes are not known before. */
async function lookAt(url: URL, speaking: Speaking): Promise<{ readonly bytes?: number; readonly etag?: string }> {
  const answer = await askStore(url, speaking, { method: 'HEAD' })
  await answer.end()
  if ([403, 405, 501].includes(answer.status)) return {}
  assertFound(answer)
  const length = Number(answer.headers.get('content-length') ?? Number.NaN)
  const packed = (answer.headers.get('content-encoding') ?? 'identity') !== 'identity'
  const etag = strongEtag(answer.headers)
  return packed ? {} : { ...(Number.isSafeInteger(length) && length > 0 ? { bytes: length } : {}), ...(etag ? { etag } : {}) }
}

/** A weak one (`W/…`) says nothing about single bytes. */
export function strongEtag(headers: Headers): string | undefined {
  const etag = headers.get('etag')
  return etag !== null && /^"[\x21\x23-\x7e]*"$/.test(etag) ? etag : undefined
}

/** Bytes on the disk once unpacked; a guess where the index says nothing. */
export function unpackedBytes({ stated, bytes, unpackedLimit }: PlannedFile): number {
  return stated.uncompressedSize ?? Math.min(unpackedLimit, 3 * (bytes ?? unpackedLimit / 3))
}
