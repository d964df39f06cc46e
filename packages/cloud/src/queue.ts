import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { MAX_DELAY_SECONDS, type Queue } from '@depesche/pipeline/ports'

/** One SQS queue per station; `urls` by station. SQS delays in whole seconds: never early. */
export function sqsQueue(client: () => SQSClient, urls: Readonly<Record<string, string>>): Queue {
  return {
    send: async (message, delay = 0) => {
      const QueueUrl = urls[message.station]
      if (!QueueUrl) throw new Error(`no queue is known for the station ${message.station}`)
      const DelaySeconds = Math.min(MAX_DELAY_SECONDS, Math.max(0, Math.ceil(delay)))
      await client().send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message), DelaySeconds }))
    },
  }
}
