/** Runs work at most `size` at a time, in the order it was given. */
export function createLimit(size: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= size) await new Promise<void>((resolve) => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift() // the place goes straight to the next in line
      if (next) next()
      else running--
    }
  }
}
