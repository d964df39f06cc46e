import { FetchError } from './fetch-error.ts'

const NO_SPACE = new Set(['ENOSPC', 'EDQUOT'])
const NOT_WRITABLE = new Set(['EACCES', 'EPERM', 'EROFS'])

/** What a disk or an abort threw, as a `FetchError` with its remedy; anything else as it is. `what`: "fetching models". */
export function inWords(what: string, thrown: unknown, folder: string): unknown {
  if (thrown instanceof FetchError || !(thrown instanceof Error)) return thrown
  const code = 'code' in thrown ? String(thrown.code) : ''
  if (NO_SPACE.has(code))
    return new FetchError('no-space', `the disk of ${folder} is full`, 'make room and start it again: it goes on', thrown)
  if (NOT_WRITABLE.has(code))
    return new FetchError('not-writable', `cannot write to ${folder}: ${thrown.message}`, 'choose another data folder', thrown)
  if (thrown.name === 'AbortError') return new FetchError('aborted', `${what} was stopped`, 'start it again: it goes on', thrown)
  return thrown
}
