import { Rejected } from '@depesche/article/model'
import type { Desk, Reading, Several, Upload } from '@depesche/wire/reader'
import { REMEDY, type ReadAnswer, type ReadRequest } from './bounded-read.ts'

/** The process's side of `boundedRead`: answers each upload with its reading, or with why there is none. */
export function serveReads(read: (upload: Upload, desk: Desk) => Reading | Several): void {
  process.on('message', (request) => {
    const { upload, desk } = request as ReadRequest
    process.send?.(answer(() => read(upload, desk)))
  })
}

function answer(read: () => Reading | Several): ReadAnswer {
  try {
    return { reading: read() }
  } catch (error) {
    if (error instanceof RangeError) return { rejected: tooDeep(error) }
    if (!(error instanceof Rejected)) return { error: whereOf(error) }
    const { rule, message, remedy, line } = error
    return { rejected: { rule, message, remedy, ...(line === undefined ? {} : { line }) } }
  }
}

/** Name and place alone: a message may quote the upload. */
function whereOf(error: unknown): string {
  const { name, code = '', stack = '' }: NodeJS.ErrnoException = error instanceof Error ? error : new Error('not an error')
  return `${name} ${code} ${(stack.match(/^\s+at .*/gm) ?? []).slice(0, 4).join(' ').trim()}`
}

/** The call stack or a length is at its end: the file would bring it there again. */
function tooDeep({ message }: RangeError) {
  return { rule: 'too-deep', message: `it is nested too deeply or too long to be read (${message})`, remedy: REMEDY }
}
