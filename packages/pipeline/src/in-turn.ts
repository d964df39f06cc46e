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
