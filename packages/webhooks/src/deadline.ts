import { Undelivered } from './undelivered.ts'

/** What a send waits for. */
export type Stage = 'place' | 'connection' | 'answer'

/** The end of one send's time, whatever still trickles in: its signal's reason is `Undelivered`. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Says what is waited for from now on. */
  readonly waitFor: (stage: Stage) => void
  /** Says that it was met: nothing is given up any more. Answers the milliseconds that were left. */
  readonly meet: () => number
}

export interface Deadlines extends Disposable {
  /** Runs work until it ends or its time does, whichever is first. Throws what the work throws, or the signal's reason. */
  readonly within: <T>(work: (deadline: Deadline) => Promise<T>) => Promise<T>
}

/** Deadlines of so many seconds each; disposed of, all that runs is given up, and whatever comes after it. */
export function createDeadlines(seconds: number): Deadlines {
  const running = new Set<AbortController>()
  let isClosed = false
  return {
    within: async (work) => {
      if (isClosed) throw closed()
      const controller = new AbortController()
      const { signal } = controller
      const watch = startWatch()
      const timer = setTimeout(() => controller.abort(new Undelivered('too-slow', SENTENCES[watch.longest()](seconds))), seconds * 1000)
      const meet = () => {
        clearTimeout(timer)
        return Math.max(0, seconds * 1000 - watch.passed())
      }
      running.add(controller)
      try {
        return await Promise.race([work({ signal, waitFor: watch.waitFor, meet }), aborted(signal)])
      } finally {
        clearTimeout(timer)
        running.delete(controller)
      }
    },
    [Symbol.dispose]: () => {
      isClosed = true
      for (const controller of running) controller.abort(closed())
    },
  }
}

/** Tells what took the time: the last stage may just have begun. */
function startWatch() {
  const began = performance.now()
  const spent: Record<Stage, number> = { place: 0, connection: 0, answer: 0 }
  let [stage, since]: [Stage, number] = ['place', began]
  const waitFor = (next: Stage) => {
    spent[stage] += performance.now() - since
    stage = next
    since = performance.now()
  }
  const longest = (): Stage => {
    waitFor(stage)
    return (Object.keys(spent) as Stage[]).reduce((one, other) => (spent[other] > spent[one] ? other : one))
  }
  return { waitFor, longest, passed: () => performance.now() - began }
}

const closed = () => new Undelivered('unreachable', 'The sender was closed before an answer came.')
const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))

const SENTENCES: Readonly<Record<Stage, (seconds: number) => string>> = {
  place: (seconds) => `Earlier webhooks to the same server took all of the ${seconds} seconds: let it answer at once and work afterwards.`,
  connection: (seconds) => `No connection was made within ${seconds} seconds: see that name servers, firewall and server answer.`,
  answer: (seconds) => `No whole answer came within ${seconds} seconds: let the server answer at once and work afterwards.`,
}
