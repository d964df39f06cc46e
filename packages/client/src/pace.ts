/** Time and chance, as a follower sees them: a test has its own. */
export interface Pace {
  /** epoch milliseconds */
  readonly now: () => number
  /** 0 to 1 */
  readonly random: () => number
  /** throws the signal's reason when it is aborted */
  readonly sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
}

export const realPace: Pace = { now: Date.now, random: Math.random, sleep }

function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
