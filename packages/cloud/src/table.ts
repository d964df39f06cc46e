import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb'
import { ItemTooLarge, type Key, MAX_ITEM_BYTES, type Range, type Stored, type Table, type Value } from '@depesche/pipeline/ports'
import { backoff } from './backoff.ts'

type Item = Record<string, AttributeValue>

/** "A single operation can … return up to 100 items", BatchGetItem in the DynamoDB API reference. */
const BATCH = 100

/**
 * The table on DynamoDB: `pk` and `sk` are the key, `rev` and `by` the condition, `value` the item's JSON as one string.
 * Every read is consistent; no index, no transaction, no time to live.
 */
export function dynamoTable(client: () => DynamoDBClient, name: string): Table {
  return {
    get: async (key) => {
      const { Item } = await client().send(new GetItemCommand({ TableName: name, Key: keyOf(key), ConsistentRead: true }))
      return Item && storedOf(Item)
    },
    getMany: (keys) => getMany(client, name, keys),
    put: async (key, value, { rev, by }) => {
      const json = JSON.stringify(value)
      if (Buffer.byteLength(json) > MAX_ITEM_BYTES) throw new ItemTooLarge(key, Buffer.byteLength(json))
      const Item = { ...keyOf(key), rev: { N: String(rev + 1) }, by: { S: by }, value: { S: json } }
      return unlessRefused(client().send(new PutItemCommand({ TableName: name, Item, ...onRev(rev) })))
    },
    delete: (key, rev) => unlessRefused(client().send(new DeleteItemCommand({ TableName: name, Key: keyOf(key), ...atRev(rev) }))),
    query: (partition, range) => query(client, name, partition, range),
  }
}

const keyOf = ({ partition, sort }: Key): Item => ({ pk: { S: partition }, sk: { S: sort } })

function storedOf({ sk, rev, by, value }: Item): Stored {
  return { sort: sk?.S ?? '', rev: Number(rev?.N), by: by?.S ?? '', value: JSON.parse(value?.S ?? 'null') as Value }
}

/** Rev 0: there must be none. */
const onRev = (rev: number) => (rev === 0 ? { ConditionExpression: 'attribute_not_exists(pk)' } : atRev(rev))
const atRev = (rev: number) => ({ ConditionExpression: 'rev = :rev', ExpressionAttributeValues: { ':rev': { N: String(rev) } } })

async function unlessRefused(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}

const nameOf = ({ partition, sort }: Key) => JSON.stringify([partition, sort])

async function getMany(client: () => DynamoDBClient, name: string, keys: readonly Key[]): Promise<readonly (Stored | undefined)[]> {
  // a key that stands twice in a batch is refused as a mistake
  const distinct = [...new Map(keys.map((key) => [nameOf(key), key])).values()]
  const batches = Array.from({ length: Math.ceil(distinct.length / BATCH) }, (_, at) => distinct.slice(at * BATCH, (at + 1) * BATCH))
  const found = new Map<string, Stored>()
  await Promise.all(batches.map((batch) => getBatch(client, name, batch.map(keyOf), found)))
  return keys.map((key) => found.get(nameOf(key)))
}

/** Until every key of the batch was looked at: a key that the service left over is not absent. */
async function getBatch(client: () => DynamoDBClient, name: string, batch: readonly Item[], found: Map<string, Stored>): Promise<void> {
  let Keys = [...batch]
  for (let tries = 0; Keys.length > 0; tries++) {
    if (tries > 0) await backoff(tries)
    const request = { RequestItems: { [name]: { Keys, ConsistentRead: true } } }
    const { Responses, UnprocessedKeys } = await client().send(new BatchGetItemCommand(request))
    for (const item of Responses?.[name] ?? []) found.set(nameOf({ partition: item.pk?.S ?? '', sort: item.sk?.S ?? '' }), storedOf(item))
    Keys = UnprocessedKeys?.[name]?.Keys ?? []
  }
}

/** A page of the service ends at 1 MB: pages are read until there are enough or no more. */
async function query(client: () => DynamoDBClient, name: string, partition: string, range: Range): Promise<readonly Stored[]> {
  const { from = '', to, limit, backwards = false } = range
  if (to !== undefined && Buffer.compare(Buffer.from(from), Buffer.from(to)) > 0) return [] // BETWEEN refuses it
  const items: Stored[] = []
  let ExclusiveStartKey: Item | undefined
  do {
    const command = new QueryCommand({
      TableName: name,
      ConsistentRead: true,
      ScanIndexForward: !backwards,
      Limit: limit - items.length,
      ...bounds(partition, from, to),
      ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
    })
    const { Items = [], LastEvaluatedKey } = await client().send(command)
    items.push(...Items.map(storedOf))
    ExclusiveStartKey = LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined && items.length < limit)
  return items
}

/** A sort key may not be empty, in a condition either. */
function bounds(partition: string, from: string, to: string | undefined) {
  const between =
    from !== '' && to !== undefined
      ? ' AND sk BETWEEN :from AND :to'
      : from !== ''
        ? ' AND sk >= :from'
        : to !== undefined
          ? ' AND sk <= :to'
          : ''
  const ExpressionAttributeValues: Item = {
    ':pk': { S: partition },
    ...(from === '' ? {} : { ':from': { S: from } }),
    ...(to === undefined ? {} : { ':to': { S: to } }),
  }
  return { KeyConditionExpression: `pk = :pk${between}`, ExpressionAttributeValues }
}
