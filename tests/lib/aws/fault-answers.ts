import type { Service } from './observed.ts'
import { s3Error } from './s3-error.ts'

/** An error of the service itself; `throttled` is each service's own way to say it. */
export type FaultyAnswer = 'throttled' | 'ThrottlingException' | 500 | 503

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
}

const internal: Refusal = { status: 500, code: 'InternalError', message: 'We encountered an internal error. Please try again.' }
const throttling: Refusal = { status: 400, code: 'com.amazon.coral.availability#ThrottlingException', message: 'Rate exceeded' }
const unavailable = (code: string): Refusal => ({ status: 503, code, message: 'Service is unable to handle request.' })

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and each service's "Common Errors". */
const REFUSALS: Readonly<Record<Service, Readonly<Record<FaultyAnswer, Refusal>>>> = {
  s3: {
    throttled: { status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' },
    ThrottlingException: { status: 503, code: 'SlowDown', message: 'Please reduce your request rate.' },
    500: internal,
    503: unavailable('ServiceUnavailable'),
  },
  dynamodb: {
    throttled: {
      status: 400,
      code: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
      message: 'The level of configured provisioned throughput for the table was exceeded.',
    },
    ThrottlingException: throttling,
    500: { status: 500, code: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: 'The request processing has failed.' },
    503: unavailable('com.amazon.coral.availability#ServiceUnavailable'),
  },
  sqs: {
    throttled: { status: 403, code: 'com.amazonaws.sqs#RequestThrottled', message: 'The request was denied due to request throttling.' },
    ThrottlingException: throttling,
    500: { status: 500, code: 'com.amazon.coral.service#InternalFailure', message: 'The request processing has failed.' },
    503: unavailable('com.amazon.coral.service#ServiceUnavailable'),
  },
  translate: {
    throttled: { status: 400, code: 'com.amazonaws.translate#TooManyRequestsException', message: 'Rate exceeded' },
    ThrottlingException: throttling,
    500: { status: 500, code: 'com.amazonaws.translate#InternalServerException', message: 'An internal server error occurred.' },
    503: unavailable('com.amazonaws.translate#ServiceUnavailableException'),
  },
}
const TYPES = {
  dynamodb: 'application/x-amz-json-1.0',
  sqs: 'application/x-amz-json-1.0',
  translate: 'application/x-amz-json-1.1',
} as const

/** The answer as the service itself would give it. */
export function faultyAnswer(service: Service, kind: FaultyAnswer): Answer {
  const { status, code, message } = REFUSALS[service][kind]
  if (service === 's3') return { status, headers: { 'content-type': 'application/xml' }, body: s3Error(code, message) }
  return { status, headers: { 'content-type': TYPES[service] }, body: JSON.stringify({ __type: code, message }) }
}
