import { setTimeout as sleep } from 'node:timers/promises'
import { CreateTableCommand, DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3'
import { CreateQueueCommand, GetQueueAttributesCommand, SetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs'

export async function createBucket(s3: S3Client, name: string): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket: name }))
}

/** The table as the stack has it: `pk` and `sk`, on demand. Settles when it is active. */
export async function createTable(dynamo: DynamoDBClient, name: string): Promise<void> {
  await dynamo.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  )
  for (let tries = 0; tries < 200; tries++) {
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: name }))
    if (Table?.TableStatus === 'ACTIVE') return
    await sleep(5)
  }
  throw new Error(`the table ${name} does not become active`)
}

export interface QueuePair {
  readonly url: string
  readonly arn: string
  readonly deadUrl: string
}

/** A queue and its dead-letter queue `{name}-dead`. Visibility in seconds. */
export async function createQueue(sqs: SQSClient, name: string, visibility: number, maxReceiveCount: number): Promise<QueuePair> {
  const dead = await queueOf(sqs, `${name}-dead`)
  const queue = await queueOf(sqs, name)
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount })
  await sqs.send(
    new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { VisibilityTimeout: String(visibility), RedrivePolicy } }),
  )
  return { ...queue, deadUrl: dead.url }
}

async function queueOf(sqs: SQSClient, name: string): Promise<{ readonly url: string; readonly arn: string }> {
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }))
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }))
  return { url, arn: Attributes?.QueueArn ?? '' }
}
