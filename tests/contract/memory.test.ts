import { MemoryDocuments } from '@depesche/pipeline/memory/documents'
import { MemoryInbox } from '@depesche/pipeline/memory/inbox'
import { MemoryQueue } from '@depesche/pipeline/memory/queue'
import { MemoryTable } from '@depesche/pipeline/memory/table'
import { portsContract } from './suite.ts'

portsContract('the in-memory twin', async () => {
  let now = 1_000_000
  const inbox = new MemoryInbox()
  const queue = new MemoryQueue(() => now)
  return {
    table: new MemoryTable(),
    documents: new MemoryDocuments(),
    queue,
    take: async () => queue.take(),
    inbox,
    drop: async (key, bytes) => {
      // a versioned box: the test that drops twice deletes the first version by its id
      inbox.drop(key, bytes)
    },
    advance: (milliseconds) => {
      now += milliseconds
    },
    close: async () => {},
  }
})
