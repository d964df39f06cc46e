import { request } from 'node:http'
import { connect } from 'node:net'
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import {
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3'
import { ChangeMessageVisibilityCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Clients, openClients } from '../lib/aws/clients.ts'
import { createBucket, createQueue, createTable, type QueuePair } from '../lib/aws/resources.ts'
import { type AwsServers, startAwsServers } from '../lib/aws/servers.ts'

let servers: AwsServers
let clients: Clients
let queue: QueuePair
const Bucket = 'wire'
beforeEach(async () => {
  servers = await startAwsServers()
  clients = openClients(servers)
  await createBucket(clients.s3, Bucket)
  await createTable(clients.dynamo, 'ledger')
  queue = await createQueue(clients.sqs, 'normalize', 30, 3)
})
afterEach(async () => {
  clients.destroy()
  await servers.stop()
})

const send = (MessageBody: string, DelaySeconds?: number) =>
  clients.sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody, ...(DelaySeconds === undefined ? {} : { DelaySeconds }) }))
const receive = async (QueueUrl = queue.url) =>
  (await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] })))
    .Messages ?? []

test('a message put back with visibility 0 comes again, and goes to the dead letters at the fourth receive', async () => {
  await send('bad')
  for (let count = 1; count <= 3; count++) {
    const [message] = await receive()
    expect(message?.Attributes?.ApproximateReceiveCount).toBe(String(count))
    const { ReceiptHandle } = message!
    await clients.sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: queue.url, ReceiptHandle, VisibilityTimeout: 0 }))
  }
  expect(await receive()).toEqual([])
  expect((await receive(queue.deadUrl)).map(({ Body }) => Body)).toEqual(['bad'])
})

test('the queues follow the clock that the test moves: delays and hidden messages', async () => {
  await send('later', 60)
  expect(await receive()).toEqual([])
  servers.advance(60_000)
  expect(await receive()).toHaveLength(1)
  expect(await receive()).toEqual([])
  servers.advance(30_000)
  expect(await receive()).toHaveLength(1)
})

test('a delay that SQS refuses is refused: over 900 seconds, below 0, a fraction', async () => {
  for (const delay of [901, -1, 1.5]) await expect(send('x', delay)).rejects.toThrow()
  await send('x', 900)
})

test('pages of a list follow byte order and skip nothing', async () => {
  const keys = ['a', 'B', 'a-1', 'a_1', 'A1', 'é', 'e', 'Zürich', '日本', 'x/2', 'x/10', 'with space', 'plus+plus', 'k'.repeat(1024)]
  for (const Key of keys) await clients.s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }))
  const seen: (string | undefined)[] = []
  let next: { ContinuationToken?: string } | undefined = {}
  while (next) {
    const page: ListObjectsV2CommandOutput = await clients.s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2, ...next }))
    seen.push(...(page.Contents ?? []).map(({ Key }) => Key))
    next = page.NextContinuationToken === undefined ? undefined : { ContinuationToken: page.NextContinuationToken }
  }
  expect(seen).toEqual(keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
})

test('what is not emulated is refused, not misread', async () => {
  const put = (Body: string, more = {}) => clients.s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body, ...more }))
  await put('first')
  await expect(put('second', { IfNoneMatch: '*' })).rejects.toThrow()
  await expect(clients.s3.send(new PutObjectTaggingCommand({ Bucket, Key: 'k', Tagging: { TagSet: [] } }))).rejects.toThrow()
  await expect(put('x', { Key: 'k'.repeat(1025) })).rejects.toMatchObject({ name: 'KeyTooLongError' })
  expect(await (await clients.s3.send(new GetObjectCommand({ Bucket, Key: 'k' }))).Body?.transformToString()).toBe('first')
})

test('of 20 that create the same item one wins', async () => {
  const item = { TableName: 'ledger', Item: { pk: { S: 'A' }, sk: { S: 'HEAD' } }, ConditionExpression: 'attribute_not_exists(pk)' }
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => clients.dynamo.send(new PutItemCommand(item))))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { Item } = await clients.dynamo.send(new GetItemCommand({ TableName: 'ledger', Key: item.Item }))
  expect(Item).toEqual(item.Item)
})

test('nobody else is answered: no key, a page’s Origin, another Host', async () => {
  const authorization = `AWS4-HMAC-SHA256 Credential=${servers.secret}x/`
  for (const base of [servers.fauxqs, servers.dynamo]) {
    const status = (headers: Record<string, string>, method = 'GET') =>
      new Promise((resolve) => request(base, { headers, method }, (response) => resolve(response.resume().statusCode)).end())
    expect(await status({ authorization })).toBe(200)
    expect(await status({})).toBe(403)
    expect(await status({ authorization, origin: 'https://evil.example' }, 'OPTIONS')).toBe(403)
    expect(await status({ authorization, host: 'depesche.evil.example' })).toBe(403)
  }
})

test('a client that hangs up in mid-request ends nothing', async () => {
  for (const base of [servers.fauxqs, servers.dynamo]) {
    const { port, host } = new URL(base)
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        const head = `POST / HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Credential=${servers.secret}/\r\nContent-Length: 99\r\n`
        socket.write(`${head}Content-Type: application/x-amz-json-1.0\r\n\r\n{`, () => {
          socket.destroy()
          resolve()
        })
      })
    })
  }
  await send('still there')
  expect(await receive()).toHaveLength(1)
})
