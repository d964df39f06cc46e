import type { Documents, Inbox, Ports, Queue, Table } from '@depesche/pipeline/ports'
import type { Access } from './access.ts'

/** Something was asked of a port that this function's access does not name: a fault of ours, or of an intruder. */
export class NotGranted extends Error {
  constructor(what: string) {
    super(`${what} is not granted to this function (access.ts)`)
    this.name = 'NotGranted'
  }
}

/** Ports that do what `access` names and refuse everything else, before anything is asked of what is behind them. */
export function narrow(ports: Ports, access: Access): Ports {
  const { inbox, documents, table, queue, clock } = ports
  return {
    inbox: narrowInbox(inbox, access.inbox),
    documents: narrowDocuments(documents, access.documents),
    table: narrowTable(table, access.table),
    queue: narrowQueue(queue, access.send),
    clock,
  }
}

function grant(granted: boolean, what: string): void {
  if (!granted) throw new NotGranted(what)
}

function narrowInbox(inbox: Inbox, may: Access['inbox']): Inbox {
  const check = (method: keyof Inbox) => grant(may.includes(method), `inbox.${method}`)
  return {
    list: async () => {
      check('list')
      return inbox.list()
    },
    get: async (dropped) => {
      check('get')
      return inbox.get(dropped)
    },
    delete: async (dropped) => {
      check('delete')
      return inbox.delete(dropped)
    },
  }
}

function narrowDocuments(documents: Documents, may: Access['documents']): Documents {
  const check = (method: keyof Documents, key: string) =>
    grant(may[method]?.some((prefix) => key.startsWith(prefix)) === true, `documents.${method} of ${key}`)
  return {
    put: async (key, bytes) => {
      check('put', key)
      return documents.put(key, bytes)
    },
    get: async (key) => {
      check('get', key)
      return documents.get(key)
    },
    list: async (prefix, after, limit) => {
      check('list', prefix)
      return documents.list(prefix, after, limit)
    },
    delete: async (key) => {
      check('delete', key)
      return documents.delete(key)
    },
  }
}

function narrowTable(table: Table, may: Access['table']): Table {
  const check = (method: keyof Table, partition: string) =>
    grant(may[method]?.some((prefix) => partition.startsWith(prefix)) === true, `table.${method} in ${partition.slice(0, 2)}`)
  return {
    get: async (key) => {
      check('get', key.partition)
      return table.get(key)
    },
    getMany: async (keys) => {
      for (const { partition } of keys) check('getMany', partition)
      return table.getMany(keys)
    },
    put: async (key, value, condition) => {
      check('put', key.partition)
      return table.put(key, value, condition)
    },
    delete: async (key, rev) => {
      check('delete', key.partition)
      return table.delete(key, rev)
    },
    query: async (partition, range) => {
      check('query', partition)
      return table.query(partition, range)
    },
  }
}

function narrowQueue(queue: Queue, may: Access['send']): Queue {
  return {
    send: async (message, delay) => {
      grant(may.includes(message.station), `sending to ${message.station}`)
      return queue.send(message, delay)
    },
  }
}
