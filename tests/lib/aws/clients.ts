import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { AwsServers } from './servers.ts'

export interface Clients {
  readonly s3: S3Client
  readonly dynamo: DynamoDBClient
  readonly sqs: SQSClient
  destroy(): void
}

/** The real clients, straight to the servers: what a test does beside the code under test. */
export function openClients({ fauxqs, dynamo, region, credentials }: AwsServers, name = 'test'): Clients {
  const common = { region, credentials: credentials(name) }
  const clients = {
    s3: new S3Client({ ...common, endpoint: fauxqs, forcePathStyle: true }),
    dynamo: new DynamoDBClient({ ...common, endpoint: dynamo }),
    sqs: new SQSClient({ ...common, endpoint: fauxqs }),
  }
  const destroy = () => {
    for (const client of Object.values(clients)) client.destroy()
  }
  return { ...clients, destroy }
}
