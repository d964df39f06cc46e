import { createHash } from 'node:crypto'
import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import { inGroups } from '@depesche/pipeline/in-turn'
import { putItem } from '@depesche/pipeline/ledger/items'
import { type Dropped, ItemTooLarge, MAX_ITEM_BYTES } from '@depesche/pipeline/ports'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type CloudPorts, openCloudPorts } from '../lib/aws/cloud-ports.ts'
import type { Verdict } from '../lib/aws/fault-proxy.ts'
import type { Observed } from '../lib/aws/observed.ts'
import { INBOX, startWorld, TABLE, WIRE, type World } from '../lib/aws/world.ts'

let world: World
let ports: CloudPorts
let desk: S3Client
beforeEach(async () => {
  // the client waits a random part of its backoff: hardly any, so that no time is spent on it
  const { random } = Math
  vi.spyOn(Math, 'random').mockImplementation(() => random() / 50)
  world = await startWorld()
  ports = openCloudPorts(world)
  desk = new S3Client({ endpoint: world.inbox.endpoint, forcePathStyle: true })
})
afterEach(async () => {
  vi.restoreAllMocks()
  ports.close()
  desk.destroy()
  await world.stop()
})

const bytesOf = (text: string) => new TextEncoder().encode(text)
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const textOf = (bytes: Uint8Array | undefined) => (bytes === undefined ? undefined : Buffer.from(bytes).toString())
async function drop(key: string, text: string): Promise<Dropped> {
  const { VersionId = '' } = await desk.send(new PutObjectCommand({ Bucket: INBOX, Key: `incoming/${key}`, Body: text }))
  return { key, versionId: VersionId }
}
async function received(url: string): Promise<readonly string[]> {
  const command = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 })
  return ((await world.direct.sqs.send(command)).Messages ?? []).map(({ Body = '' }) => Body)
}

/** The first `times` requests to this action meet the fault, whatever they are about. */
function failing(action: string, verdict: Verdict, times = 1): void {
  let left = times
  world.proxy.seen.length = 0
  world.proxy.plan({ decide: (observed) => (observed.action === action && left-- > 0 ? verdict : 'pass') })
}
const actions = () => world.proxy.seen.map(({ observed }) => observed.action)
const seen = (action: string): readonly Observed[] =>
  world.proxy.seen.map(({ observed }) => observed).filter((each) => each.action === action)

const FAULTS: readonly Verdict[] = [
  { answer: 'throttled' },
  { answer: 'ThrottlingException' },
  { answer: 500 },
  { answer: 503 },
  'cut-before',
  'cut-after',
]
const nameOf = (verdict: Verdict) => (typeof verdict === 'string' ? verdict : 'answer' in verdict ? `an answer ${verdict.answer}` : 'kill')

/** Every port method, the request it makes, and what it must have done and answered in the end. */
const METHODS: readonly { readonly name: string; readonly action: string; readonly run: () => Promise<void> }[] = [
  {
    name: 'documents.put',
    action: 's3:PutObject',
    run: async () => {
      const key = `originals/${sha(bytesOf('one'))}`
      await ports.documents.put(key, bytesOf('one'))
      expect(textOf(await ports.documents.get(key))).toBe('one')
    },
  },
  {
    name: 'documents.get',
    action: 's3:GetObject',
    run: async () => {
      const key = `originals/${sha(bytesOf('one'))}`
      await ports.documents.put(key, bytesOf('one'))
      expect(textOf(await ports.documents.get(key))).toBe('one')
      expect(await ports.documents.get('originals/none')).toBeUndefined()
    },
  },
  {
    name: 'documents.list',
    action: 's3:ListBucket',
    run: async () => {
      const key = `originals/${sha(bytesOf('one'))}`
      await ports.documents.put(key, bytesOf('one'))
      expect(await ports.documents.list('originals/', '', 10)).toEqual([key])
    },
  },
  {
    name: 'documents.delete',
    action: 's3:DeleteObject',
    run: async () => {
      const key = `originals/${sha(bytesOf('one'))}`
      await ports.documents.put(key, bytesOf('one'))
      await ports.documents.delete(key)
      expect(await ports.documents.get(key)).toBeUndefined()
    },
  },
  {
    name: 'inbox.list',
    action: 's3:ListBucketVersions',
    run: async () => {
      const dropped = await drop('sda/a.txt', 'one')
      expect(await ports.inbox.list()).toMatchObject([dropped])
    },
  },
  {
    name: 'inbox.get',
    action: 's3:GetObjectVersion',
    run: async () => {
      const dropped = await drop('sda/a.txt', 'one')
      expect(textOf(await ports.inbox.get(dropped))).toBe('one')
    },
  },
  {
    name: 'inbox.delete',
    action: 's3:DeleteObjectVersion',
    run: async () => {
      const dropped = await drop('sda/a.txt', 'one')
      await ports.inbox.delete(dropped)
      expect(world.inbox.versions.list('')).toEqual([])
    },
  },
  {
    name: 'table.get',
    action: 'dynamodb:GetItem',
    run: async () => {
      await ports.table.put({ partition: 'A#x', sort: 'HEAD' }, { n: 1 }, { rev: 0, by: 'me' })
      expect(await ports.table.get({ partition: 'A#x', sort: 'HEAD' })).toEqual({ sort: 'HEAD', rev: 1, by: 'me', value: { n: 1 } })
    },
  },
  {
    name: 'table.getMany',
    action: 'dynamodb:BatchGetItem',
    run: async () => {
      await ports.table.put({ partition: 'A#x', sort: 'b' }, { n: 1 }, { rev: 0, by: 'me' })
      const answers = await ports.table.getMany(['a', 'b'].map((sort) => ({ partition: 'A#x', sort })))
      expect(answers.map((item) => item?.value)).toEqual([undefined, { n: 1 }])
    },
  },
  {
    name: 'table.put, asked by the ledger,',
    action: 'dynamodb:PutItem',
    run: async () => {
      const key = { partition: 'A#x', sort: 'HEAD' }
      expect(await putItem(ports.table, key, { n: 1 }, 0)).toBe(true)
      expect(await putItem(ports.table, key, { n: 2 }, 0)).toBe(false)
      expect(await putItem(ports.table, key, { n: 3 }, 1)).toBe(true)
      expect(await ports.table.get(key)).toMatchObject({ rev: 2, value: { n: 3 } })
    },
  },
  {
    name: 'table.delete',
    action: 'dynamodb:DeleteItem',
    run: async () => {
      const key = { partition: 'A#x', sort: 'HEAD' }
      await ports.table.put(key, { n: 1 }, { rev: 0, by: 'me' })
      await ports.table.delete(key, 1)
      expect(await ports.table.get(key)).toBeUndefined()
    },
  },
  {
    name: 'table.query',
    action: 'dynamodb:Query',
    run: async () => {
      for (const sort of ['a', 'b', 'c']) await ports.table.put({ partition: 'F#x', sort }, {}, { rev: 0, by: 'me' })
      expect((await ports.table.query('F#x', { from: 'b', limit: 10 })).map(({ sort }) => sort)).toEqual(['b', 'c'])
    },
  },
  {
    name: 'queue.send',
    action: 'sqs:SendMessage',
    run: async () => {
      await ports.queue.send({ station: 'translate', cause: 'c', id: 'x' })
      const bodies = await received(world.queues.translate.url)
      // at least once: an answer that was lost sends it again
      expect(new Set(bodies)).toEqual(new Set([JSON.stringify({ station: 'translate', cause: 'c', id: 'x' })]))
    },
  },
]

describe('a request that goes wrong is made again by the client, and its answer is right:', () => {
  for (const { name, action, run } of METHODS)
    for (const fault of FAULTS)
      test(`${name} after ${nameOf(fault)}`, async () => {
        failing(action, fault)
        await run()
        expect(world.proxy.seen.filter(({ verdict }) => verdict === fault)).toHaveLength(1)
      })

  test('a document or an upload of which half arrived is never taken for whole', async () => {
    const bytes = new Uint8Array(200_000).fill(65)
    const key = `originals/${sha(bytes)}`
    await ports.documents.put(key, bytes)
    const dropped = await drop('sda/a.txt', 'x'.repeat(200_000))
    failing('s3:GetObject', 'cut-within')
    const document = await ports.documents.get(key).catch((error: unknown) => error)
    expect(document instanceof Error || (document as Uint8Array).length === bytes.length).toBe(true)
    failing('s3:GetObjectVersion', 'cut-within')
    const upload = await ports.inbox.get(dropped).catch((error: unknown) => error)
    expect(upload instanceof Error || (upload as Uint8Array).length === bytes.length).toBe(true)
  })

  test('a fault that does not end is thrown, so that the message comes again', async () => {
    failing('dynamodb:GetItem', { answer: 500 }, Number.POSITIVE_INFINITY)
    await expect(ports.table.get({ partition: 'A#x', sort: 'HEAD' })).rejects.toThrow()
    expect(seen('dynamodb:GetItem').map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6])
  })
})

describe('the table on DynamoDB', () => {
  const key = { partition: 'A#x', sort: 'HEAD' }

  test('finds its own put by its mark when the answer was lost, and another’s put is not its own', async () => {
    failing('dynamodb:PutItem', 'cut-after')
    expect(await putItem(ports.table, key, { n: 1 }, 0)).toBe(true)
    expect(actions()).toEqual(['dynamodb:PutItem', 'dynamodb:PutItem', 'dynamodb:GetItem'])
    expect(await ports.table.get(key)).toMatchObject({ rev: 1 })
    failing('dynamodb:PutItem', 'cut-before')
    expect(await putItem(ports.table, key, { n: 2 }, 0)).toBe(false)
  })

  test('answers "no" to a delete whose answer was lost, and it is done', async () => {
    await ports.table.put(key, { n: 1 }, { rev: 0, by: 'me' })
    failing('dynamodb:DeleteItem', 'cut-after')
    expect(await ports.table.delete(key, 1)).toBe(false)
    expect(await ports.table.get(key)).toBeUndefined()
  })

  test('asks again for keys that were left over, and never takes them for absent', async () => {
    const keys = Array.from({ length: 7 }, (_, n) => ({ partition: `A#${n}`, sort: 'HEAD' }))
    for (const [n, each] of keys.entries()) await ports.table.put(each, { n }, { rev: 0, by: 'me' })
    for (const partial of [0, 1, 6]) {
      failing('dynamodb:BatchGetItem', { partial }, 2)
      expect((await ports.table.getMany(keys)).map((item) => item?.value.n)).toEqual([0, 1, 2, 3, 4, 5, 6])
      expect(seen('dynamodb:BatchGetItem').length).toBeGreaterThan(1)
      expect(seen('dynamodb:BatchGetItem').every(isConsistent)).toBe(true)
    }
  })

  test('answers a key that is asked for twice twice, and more keys than a batch holds', async () => {
    const many = Array.from({ length: 130 }, (_, n) => ({ partition: `M#${n % 65}`, sort: `${n}` }))
    for (const each of many) await ports.table.put(each, { sort: each.sort }, { rev: 0, by: 'me' })
    const asked = [...many, ...many.slice(0, 3), { partition: 'M#none', sort: 'x' }]
    expect((await ports.table.getMany(asked)).map((item) => item?.value.sort)).toEqual([
      ...asked.slice(0, -1).map(({ sort }) => sort),
      undefined,
    ])
    expect(await ports.table.getMany([])).toEqual([])
  })

  test('queries on over the service’s pages of 1 MB: fewer than asked for means that there are no more', async () => {
    const value = { text: 'x'.repeat(4_000) }
    const sorts = Array.from({ length: 300 }, (_, n) => String(n).padStart(4, '0'))
    // a few at a time: server and client share this process, and a busy machine has its limits
    await inGroups(sorts, async (sort) => void (await ports.table.put({ partition: 'F#big', sort }, value, { rev: 0, by: 'me' })))
    world.proxy.seen.length = 0
    expect((await ports.table.query('F#big', { limit: 1000 })).map(({ sort }) => sort)).toEqual(sorts)
    expect(actions().length).toBeGreaterThan(1)
    expect((await ports.table.query('F#big', { limit: 280, backwards: true })).map(({ sort }) => sort)).toEqual(
      sorts.toReversed().slice(0, 280),
    )
    expect(seen('dynamodb:Query').every(isConsistent)).toBe(true)
  })

  test('queries with bounds that are empty, open or the wrong way round', async () => {
    for (const sort of ['a', 'b', 'c']) await ports.table.put({ partition: 'F#x', sort }, {}, { rev: 0, by: 'me' })
    const sorts = async (range: object) => (await ports.table.query('F#x', { limit: 10, ...range })).map(({ sort }) => sort)
    expect(await sorts({ from: '' })).toEqual(['a', 'b', 'c'])
    expect(await sorts({ from: '', to: 'b' })).toEqual(['a', 'b'])
    expect(await sorts({ from: 'b' })).toEqual(['b', 'c'])
    expect(await sorts({ from: 'c', to: 'a' })).toEqual([])
    expect(await sorts({ from: 'b', to: 'b' })).toEqual(['b'])
    expect(await sorts({ to: '\uffff', backwards: true, limit: 2 })).toEqual(['c', 'b'])
    expect(await sorts({ from: 'é', to: '日' })).toEqual([])
  })

  test('reads consistently, every time', async () => {
    await ports.table.put(key, {}, { rev: 0, by: 'me' })
    await ports.table.get(key)
    await ports.table.getMany([key])
    await ports.table.query(key.partition, { limit: 1 })
    const reads = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'].flatMap(seen)
    expect(reads.map(isConsistent)).toEqual([true, true, true])
  })

  test('takes an item of 4096 bytes of JSON and refuses one more, before it asks', async () => {
    const overhead = JSON.stringify({ text: '' }).length
    expect(await ports.table.put(key, { text: 'x'.repeat(MAX_ITEM_BYTES - overhead) }, { rev: 0, by: 'me' })).toBe(true)
    world.proxy.seen.length = 0
    await expect(ports.table.put(key, { text: 'x'.repeat(MAX_ITEM_BYTES - overhead + 1) }, { rev: 1, by: 'me' })).rejects.toThrow(
      ItemTooLarge,
    )
    expect(actions()).toEqual([])
  })

  test('throws what is no lost condition', async () => {
    await world.direct.dynamo.send(new PutItemCommand({ TableName: TABLE, Item: { pk: { S: 'A#x' }, sk: { S: 'HEAD' } } }))
    await expect(ports.table.put({ partition: '', sort: 'x' }, {}, { rev: 0, by: 'me' })).rejects.toThrow(/empty string|key/i)
  })

  const isConsistent = ({ body }: Observed): boolean =>
    body.ConsistentRead === true ||
    Object.values((body.RequestItems ?? {}) as Record<string, { readonly ConsistentRead?: boolean }>).some(
      (each) => each.ConsistentRead === true,
    )
})

describe('the documents on S3', () => {
  test('are listed beyond the service’s pages of 1000 keys, up to the limit', async () => {
    const keys = Array.from({ length: 2_300 }, (_, n) => `p/${String(n).padStart(5, '0')}`)
    await Promise.all(keys.map((Key) => world.direct.s3.send(new PutObjectCommand({ Bucket: WIRE, Key, Body: 'x' }))))
    expect(await ports.documents.list('p/', '', 5_000)).toEqual(keys)
    expect(await ports.documents.list('p/', keys[9] ?? '', 1_500)).toEqual(keys.slice(10, 1_510))
    expect(await ports.documents.list('p/', '', 1)).toEqual(keys.slice(0, 1))
  })

  test('keep the empty document and one of 3 MB', async () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(3_000_000).fill(7)]) {
      const key = `originals/${sha(bytes)}`
      await ports.documents.put(key, bytes)
      expect(sha((await ports.documents.get(key))!)).toBe(sha(bytes))
    }
  })
})

describe('the drop box on a versioned bucket', () => {
  const ODD = [
    'sda/ü + %&?=#.txt',
    'sda/a b.txt',
    'sda/日本/ñ.xml',
    'sda/%20',
    'sda/+',
    'sda/\'"<>&.txt',
    'sda/line\nfeed\r.txt',
    'sda/bell\u0007.txt',
    'sda/..',
    'sda/a//b',
  ]

  test('takes keys with odd characters: lists them as they are, gets and deletes them', async () => {
    for (const key of ODD) await drop(key, key)
    const listed = await ports.inbox.list()
    expect(listed.map(({ key }) => key).toSorted()).toEqual(ODD.toSorted())
    for (const dropped of listed) expect(textOf(await ports.inbox.get(dropped))).toBe(dropped.key)
    for (const dropped of listed) await ports.inbox.delete(dropped)
    expect(await ports.inbox.list()).toEqual([])
    expect(world.inbox.versions.list('')).toEqual([])
  })

  test('names the version in every get and delete', async () => {
    const [first, second] = [await drop('sda/a.txt', 'one'), await drop('sda/a.txt', 'two')]
    expect(textOf(await ports.inbox.get(first))).toBe('one')
    await ports.inbox.delete(first)
    expect(await ports.inbox.get(first)).toBeUndefined()
    expect(textOf(await ports.inbox.get(second))).toBe('two')
    expect(actions()).toEqual(['s3:GetObjectVersion', 's3:DeleteObjectVersion', 's3:GetObjectVersion', 's3:GetObjectVersion'])
    expect(world.proxy.seen.map(({ observed }) => observed.body.versionId)).toEqual(
      [first, first, first, second].map(({ versionId }) => versionId),
    )
    expect(await ports.inbox.list()).toMatchObject([second])
  })

  test('lists over pages, and neither delete markers nor folders nor what lies outside of incoming/', async () => {
    const dropped: Dropped[] = []
    for (let n = 0; n < 1_050; n++)
      dropped.push({
        key: `sda/${n % 350}`,
        versionId: world.inbox.versions.add(`incoming/sda/${n % 350}`, bytesOf('x'), new Date()).versionId,
      })
    world.inbox.versions.add('incoming/sda/gone', undefined, new Date())
    world.inbox.versions.add('incoming/sda/', bytesOf(''), new Date())
    world.inbox.versions.add('else/sda/x', bytesOf('x'), new Date())
    const listed = await ports.inbox.list()
    expect(listed.map(({ key, versionId }) => `${key} ${versionId}`).toSorted()).toEqual(
      dropped.map(({ key, versionId }) => `${key} ${versionId}`).toSorted(),
    )
  })

  test('takes a version id that is none for an error, not for a file that is gone', async () => {
    await drop('sda/a.txt', 'one')
    await expect(ports.inbox.get({ key: 'sda/a.txt', versionId: 'nonsense' })).rejects.toMatchObject({ name: 'InvalidArgument' })
  })
})

describe('the queues on SQS', () => {
  test('delay by whole seconds, never early, and by 900 at most', async () => {
    for (const delay of [0, 0.2, 1, 59.5, 900, 5_000, -3]) await ports.queue.send({ station: 'translate', cause: String(delay) }, delay)
    expect(seen('sqs:SendMessage').map(({ body }) => body.DelaySeconds)).toEqual([0, 1, 1, 60, 900, 900, 0])
  })

  test('send each station’s messages to its queue', async () => {
    for (const station of ['normalize', 'translate', 'syndicate'] as const) await ports.queue.send({ station, cause: station })
    for (const station of ['normalize', 'translate', 'syndicate'] as const)
      expect(await received(world.queues[station].url)).toEqual([JSON.stringify({ station, cause: station })])
  })
})
