import type { Random } from './random.ts'

/** One run of a step, stopped before every port call until the scheduler lets it go on. */
export interface Task {
  readonly name: string
  priority: number
  state: 'parked' | 'running' | 'done'
  readonly onDone: (error?: unknown) => void
  readonly onCrash: () => void
  resume: () => void
  settled: () => void
  dead: boolean
}

/** What `gate` throws into a task that was crashed: nobody may catch it and go on. */
export const CRASH = Symbol('crash')

/**
 * Runs tasks one port call at a time. Chooses by priorities with few random change points (as PCT does), or uniformly:
 * each finds faults that the other misses.
 */
export class Scheduler {
  readonly tasks: Task[] = []
  readonly #random: Random
  readonly #uniform: boolean
  #current: Task | undefined
  steps = 0

  constructor(random: Random) {
    this.#random = random
    this.#uniform = random.chance(0.4)
  }

  spawn(
    name: string,
    run: () => Promise<void>,
    hooks: { readonly onDone?: (error?: unknown) => void; readonly onCrash?: () => void } = {},
  ): Task {
    const task: Task = {
      name,
      priority: this.#random.next(),
      state: 'running',
      onDone:
        hooks.onDone ??
        ((error) => {
          if (error) throw error
        }),
      onCrash: hooks.onCrash ?? (() => {}),
      resume: () => {},
      settled: () => {},
      dead: false,
    }
    this.tasks.push(task)
    task.state = 'parked'
    task.resume = () => {
      void run().then(
        () => this.#finish(task),
        (error: unknown) => this.#finish(task, error),
      )
    }
    return task
  }

  /** Called by the ports before (and sometimes after) each call. */
  async gate(): Promise<void> {
    const task = this.#current
    if (task === undefined) return // outside of any task: the harness itself
    await new Promise<void>((resolve) => {
      task.state = 'parked'
      task.resume = resolve
      task.settled()
    })
  }

  #finish(task: Task, error?: unknown): void {
    task.state = 'done'
    this.tasks.splice(this.tasks.indexOf(task), 1)
    const settled = task.settled
    try {
      task.onDone(error)
    } catch (thrown) {
      this.failure = thrown
    }
    settled()
  }
  failure: unknown

  /** Lets one parked task make one port call. Answers it, or undefined when there is none. */
  async step(): Promise<Task | undefined> {
    const ready = this.tasks.filter(({ state }) => state === 'parked')
    if (ready.length === 0) return undefined
    const task = this.#uniform ? this.#random.pick(ready) : ready.reduce((a, b) => (b.priority > a.priority ? b : a))
    await this.run(task)
    if (this.#random.chance(0.01)) task.priority = -this.#random.next()
    return task
  }

  async run(task: Task): Promise<void> {
    this.steps++
    this.#current = task
    task.state = 'running'
    await new Promise<void>((resolve) => {
      task.settled = resolve
      task.resume()
    })
    this.#current = undefined
    if (this.failure !== undefined) throw this.failure
  }

  /** The process of a parked task dies: what it has written stays, it never goes on. */
  crash(task: Task): void {
    task.dead = true
    this.tasks.splice(this.tasks.indexOf(task), 1)
    task.onCrash()
  }
}
