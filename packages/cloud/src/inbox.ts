import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import type { Dropped, Inbox } from '@depesche/pipeline/ports'

/** Where uploads lie in the drop box's bucket: `incoming/{desk}/{name}`. */
export const INCOMING = 'incoming/'

/**
 * The drop box on a versioned bucket. Every get and delete names the version, so what is put under the same key meanwhile
 * is another upload and stays. Deleting a version is final and leaves no delete marker.
 */
export function s3Inbox(client: () => S3Client, bucket: string): Inbox {
  const object = ({ key, versionId }: Dropped) => ({ Bucket: bucket, Key: INCOMING + key, VersionId: versionId })
  return {
    list: () => listVersions(client, bucket),
    get: async (dropped) => {
      try {
        const { Body } = await client().send(new GetObjectCommand(object(dropped)))
        return await Body?.transformToByteArray()
      } catch (error) {
        if (isGone(error)) return undefined
        throw error
      }
    },
    delete: async (dropped) => {
      await client().send(new DeleteObjectCommand(object(dropped)))
    },
  }
}

const isGone = (error: unknown) => error instanceof S3ServiceException && (error.name === 'NoSuchVersion' || error.name === 'NoSuchKey')

/** Keys in lists are asked for URL-encoded: a hostile name may hold what XML cannot (EncodingType in the S3 API reference). */
const decoded = (key: string) => decodeURIComponent(key.replaceAll('+', ' '))

/** Every version of every object, without delete markers and without the empty objects that stand for folders. */
async function listVersions(client: () => S3Client, bucket: string): Promise<readonly Dropped[]> {
  const found: Dropped[] = []
  let next: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } | undefined = {}
  while (next !== undefined) {
    const page: ListObjectVersionsCommandOutput = await client().send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: INCOMING, EncodingType: 'url', ...next }),
    )
    for (const { Key = '', VersionId = '', LastModified, Size } of page.Versions ?? [])
      if (!Key.endsWith('/'))
        found.push({
          key: decoded(Key).slice(INCOMING.length),
          versionId: VersionId,
          ...(LastModified ? { at: LastModified.toISOString() } : {}),
          ...(Size === undefined ? {} : { size: Size }),
        })
    const { IsTruncated, NextKeyMarker, NextVersionIdMarker } = page
    next = IsTruncated
      ? {
          ...(NextKeyMarker ? { KeyMarker: decoded(NextKeyMarker) } : {}),
          ...(NextVersionIdMarker ? { VersionIdMarker: NextVersionIdMarker } : {}),
        }
      : undefined
  }
  return found
}
