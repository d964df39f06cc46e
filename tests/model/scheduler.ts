import type { Random } from './random.ts'

/** One run of a step, stopped before every port call until the scheduler lets it go on. */
export interface Task {
  readonly name: string
  priority: number
  /** how far (ms) the clock of its machine is from ours */
  readonly skew: number
  /** its port calls that stand at the gate: several, where a step does things at the same time */
  readonly waiting: (() => void)[]
  /** its port calls that the port has not answered yet */
  inPort: number
  done: boolean
  readonly onDone: (error?: unknown) => void
  readonly onCrash: () => void
}

interface Hooks {
  readonly skew?: number
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
  failure: unknown

  constructor(random: Random) {
    this.#random = random
    this.#uniform = random.chance(0.4)
  }

  spawn(name: string, run: () => Promise<void>, hooks: Hooks = {}): Task {
    const task: Task = {
      name,
      priority: this.#random.next(),
      skew: hooks.skew ?? 0,
      waiting: [],
      inPort: 0,
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

  get name(): string {
    return this.#current?.name ?? 'harness'
  }

  /** How far (ms) the clock is off on the machine that runs now. */
  get skew(): number {
    return this.#current?.skew ?? 0
  }

  /** Waits for its turn, then calls a port, which may answer when it likes. */
  async call<T>(port: () => Promise<T>): Promise<T> {
    const task = this.#current
    if (task === undefined) return port() // outside of any task: the harness itself
    await new Promise<void>((resolve) => {
      task.waiting.push(resolve)
    })
    task.inPort++
    try {
      return await port()
    } finally {
      task.inPort--
    }
  }

  #finish(task: Task, error?: unknown): void {
    task.done = true
    const place = this.tasks.indexOf(task)
    if (place < 0) return // crashed: what it threw is nobody's
    this.tasks.splice(place, 1)
    try {
      task.onDone(error)
    } catch (thrown) {
      this.failure ??= thrown
    }
  }

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
    // when the port has answered and the microtasks are through, all of the task stands at the gate again, or is done
    do await new Promise((resolve) => setImmediate(resolve))
    while (task.inPort > 0)
    this.#current = undefined
    if (this.failure !== undefined) throw this.failure
  }

  /** The process of a task dies: what it has written stays, it never goes on. */
  crash(task: Task): void {
    this.tasks.splice(this.tasks.indexOf(task), 1)
    task.onCrash()
  }
}
