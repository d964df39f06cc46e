import { setTimeout as sleep } from 'node:timers/promises'
import type { Message } from '@depesche/pipeline/ports'
import type { LocalQueue, Taken } from './queue.ts'

export interface Working {
  readonly queue: LocalQueue
  readonly perform: (message: Message) => Promise<void>
  /** true while nothing may be carried out: the messages stay as they are and are asked about again in a moment */
  readonly paused?: () => Promise<boolean>
  /** called once a second: the clock of open work */
  readonly tick: () => Promise<unknown>
  /** a message threw; `dead`: too often, it is not tried again */
  readonly onError: (message: Message, error: unknown, dead: boolean) => void
  readonly clock: () => number
  /** messages of one lane carried out at the same time */
  readonly perLane?: number
  /** how long (ms) a message rests that can be neither acknowledged nor put back: the disk is full, say */
  readonly pauseMs?: number
}

export interface Worker {
  /** Settles when nothing is in hand and nothing is due. */
  idle(): Promise<void>
  /** Takes nothing new and settles when what is in hand is done. */
  stop(): Promise<void>
}

const PER_LANE = 16
/** How often to look for what other processes have sent. */
const POLL_MS = 200
const TICK_MS = 1_000
const PAUSE_MS = 1_000

/** Carries out the queue's messages, lane by lane at the same time, until it is stopped. */
export function startWorker(io: Working): Worker {
  const perLane = io.perLane ?? PER_LANE
  const inHand = new Map<string, number>()
  let stopped = false
  let ticking: Promise<unknown> | undefined
  let idlers: (() => void)[] = []
  const isIdle = () => inHand.size === 0 && ticking === undefined && (io.queue.nextDue() ?? Number.POSITIVE_INFINITY) > io.clock()

  const carryOut = async (lane: string, taken: Taken) => {
    try {
      if (await io.paused?.()) await rest(taken)
      else {
        await io.perform(taken.message)
        await io.queue.acknowledge(taken)
      }
    } catch (error) {
      await putBack(taken, error)
    } finally {
      const left = (inHand.get(lane) ?? 1) - 1
      if (left === 0) inHand.delete(lane)
      else inHand.set(lane, left)
      wake()
    }
  }
  const rest = async (taken: Taken) => {
    await sleep(POLL_MS)
    io.queue.letGo(taken)
  }
  const putBack = async (taken: Taken, error: unknown) => {
    try {
      const dead = await io.queue.putBack(taken, error instanceof Error ? (error.stack ?? error.message) : String(error))
      io.onError(taken.message, error, dead)
    } catch (trouble) {
      // the store cannot be written: the message is still there and comes again, not at once and not with a crash
      io.onError(taken.message, trouble, false)
      await sleep(io.pauseMs ?? PAUSE_MS)
      io.queue.letGo(taken)
    }
  }
  const look = () => {
    try {
      if (!stopped) takeWhatIsDue()
      setAlarm()
      settleIdlers()
    } catch (error) {
      // the file is busy for a moment: the next look is not far
      io.onError({ station: 'normalize', cause: 'look' }, error, false)
    }
  }
  const takeWhatIsDue = () => {
    for (const lane of io.queue.lanes()) {
      const free = perLane - (inHand.get(lane) ?? 0)
      for (const taken of free > 0 ? io.queue.take(lane, free) : []) {
        inHand.set(lane, (inHand.get(lane) ?? 0) + 1)
        void carryOut(lane, taken)
      }
    }
  }
  /** A message that is due before the next poll is taken on time, to the millisecond: an embargo ends to the second. */
  let alarm: NodeJS.Timeout | undefined
  const setAlarm = () => {
    const wait = (io.queue.nextDue() ?? Number.POSITIVE_INFINITY) - io.clock()
    clearTimeout(alarm)
    if (!stopped && wait > 0 && wait <= POLL_MS) alarm = setTimeout(look, wait)
  }
  const settleIdlers = () => {
    if (idlers.length === 0 || !(stopped ? inHand.size === 0 : isIdle())) return
    for (const settle of idlers) settle()
    idlers = []
  }
  let woken = false
  const wake = () => {
    if (woken) return
    woken = true
    setImmediate(() => {
      woken = false
      look()
    })
  }
  const runTick = () => {
    if (ticking !== undefined || stopped) return
    ticking = io.tick().catch((error: unknown) => io.onError({ station: 'normalize', cause: 'tick' }, error, false))
    void ticking.finally(() => {
      ticking = undefined
      wake()
    })
  }
  io.queue.onSend = wake
  const poll = setInterval(look, POLL_MS)
  const clock = setInterval(runTick, TICK_MS)
  wake()
  const settle = () =>
    new Promise<void>((resolve) => {
      idlers.push(resolve)
      wake()
    })
  return {
    idle: settle,
    stop: async () => {
      stopped = true
      clearTimeout(alarm)
      clearInterval(poll)
      clearInterval(clock)
      await ticking
      if (inHand.size > 0) await settle()
    },
  }
}
