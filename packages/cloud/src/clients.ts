import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { S3Client } from '@aws-sdk/client-s3'
import { SQSClient } from '@aws-sdk/client-sqs'

/**
 * By default the SDK waits for an answer for ever. A port's answer takes milliseconds; one that takes this long is tried
 * again on another connection, and the function's own time is not used up.
 */
const requestHandler = { connectionTimeout: 2_000, requestTimeout: 8_000, throwOnRequestTimeout: true }
/** A throttled table or bucket is asked again, with the SDK's full-jitter backoff, before the message is given back. */
const maxAttempts = 6
const options = { requestHandler, maxAttempts }

/** The real clients, each made when it is first asked for: region, credentials and endpoints as the SDK finds them. */
export interface Clients {
  readonly s3: () => S3Client
  readonly dynamo: () => DynamoDBClient
  readonly sqs: () => SQSClient
}

export function createClients(): Clients {
  let [s3, dynamo, sqs]: [S3Client?, DynamoDBClient?, SQSClient?] = []
  return {
    s3: () => {
      s3 ??= new S3Client(options)
      return s3
    },
    dynamo: () => {
      dynamo ??= new DynamoDBClient(options)
      return dynamo
    },
    sqs: () => {
      sqs ??= new SQSClient(options)
      return sqs
    },
  }
}
