/**
 * The cloud around the functions: S3's notifications, Lambda's event source mappings over the real queue protocol, the
 * schedule, the HTTP API; and the trouble that a test wants. Real entry files in real processes, restarted cold when killed.
 */
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs'
import { deskKeyHash } from '@depesche/api/desk-key'
import { access, type FunctionName, type QueueName } from '@depesche/cloud/access'
import { neededSettings } from '@depesche/cloud/settings'
import type { Config } from '@depesche/config/define-config'
import { startFaultProxy } from '../lib/aws/fault-proxy.ts'
import type { S3Notification } from '../lib/aws/s3-events.ts'
import { QUEUES, startWorld, type World } from '../lib/aws/world.ts'
import { startAmazonServer } from '../lib/engines/amazon-server.ts'
import { type Container, type Invoked, startContainer } from './containers.ts'
import { type Entries, sourceEntries } from './entries.ts'
import { type HttpAnswer, httpEvent, type SqsEvent, scheduledEvent, sqsEvent } from './events.ts'
import { type PushReceiver, startPushReceiver } from './push-receiver.ts'
import type { Traffic } from './traffic.ts'
import { addTraffic } from './traffic.ts'

/** Batch size of each mapping, as the stack has it; all of them take partial responses. */
const BATCHES = { receive: 10, normalize: 1, translate: 1, syndicate: 10, deliver: 1 } as const satisfies Readonly<
  Record<QueueName, number>
>
/** As the stack has it. */
const MAX_RECEIVE_COUNT = 6
const START = Date.parse('2026-03-02T10:00:00Z')
const DESK_KEY = 'a-desk-key-of-more-than-thirty-two-characters'
const WEBHOOK_KEY = 'a-webhook-key-of-more-than-thirty-two-characters'
const PUBLIC_URL = 'https://wire.example'

export interface Counts {
  invocations: number
  errors: number
  kills: number
  coldStarts: number
  deadLetters: number
  /** of desks, and what became of their requests: `kill answered`, `kill cut short` */
  readonly asked: Record<string, number>
  readonly faults: Record<string, number>
}

export interface Cloud {
  readonly newsroom: Config
  /** a partner's server, which webhooks may reach */
  readonly receiver: PushReceiver
  /** the one that stands now */
  world: World
  readonly counts: Counts
  readonly traffic: Traffic
  /** notifications of S3 that nobody has delivered yet */
  readonly notifications: S3Notification[]
  now(): number
  /** Everything new and empty, and the time as at first; containers stay warm. What they do once when they start is then not done: `chill` them. */
  renew(): Promise<void>
  /** Moves the time (ms): of the functions, the buckets and the queues. */
  advance(milliseconds: number): void
  /** Puts a notification onto the receive queue; `delay` in seconds. */
  deliver(notification: S3Notification, delay?: number): Promise<void>
  /** One batch from a function's queue, as its mapping does. Answers how many messages there were. */
  feed(name: QueueName, options?: { readonly instance?: number; readonly keep?: boolean }): Promise<number>
  /** The event once more, whatever became of it. */
  invoke(name: FunctionName, event: unknown, instance?: number): Promise<Invoked>
  tick(): Promise<Invoked>
  get(path: string, key: string): Promise<HttpAnswer>
  /** As `get`, whatever becomes of it. */
  api(path: string, key: string): Promise<Invoked>
  /** What a desk asks of its routes. */
  desk(method: string, path: string, body?: object): Promise<Invoked>
  /** the last events that a function was fed */
  readonly fed: { readonly name: QueueName; readonly event: SqsEvent }[]
  /** messages in the work queues (waiting, delayed or in hand), and in the dead-letter queues; by default of all */
  depth(names?: readonly QueueName[]): { readonly work: number; readonly dead: number }
  kill(who: string): Promise<void>
  /** Ends the container between two events, as Lambda does with an idle one: the next event starts it cold. */
  chill(who: string): Promise<void>
  logs(): string
  stop(): Promise<void>
}

export interface CloudOptions {
  /** the time stands still but for `advance`, however long the machine takes */
  readonly stands?: true
  /** what the translation service answers, and when; by default the language and the text */
  readonly translate?: (text: string, to: string) => string | Promise<string>
}

export async function startCloud(
  newsroom: Config,
  entries: Entries = sourceEntries,
  { stands, translate = (text, to) => `${to} ${text}` }: CloudOptions = {},
): Promise<Cloud> {
  const secret = 'secret0123456789'
  const translator = await startAmazonServer({ translate: (text, _, to) => translate(text, to) })
  const proxy = await startFaultProxy({ secret, route: () => '' })
  const containers = new Map<string, Promise<Container>>()
  const running = new Map<string, Container>()
  const notifications: S3Notification[] = []
  const fed: Cloud['fed'] = []
  const counts: Counts = { invocations: 0, errors: 0, kills: 0, coldStarts: 0, deadLetters: 0, asked: {}, faults: {} }
  const traffic: Traffic = new Map()
  let base = START - Date.now()
  let moved = 0
  /** when the queues' clock was last set (ms) */
  let set = Date.now()
  const now = () => (stands ? START + moved : Date.now() + base + moved)
  const receiver = await startPushReceiver(now)
  const open = () =>
    startWorld({
      translate: translator.endpoint,
      clock: now,
      onCreated: (event) => notifications.push(event),
      maxReceiveCount: MAX_RECEIVE_COUNT,
      proxy: { proxy, secret },
    })
  /** what the SDK needs, and of the stack's settings those of this function alone */
  const environment = (name: FunctionName, who: string) => {
    const needed = new Set(neededSettings(access[name]))
    const all = Object.entries(cloud.world.environment(who))
    return {
      ...Object.fromEntries(all.filter(([setting]) => setting.startsWith('AWS_') || needed.has(setting))),
      ...(name === 'desk' ? { DESK_KEY_SHA256: deskKeyHash(DESK_KEY) } : {}),
      ...(name === 'desk' || name === 'deliver' ? { WEBHOOK_KEY } : {}),
      ...(name === 'desk' || name === 'deliver' || name === 'api' ? { PUBLIC_URL } : {}),
      NEWSROOM: JSON.stringify({ ...newsroom, webhooks: { allow: [receiver.host] } } satisfies Config),
    }
  }

  const containerOf = async (name: FunctionName, instance: number): Promise<Container> => {
    const who = instance === 1 ? name : `${name}.${instance}`
    const warm = await containers.get(who)
    if (warm?.alive) return warm
    counts.coldStarts++
    const starting = startContainer(name, entries(name), environment(name, who))
    containers.set(who, starting)
    starting.catch(() => containers.delete(who)) // one that failed to start is not asked again
    const started = await starting
    running.set(who, started)
    return started
  }
  const settleFaults = () => {
    addTraffic(traffic, proxy.seen)
    for (const { verdict } of proxy.seen) {
      const name = typeof verdict === 'string' ? verdict : JSON.stringify(verdict)
      if (verdict !== 'pass') counts.faults[name] = (counts.faults[name] ?? 0) + 1
    }
    proxy.seen.length = 0
  }

  const cloud: Cloud = {
    newsroom,
    receiver,
    world: await open(),
    counts,
    traffic,
    notifications,
    fed,
    now,
    renew: async () => {
      settleFaults()
      await cloud.world.stop()
      notifications.length = 0
      fed.length = 0
      receiver.reset()
      base = START - Date.now()
      moved = 0
      set = Date.now()
      cloud.world = await open()
    },
    advance: (milliseconds) => {
      moved += milliseconds
      // the queues count the machine's time by themselves: where the time stands it is taken back
      cloud.world.advance(milliseconds - (stands ? Date.now() - set : 0))
      set = Date.now()
    },
    deliver: async (notification, delay = 0) => {
      const QueueUrl = cloud.world.queues.receive.url
      const MessageBody = JSON.stringify(notification)
      await cloud.world.direct.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds: delay }))
    },
    invoke: async (name, event, instance = 1) => {
      counts.invocations++
      const invoked = await (await containerOf(name, instance)).invoke(event, stands ? { stands: now() } : { ahead: base + moved })
      if ('error' in invoked) counts.errors++
      return invoked
    },
    feed: async (name, { instance = 1, keep = false } = {}) => {
      const { url, arn } = cloud.world.queues[name]
      if (cloud.world.servers.depth(name).visible === 0) return 0
      const messages = await receive(cloud.world, url, BATCHES[name])
      if (messages.length === 0) return 0
      const event = sqsEvent(messages, arn, cloud.world.servers.region)
      fed.push({ name, event })
      const failed = failures(await cloud.invoke(name, event, instance), event)
      await Promise.all(
        messages.map((message) =>
          keep || failed.has(message.MessageId ?? '') ? giveBack(cloud.world, url, message) : remove(cloud.world, url, message),
        ),
      )
      return messages.length
    },
    tick: () => cloud.invoke('tick', scheduledEvent(now(), cloud.world.servers.region)),
    api: (path, key) => cloud.invoke('api', httpEvent('GET', path, { authorization: `Bearer ${key}` }, now())),
    get: async (path, key) => {
      const first = await cloud.api(path, key)
      // killed at what it notes of the reader: who is cut off asks again
      const invoked = 'died' in first ? await cloud.api(path, key) : first
      if (!('result' in invoked)) throw new Error(`GET ${path}: ${JSON.stringify(invoked)}`)
      return invoked.result as HttpAnswer
    },
    desk: (method, path, body) => {
      const headers = { authorization: `Bearer ${DESK_KEY}`, 'content-type': 'application/json' }
      const more = { routeKey: 'ANY /v1/desk/{proxy+}', ...(body ? { body: JSON.stringify(body) } : {}) }
      return cloud.invoke('desk', httpEvent(method, path, headers, now(), more))
    },
    depth: (of = QUEUES) => {
      const depths = (names: readonly string[]) =>
        names
          .map((name) => cloud.world.servers.depth(name))
          .reduce((sum, { visible, hidden, delayed }) => sum + visible + hidden + delayed, 0)
      return { work: depths(of), dead: depths(of.map((name) => `${name}-dead`)) }
    },
    kill: async (who) => {
      counts.kills++
      await (await containers.get(who))?.kill()
    },
    chill: async (who) => (await containers.get(who))?.kill(),
    logs: () => [...running].map(([who, container]) => `--- ${who}\n${container.log()}`).join('\n'),
    stop: async () => {
      settleFaults()
      await Promise.all([...containers.values()].map(async (container) => (await container).kill()))
      await cloud.world.stop()
      await proxy[Symbol.asyncDispose]()
      await receiver[Symbol.asyncDispose]()
      await translator[Symbol.asyncDispose]()
    },
  }
  return cloud
}

async function receive({ direct }: World, QueueUrl: string, MaxNumberOfMessages: number): Promise<readonly Message[]> {
  const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages, MessageSystemAttributeNames: ['All'] })
  return (await direct.sqs.send(command)).Messages ?? []
}
async function remove({ direct }: World, QueueUrl: string, { ReceiptHandle }: Message): Promise<void> {
  await direct.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
}
/** Visible again at once, where Lambda would let the visibility timeout pass. */
async function giveBack({ direct }: World, QueueUrl: string, { ReceiptHandle }: Message): Promise<void> {
  await direct.sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }))
}

interface PartialAnswer {
  readonly batchItemFailures?: readonly { readonly itemIdentifier?: string }[]
}

/**
 * The messages of a batch that come again: all of them after an error or an answer that makes no sense, as documented
 * ("Lambda treats a batch as a complete failure …": https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
 */
function failures(invoked: Invoked, { Records }: SqsEvent): ReadonlySet<string> {
  const all = new Set(Records.map(({ messageId }) => messageId))
  if (!('result' in invoked)) return all
  const named = ((invoked.result ?? {}) as PartialAnswer).batchItemFailures ?? []
  const sound = named.every(({ itemIdentifier }) => itemIdentifier !== undefined && all.has(itemIdentifier))
  return sound ? new Set(named.map(({ itemIdentifier = '' }) => itemIdentifier)) : all
}
