/**
 * A versioned S3 bucket on loopback, path style: the drop box. It speaks S3's protocol as far as the real client asks for it,
 * refuses what S3 documents as refused, answers 501 to everything else, and tells of every object created by S3's own event.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { listen } from './guard.ts'
import { s3Error } from './s3-error.ts'
import { objectCreated, type S3Notification } from './s3-events.ts'
import { objectList, versionList } from './s3-lists.ts'
import { isVersionId, Versions } from './versions.ts'

export interface VersionedBucketOptions {
  readonly bucket: string
  readonly region?: string
  /** `false`: whoever asks may not list, so that a missing key is answered 403 (documented at GetObject) */
  readonly mayList?: boolean
  readonly clock?: () => number
  /** called for every object created, in that order */
  readonly onCreated?: (event: S3Notification) => void
}

export interface VersionedBucket extends AsyncDisposable {
  readonly endpoint: string
  readonly versions: Versions
  /** how often each operation was carried out, answered or refused */
  readonly calls: ReadonlyMap<string, number>
}

interface Request {
  readonly operation: string
  readonly key: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}
interface Answer {
  readonly status: number
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Uint8Array
}

const SIGNED = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/[\w-]+\/s3\/aws4_request, SignedHeaders=[\w;-]+, Signature=[\da-f]{64}$/
const OBJECT_OPERATIONS: Readonly<Record<string, string>> = {
  PUT: 'PutObject',
  GET: 'GetObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
}
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  PutObject: [],
  GetObject: ['versionId'],
  HeadObject: ['versionId'],
  DeleteObject: ['versionId'],
  ListObjectVersions: ['versions', 'prefix', 'max-keys', 'key-marker', 'version-id-marker', 'encoding-type'],
  ListObjectsV2: ['list-type', 'prefix', 'max-keys', 'continuation-token', 'start-after', 'encoding-type'],
}

export async function startVersionedBucket(options: VersionedBucketOptions): Promise<VersionedBucket> {
  const versions = new Versions()
  const calls = new Map<string, number>()
  const server = createServer(async (incoming, response) => {
    const body = await buffer(incoming)
    const request = parse(incoming, body, options.bucket)
    if ('operation' in request) calls.set(request.operation, (calls.get(request.operation) ?? 0) + 1)
    send(incoming, response, 'operation' in request ? carryOut(options, versions, request) : request)
  })
  const endpoint = await listen(server)
  return {
    endpoint,
    versions,
    calls,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function parse({ method = '', url = '/', headers }: IncomingMessage, body: Buffer, ours: string): Request | Answer {
  const [path = '', search = ''] = url.split('?')
  const [, bucket = '', ...rest] = path.split('/')
  const key = decodeURIComponent(rest.join('/'))
  const query = new URLSearchParams(search)
  query.delete('x-id')
  if (!SIGNED.test(headers.authorization ?? '')) return refusal(403, 'AccessDenied', 'Access Denied')
  if (bucket !== ours) return refusal(404, 'NoSuchBucket', 'The specified bucket does not exist')
  const operation = operationOf(method, key, query)
  const known = operation !== undefined && [...query.keys()].every((name) => QUERIES[operation]?.includes(name))
  if (!known) return refusal(501, 'NotImplemented', `${method} ${search} is not emulated`)
  if (Buffer.byteLength(key) > 1024) return refusal(400, 'KeyTooLongError', 'Your key is too long')
  return { operation, key, query, headers, body }
}

function operationOf(method: string, key: string, query: URLSearchParams): string | undefined {
  if (key !== '') return OBJECT_OPERATIONS[method]
  if (method !== 'GET') return undefined
  if (query.has('versions')) return 'ListObjectVersions'
  return query.get('list-type') === '2' ? 'ListObjectsV2' : undefined
}

function carryOut(options: VersionedBucketOptions, versions: Versions, request: Request): Answer {
  const { operation, query } = request
  const versionId = query.get('versionId') ?? undefined
  if (versionId !== undefined && !isVersionId(versionId)) return refusal(400, 'InvalidArgument', 'Invalid version id specified')
  if (operation === 'PutObject') return put(options, versions, request)
  if (operation === 'DeleteObject') return remove(options, versions, request, versionId)
  if (operation.startsWith('List')) return list(options, versions, request)
  return get(options, versions, request, versionId)
}

const now = ({ clock = Date.now }: VersionedBucketOptions) => new Date(clock())

function put(options: VersionedBucketOptions, versions: Versions, { key, headers, body }: Request): Answer {
  if (headers['if-match'] ?? headers['if-none-match'] ?? headers['x-amz-copy-source'] ?? headers['x-amz-trailer'])
    return refusal(501, 'NotImplemented', 'conditional, chunked and copying puts are not emulated')
  const sum = headers['x-amz-checksum-crc32']
  const [expected, md5] = [crc32(body), headers['content-md5']]
  if (sum !== undefined && Buffer.from(String(sum), 'base64').readUInt32BE() !== expected) return badDigest('CRC32')
  if (md5 !== undefined && md5 !== createHash('md5').update(body).digest('base64')) return badDigest('Content-MD5')
  const version = versions.add(key, body, now(options))
  options.onCreated?.(objectCreated({ bucket: options.bucket, region: options.region ?? 'eu-central-1' }, version, ++sequence))
  return { status: 200, headers: { etag: `"${version.eTag}"`, 'x-amz-version-id': version.versionId } }
}
let sequence = 0

const badDigest = (name: string) => refusal(400, 'BadDigest', `The ${name} you specified did not match what we received.`)

function get({ mayList = true }: VersionedBucketOptions, versions: Versions, { key }: Request, versionId: string | undefined): Answer {
  const version = versions.find(key, versionId)
  if (version?.bytes !== undefined)
    return {
      status: 200,
      headers: {
        etag: `"${version.eTag}"`,
        'x-amz-version-id': version.versionId,
        'last-modified': version.modified.toUTCString(),
        'content-type': 'application/octet-stream',
        'content-length': version.bytes.length,
      },
      body: version.bytes,
    }
  if (version !== undefined && versionId !== undefined) {
    const headers = { 'x-amz-delete-marker': 'true', 'last-modified': version.modified.toUTCString(), allow: 'DELETE' }
    return { ...refusal(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.'), headers }
  }
  if (!mayList) return refusal(403, 'AccessDenied', 'Access Denied')
  if (versionId !== undefined) return refusal(404, 'NoSuchVersion', 'The specified version does not exist.')
  const headers = version === undefined ? {} : { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.versionId }
  return { ...refusal(404, 'NoSuchKey', 'The specified key does not exist.'), headers }
}

/** Idempotent: a version that is not there is as good as deleted. Without a version: a delete marker, nothing is lost. */
function remove(options: VersionedBucketOptions, versions: Versions, { key }: Request, versionId: string | undefined): Answer {
  if (versionId === undefined) {
    const marker = versions.add(key, undefined, now(options))
    return { status: 204, headers: { 'x-amz-delete-marker': 'true', 'x-amz-version-id': marker.versionId } }
  }
  const was = versions.find(key, versionId)
  versions.remove(key, versionId)
  const marker = was !== undefined && was.bytes === undefined ? { 'x-amz-delete-marker': 'true' } : {}
  return { status: 204, headers: { 'x-amz-version-id': versionId, ...marker } }
}

function list({ bucket, mayList = true }: VersionedBucketOptions, versions: Versions, { operation, query }: Request): Answer {
  if (!mayList) return refusal(403, 'AccessDenied', 'Access Denied')
  const marker = query.get('version-id-marker')
  if (marker !== null && !query.get('key-marker'))
    return refusal(400, 'InvalidArgument', 'A version-id marker cannot be specified without a key marker.')
  if (marker !== null && !isVersionId(marker)) return refusal(400, 'InvalidArgument', 'Invalid version id specified')
  const maxKeys = Number(query.get('max-keys') ?? 1000)
  if (!Number.isInteger(maxKeys) || maxKeys < 0)
    return refusal(400, 'InvalidArgument', 'Provided max-keys not an integer or within integer range')
  const body = operation === 'ListObjectVersions' ? versionList(bucket, versions, query) : objectList(bucket, versions, query)
  return { status: 200, headers: { 'content-type': 'application/xml' }, body }
}

function refusal(status: number, code: string, message: string): Answer {
  return { status, body: s3Error(code, message) }
}

function send({ method }: IncomingMessage, response: ServerResponse, { status, headers = {}, body }: Answer): void {
  const xml = typeof body === 'string' ? { 'content-type': 'application/xml' } : {}
  response.writeHead(status, { 'x-amz-request-id': '0', ...xml, ...headers })
  response.end(method === 'HEAD' ? undefined : body)
}
