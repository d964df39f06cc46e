import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ObjectVersion,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { S3Notification } from '../lib/aws/s3-events.ts'
import { startVersionedBucket, type VersionedBucket } from '../lib/aws/versioned-bucket.ts'

const Bucket = 'inbox'
const AT = Date.parse('2026-03-02T10:00:00Z')
let bucket: VersionedBucket
let s3: S3Client
let events: S3Notification[]

async function open(mayList = true): Promise<void> {
  events = []
  bucket = await startVersionedBucket({ bucket: Bucket, mayList, clock: () => AT, onCreated: (event) => events.push(event) })
  s3 = clientFor(bucket.endpoint)
}
const clientFor = (endpoint: string) =>
  new S3Client({ endpoint, region: 'eu-central-1', maxAttempts: 1, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } })
beforeEach(() => open())
afterEach(async () => {
  s3.destroy()
  await bucket[Symbol.asyncDispose]()
})

const put = async (Key: string, Body: string) => (await s3.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId ?? ''
const get = async (Key: string, VersionId?: string) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key, ...(VersionId ? { VersionId } : {}) }))).Body?.transformToString()
const refused = (name: string, status: number) =>
  expect.objectContaining({ name, $metadata: expect.objectContaining({ httpStatusCode: status }) })
const UNKNOWN = 'x'.repeat(32)

describe('the versioned bucket, asked by the real client,', () => {
  test('keeps every version under a key and gives back the one that is named', async () => {
    const [first, second] = [await put('incoming/a.txt', 'one'), await put('incoming/a.txt', 'two')]
    expect(first).not.toBe(second)
    expect(await get('incoming/a.txt', first)).toBe('one')
    expect(await get('incoming/a.txt')).toBe('two')
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key: 'incoming/a.txt', VersionId: first }))).toMatchObject({
      ContentLength: 3,
      VersionId: first,
    })
  })

  test('deletes a named version for ever, again and again, and the other one stays', async () => {
    const [first, second] = [await put('k', 'one'), await put('k', 'two')]
    for (const _ of [1, 2]) await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId: second }))
    await expect(get('k', second)).rejects.toEqual(refused('NoSuchVersion', 404))
    expect(await get('k')).toBe('one')
    expect(await get('k', first)).toBe('one')
  })

  test('puts a delete marker where no version is named, and nothing is lost', async () => {
    const first = await put('k', 'one')
    const { DeleteMarker, VersionId: marker = '' } = await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }))
    expect(DeleteMarker).toBe(true)
    await expect(get('k')).rejects.toEqual(refused('NoSuchKey', 404))
    await expect(get('k', marker)).rejects.toEqual(refused('MethodNotAllowed', 405))
    expect(await get('k', first)).toBe('one')
    const { Versions, DeleteMarkers } = await s3.send(new ListObjectVersionsCommand({ Bucket }))
    expect(Versions).toMatchObject([{ Key: 'k', VersionId: first, IsLatest: false, Size: 3 }])
    expect(DeleteMarkers).toMatchObject([{ Key: 'k', VersionId: marker, IsLatest: true }])
    expect((await s3.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0)
  })

  test('refuses what S3 refuses', async () => {
    await put('k', 'one')
    await expect(get('k', UNKNOWN)).rejects.toEqual(refused('NoSuchVersion', 404))
    await expect(get('k', 'no version id')).rejects.toEqual(refused('InvalidArgument', 400))
    await expect(get('none')).rejects.toEqual(refused('NoSuchKey', 404))
    await expect(put('ü'.repeat(513), 'x')).rejects.toEqual(refused('KeyTooLongError', 400))
    await expect(s3.send(new ListObjectVersionsCommand({ Bucket, VersionIdMarker: UNKNOWN }))).rejects.toEqual(
      refused('InvalidArgument', 400),
    )
    await expect(s3.send(new GetObjectCommand({ Bucket: 'other', Key: 'k' }))).rejects.toEqual(refused('NoSuchBucket', 404))
    const wrongSum = new PutObjectCommand({ Bucket, Key: 'k', Body: 'x', ChecksumCRC32: 'AAAAAA==' })
    await expect(s3.send(wrongSum)).rejects.toEqual(refused('BadDigest', 400))
  })

  test('answers 501 to what it does not emulate, and does none of it', async () => {
    await put('k', 'one')
    for (const command of [
      new PutObjectTaggingCommand({ Bucket, Key: 'k', Tagging: { TagSet: [] } }),
      new CopyObjectCommand({ Bucket, Key: 'k2', CopySource: 'inbox/k' }),
      new PutObjectCommand({ Bucket, Key: 'k', Body: 'two', IfNoneMatch: '*' }),
      new ListObjectVersionsCommand({ Bucket, Delimiter: '/' }),
    ])
      await expect(s3.send(command as PutObjectCommand)).rejects.toEqual(refused('NotImplemented', 501))
    expect(bucket.versions.list('').map(({ key }) => key)).toEqual(['k'])
  })

  test('answers 403 for what is not there to who may not list', async () => {
    await bucket[Symbol.asyncDispose]()
    await open(false)
    const version = await put('k', 'one')
    expect(await get('k', version)).toBe('one')
    await expect(get('none')).rejects.toEqual(refused('AccessDenied', 403))
    await expect(get('k', UNKNOWN)).rejects.toEqual(refused('AccessDenied', 403))
    await expect(s3.send(new ListObjectVersionsCommand({ Bucket }))).rejects.toEqual(refused('AccessDenied', 403))
  })

  test('lists versions page by page in byte order, whatever the page size, and skips and repeats none', async () => {
    const keys = [
      'incoming/a',
      'incoming/B',
      'incoming/é',
      'incoming/e b',
      'incoming/+',
      'incoming/日本',
      'incoming/a',
      'incoming/a',
      'other/x',
    ]
    for (const key of keys) await put(key, key)
    const expected = keys.filter((key) => key.startsWith('incoming/')).toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    for (const MaxKeys of [1, 2, 3, 1000]) {
      const seen: ObjectVersion[] = []
      let next: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {}
      while (next) {
        const page: Awaited<ReturnType<typeof listPage>> = await listPage({ MaxKeys, ...next })
        expect(page.Versions?.length).toBeLessThanOrEqual(MaxKeys)
        seen.push(...(page.Versions ?? []))
        next = page.IsTruncated ? { KeyMarker: page.NextKeyMarker ?? '', VersionIdMarker: page.NextVersionIdMarker ?? '' } : undefined
      }
      expect(seen.map(({ Key }) => Key)).toEqual(expected)
      expect(new Set(seen.map(({ VersionId }) => VersionId)).size).toBe(expected.length)
    }
  })
  const listPage = (page: object) => s3.send(new ListObjectVersionsCommand({ Bucket, Prefix: 'incoming/', ...page }))

  test('encodes keys in a list when it is asked to', async () => {
    await put('incoming/ü + %&?\u0001/x', 'one')
    const { Versions } = await s3.send(new ListObjectVersionsCommand({ Bucket, EncodingType: 'url' }))
    expect(Versions?.map(({ Key }) => Key)).toEqual(['incoming/%C3%BC+%2B+%25%26%3F%01/x'])
  })

  test('tells of every object created as S3 does, and of no delete', async () => {
    const first = await put('incoming/sda/a b+ü.txt', 'one')
    await put('incoming/sda/a b+ü.txt', 'three')
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'incoming/sda/a b+ü.txt' }))
    expect(events).toHaveLength(2)
    const [one, two] = events.map((event) => (event.Records as { readonly s3: { readonly object: { readonly sequencer: string } } }[])[0])
    expect(one).toMatchObject({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'eu-central-1',
      eventTime: '2026-03-02T10:00:00.000Z',
      eventName: 'ObjectCreated:Put',
      s3: {
        s3SchemaVersion: '1.0',
        bucket: { name: 'inbox', arn: 'arn:aws:s3:::inbox' },
        object: { key: 'incoming/sda/a+b%2B%C3%BC.txt', size: 3, eTag: 'f97c5d29941bfb1b2fdab0874906ab82', versionId: first },
      },
    })
    expect(one?.s3.object.sequencer).toMatch(/^[\dA-F]+$/)
    expect(String(two?.s3.object.sequencer) > String(one?.s3.object.sequencer)).toBe(true)
  })
})
