import { createClients } from '@depesche/cloud/clients'
import { s3Documents } from '@depesche/cloud/documents'
import { s3Inbox } from '@depesche/cloud/inbox'
import { sqsQueue } from '@depesche/cloud/queue'
import { dynamoTable } from '@depesche/cloud/table'
import type { Documents, Inbox, Queue, Table } from '@depesche/pipeline/ports'
import { INBOX, QUEUES, TABLE, WIRE, type World } from './world.ts'

export interface CloudPorts {
  readonly table: Table
  readonly documents: Documents
  readonly inbox: Inbox
  readonly queue: Queue
  /** closes the connections */
  close(): void
}

/** The cloud's ports on a world, by the real SDK with the product's own settings. Changes this process's environment. */
export function openCloudPorts(world: World, who = 'test'): CloudPorts {
  Object.assign(process.env, world.environment(who))
  const clients = createClients()
  const urls = Object.fromEntries(QUEUES.map((name) => [name, world.queues[name].url]))
  return {
    table: dynamoTable(clients.dynamo, TABLE),
    documents: s3Documents(clients.s3, WIRE),
    inbox: s3Inbox(clients.s3, INBOX),
    queue: sqsQueue(clients.sqs, urls),
    close: () => {
      for (const client of [clients.s3(), clients.dynamo(), clients.sqs()]) client.destroy()
    },
  }
}
