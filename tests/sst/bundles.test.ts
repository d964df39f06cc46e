import { readdirSync } from 'node:fs'
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import { type Access, access, type FunctionName, functionNames } from '@depesche/cloud/access'
import { neededSettings } from '@depesche/cloud/settings'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { httpEvent, scheduledEvent, sqsEvent } from '../cloud/events.ts'
import type { S3Notification } from '../lib/aws/s3-events.ts'
import { INBOX, startWorld, WIRE, type World } from '../lib/aws/world.ts'
import { type Alone, bundledAlone } from './alone.ts'

const ARTICLE =
  'Regierung beschliesst Budget\n\nBern (sda) Die Regierung hat am Montag das Budget beschlossen. Es sieht keinen Abbau vor.\n\n(SDA)\n'

let world: World
const created: S3Notification[] = []
const bundles = new Map<FunctionName, Alone>()
beforeAll(async () => {
  world = await startWorld({ onCreated: (event) => created.push(event) })
  for (const name of functionNames) bundles.set(name, await bundledAlone(name))
}, 120_000)
afterAll(async () => {
  for (const each of bundles.values()) each[Symbol.dispose]()
  await world?.stop()
})

const OWN: Readonly<Partial<Record<FunctionName, readonly string[]>>> = {
  desk: ['DESK_KEY_SHA256', 'WEBHOOK_KEY'],
  deliver: ['PUBLIC_URL', 'WEBHOOK_KEY'],
}

/** Of the environment only what the stack gives this function, and what Lambda gives to all. */
function environment(name: FunctionName): Readonly<Record<string, string>> {
  const own = { DESK_KEY_SHA256: 'f'.repeat(64), WEBHOOK_KEY: 'k'.repeat(32), PUBLIC_URL: 'https://wire.example' }
  const all: Readonly<Record<string, string>> = { ...world.environment(name), ...own }
  const settings = [...neededSettings(access[name] as Access), ...(OWN[name] ?? [])]
  return Object.fromEntries(Object.entries(all).filter(([key]) => key.startsWith('AWS_') || settings.includes(key)))
}
const run = (name: FunctionName, event: unknown) => bundles.get(name)!.run(event, environment(name))

async function messagesOf(name: keyof World['queues']): Promise<readonly Message[]> {
  const QueueUrl = world.queues[name].url
  const { Messages = [] } = await world.direct.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 }),
  )
  return Messages
}
const eventOf = (name: keyof World['queues'], messages: readonly Message[]) =>
  sqsEvent(messages, world.queues[name].arn, world.servers.region)

describe('bundled as deployed, alone in a folder', { timeout: 120_000 }, () => {
  test.for(functionNames)('%s is a file with the export that the stack names, and the parts of it', (name) => {
    const { folder, exports } = bundles.get(name)!
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    expect(files).toContain(`functions/${name}.mjs`)
    expect(files.filter((file) => file !== 'functions' && !/^functions\/[\w-]+\.mjs$/.test(file))).toEqual([])
    expect(exports).toEqual(['handler'])
  })

  test.for([
    ['receive', ['receive']],
    ['tick', ['reapply']],
    ['api', []],
    ['desk', ['change-partner', 'change-webhook', 'edited-words', 'decide', 'language-messages', 'receive']],
  ] as const)('%s carries no step that it does not take: %j', ([name, steps]) => {
    const { sources } = bundles.get(name)!
    const taken = sources.flatMap((path) => /packages\/pipeline\/src\/steps\/([\w-]+)\.ts$/.exec(path)?.[1] ?? [])
    expect(taken.toSorted()).toEqual([...steps].toSorted())
    // a desk edits passages: which those are is the one thing of the translation that it must know
    const foreign = sources.filter((path) => /packages\/(?:wire|engines|translation|local|cli)\//.test(path))
    expect(foreign.filter((path) => !(name === 'desk' && path.endsWith('packages/translation/src/segments.ts')))).toEqual([])
  })

  test('none carries what reads the newsroom and its glossaries: that was done when the stack was deployed', () => {
    const reading = functionNames.filter((name) =>
      bundles.get(name)!.sources.some((path) => /node_modules\/(?:csv-parse|zod)\//.test(path)),
    )
    expect(reading).toEqual([])
  })

  test('what reaches servers that are not AWS’s is in two of them alone', () => {
    const reaching = functionNames.filter((name) => bundles.get(name)!.sources.some((path) => path.includes('packages/webhooks/')))
    expect(reaching).toEqual(['deliver', 'desk'])
  })

  test('the four that queues feed carry an upload to its feed, normalize reading it in a process of its own', async () => {
    const bucket = new S3Client({
      region: world.servers.region,
      endpoint: world.inbox.endpoint,
      forcePathStyle: true,
      credentials: world.servers.credentials('desk'),
    })
    await bucket.send(new PutObjectCommand({ Bucket: INBOX, Key: 'incoming/sda/budget und mehr.txt', Body: ARTICLE }))
    bucket.destroy()
    const notices = created.map((event, index) => ({ MessageId: `${index}`, Body: JSON.stringify(event) }))
    expect(notices).toHaveLength(1)
    const received = await run('receive', eventOf('receive', notices))
    expect(received.answer).toEqual({ batchItemFailures: [] })

    const [work, ...more] = await messagesOf('normalize')
    expect(more).toEqual([])
    expect(JSON.parse(work?.Body ?? '')).toMatchObject({ station: 'normalize', upload: expect.any(String) })
    const keys = async (prefix: string) => (await listed(prefix)).toSorted()
    const [original] = await keys('originals/')
    const kept = await world.direct.s3.send(new GetObjectCommand({ Bucket: WIRE, Key: original }))
    expect(await kept.Body?.transformToString()).toBe(ARTICLE)

    const normalized = await run('normalize', eventOf('normalize', [work!]))
    expect(normalized.answer).toEqual({ batchItemFailures: [] })
    expect(await keys('articles/')).toHaveLength(1)
    expect(await keys('rejected/')).toEqual([])
    const wishes = new Map((await messagesOf('translate')).map((each) => [JSON.parse(each.Body ?? '').language, each]))
    expect([...wishes.keys()].toSorted()).toEqual(['ca', 'de', 'en', 'es', 'fr', 'it'])

    // in its own language it is not translated, but goes the same way
    expect((await run('translate', eventOf('translate', [wishes.get('de')!]))).answer).toEqual({ batchItemFailures: [] })
    expect(await keys('translations/')).toHaveLength(1)
    expect((await run('syndicate', eventOf('syndicate', await messagesOf('syndicate')))).answer).toEqual({ batchItemFailures: [] })
    expect(await keys('syndicated/')).toEqual([expect.stringMatching(/^syndicated\/demo\/de\//)])
  })

  test('translate answers a batch that holds a stranger’s message with that message alone', async () => {
    const event = eventOf('translate', [{ MessageId: 'strange', Body: '{"station":"normalize"}' }])
    expect((await run('translate', event)).answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'strange' }] })
  })

  test('deliver looks for a webhook, finds none, and is done', async () => {
    const event = eventOf('deliver', [{ MessageId: 'wake', Body: '{"station":"deliver","cause":"wake-x","follow":{"partner":"x"}}' }])
    expect((await run('deliver', event)).answer).toEqual({ batchItemFailures: [] })
  })

  test('deliver without the webhooks’ key does not start, and says what to do', async () => {
    const settings = { ...environment('deliver'), WEBHOOK_KEY: '' }
    await expect(bundles.get('deliver')!.run({}, settings)).rejects.toThrow('the secret WebhookKey is not set')
  })

  test('tick works on a schedule’s event and says how things stand', async () => {
    const { output } = await run('tick', scheduledEvent(Date.now(), world.servers.region))
    expect(output).toContain("kind: 'gauges'")
  })

  test.for(['api', 'desk'] as const)('%s answers an HTTP API’s event: without a key, 401', async (name) => {
    const path = name === 'api' ? '/v1/feeds' : '/v1/desk/uploads'
    const { answer } = await run(name, httpEvent('GET', path, {}, Date.now()))
    expect(answer).toMatchObject({ statusCode: 401, isBase64Encoded: false })
  })

  test.for(functionNames)('%s asks for no callback, which Lambda’s Node 24 refuses', async (name) => {
    const event = name === 'api' || name === 'desk' ? httpEvent('GET', '/v1', {}, Date.now()) : eventOf('receive', [])
    expect((await run(name, event)).takes).toBeLessThan(3)
  })

  test('a setting that the stack forgot is named at the start', async () => {
    const { TABLE: _, ...rest } = environment('tick')
    await expect(bundles.get('tick')!.run({}, rest)).rejects.toThrow('these settings are missing in the environment: TABLE')
  })
})

async function listed(prefix: string): Promise<readonly string[]> {
  const { Contents = [] } = await world.direct.s3.send(new ListObjectsV2Command({ Bucket: WIRE, Prefix: prefix }))
  return Contents.map(({ Key = '' }) => Key)
}
