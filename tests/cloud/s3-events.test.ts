import { droppedIn, NotAnEvent } from '@depesche/cloud/s3-events'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

/** A notification as S3 sends it, version 2.1 of its shape. */
function event(...objects: readonly { readonly key: string; readonly versionId?: string; readonly name?: string }[]): string {
  const Records = objects.map(({ key, versionId, name = 'ObjectCreated:Put' }) => ({
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: 'eu-central-1',
    eventTime: '2026-11-24T10:00:00.123Z',
    eventName: name,
    userIdentity: { principalId: 'AWS:X' },
    requestParameters: { sourceIPAddress: '192.0.2.1' },
    responseElements: { 'x-amz-request-id': 'R', 'x-amz-id-2': 'I' },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'Incoming',
      bucket: { name: 'inbox', ownerIdentity: { principalId: 'X' }, arn: 'arn:aws:s3:::inbox' },
      object: { key, size: 5, eTag: 'e', ...(versionId ? { versionId } : {}), sequencer: '0055AED6DCD90281E5' },
    },
  }))
  return JSON.stringify({ Records })
}
/** As S3 encodes a key: like a form, `+` for a space. */
const encoded = (key: string) => new URLSearchParams({ k: key }).toString().slice(2)

describe('droppedIn()', () => {
  test('gives every upload of an event with its version, time and order', () => {
    expect(
      droppedIn(event({ key: 'incoming/sda/a+b%C3%BC.txt', versionId: 'v1' }, { key: 'incoming/web/c.txt', versionId: 'v2' })),
    ).toEqual([
      { key: 'sda/a bü.txt', versionId: 'v1', at: '2026-11-24T10:00:00.123Z', size: 5, sequencer: '0055AED6DCD90281E5' },
      { key: 'web/c.txt', versionId: 'v2', at: '2026-11-24T10:00:00.123Z', size: 5, sequencer: '0055AED6DCD90281E5' },
    ])
  })

  test('decodes every key that S3 can encode', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (name) => {
        fc.pre(!name.endsWith('/') && name.isWellFormed())
        expect(droppedIn(event({ key: encoded(`incoming/sda/${name}`), versionId: 'v' }))).toMatchObject([{ key: `sda/${name}` }])
      }),
    )
  })

  test('hears no upload in the test message, in other events, in folders of the console and outside of incoming/', () => {
    expect(
      droppedIn(JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Time: '2026-11-24T10:00:00Z', Bucket: 'inbox' })),
    ).toEqual([])
    expect(droppedIn(event({ key: 'incoming/sda/a.txt', versionId: 'v', name: 'ObjectRemoved:Delete' }))).toEqual([])
    expect(droppedIn(event({ key: 'incoming/sda/', versionId: 'v' }))).toEqual([])
    expect(droppedIn(event({ key: 'elsewhere/a.txt', versionId: 'v' }))).toEqual([])
  })

  test("takes the sweep's own message", () => {
    const dropped = { key: 'sda/a.txt', versionId: 'v', at: '2026-11-24T10:00:00.000Z' }
    expect(droppedIn(JSON.stringify({ dropped }))).toEqual([dropped])
  })

  test('refuses an object without a version, and what is no event', () => {
    expect(() => droppedIn(event({ key: 'incoming/sda/a.txt' }))).toThrow(/versioning is off/)
    for (const body of ['', 'x', '{}', '{"Records":7}']) expect(() => droppedIn(body)).toThrow(NotAnEvent)
  })
})
