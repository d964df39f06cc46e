/** Events as AWS makes them. */
import { randomUUID } from 'node:crypto'
import type { Message } from '@aws-sdk/client-sqs'

const ACCOUNT = '000000000000'

export interface SqsEvent {
  readonly Records: readonly { readonly messageId: string; readonly [name: string]: unknown }[]
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html, "Example Amazon SQS message event" */
export function sqsEvent(messages: readonly Message[], arn: string, region: string): SqsEvent {
  const Records = messages.map(({ MessageId = '', ReceiptHandle, Body, Attributes, MD5OfBody }) => ({
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: Attributes,
    messageAttributes: {},
    md5OfBody: MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: region,
  }))
  return { Records }
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html: the default input of a schedule */
export function scheduledEvent(at: number, region: string): object {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: ACCOUNT,
    time: `${new Date(at).toISOString().slice(0, 19)}Z`,
    region,
    resources: [`arn:aws:scheduler:${region}:${ACCOUNT}:schedule/default/tick`],
    detail: '{}',
  }
}

/** An HTTP API's event, payload version 2.0: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export function httpEvent(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  at: number,
  { routeKey = 'ANY /v1/{proxy+}', body }: { readonly routeKey?: string; readonly body?: string } = {},
): object {
  const [rawPath = '', rawQueryString = ''] = path.split('?')
  const domainName = 'abcdefghij.execute-api.eu-central-1.amazonaws.com'
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    headers: {
      accept: '*/*',
      host: domainName,
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '443',
      ...headers,
    },
    ...(rawQueryString === '' ? {} : { queryStringParameters: Object.fromEntries(new URLSearchParams(rawQueryString)) }),
    pathParameters: { proxy: rawPath.replace(/^\/v1\//, '') },
    requestContext: {
      accountId: ACCOUNT,
      apiId: 'abcdefghij',
      domainName,
      domainPrefix: 'abcdefghij',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: '02/Mar/2026:10:00:00 +0000',
      timeEpoch: at,
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  }
}

/** What a function of an HTTP API answers. */
export interface HttpAnswer {
  readonly statusCode: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly isBase64Encoded?: boolean
}
