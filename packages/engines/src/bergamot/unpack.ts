import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { type Duplex, PassThrough, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { FetchError } from '../fetching/fetch-error.ts'
import type { PlannedFile } from './plan.ts'

export interface Unpacked {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

const REMEDY = 'start it again; if it stays so, tell whoever runs the store'

/**
 * Unpacks a downloaded file to `target`, on the disk when it answers, and checks it against what the index states: the
 * SHA-256 of the file as it lay in the store, of what is in it, and the size. Packed how, its first bytes say: a server may
 * have unpacked it on the way.
 *
 * Throws `FetchError`: `wrong-hash` for a damaged or another file, `too-big`, `aborted`.
 */
export async function unpack(file: PlannedFile, from: string, target: string, signal: AbortSignal): Promise<Unpacked> {
  const [packed, plain] = [createHash('sha256'), createHash('sha256')]
  let bytes = 0
  const count = tap(plain, (piece) => {
    bytes += piece.byteLength
    if (bytes > file.unpackedLimit)
      throw new FetchError('too-big', `${file.url.pathname} unpacks to more than ${file.unpackedLimit} bytes`, REMEDY)
  })
  // flush: the bytes are on the disk before the folder gets its name
  const out = createWriteStream(target, { flush: true, mode: 0o644 })
  try {
    await pipeline(createReadStream(from), tap(packed), await unpacker(from), count, out, { signal })
  } catch (thrown) {
    if (signal.aborted) throw new FetchError('aborted', 'fetching models was stopped', 'start it again: it goes on', thrown)
    if (thrown instanceof FetchError || !isDamaged(thrown)) throw thrown
    throw new FetchError('wrong-hash', `${file.url.pathname} is damaged: ${(thrown as Error).message}`, REMEDY, thrown)
  }
  const { stated } = file
  assertIs(file, 'SHA-256 as it lies in the store', stated.hash, packed.digest('hex'))
  const sha256 = plain.digest('hex')
  assertIs(file, 'SHA-256', stated.uncompressedHash, sha256)
  assertIs(file, 'size', stated.uncompressedSize, bytes)
  return { name: file.name, bytes, sha256 }
}

function assertIs<T>({ url }: PlannedFile, what: string, stated: T | null | undefined, is: T): void {
  if (stated === undefined || stated === null || stated === is) return
  throw new FetchError('wrong-hash', `${url.pathname} is not what the index says: its ${what} is ${is}, not ${stated}`, REMEDY)
}

function tap(hash: Hash, see: (piece: Buffer) => void = () => {}): Transform {
  return new Transform({
    transform(piece: Buffer, _, done) {
      try {
        see(piece)
        hash.update(piece)
        done(null, piece)
      } catch (error) {
        done(error as Error)
      }
    },
  })
}

async function unpacker(path: string): Promise<Duplex> {
  const handle = await open(path)
  const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0).finally(() => handle.close())
  if (buffer.readUInt16BE(0) === 0x1f8b) return createGunzip()
  return buffer.readUInt32LE(0) === 0xfd2fb528 ? createZstdDecompress() : new PassThrough()
}

/** zlib's own words for a cut or damaged file. */
const isDamaged = (thrown: unknown) => thrown instanceof Error && 'code' in thrown && /^(?:Z_|ZSTD_)/.test(String(thrown.code))
