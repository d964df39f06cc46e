import { randomBytes } from 'node:crypto'
import type { ObjectVersion } from './versions.ts'

/** An event notification of S3 as it lies in a queue. */
export type S3Notification = Readonly<Record<string, unknown>>

export interface Origin {
  readonly bucket: string
  readonly region: string
}

/** Keys in notifications and in lists with encoding-type=url: `+` for spaces, slashes as they are. */
export function encodedKey(key: string): string {
  return encodeURIComponent(key)
    .replaceAll(/[!'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
    .replaceAll('%2F', '/')
}

/**
 * What S3 sends when an object is created.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export function objectCreated({ bucket, region }: Origin, version: ObjectVersion, sequence: number): S3Notification {
  const { key, versionId, bytes, eTag, modified } = version
  const record = {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: region,
    eventTime: modified.toISOString(),
    eventName: 'ObjectCreated:Put',
    userIdentity: { principalId: 'AWS:AIDAEXAMPLE' },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': requestId(), 'x-amz-id-2': randomBytes(48).toString('base64') },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'InboxNotifications',
      bucket: { name: bucket, ownerIdentity: { principalId: 'A3NL1KOZZKExample' }, arn: `arn:aws:s3:::${bucket}` },
      object: {
        key: encodedKey(key),
        size: bytes?.length ?? 0,
        eTag,
        versionId,
        sequencer: (0x67_00_00_00_00_00_00n + BigInt(sequence)).toString(16).toUpperCase().padStart(18, '0'),
      },
    },
  }
  return { Records: [record] }
}

/** What S3 sends once when notifications are switched on. */
export function testEvent({ bucket }: Origin, at: Date): S3Notification {
  return {
    Service: 'Amazon S3',
    Event: 's3:TestEvent',
    Time: at.toISOString(),
    Bucket: bucket,
    RequestId: requestId(),
    HostId: randomBytes(48).toString('base64'),
  }
}

const requestId = () => randomBytes(8).toString('hex').toUpperCase()
