import { Rejected } from '@depesche/article/model'
import { boundedRead } from '@depesche/pipeline/bounded-read'
import type { Reading } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import { afterAll, describe, expect, test } from 'vitest'
import { DESK } from '../lib/house.ts'
import { copy } from '../lib/wire.ts'

const bytes = copy({ headline: 'A calm file' })
const reader = boundedRead(new URL('processes/hostile.ts', import.meta.url), { milliseconds: 2_000, megabytes: 64 })
afterAll(() => reader[Symbol.asyncDispose]())
const reading = async (name: string) => (await reader.read({ name, bytes }, DESK)) as Reading
const rejection = async (name: string) => {
  const error = await reading(name).catch((thrown: unknown) => thrown)
  return error instanceof Rejected ? [error.rule, error.line] : error
}
const isRead = async () => expect((await reading('calm')).draft.content.headline).toEqual([{ text: 'A calm file' }])

describe('boundedRead()', () => {
  test('rejects a file that is never done, and reads the next one', async () => {
    expect(await rejection('endless')).toEqual(['too-slow', undefined])
    await isRead()
  })

  test('rejects a file that takes all memory, and reads the next one', async () => {
    for (const way of ['many', 'huge']) {
      expect(await rejection(way)).toEqual(['too-large', undefined])
      await isRead()
    }
  })

  test('gives the reader no right to write, to start anything or to see a credential', async () => {
    process.env.AWS_SECRET_ACCESS_KEY ??= 'not for the reader'
    expect(await rejection('write')).toMatchObject({ message: expect.stringContaining('ERR_ACCESS_DENIED') })
    expect(await rejection('spawn')).toMatchObject({ message: expect.stringContaining('ERR_ACCESS_DENIED') })
    expect(await rejection('secrets')).toEqual(['sees 0 secrets', undefined])
  })

  test('rejects a file that is nested too deeply', async () => {
    expect(await rejection('deep')).toEqual(['too-deep', undefined])
  })

  test("hands on a reader's own rejection whole", async () => {
    expect(await rejection('refused')).toEqual(['no-story', 7])
  })

  test('throws what is a fault of ours, so that it is tried again', async () => {
    // where it happened, and nothing of what was read
    const fault = String(await rejection('fault'))
    expect(fault).toMatch(/a reader failed: TypeError .*hostile\.ts/)
    expect(fault).not.toContain('a fault of ours')
    expect(await rejection('exit')).toMatchObject({ message: expect.stringContaining('ended with code 3') })
    await isRead()
  })

  test('charges each of many uploads at the same time with its own time only', async () => {
    const all = await Promise.all(['calm', 'endless', 'calm', 'refused', 'endless', 'calm'].map(rejectionOrHeadline))
    expect(all).toEqual(['read', 'too-slow', 'read', 'no-story', 'too-slow', 'read'])
  })

  test('reads as the readers themselves do', async () => {
    await using real = boundedRead(new URL(import.meta.resolve('@depesche/pipeline/read-process')))
    const upload = { name: 'a.txt', bytes: new TextEncoder().encode('Title of it\n\nA first paragraph of the text.\n\n(SDA)\n') }
    expect(await real.read(upload, DESK)).toEqual(read(upload, DESK))
  })
})

const rejectionOrHeadline = (name: string) =>
  reading(name).then(
    () => 'read',
    (error: unknown) => (error instanceof Rejected ? error.rule : String(error)),
  )
