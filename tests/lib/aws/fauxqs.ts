/**
 * S3 and SQS: fauxqs 2.4.1 in memory, with its faults mended. `startFauxqs()` listens on every interface whatever it is told,
 * and the stores of `buildApp()` are not exported: they are imported from beside the entry point. That rests on its insides,
 * so the version is pinned exactly, and `tests/cloud/servers.test.ts` judges an update.
 */
import type { IncomingMessage } from 'node:http'
import { buildApp } from 'fauxqs'
import type { LoopbackServer } from './dynamo.ts'
import { guard, HOST, urlOf } from './guard.ts'
import { s3Error } from './s3-error.ts'

type Stores = Required<NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>>
type SqsStore = Stores['sqsStore']
type SnsStore = Stores['snsStore']
type S3Store = Stores['s3Store']

const beside = async <T>(path: string) => (await import(new URL(path, import.meta.resolve('fauxqs')).href)) as T
const { SqsStore } = await beside<{ readonly SqsStore: new () => SqsStore }>('sqs/sqsStore.js')
const { SnsStore } = await beside<{ readonly SnsStore: new () => SnsStore }>('sns/snsStore.js')
const { S3Store } = await beside<{ readonly S3Store: new () => S3Store }>('s3/s3Store.js')

export interface Fauxqs extends LoopbackServer {
  /** moves the queues' clock (ms): what is delayed or hidden comes that much sooner */
  advance(milliseconds: number): void
  /** how many messages a queue holds, without asking it over the wire */
  depth(queue: string): Depth
}

export interface Depth {
  readonly visible: number
  readonly hidden: number
  readonly delayed: number
}

export async function startFauxqs(secret: string, region: string): Promise<Fauxqs> {
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() }
  // else queue URLs name sqs.{region}.localhost, which not every resolver knows
  stores.sqsStore.host = ''
  listInByteOrder(stores.s3Store)
  const app = buildApp({ logger: false, defaultRegion: region, stores })
  app.addHook('onRequest', async ({ raw }, reply) => {
    if (!isUnderstood(raw)) return reply.code(501).type('application/xml').send(s3Error('NotImplemented', 'not emulated'))
    if (isLongKey(raw)) return reply.code(400).type('application/xml').send(s3Error('KeyTooLongError', 'Your key is too long'))
    return undefined
  })
  app.addHook('preHandler', async ({ raw, body }, reply) => {
    const wrong = raw.headers['x-amz-target'] === 'AmazonSQS.SendMessage' ? wrongDelay((body as SendBody).DelaySeconds) : undefined
    return wrong && reply.code(400).type('application/x-amz-json-1.0').send(JSON.stringify(wrong))
  })
  guard(app.server, secret)
  app.server.keepAliveTimeout = 0
  await app.listen({ port: 0, host: HOST })
  return {
    url: urlOf(app.server),
    stop: () => app.close(),
    advance: (milliseconds) => advance(stores.sqsStore, milliseconds),
    depth: (queue) => depthOf(stores.sqsStore, queue),
  }
}

/** As shipped, a list sorts by locale but goes on by code unit, so pages skip keys and repeat others. */
function listInByteOrder(store: S3Store): void {
  const shipped = store.listObjects.bind(store)
  store.listObjects = (bucket, { prefix = '', startAfter = '', marker = '', maxKeys = 1000 } = {}) => {
    const { objects } = shipped(bucket, { prefix, maxKeys: Number.MAX_SAFE_INTEGER })
    const after = Buffer.from(startAfter || marker)
    const sorted = objects
      .map((object) => ({ object, bytes: Buffer.from(object.key) }))
      .filter(({ bytes }) => Buffer.compare(bytes, after) > 0)
      .toSorted((a, b) => Buffer.compare(a.bytes, b.bytes))
      .map(({ object }) => object)
    return { objects: sorted.slice(0, maxKeys), commonPrefixes: [], isTruncated: sorted.length > maxKeys }
  }
}

const understood = new Set(['list-type', 'prefix', 'max-keys', 'continuation-token', 'start-after', 'encoding-type', 'x-id'])

/** As shipped, what it does not know it takes for something else: PutObjectTagging replaces the object, If-None-Match overwrites it. */
function isUnderstood({ method, headers, url }: IncomingMessage): boolean {
  if (method === 'PUT' && (headers['if-none-match'] ?? headers['if-match']) !== undefined) return false
  return [...new URL(url ?? '/', 'http://x').searchParams.keys()].every((name) => understood.has(name))
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html: 1024 bytes are the most. */
function isLongKey({ url = '/' }: IncomingMessage): boolean {
  const [, , ...key] = (url.split('?')[0] ?? '').split('/')
  return Buffer.byteLength(decodeURIComponent(key.join('/'))) > 1024
}

interface SendBody {
  readonly DelaySeconds?: unknown
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html: an integer, 0 to 900. */
function wrongDelay(delay: unknown): object | undefined {
  if (delay === undefined) return undefined
  if (!Number.isInteger(delay)) return { __type: 'com.amazon.coral.service#SerializationException', Message: `${delay} is no Integer` }
  if (Number(delay) >= 0 && Number(delay) <= 900) return undefined
  const message = `Value ${delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`
  return { __type: 'com.amazonaws.sqs#InvalidParameterValue', message }
}

function advance(store: SqsStore, milliseconds: number): void {
  for (const queue of store.allQueues()) {
    for (const message of queue.delayedMessages) if (message.delayUntil) message.delayUntil -= milliseconds
    for (const entry of queue.inflightMessages.values()) entry.visibilityDeadline -= milliseconds
    queue.processTimers()
  }
}

function depthOf(store: SqsStore, name: string): Depth {
  const queue = store.getQueueByName(name)
  if (queue === undefined) throw new Error(`there is no queue ${name}`)
  queue.processTimers()
  return { visible: queue.messages.length, hidden: queue.inflightMessages.size, delayed: queue.delayedMessages.length }
}
