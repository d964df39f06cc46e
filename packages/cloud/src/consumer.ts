import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import { errorLine, logError } from './log.ts'

/** Carries out the body of one message; throws when it must come again. */
export type Consume = (body: string) => Promise<void>

/**
 * A function fed by a queue: one bad message never fails its batch (ReportBatchItemFailures). A message that throws is
 * logged, comes again, and goes to the dead letters after as many times as the queue says.
 */
export function consumer(consume: Consume): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const processor = new BatchProcessor(EventType.SQS)
  const handle = async ({ body, messageId, attributes }: SQSRecord) => {
    try {
      await consume(body)
    } catch (error) {
      logError(errorLine(error, { messageId, received: Number(attributes.ApproximateReceiveCount) }))
      throw error
    }
  }
  return (event) => processPartialResponse(event, handle, processor, { throwOnFullBatchFailure: false })
}
