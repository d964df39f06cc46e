import { type Access, access, type FunctionName } from '@depesche/cloud/access'
import { narrow } from '@depesche/cloud/narrow'
import type { MemoryInbox } from '@depesche/pipeline/memory/inbox'
import type { Ports, Table } from '@depesche/pipeline/ports'
import type { Twin } from '../lib/house.ts'
import { Random } from '../model/random.ts'

/** `documents.get originals/`, `table.put O#`, `send translate` … */
export function grantsOf({ inbox, documents, table, send }: Access): readonly string[] {
  const of = (port: string, methods: Readonly<Record<string, readonly string[] | undefined>>) =>
    Object.entries(methods).flatMap(([method, prefixes]) => (prefixes ?? []).map((prefix) => `${port}.${method} ${prefix}`))
  return [
    ...inbox.map((method) => `inbox.${method}`),
    ...of('documents', documents),
    ...of('table', table),
    ...send.map((queue) => `send ${queue}`),
  ]
}

/** A table that answers some conditional puts with a "no" though they were done, as after a lost answer. */
export function losing(table: Table): Table {
  const random = new Random(7)
  return {
    get: (key) => table.get(key),
    getMany: (keys) => table.getMany(keys),
    query: (partition, range) => table.query(partition, range),
    delete: (key, rev) => table.delete(key, rev),
    put: async (key, value, condition) => (await table.put(key, value, condition)) && random.chance(0.6),
  }
}

/** The ports of one function: narrowed, and every use noted. */
export function portsFor(name: FunctionName, twin: Twin, inbox: MemoryInbox, used: Set<string>): Ports {
  const note = (what: string) => used.add(`${name}: ${what}`)
  const noted = <T>(what: string, call: () => T): T => {
    note(what)
    return call()
  }
  const first = (key: string) => `${key.split('/')[0]}/`
  const { table, documents, queue, clock } = twin.ports
  const ports: Ports = {
    clock,
    inbox: {
      list: () => noted('inbox.list', () => inbox.list()),
      get: (dropped) => noted('inbox.get', () => inbox.get(dropped)),
      delete: (dropped) => noted('inbox.delete', () => inbox.delete(dropped)),
    },
    documents: {
      get: (key) => noted(`documents.get ${first(key)}`, () => documents.get(key)),
      put: (key, bytes) => noted(`documents.put ${first(key)}`, () => documents.put(key, bytes)),
      list: (prefix, after, limit) => noted(`documents.list ${first(prefix)}`, () => documents.list(prefix, after, limit)),
      delete: (key) => noted(`documents.delete ${first(key)}`, () => documents.delete(key)),
    },
    table: {
      get: (key) => noted(`table.get ${key.partition.slice(0, 2)}`, () => table.get(key)),
      getMany: (keys) => {
        for (const { partition } of keys) note(`table.getMany ${partition.slice(0, 2)}`)
        return table.getMany(keys)
      },
      put: (key, value, condition) => noted(`table.put ${key.partition.slice(0, 2)}`, () => table.put(key, value, condition)),
      delete: (key, rev) => noted(`table.delete ${key.partition.slice(0, 2)}`, () => table.delete(key, rev)),
      query: (partition, range) => noted(`table.query ${partition.slice(0, 2)}`, () => table.query(partition, range)),
    },
    queue: { send: (message, delay) => noted(`send ${message.station}`, () => queue.send(message, delay)) },
  }
  return narrow(ports, access[name])
}
