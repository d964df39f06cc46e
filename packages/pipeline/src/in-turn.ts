/**
 * Runs the calls of one key one after another, those of different keys at the same time. In one process it saves the
 * lost appends of many writers to one feed; nothing's correctness rests on it.
 */
export function inTurn(): <T>(key: string, run: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>()
  return async (key, run) => {
    const before = tails.get(key)
    const mine = before === undefined ? run() : before.then(run, run)
    tails.set(key, mine)
    try {
      return await mine
    } finally {
      if (tails.get(key) === mine) tails.delete(key)
    }
  }
}

/** Runs a call for each item, at most `width` at the same time. Throws the first error, after the others have ended. */
export async function inGroups<T>(items: Iterable<T>, run: (item: T) => Promise<void>, width = 8): Promise<void> {
  const waiting = items[Symbol.iterator]()
  const lane = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) await run(next.value)
  }
  const ended = await Promise.allSettled(Array.from({ length: width }, lane))
  const failed = ended.find((each) => each.status === 'rejected')
  if (failed) throw failed.reason
}
