import { setTimeout as sleep } from 'node:timers/promises'
import type { Ports } from '@depesche/pipeline/ports'
import { type Keep, type RetireStep, retire } from '@depesche/pipeline/retention'
import { counted } from './terminal/counted.ts'
import { safe } from './terminal/style.ts'

const DAY_MS = 86_400_000
/** Between two steps whatever else is to be done has its turn. */
const PAUSE_MS = 5

export interface Retiring {
  readonly ports: Pick<Ports, 'table' | 'documents' | 'clock'>
  readonly keep: Keep
  readonly say: (line: string) => void
}

/** Retires what is no longer kept, now and then each day. Answers a function that stops it. */
export function startRetiring({ ports, keep, say }: Retiring): () => Promise<void> {
  let [stopped, running] = [false, undefined as Promise<void> | undefined]
  const once = async () => {
    const sum = new Retired()
    for await (const step of retire(ports, keep, ports.clock())) {
      sum.add(step)
      if (stopped) break
      await sleep(PAUSE_MS)
    }
    if (!sum.isEmpty) say(`retired     ${sum.words}, older than is kept`)
  }
  const start = () => {
    running ??= once()
      .catch((error: unknown) => say(`trouble: nothing could be retired: ${safe(error instanceof Error ? error.message : String(error))}`))
      .finally(() => {
        running = undefined
      })
  }
  start()
  const timer = setInterval(start, DAY_MS)
  return async () => {
    stopped = true
    clearInterval(timer)
    await running
  }
}

/** What has gone, in sum. */
export class Retired {
  #documents = 0
  #lines = 0

  add({ documents, lines }: RetireStep): void {
    this.#documents += documents
    this.#lines += lines
  }

  get isEmpty(): boolean {
    return this.#documents + this.#lines === 0
  }

  get words(): string {
    return `${counted(this.#documents, 'document')} and ${counted(this.#lines, 'line of journals and receipts', 'lines of journals and receipts')}`
  }
}
