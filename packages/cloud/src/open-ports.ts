import type { Ports } from '@depesche/pipeline/ports'
import type { Access } from './access.ts'
import type { Clients } from './clients.ts'
import { s3Documents } from './documents.ts'
import { s3Inbox } from './inbox.ts'
import { narrow } from './narrow.ts'
import { sqsQueue } from './queue.ts'
import type { Settings } from './settings.ts'
import { dynamoTable } from './table.ts'

/** The ports of a stack, narrowed to what one function may do. Nothing is asked of AWS until a port is used. */
export function openPorts(access: Access, settings: Settings, clients: Clients): Ports {
  const { inboxBucket = '', wireBucket = '', table = '', queues } = settings
  const ports: Ports = {
    inbox: s3Inbox(clients.s3, inboxBucket),
    documents: s3Documents(clients.s3, wireBucket),
    table: dynamoTable(clients.dynamo, table),
    queue: sqsQueue(clients.sqs, queues),
    clock: Date.now,
  }
  return narrow(ports, access)
}
