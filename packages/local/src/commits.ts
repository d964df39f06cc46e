import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { isBusy } from './database.ts'

interface Write {
  readonly run: () => unknown
  readonly resolve: (value: never) => void
  readonly reject: (error: unknown) => void
}
type Result = { readonly value: unknown } | { readonly error: unknown }

const MOST_PAUSE_MS = 5

/** How long writes wait for another process before they give up. */
const GIVE_UP_MS = 15_000

/**
 * Group commit: the writes that come in one turn of the event loop share one transaction and one flush to the disk. Each
 * promise settles only after the commit, so what is acknowledged is durable. The transaction is one synchronous function.
 */
export class Commits {
  readonly #db: DatabaseSync
  #waiting: Write[] = []
  #flushing: Promise<void> | undefined
  /** when the last commit ended, and how long it took (ms) */
  #last = { ended: 0, took: 0 }

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  /** Runs one synchronous change in the next commit; answers what it answered. Throws what it threw, or that the file is busy. */
  write<T>(run: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ run, resolve: resolve as Write['resolve'], reject })
      this.#flushing ??= this.#pause().then(() => this.#flush())
    })
  }

  /** Settles when everything written so far is committed. */
  async settled(): Promise<void> {
    while (this.#flushing !== undefined) await this.#flushing
  }

  /**
   * The first write goes at once. Under load the disk gets at most two thirds of the time: the next commit waits half as
   * long as the last one took, and more writes come together in it (0.25 to 1.5 were measured: longer is slower).
   */
  async #pause(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    const left = Math.min(MOST_PAUSE_MS, this.#last.took / 2) - (performance.now() - this.#last.ended)
    if (left > 0.3) await sleep(left)
  }

  async #flush(): Promise<void> {
    const started = Date.now()
    while (this.#waiting.length > 0) {
      const writes = this.#waiting
      this.#waiting = []
      try {
        await this.#commit(writes, started)
      } catch (error) {
        for (const { reject } of writes) reject(error)
      }
    }
    this.#flushing = undefined
  }

  async #commit(writes: readonly Write[], started: number): Promise<void> {
    for (let pause = 1; ; pause = Math.min(50, pause * 2)) {
      try {
        const results = this.#transaction(writes)
        writes.forEach(({ resolve, reject }, index) => {
          const result = results[index]
          if (result !== undefined && 'value' in result) resolve(result.value as never)
          else reject(result?.error)
        })
        return
      } catch (error) {
        if (!isBusy(error) || Date.now() - started > GIVE_UP_MS) throw error
        await sleep(pause * (0.5 + Math.random()))
      }
    }
  }

  #transaction(writes: readonly Write[]): readonly Result[] {
    const started = performance.now()
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      const results = writes.map(({ run }): Result => {
        try {
          return { value: run() }
        } catch (error) {
          return { error }
        }
      })
      this.#db.exec('COMMIT')
      const ended = performance.now()
      this.#last = { ended, took: ended - started }
      return results
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
  }
}
