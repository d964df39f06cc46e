import type { Dropped } from '@depesche/pipeline/ports'
import type { S3EventRecord } from 'aws-lambda'
import { INCOMING } from './inbox.ts'

/** A message of the receive queue that is neither S3's nor ours. */
export class NotAnEvent extends Error {
  constructor(why: string) {
    super(why)
    this.name = 'NotAnEvent'
  }
}

/**
 * The uploads that a message of the receive queue tells of: S3's notification of one or more created objects, or what the
 * sweep found (`sweep.ts`). Its test message and events of other kinds tell of none. Keys are URL-encoded by S3, with `+`
 * for a space; "folders" that the console makes (empty objects with a `/` at the end) are no uploads.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 * Throws `NotAnEvent`: for an object without a version the bucket is not versioned, and the wire could lose one.
 */
export function droppedIn(body: string): readonly Dropped[] {
  const message = parsed(body)
  if (message.dropped !== undefined) return [message.dropped as Dropped]
  if (message.Event === 's3:TestEvent') return []
  if (!Array.isArray(message.Records)) throw new NotAnEvent('the message is no event of S3')
  return (message.Records as readonly S3EventRecord[]).flatMap(uploadOf)
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(body) as Readonly<Record<string, unknown>>
  } catch {
    throw new NotAnEvent('the message is not JSON')
  }
}

function uploadOf({ eventName, eventTime, s3 }: S3EventRecord): readonly Dropped[] {
  if (!/^(?:s3:)?ObjectCreated:/.test(eventName)) return []
  const key = decodeURIComponent(s3.object.key.replaceAll('+', ' '))
  if (!key.startsWith(INCOMING) || key.endsWith('/')) return []
  const { versionId, sequencer } = s3.object
  if (!versionId) throw new NotAnEvent('the event names no version: versioning is off for the drop box, switch it on (npx sst deploy)')
  return [{ key: key.slice(INCOMING.length), versionId, at: eventTime, size: s3.object.size, ...(sequencer ? { sequencer } : {}) }]
}
