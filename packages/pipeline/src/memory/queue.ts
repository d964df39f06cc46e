import type { Clock, Message, Queue } from '../ports.ts'

/** A queue in memory; `take` answers what is due, in the order it was sent. */
export class MemoryQueue implements Queue {
  readonly #waiting: { readonly message: Message; readonly due: number }[] = []
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get size(): number {
    return this.#waiting.length
  }

  async send(message: Message, delay = 0): Promise<void> {
    this.#waiting.push({ message: structuredClone(message), due: this.#clock() + delay * 1000 })
  }

  take(): Message | undefined {
    const index = this.#waiting.findIndex(({ due }) => due <= this.#clock())
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0]?.message
  }
}
