interface Host {
  taken: number
  readonly line: (() => void)[]
}

/** Runs work for a host when a place is free there. Throws what the work throws, and the signal's reason while it waits. */
export type Places = <T>(host: string, signal: AbortSignal, work: () => Promise<T>) => Promise<T>

/**
 * At most `size` pieces of work at a time for each host, in the order in which they came; no host waits for another. Not the
 * agent's `maxSockets`: it does not count connections that are still being made by an asynchronous `createConnection`.
 */
export function createPlaces(size: number): Places {
  const hosts = new Map<string, Host>()
  return async (name, signal, work) => {
    const host = hosts.get(name) ?? { taken: 0, line: [] }
    hosts.set(name, host)
    await take(host, size, signal)
    try {
      return await work()
    } finally {
      const next = host.line.shift() // the place goes straight to the next in line
      if (next) next()
      else if (--host.taken === 0) hosts.delete(name)
    }
  }
}

async function take(host: Host, size: number, signal: AbortSignal): Promise<void> {
  if (host.taken < size) {
    host.taken++
    return
  }
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const leave = () => {
    const index = host.line.indexOf(resolve)
    if (index !== -1) host.line.splice(index, 1)
    reject(signal.reason)
  }
  host.line.push(resolve)
  signal.addEventListener('abort', leave)
  await promise.finally(() => signal.removeEventListener('abort', leave))
}
