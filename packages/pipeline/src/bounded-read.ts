/**
 * Reading a stranger's bytes in a process of their own, with a bound on time and memory (DESIGN.md, invariant 10): a hostile
 * file is `Rejected`, and neither stops us nor comes back for ever as a crash. Not a worker thread: when a thread's heap
 * limit is met by one large allocation, Node ends the whole process (docs/adr/0002).
 */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Rejected } from '@depesche/article/model'
import type { Desk, Reading, Several, Upload } from '@depesche/wire/reader'
import { inTurn } from './in-turn.ts'

export interface ReadLimits {
  /** for one upload */
  readonly milliseconds: number
  /** of the process's heap */
  readonly megabytes: number
}

/** An article is read in milliseconds; the largest upload that is taken, in a second or two. */
export const READ_LIMITS: ReadLimits = { milliseconds: 20_000, megabytes: 256 }

export interface BoundedRead extends AsyncDisposable {
  /** Throws `Rejected` when the reader does, or when a limit is reached. */
  readonly read: (upload: Upload, desk: Desk) => Promise<Reading | Several>
}

/** What the process is asked. */
export interface ReadRequest {
  readonly upload: Upload
  readonly desk: Desk
}
/** What it answers. */
export type ReadAnswer =
  | { readonly reading: Reading | Several }
  | { readonly rejected: { readonly rule: string; readonly message: string; readonly remedy: string; readonly line?: number } }
  | { readonly error: string }

/** The argument that tells a module that it runs as the reading process. */
export const READ_ARGUMENT = '--read-uploads'

/** What helps with a file that no reader can bear. */
export const REMEDY = 'if it is an article, send its text alone; if it should have been read, tell us how it was made'

/**
 * Reads one upload after another in a process that runs `entry`, a module that calls `serveReads` when `READ_ARGUMENT` is
 * among its arguments. It starts with the first upload, and anew after one that had to be ended.
 */
export function boundedRead(entry: URL, limits: ReadLimits = READ_LIMITS): BoundedRead {
  let reader: Reader | undefined
  const turn = inTurn()
  const ask = async (request: ReadRequest) => {
    reader ??= start(entry, limits)
    try {
      return await answerOf(reader, request, limits)
    } catch (error) {
      await end(reader)
      reader = undefined
      throw error
    }
  }
  return {
    read: async (upload, desk) => readingIn(await turn('', () => ask({ upload, desk }))),
    [Symbol.asyncDispose]: async () => {
      if (reader) await end(reader)
      reader = undefined
    },
  }
}

/** A reader threw what it should not: a fault of ours. Says where, and nothing of what was read. */
export class ReadFault extends Error {
  constructor(where: string) {
    super(`a reader failed: ${where}`)
    this.name = 'ReadFault'
  }
}

interface Reader {
  readonly child: ChildProcess
  /** the last of what it said */
  readonly said: () => string
}

/** It may read files (its own code), and do nothing else: no writing, no processes; it has no credentials and no settings. */
function start(entry: URL, { megabytes }: ReadLimits): Reader {
  const child = fork(fileURLToPath(entry), [READ_ARGUMENT], {
    execArgv: [...process.execArgv, '--permission', '--allow-fs-read=*', `--max-old-space-size=${megabytes}`, '--no-warnings'],
    env: process.env.LD_LIBRARY_PATH ? { LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH } : {}, // where Lambda's Node finds its parts
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr?.on('data', (text: Buffer) => {
    said = (said + text.toString()).slice(-4_000)
  })
  child.on('error', () => {}) // of one that nobody asks any more
  return { child, said: () => said }
}

async function end(reader: Reader): Promise<void> {
  const { child } = reader
  if (child.exitCode !== null || child.signalCode !== null) return
  hold(reader, true) // whoever ends it waits for the end
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

/** A process without work keeps nobody alive; one at work does. */
function hold({ child }: Reader, held: boolean): void {
  const parts = [child, child.channel, child.stderr as { ref?: () => void; unref?: () => void } | null]
  for (const part of parts) held ? part?.ref?.() : part?.unref?.()
}

function answerOf(reader: Reader, request: ReadRequest, { milliseconds, megabytes }: ReadLimits): Promise<ReadAnswer> {
  const { child, said } = reader
  return new Promise((resolve, reject) => {
    const settle = (conclude: () => void) => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onExit).off('error', onError)
      hold(reader, false)
      conclude()
    }
    const onMessage = (answer: unknown) => settle(() => resolve(answer as ReadAnswer))
    const onError = (error: Error) => settle(() => reject(error))
    const onExit = (code: number | null, signal: string | null) => {
      const tooLarge = /heap out of memory|heap limit/i.test(said())
      const reason = `it could not be read within ${megabytes} MB of memory`
      const fault = new Error(`the reading process ended with ${signal ?? `code ${code}`}: ${said()}`)
      settle(() => reject(tooLarge ? new Rejected('too-large', reason, REMEDY) : fault))
    }
    const timer = setTimeout(() => {
      settle(() => reject(new Rejected('too-slow', `it could not be read within ${milliseconds / 1000} seconds`, REMEDY)))
    }, milliseconds)
    hold(reader, true)
    child.once('message', onMessage).once('exit', onExit).once('error', onError)
    child.send(request, (error) => error && onError(error))
  })
}

function readingIn(answer: ReadAnswer): Reading | Several {
  if ('reading' in answer) return answer.reading
  if ('error' in answer) throw new ReadFault(answer.error)
  const { rule, message, remedy, line } = answer.rejected
  throw new Rejected(rule, message, remedy, line)
}
