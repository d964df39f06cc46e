/** Everything of AWS that a stack has, on loopback, behind the fault proxy, new and empty. */
import type { QueueName } from '@depesche/cloud/access'
import { type Clients, openClients } from './clients.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import type { Observed } from './observed.ts'
import { createBucket, createQueue, createTable, type QueuePair } from './resources.ts'
import type { S3Notification } from './s3-events.ts'
import { type AwsServers, startAwsServers } from './servers.ts'
import { startVersionedBucket, type VersionedBucket } from './versioned-bucket.ts'

export const INBOX = 'inbox'
export const WIRE = 'wire'
export const TABLE = 'ledger'
export const QUEUES = ['receive', 'normalize', 'translate', 'syndicate', 'deliver'] as const satisfies readonly QueueName[]

export interface World {
  readonly servers: AwsServers
  readonly proxy: FaultProxy
  readonly inbox: VersionedBucket
  /** beside the proxy: what a test itself does and looks at */
  readonly direct: Clients
  /** URLs through the proxy, and the dead-letter queues' beside it */
  readonly queues: Readonly<Record<QueueName, QueuePair>>
  /** an environment in which the SDK finds this world, as the client of that name */
  environment(who: string): Readonly<Record<string, string>>
  advance(milliseconds: number): void
  stop(): Promise<void>
}

export interface WorldOptions {
  /** the address of the translation service's stub */
  readonly translate?: string
  readonly clock?: () => number
  readonly onCreated?: (event: S3Notification) => void
  readonly maxReceiveCount?: number
  /** a proxy of an earlier world: its clients go on with this one */
  readonly proxy?: { readonly proxy: FaultProxy; readonly secret: string }
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { clock, onCreated, translate = '', maxReceiveCount = 6 } = options
  const servers = await startAwsServers(options.proxy?.secret)
  const region = servers.region
  const inbox = await startVersionedBucket({ bucket: INBOX, region, ...(clock ? { clock } : {}), ...(onCreated ? { onCreated } : {}) })
  const route = ({ service, resource }: Observed) => {
    if (service === 'translate') return translate
    if (service === 's3' && resource.split('/')[0] === INBOX) return inbox.endpoint
    return service === 'dynamodb' ? servers.dynamo : servers.fauxqs
  }
  const proxy = options.proxy?.proxy ?? (await startFaultProxy({ secret: servers.secret, route }))
  proxy.plan({ route })
  const direct = openClients(servers)
  await createBucket(direct.s3, WIRE)
  await createTable(direct.dynamo, TABLE)
  const pairs = await Promise.all(
    QUEUES.map(async (name) => {
      const pair = await createQueue(direct.sqs, name, 900, maxReceiveCount)
      return [name, { ...pair, url: pair.url.replace(servers.fauxqs, proxy.endpoint) }] as const
    }),
  )
  const queues = Object.fromEntries(pairs) as Record<QueueName, QueuePair>
  return {
    servers,
    proxy,
    inbox,
    direct,
    queues,
    environment: (who) => environmentOf(proxy.endpoint, region, servers.credentials(who), queues),
    advance: servers.advance,
    stop: async () => {
      direct.destroy()
      await Promise.all([servers.stop(), inbox[Symbol.asyncDispose](), ...(options.proxy ? [] : [proxy[Symbol.asyncDispose]()])])
    },
  }
}

function environmentOf(
  endpoint: string,
  region: string,
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
  queues: Readonly<Record<QueueName, QueuePair>>,
): Readonly<Record<string, string>> {
  const endpoints = ['S3', 'DYNAMODB', 'SQS', 'TRANSLATE'].map((service) => [`AWS_ENDPOINT_URL_${service}`, endpoint] as const)
  return {
    ...Object.fromEntries(endpoints),
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    INBOX_BUCKET: INBOX,
    WIRE_BUCKET: WIRE,
    TABLE,
    CONFIGURED_AT: String(Date.parse('2026-03-02T10:00:00Z')),
    ...Object.fromEntries(QUEUES.map((name) => [`${name.toUpperCase()}_QUEUE`, queues[name].url])),
  }
}
