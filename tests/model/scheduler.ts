import type { Random } from './random.ts'

/** One run of a step, stopped before every port call until the scheduler lets it go on. */
export interface Task {
  readonly name: string
  priority: number
  /** its port calls that stand at the gate: several, where a step does things at the same time */
  readonly waiting: (() => void)[]
  done: boolean
  readonly onDone: (error?: unknown) => void
  readonly onCrash: () => void
}

interface Hooks {
  readonly onDone?: (error?: unknown) => void
  readonly onCrash?: () => void
}

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

  spawn(name: string, run: () => Promise<void>, hooks: Hooks = {}): Task {
    const task: Task = {
      name,
      priority: this.#random.next(),
      waiting: [],
      done: false,
      onDone:
        hooks.onDone ??
        ((error) => {
          if (error) throw error
        }),
      onCrash: hooks.onCrash ?? (() => {}),
    }
    this.tasks.push(task)
    task.waiting.push(() => {
      void run().then(
        () => this.#finish(task),
        (error: unknown) => this.#finish(task, error),
      )
    })
    return task
  }

  /** Called by the ports before (and sometimes after) each call. */
  async gate(): Promise<void> {
    const task = this.#current
    if (task === undefined) return // outside of any task: the harness itself
    await new Promise<void>((resolve) => {
      task.waiting.push(resolve)
    })
  }

  #finish(task: Task, error?: unknown): void {
    task.done = true
    const place = this.tasks.indexOf(task)
    if (place < 0) return // crashed: what it threw is nobody's
    this.tasks.splice(place, 1)
    try {
      task.onDone(error)
    } catch (thrown) {
      this.failure = thrown
    }
  }
  failure: unknown

  /** Lets one task make one port call. Answers it, or undefined when there is none. */
  async step(): Promise<Task | undefined> {
    const ready = this.tasks.filter(({ waiting }) => waiting.length > 0)
    if (ready.length === 0) return undefined
    const task = this.#uniform ? this.#random.pick(ready) : ready.reduce((a, b) => (b.priority > a.priority ? b : a))
    await this.run(task)
    if (this.#random.chance(0.01)) task.priority = -this.#random.next()
    return task
  }

  async run(task: Task): Promise<void> {
    this.steps++
    this.#current = task
    const [resume] = task.waiting.splice(this.#random.below(task.waiting.length), 1)
    resume?.()
    // the ports are in memory: when the microtasks are through, all of the task stands at the gate again, or is done
    await new Promise((resolve) => setImmediate(resolve))
    this.#current = undefined
    if (this.failure !== undefined) throw this.failure
  }

  /** The process of a task dies: what it has written stays, it never goes on. */
  crash(task: Task): void {
    this.tasks.splice(this.tasks.indexOf(task), 1)
    task.onCrash()
  }
}
