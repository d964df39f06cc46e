/** Every write of the pipeline by its name in docs/adr/0004, and a process that dies right after one of them. */
import type { Inbox, Ports } from '@depesche/pipeline/ports'

/** The process is gone: nothing it would have done next happens. */
export class Died extends Error {}

const DOCUMENTS: readonly (readonly [RegExp, string])[] = [
  [/^originals\/.*-envelope-/, 'envelope'],
  [/^originals\/.*-decision-/, 'decision document'],
  [/^originals\//, 'original'],
  [/^articles\//, 'article document'],
  [/^translations\//, 'translation document'],
  [/^syndicated\//, 'output document'],
  [/^rejected\//, 'rejection report'],
]

const ITEMS: readonly (readonly [RegExp, string])[] = [
  [/^O#/, 'open work'],
  [/^U#/, 'upload'],
  [/^B#/, 'board'],
  [/^N#/, 'name'],
  [/^A#\S+ V#/, 'version'],
  [/^A#\S+ HEAD/, 'head'],
  [/^A#\S+ L#/, 'language'],
  [/^A#\S+ C#/, 'marker'],
  [/^F#/, 'feed entry'],
  [/^J#/, 'journal'],
]

const named = (names: typeof ITEMS, text: string) => names.find(([pattern]) => pattern.test(text))?.[1] ?? text

/**
 * The same ports, each write told by its name once it is done. `wrote` may throw `Died`: then every later call of these
 * ports fails too.
 */
export function watched(ports: Omit<Ports, 'inbox'>, wrote: (name: string) => void): Omit<Ports, 'inbox'> {
  let dead: Died | undefined
  const write = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    if (dead) throw dead
    const done = await run()
    if (dead) throw dead
    try {
      wrote(name)
    } catch (error) {
      if (error instanceof Died) dead = error
      throw error
    }
    return done
  }
  const { documents, table, queue } = ports
  return {
    ...ports,
    documents: {
      ...documents,
      get: documents.get.bind(documents),
      list: documents.list.bind(documents),
      delete: documents.delete.bind(documents),
      put: (key, bytes) => write(named(DOCUMENTS, key), () => documents.put(key, bytes)),
    },
    table: {
      get: table.get.bind(table),
      getMany: table.getMany.bind(table),
      query: table.query.bind(table),
      put: (key, value, condition) => write(named(ITEMS, `${key.partition} ${key.sort}`), () => table.put(key, value, condition)),
      delete: (key, rev) => write('work closed', () => table.delete(key, rev)),
    },
    queue: { send: (message, delay) => write(`message to ${message.station}`, () => queue.send(message, delay)) },
  }
}

/** The same drop box, told when an upload has left it. */
export function watchedInbox(inbox: Inbox, wrote: (name: string) => void): Inbox {
  return {
    list: () => inbox.list(),
    get: (dropped) => inbox.get(dropped),
    delete: async (dropped) => {
      await inbox.delete(dropped)
      wrote('drop box')
    },
  }
}
