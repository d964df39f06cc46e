import { type ChildProcess, spawn } from 'node:child_process'
import { EngineError } from '@depesche/translation/engine'
import { environmentOf, type Installation } from '../apertium-installation.ts'
import { commandOf } from './command.ts'

/** One mode's chain of programs, kept running. It lives once: after a crash or a timeout it is dead and a new one is needed. */
export interface Pipeline {
  /** One segment in stream format, and its translation. Calls may overlap: answers come in order. */
  readonly send: (stream: string) => Promise<string>
  readonly alive: () => boolean
  /** the process group of all stages */
  readonly pid: number | undefined
  /** Lets what is under way end, then the stages. */
  readonly close: () => Promise<void>
}

interface Waiting {
  /** the blank that ends the segment: it must come back, or the answer is not whole */
  readonly end: string
  readonly resolve: (stream: string) => void
  readonly reject: (error: Error) => void
}

/** How long the stages may take to leave after the end of their input. */
const LEAVE_MS = 2_000

/**
 * Starts a mode. `timeoutMs` without any answer while one is due ends it.
 * Throws `EngineError` when the mode's programs are not there.
 */
export async function startPipeline(installation: Installation | undefined, mode: string, timeoutMs: number): Promise<Pipeline> {
  if (!installation) throw new EngineError('direction', `Apertium ${mode} is not installed any more`, false)
  const command = await commandOf(installation, mode)
  // detached: a process group of its own, so that all stages can be ended at once; at our death its input ends, and it with it
  const child = spawn('/bin/sh', ['-c', command], { env: environmentOf(installation), detached: true, stdio: ['pipe', 'pipe', 'pipe'] })
  return attach(child, mode, timeoutMs)
}

function attach(child: ChildProcess, mode: string, timeoutMs: number): Pipeline {
  const { pid, stdin, stdout, stderr } = child
  const waiting: Waiting[] = []
  const rest: Buffer[] = []
  let timer: NodeJS.Timeout | undefined
  let serial = 0
  let said = ''
  let dead: Error | undefined
  let closing = false

  function fail(why: string): void {
    if (dead) return
    dead = new EngineError('down', `Apertium ${mode}: ${why} ${said.trim()}`.trim(), true)
    clearTimeout(timer)
    for (const { reject } of waiting.splice(0)) reject(dead)
    killGroup(pid)
  }

  function watch(): void {
    clearTimeout(timer)
    if (waiting.length > 0) timer = setTimeout(fail, timeoutMs, `no answer in ${timeoutMs} ms`)
  }

  function read(chunk: Buffer): void {
    let from = 0
    for (let at = chunk.indexOf(0); at >= 0 && !dead; from = at + 1, at = chunk.indexOf(0, from)) {
      rest.push(chunk.subarray(from, at))
      answer(Buffer.concat(rest.splice(0)).toString('utf8'))
    }
    rest.push(chunk.subarray(from))
  }

  /** When a stage dies, those after it end their half answer with a NUL too: only the end blank says that it is whole. */
  function answer(text: string): void {
    const [first] = waiting
    if (!first && closing) return // at the end of its input every stage says NUL once more
    const end = first ? text.lastIndexOf(first.end) : -1
    if (!first || end < 0) fail(`a stage lost text: ${JSON.stringify(text.slice(-80))}`)
    else {
      waiting.shift()
      watch()
      first.resolve(text.slice(0, end) + text.slice(end + first.end.length)) // a closing mark may come after it
    }
  }

  stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2_000)
  })
  stdin?.on('error', () => {}) // EPIPE: the close event tells
  stdout?.on('data', read)
  child.on('error', (error) => fail(error.message))
  child.on('close', (code, signal) => fail(`ended (${signal ?? code})`))
  return {
    send: (stream) =>
      new Promise((resolve, reject) => {
        if (dead) return reject(dead)
        const end = `[=${++serial}]`
        waiting.push({ end, resolve, reject })
        if (waiting.length === 1) watch()
        stdin?.write(`${stream}${end}\0`)
      }),
    alive: () => dead === undefined,
    pid,
    close: () => {
      closing = true
      return leave(child)
    },
  }
}

async function leave(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const closed = new Promise((resolve) => child.once('close', resolve))
  const timer = setTimeout(killGroup, LEAVE_MS, child.pid)
  child.stdin?.end() // every stage sees the end of its input and leaves
  await closed
  clearTimeout(timer)
  killGroup(child.pid) // a stage that closed everything and stays all the same
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {} // already gone
}
