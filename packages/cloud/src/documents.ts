import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { assertHashKey } from '@depesche/pipeline/hash-key'
import type { Documents } from '@depesche/pipeline/ports'

/**
 * Documents on S3. Keys end in the hash of their bytes, so a put that is repeated writes the same again, and no condition
 * is asked of the bucket. A missing key is told from a forbidden one only with `s3:ListBucket` (GetObject in the S3 API
 * reference): whoever may get has that too.
 */
export function s3Documents(client: () => S3Client, bucket: string): Documents {
  return {
    put: async (key, bytes) => {
      assertHashKey(key, bytes)
      const ContentType = key.endsWith('.json') ? 'application/json' : 'application/octet-stream'
      await client().send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType }))
    },
    get: async (key) => {
      try {
        const { Body } = await client().send(new GetObjectCommand({ Bucket: bucket, Key: key }))
        return await Body?.transformToByteArray()
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined
        throw error
      }
    },
    list: (prefix, after, limit) => list(client, bucket, prefix, after, limit),
    delete: async (key) => {
      await client().send(new DeleteObjectCommand({ Bucket: bucket, Key: key }))
    },
  }
}

async function list(client: () => S3Client, bucket: string, prefix: string, after: string, limit: number): Promise<readonly string[]> {
  const keys: string[] = []
  let token: string | undefined
  do {
    const command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      MaxKeys: Math.min(1000, limit - keys.length),
      ...(token ? { ContinuationToken: token } : after === '' ? {} : { StartAfter: after }),
    })
    const { Contents = [], NextContinuationToken } = await client().send(command)
    keys.push(...Contents.flatMap(({ Key }) => Key ?? []))
    token = NextContinuationToken
  } while (token !== undefined && keys.length < limit)
  return keys
}
