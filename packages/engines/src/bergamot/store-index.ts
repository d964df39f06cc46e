import { z } from 'zod'
import { FetchError } from '../fetching/fetch-error.ts'
import type { Pair } from './pairs.ts'
import { fileAddress, INDEX_PATH } from './store-address.ts'
import { askStore, assertFound, type Speaking } from './store-request.ts'

/** The real one is well below a megabyte. */
const MAX_INDEX_BYTES = 20_000_000
/** The largest published model has 60 MB; the engine's 32 bits cannot hold many of more than this. */
const MAX_FILE_BYTES = 500_000_000

const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/i, 'is no SHA-256')
  .toLowerCase()
const bytes = z.int().min(1).max(MAX_FILE_BYTES, 'is absurd for a model')
/** Plain names below the store's address: nothing that a server, a URL or a disk could read otherwise. */
const path = z
  .string()
  .max(500)
  .regex(/^[a-z0-9_][a-z0-9_.+=~-]*(?:\/[a-z0-9_][a-z0-9_.+=~-]*)*$/i, 'is no plain path below the store')

const file = z.looseObject({
  path,
  uncompressedSize: bytes.nullish(),
  uncompressedHash: sha256.nullish(),
  /** of the file as it lies there; Mozilla's index has neither, a house's own may */
  size: bytes.nullish(),
  hash: sha256.nullish(),
})
const release = z.looseObject({
  architecture: z
    .string()
    .max(40)
    .regex(/^[\w.-]+$/)
    .catch('unknown'),
  releaseStatus: z.string().max(40).nullish(),
  files: z.looseObject({
    model: file,
    lexicalShortlist: file.nullish(),
    vocab: file.nullish(),
    srcVocab: file.nullish(),
    trgVocab: file.nullish(),
  }),
  metrics: z
    .looseObject({ 'flores200-plus': z.looseObject({ comet22: z.number().nullish() }).nullish() })
    .nullish()
    .catch(undefined),
})
const index = z.looseObject({ models: z.record(z.string(), z.array(z.unknown())) })

/**
 * What is read of Mozilla's index, `db/models.json`, as `PublicModelsJsonGenerator` in `db/updater.py` of
 * github.com/mozilla/translations writes it: `{ generated, baseUrl, models: { "de-en": [{ architecture, releaseStatus,
 * sourceLanguage, targetLanguage, files: { model: { path, uncompressedSize, uncompressedHash }, lexicalShortlist: { path },
 * vocab: { path } or srcVocab and trgVocab }, modelStatistics, metrics }] } }`. Only the model itself has a size and a hash.
 * `baseUrl` is not followed: files come from the store that was named.
 */
export type StoreIndex = z.output<typeof index>
export type StoreFile = z.output<typeof file>
type Release = z.output<typeof release>

/** One direction's model in the store. */
export interface StoreModel {
  readonly pair: Pair
  /** `base-memory`, `tiny`, `base` */
  readonly architecture: string
  /** `Release`, `Release Desktop` */
  readonly status: string
  readonly files: Release['files']
}

const odd = (message: string, cause?: unknown) =>
  new FetchError('odd-index', message, 'is this a store of Firefox Translations models? See docs/translation.md', cause)

/** Reads a store's index. Throws `FetchError`: `odd-index` for what does not fit, and as `askStore`. */
export async function readIndex(store: URL, speaking: Speaking): Promise<StoreIndex> {
  const answer = await askStore(fileAddress(store, INDEX_PATH), speaking)
  try {
    assertFound(answer)
    const text = await boundedText(answer.pieces())
    const parsed = index.safeParse(json(text))
    if (parsed.success) return parsed.data
    throw odd(`the index of ${store.host} has no "models" by direction: ${problemOf(parsed.error)}`)
  } finally {
    await answer.end()
  }
}

async function boundedText(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = []
  let length = 0
  for await (const piece of pieces) {
    length += piece.byteLength
    if (length > MAX_INDEX_BYTES) throw new FetchError('too-big', 'the index is larger than 20 MB', 'is this a store of models?')
    all.push(piece)
  }
  return Buffer.concat(all).toString('utf8')
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw odd('the index is no JSON', error)
  }
}

const problemOf = ({ issues }: z.ZodError) => `${issues[0]?.path.join('.')} ${issues[0]?.message}`.trim()

/**
 * The model to take for a direction; `undefined`: the store has released none. Of several for a desktop the one that was measured
 * best. Throws `FetchError` (`odd-index`) when none of the released ones can be read: no SHA-256, odd paths, absurd sizes.
 */
export function modelIn({ models }: StoreIndex, pair: Pair): StoreModel | undefined {
  const name = pair.join('-')
  const entries = Object.hasOwn(models, name) ? (models[name] ?? []) : []
  const read = entries.map((entry) => release.safeParse(entry))
  const whole = read.flatMap(({ data }) => (data && rankOf(data) < STATUSES.length ? [data] : []))
  const best = whole.toSorted((one, other) => rankOf(one) - rankOf(other) || cometOf(other) - cometOf(one))[0]
  const broken = read.find(({ success }) => !success)?.error
  if (!best) {
    if (broken) throw odd(`the index names no usable model for ${name}: ${problemOf(broken)}`)
    return undefined
  }
  assertWhole(name, best)
  return { pair, architecture: best.architecture, status: best.releaseStatus ?? '', files: best.files }
}

/** As Mozilla says what Firefox gives to its users; `null` and `Nightly` are not given to them. */
const STATUSES: readonly (readonly string[])[] = [['Release', 'Release Desktop'], ['Release Android']]
const rankOf = ({ releaseStatus }: Release) => {
  const found = STATUSES.findIndex((each) => each.includes(releaseStatus ?? ''))
  return found < 0 ? STATUSES.length : found
}
const cometOf = ({ metrics }: Release) => metrics?.['flores200-plus']?.comet22 ?? -1

function assertWhole(name: string, { files }: Release): void {
  const { model, vocab, srcVocab, trgVocab } = files
  if (!model.uncompressedHash && !model.hash) throw odd(`the index states no SHA-256 for the model of ${name}`)
  if (!vocab && !(srcVocab && trgVocab)) throw odd(`the index names no vocabulary for ${name}`)
  if (!/\.bin(?:\.gz|\.zst)?$/.test(model.path)) throw odd(`the model of ${name} is no .bin file`)
}
