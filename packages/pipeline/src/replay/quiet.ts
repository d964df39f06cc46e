import type { Ports, Table } from '../ports.ts'

/**
 * The same ports, on which no work is opened and nothing is sent. A replay that dies is begun anew, so it needs no work for
 * what it is at; and half-way through nothing may go on, for a head may not know yet that it was killed. What has to go on is
 * opened at its end (`drive.ts`).
 */
export function quiet<P extends Omit<Ports, 'inbox'>>(ports: P): P {
  const { table } = ports
  const silent: Table = {
    get: (key) => table.get(key),
    getMany: (keys) => table.getMany(keys),
    query: (partition, range) => table.query(partition, range),
    delete: (key, rev) => table.delete(key, rev),
    put: async (key, value, condition) => key.partition.startsWith('O#') || table.put(key, value, condition),
  }
  return { ...ports, table: silent, queue: { send: async () => {} } }
}
