import { EngineError } from '@depesche/translation/engine'
import type { Pipeline } from './pipeline.ts'

export interface PoolOptions {
  readonly start: (mode: string) => Promise<Pipeline>
  /** pipelines alive at once: each is 13 to 24 processes and 66 to 950 MB */
  readonly limit: number
  /** unused for so long, a pipeline is ended */
  readonly idleMs: number
}

export interface Pool extends AsyncDisposable {
  /** Runs work on the mode's pipeline, started if need be. At the limit the least recently used idle one makes room, or we wait. */
  readonly use: <T>(mode: string, work: (pipeline: Pipeline) => Promise<T>) => Promise<T>
  /** process groups of what is running, for tests */
  readonly pids: () => readonly number[]
}

interface Held {
  readonly mode: string
  readonly starting: Promise<Pipeline>
  pipeline: Pipeline | undefined
  users: number
  used: number
  timer?: NodeJS.Timeout
}

/** Work holds one pipeline at a time, so waiting for room cannot lock up; modes that are never idle can keep others out. */
export function createPool({ start, limit, idleMs }: PoolOptions): Pool {
  const live = new Map<string, Held>()
  const waiting: (() => void)[] = []
  let closed = false

  async function take(mode: string): Promise<Held> {
    for (;;) {
      if (closed) throw new EngineError('down', `Apertium ${mode}: the engine was closed`, true)
      const held = live.get(mode)
      if (held && held.pipeline?.alive() !== false) return taken(held)
      if (held) live.delete(mode) // it died
      if (live.size < limit) return taken(begin(mode))
      const idle = [...live.values()].filter(({ users }) => users === 0).sort((a, b) => a.used - b.used)[0]
      if (idle) await end(idle)
      else await new Promise<void>((resolve) => waiting.push(resolve))
    }
  }

  function taken(held: Held): Held {
    held.users++ // at once: an idle one may be ended by whoever needs room
    clearTimeout(held.timer)
    return held
  }

  function begin(mode: string): Held {
    const held: Held = { mode, starting: start(mode), pipeline: undefined, users: 0, used: 0 }
    live.set(mode, held)
    held.starting.then(
      (pipeline) => (held.pipeline = pipeline),
      () => live.get(mode) === held && live.delete(mode),
    )
    return held
  }

  async function end(held: Held): Promise<void> {
    clearTimeout(held.timer)
    if (live.get(held.mode) === held) live.delete(held.mode)
    await held.starting.then(
      (pipeline) => pipeline.close(),
      () => {},
    )
  }

  function release(held: Held): void {
    held.users--
    held.used = performance.now()
    if (held.users === 0) held.timer = setTimeout(end, idleMs, held).unref()
    for (const wake of waiting.splice(0)) wake()
  }

  return {
    use: async (mode, work) => {
      const held = await take(mode)
      try {
        return await work(await held.starting)
      } finally {
        release(held)
      }
    },
    pids: () => [...live.values()].flatMap(({ pipeline }) => pipeline?.pid ?? []),
    [Symbol.asyncDispose]: async () => {
      closed = true
      await Promise.all([...live.values()].map(end))
    },
  }
}
