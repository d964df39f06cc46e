/** How a long-running command is asked to stop. */
export interface Stopping {
  readonly promise: Promise<void>
  readonly stopped: () => boolean
  /** While something can be interrupted on its own, the first Ctrl-C does that and no more. */
  readonly interruptible: (abort: () => void) => () => void
}

/** Waits for SIGINT, SIGTERM or SIGHUP; asked a second time, the process ends at once. */
export function untilStopped(): Stopping {
  let stopped = false
  let interrupt: (() => void) | undefined
  const promise = new Promise<void>((resolve) => {
    const stop = (signal: NodeJS.Signals) => {
      if (signal === 'SIGINT' && interrupt !== undefined) {
        const now = interrupt
        interrupt = undefined
        return now()
      }
      // asked twice: at once; nothing acknowledged is lost
      if (stopped) process.exit(1)
      stopped = true
      interrupt?.()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal))
  })
  return {
    promise,
    stopped: () => stopped,
    interruptible: (abort) => {
      interrupt = abort
      return () => {
        interrupt = undefined
      }
    },
  }
}
