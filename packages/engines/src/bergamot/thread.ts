import { Worker } from 'node:worker_threads'
import type { Answer, Request } from '../bergamot-worker.ts'

type Ask = Omit<Request, 'id'>
interface Waiting {
  readonly resolve: (texts: readonly string[]) => void
  readonly reject: (error: Error) => void
}

/** A worker thread that is started on the first request, again after it died, and ended when idle. */
export interface Thread extends AsyncDisposable {
  /** Rejects with the engine's words; then the thread is gone, since an abort or an exception leaves the engine dead. */
  readonly ask: (request: Ask) => Promise<readonly string[]>
  /** for tests: whether a thread is running */
  readonly running: () => boolean
}

export interface ThreadOptions {
  /** a request without an answer for so long ends the thread */
  readonly timeoutMs: number
  /** unused for so long it is ended: its models are hundreds of megabytes */
  readonly idleMs: number
}

/** Takes one request at a time: who asks sees to that (`createLimit(1)`), so that an aborted job never reaches the thread. */
export function createThread(options: ThreadOptions): Thread {
  let worker: Worker | undefined
  let waiting: (Waiting & { readonly timer: NodeJS.Timeout; readonly id: number }) | undefined
  let idle: NodeJS.Timeout | undefined
  let serial = 0
  let closed = false

  function drop(which: Worker, why: Error): Promise<unknown> {
    if (worker !== which) return Promise.resolve()
    worker = undefined
    settle()?.reject(why)
    return which.terminate()
  }

  function settle(): Waiting | undefined {
    const settled = waiting
    clearTimeout(settled?.timer)
    clearTimeout(idle)
    waiting = undefined
    worker?.unref() // nothing to wait for: it must not keep the process alive
    idle = setTimeout(() => worker && drop(worker, new Error('idle')), options.idleMs)
    idle.unref()
    return settled
  }

  function start(): Worker {
    const started = new Worker(new URL('../bergamot-worker.ts', import.meta.url))
    started.on('message', (answer: Answer) => {
      if (answer.id !== waiting?.id) return
      if ('error' in answer) drop(started, new Error(answer.error))
      else settle()?.resolve(answer.texts)
    })
    started.on('error', (error) => drop(started, error as Error))
    started.on('exit', (code) => drop(started, new Error(`its thread ended (${code})`)))
    return started
  }

  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('the engine was closed'))
        clearTimeout(idle)
        worker ??= start()
        const asked = worker
        asked.ref()
        const timer = setTimeout(() => drop(asked, new Error(`no answer in ${options.timeoutMs} ms`)), options.timeoutMs)
        waiting = { id: ++serial, resolve, reject, timer }
        asked.postMessage({ id: serial, ...request })
      }),
    running: () => worker !== undefined,
    [Symbol.asyncDispose]: async () => {
      closed = true
      if (worker) await drop(worker, new Error('the engine was closed'))
      clearTimeout(idle)
    },
  }
}
