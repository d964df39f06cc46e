import type { QueueName } from '@depesche/cloud/access'
import { functions } from './functions.ts'
import { newsroom } from './newsroom.ts'
import { queues } from './queues.ts'

/** How many messages a call takes, and how many calls run at the same time (SQS takes 2 to 1000). */
const consumers = {
  receive: { size: 10, atOnce: 5 },
  normalize: { size: 1, atOnce: 5 },
  translate: { size: 1, atOnce: newsroom.cloud.translateConcurrency },
  syndicate: { size: 10, atOnce: 5 },
  // so many partners may be slow at the same time before one waits for another
  deliver: { size: 1, atOnce: 50 },
} as const satisfies Record<QueueName, unknown>

// Each answers with the messages that failed; the others of its batch are done.
for (const [name, { size, atOnce }] of Object.entries(consumers) as [QueueName, (typeof consumers)[QueueName]][])
  queues[name].queue.subscribe(functions[name].fn.arn, {
    batch: { size, partialResponses: true },
    transform: { eventSourceMapping: (args) => void Object.assign(args, { scalingConfig: { maximumConcurrency: atOnce } }) },
  })
