import { type FileHandle, open, rm, stat } from 'node:fs/promises'
import { FetchError } from '../fetching/fetch-error.ts'
import { type PlannedFile, strongEtag } from './plan.ts'
import { askStore, assertFound, type Speaking, type StoreAnswer } from './store-request.ts'

/** Bytes of a file that is there; 0 when it is not. */
export const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )

export interface Loaded {
  /** bytes that came over the network now */
  readonly loaded: number
  /** it was begun by an earlier run: where its hash is wrong, it is worth starting over */
  readonly resumed: boolean
}

/**
 * Loads a file, and goes on with what an earlier run has left of it where the store can (Range, with If-Range so that the pieces
 * are of one file). What was loaded when it throws stays for the next run; `report` is told the bytes that are there.
 *
 * Throws `FetchError`, and what the disk says.
 */
export async function download(file: PlannedFile, path: string, speaking: Speaking, report: (bytes: number) => void): Promise<Loaded> {
  const had = await usable(file, path)
  if (had > 0 && had === file.bytes) return { loaded: 0, resumed: true }
  const headers = had > 0 ? { range: `bytes=${had}-`, ...(file.etag ? { 'if-range': file.etag } : {}) } : {}
  const answer = await askStore(file.url, speaking, { headers })
  try {
    const goesOn = had > 0 && continues(answer, had, file)
    if (had > 0 && !goesOn && answer.status !== 200) {
      await rm(path, { force: true }) // a range that we did not ask for, or one that the file no longer has
      await answer.end()
      return await download(file, path, speaking, report)
    }
    assertFound(answer)
    const start = goesOn ? had : 0
    const end = await write(answer, file, path, start, report)
    return { loaded: end - start, resumed: goesOn }
  } finally {
    await answer.end()
  }
}

/** Bytes of an earlier run that may be gone on with: what is too long is none, and without a mark or a hash nobody could tell. */
async function usable(file: PlannedFile, path: string): Promise<number> {
  const size = await sizeOf(path)
  const canTell = file.etag !== undefined || Boolean(file.stated.hash ?? file.stated.uncompressedHash)
  if (size <= (file.bytes ?? file.limit) && canTell) return size
  await rm(path, { force: true })
  return 0
}

/** Whether an answer carries just the rest of what we have. */
function continues({ status, headers }: StoreAnswer, had: number, file: PlannedFile): boolean {
  if (status !== 206 || (headers.get('content-encoding') ?? 'identity') !== 'identity') return false
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '') ?? []
  if (Number(from) !== had || (file.bytes !== undefined && Number(total) !== file.bytes)) return false
  const etag = strongEtag(headers)
  return file.etag === undefined || etag === undefined || etag === file.etag
}

/** Answers the bytes that are in the file then. */
async function write(
  answer: StoreAnswer,
  file: PlannedFile,
  path: string,
  start: number,
  report: (bytes: number) => void,
): Promise<number> {
  const handle = await open(path, start > 0 ? 'a' : 'w', 0o600)
  let at = start
  try {
    for await (const piece of answer.pieces()) {
      at += piece.byteLength
      if (at > file.limit) throw tooBig(file)
      await writeAll(handle, piece)
      report(at)
    }
  } catch (thrown) {
    if (thrown instanceof FetchError && thrown.problem === 'too-big') await rm(path, { force: true })
    throw thrown
  } finally {
    await handle.close()
  }
  const isPacked = (answer.headers.get('content-encoding') ?? 'identity') !== 'identity'
  if (file.bytes !== undefined && at < file.bytes && !isPacked)
    throw new FetchError(
      'unreachable',
      `${file.url.host} ended ${file.url.pathname} after ${at} of ${file.bytes} bytes`,
      'start it again: it goes on',
    )
  return at
}

async function writeAll(handle: FileHandle, piece: Uint8Array): Promise<void> {
  let written = 0
  while (written < piece.byteLength) written += (await handle.write(piece, written)).bytesWritten
}

const tooBig = ({ url, limit }: PlannedFile) =>
  new FetchError('too-big', `${url.pathname} goes on beyond the ${limit} bytes that are expected`, 'tell whoever runs the store')
