/** S3, SQS and DynamoDB in this process, on loopback, in memory: what the cloud ports are tested against. */
import { randomBytes } from 'node:crypto'
import { startDynamo } from './dynamo.ts'
import { type Depth, startFauxqs } from './fauxqs.ts'

export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export interface AwsServers {
  /** S3 and SQS */
  readonly fauxqs: string
  readonly dynamo: string
  readonly region: string
  /** what every access key id begins with: who does not know it is not answered */
  readonly secret: string
  /** for a client that goes by this name */
  credentials(name: string): Credentials
  /** moves the queues' clock (ms) */
  advance(milliseconds: number): void
  /** how many messages a queue holds, without asking it over the wire */
  depth(queue: string): Depth
  stop(): Promise<void>
}

/** Starts them new and empty. With a `secret` of an earlier start, the clients of that start go on. */
export async function startAwsServers(secret: string = randomBytes(12).toString('hex')): Promise<AwsServers> {
  const region = 'eu-central-1'
  const [fauxqs, dynamo] = await Promise.all([startFauxqs(secret, region), startDynamo(secret)])
  return {
    fauxqs: fauxqs.url,
    dynamo: dynamo.url,
    region,
    secret,
    credentials: (name) => ({ accessKeyId: secret + name, secretAccessKey: 'unchecked' }),
    advance: fauxqs.advance,
    depth: fauxqs.depth,
    stop: async () => {
      await Promise.all([fauxqs.stop(), dynamo.stop()])
    },
  }
}
