import type { IncomingHttpHeaders } from 'node:http'

export type Service = 's3' | 'dynamodb' | 'sqs' | 'translate'

/** One request to AWS, as its permissions see it. */
export interface Observed {
  readonly service: Service
  /** the IAM action: `s3:GetObjectVersion` */
  readonly action: string
  /** `{bucket}/{key}`, `{bucket}`, the table, the queue's name, or `*` for the translation service */
  readonly resource: string
  /** the prefix that a list asks for */
  readonly prefix?: string
  /** the partition keys that a table request touches */
  readonly partitions: readonly string[]
  /** the name of the client: its access key id without the servers' secret */
  readonly who: string
  /** changes what is stored */
  readonly isWrite: boolean
  /** 1 for the first attempt: as the SDK counts */
  readonly attempt: number
  /** what the request asks beyond that: the JSON body, or the query of an S3 request */
  readonly body: Readonly<Record<string, unknown>>
}

export interface RawRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Reads a signed request of the SDK. Throws for what is none of the four services'. */
export function observe(request: RawRequest, secret: string): Observed {
  const scope = /Credential=([^/]+)\/\d{8}\/[\w-]+\/(\w+)\//.exec(request.headers.authorization ?? '')
  const [, accessKeyId = '', service = ''] = scope ?? []
  const attempt = Number(/attempt=(\d+)/.exec(String(request.headers['amz-sdk-request']))?.[1] ?? 1)
  const by = { who: accessKeyId.slice(secret.length), attempt }
  if (service === 's3') return { ...by, ...observeS3(request) }
  const operation = String(request.headers['x-amz-target']).split('.')[1] ?? ''
  const body = JSON.parse(request.body.toString('utf8') || '{}') as Record<string, unknown>
  const common = { ...by, action: `${service}:${operation}`, body }
  if (service === 'dynamodb')
    return {
      ...common,
      service,
      resource: tableOf(body),
      partitions: partitionsOf(body),
      isWrite: !/^(?:Get|BatchGet|Query)/.test(operation),
    }
  if (service === 'sqs')
    return { ...common, service, resource: lastPart(body.QueueUrl), partitions: [], isWrite: /^(?:Send|Delete|Change)/.test(operation) }
  if (service === 'translate') return { ...common, service, resource: '*', partitions: [], isWrite: false }
  throw new Error(`no service is known for ${request.method} ${request.url} ${request.headers.authorization}`)
}

const S3_ACTIONS: Readonly<Record<string, string>> = { GET: 'GetObject', HEAD: 'GetObject', PUT: 'PutObject', DELETE: 'DeleteObject' }

function observeS3({ method, url }: RawRequest): Omit<Observed, 'who' | 'attempt'> {
  const [path = '', search = ''] = url.split('?')
  const [, bucket = '', ...rest] = path.split('/')
  const key = decodeURIComponent(rest.join('/'))
  const query = new URLSearchParams(search)
  const isWrite = method === 'PUT' || method === 'DELETE' || method === 'POST'
  const common = { service: 's3' as const, partitions: [], isWrite, body: Object.fromEntries(query) }
  if (key !== '') {
    const version = query.has('versionId') && method !== 'PUT' ? 'Version' : ''
    return { ...common, action: `s3:${S3_ACTIONS[method] ?? method}${version}`, resource: `${bucket}/${key}` }
  }
  const action = method !== 'GET' ? `s3:${method}` : query.has('versions') ? 's3:ListBucketVersions' : 's3:ListBucket'
  return { ...common, action, resource: bucket, prefix: query.get('prefix') ?? '' }
}

type Attributes = Readonly<Record<string, { readonly S?: string } | undefined>>
type BatchRequest = Readonly<Record<string, { readonly Keys?: readonly Attributes[] }>>

function tableOf(body: Readonly<Record<string, unknown>>): string {
  return typeof body.TableName === 'string' ? body.TableName : (Object.keys((body.RequestItems ?? {}) as BatchRequest)[0] ?? '')
}

function partitionsOf(body: Readonly<Record<string, unknown>>): readonly string[] {
  const batch = Object.values((body.RequestItems ?? {}) as BatchRequest).flatMap(({ Keys = [] }) => Keys)
  const single = [body.Key, body.Item].filter((each) => each !== undefined) as Attributes[]
  const named = /\bpk\s*=\s*(:\w+)/.exec(String(body.KeyConditionExpression ?? ''))?.[1]
  const queried = named === undefined ? [] : [(body.ExpressionAttributeValues as Attributes)[named]?.S ?? '']
  return [...new Set([...[...batch, ...single].map(({ pk }) => pk?.S ?? ''), ...queried])]
}

const lastPart = (url: unknown) => String(url ?? '').replace(/^.*\//, '')
