import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import type { Message } from '@depesche/pipeline/ports'
import { openCloudPorts } from '../lib/aws/cloud-ports.ts'
import { INBOX, QUEUES, startWorld, type World } from '../lib/aws/world.ts'
import { portsContract } from './suite.ts'

portsContract('the AWS twin', async () => {
  const world = await startWorld()
  const ports = openCloudPorts(world)
  const desk = new S3Client({ endpoint: world.inbox.endpoint, forcePathStyle: true })
  return {
    ...ports,
    take: () => take(world),
    drop: async (key, bytes) => {
      await desk.send(new PutObjectCommand({ Bucket: INBOX, Key: `incoming/${key}`, Body: bytes }))
    },
    advance: world.advance,
    close: async () => {
      ports.close()
      desk.destroy()
      await world.stop()
    },
  }
})

/** As a Lambda trigger does: receive, then delete. */
async function take({ queues, direct: { sqs } }: World): Promise<Message | undefined> {
  for (const name of QUEUES) {
    const QueueUrl = queues[name].url
    const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }))
    if (message?.Body === undefined) continue
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }))
    return JSON.parse(message.Body) as Message
  }
  return undefined
}
