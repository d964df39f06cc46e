/** What a function's role may do, from what its ports may do (`packages/cloud/src/access.ts`) and nothing else. */
import type { Access } from '@depesche/cloud/access'
import { queues } from './queues.ts'
import { inbox, ledger, wire } from './storage.ts'

type Statement = Parameters<typeof sst.aws.permission>[0]

const tableActions = { get: 'GetItem', getMany: 'BatchGetItem', put: 'PutItem', delete: 'DeleteItem', query: 'Query' } as const
const documentActions = { get: 's3:GetObject', put: 's3:PutObject', delete: 's3:DeleteObject' } as const

/** The statements of a function's role, beside its log group. Throws for a port's method that it knows no action of. */
export function permissionsOf(access: Access): Statement[] {
  return [
    ...access.inbox.map(inboxStatement),
    ...Object.entries(access.documents).flatMap(([method, prefixes]) => (method === 'list' ? [] : documentStatement(method, prefixes))),
    ...listings(access),
    ...Object.entries(access.table).map(([method, prefixes]) => tableStatement(method, prefixes)),
    ...access.send.map((name) => ({ actions: ['sqs:SendMessage'], resources: [queues[name].queue.arn] })),
    ...(access.fedBy === undefined ? [] : [fed(queues[access.fedBy].queue.arn)]),
    // of any text; the one resource that it may name, a terminology, is asked for by name and read by the service:
    // docs.aws.amazon.com/service-authorization/latest/reference/list_amazontranslate.html
    ...(access.translates ? [{ actions: ['translate:TranslateText'], resources: ['*'] }] : []),
  ]
}

function inboxStatement(method: Access['inbox'][number]): Statement {
  const objects = [$interpolate`${inbox.arn}/incoming/*`]
  if (method === 'get') return { actions: ['s3:GetObjectVersion'], resources: objects }
  if (method === 'delete') return { actions: ['s3:DeleteObjectVersion'], resources: objects }
  return {
    actions: ['s3:ListBucketVersions'],
    resources: [inbox.arn],
    conditions: [{ test: 'StringLike', variable: 's3:prefix', values: ['incoming/*'] }],
  }
}

function documentStatement(method: string, prefixes: readonly string[]): Statement {
  if (!(method in documentActions)) throw new Error(`infra/permissions.ts knows no action for documents.${method}`)
  return {
    actions: [documentActions[method as keyof typeof documentActions]],
    resources: prefixes.map((prefix) => $interpolate`${wire.arn}/${prefix}*`),
  }
}

/**
 * Whoever lists documents, and whoever gets, may list the bucket: without it S3 answers for a key that is not there 403 instead of 404
 * (docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, Permissions).
 */
function listings({ inbox: box, documents }: Access): Statement[] {
  const buckets = [...(box.includes('get') ? [inbox.arn] : []), ...(documents.get || documents.list ? [wire.arn] : [])]
  return buckets.length === 0 ? [] : [{ actions: ['s3:ListBucket'], resources: buckets }]
}

/** The Null condition: "for all values" is true of none, so a request without keys would pass. */
function tableStatement(method: string, prefixes: readonly string[]): Statement {
  if (!(method in tableActions)) throw new Error(`infra/permissions.ts knows no action for table.${method}`)
  return {
    actions: [`dynamodb:${tableActions[method as keyof typeof tableActions]}`],
    resources: [ledger.arn],
    conditions: [
      { test: 'ForAllValues:StringLike', variable: 'dynamodb:LeadingKeys', values: prefixes.map((prefix) => `${prefix}*`) },
      { test: 'Null', variable: 'dynamodb:LeadingKeys', values: ['false'] },
    ],
  }
}

/** What Lambda needs to take from a queue: docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html, execution role. */
const fed = (arn: $util.Output<string>): Statement => ({
  actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  resources: [arn],
})
