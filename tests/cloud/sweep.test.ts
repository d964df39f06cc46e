import { sweep } from '@depesche/cloud/sweep'
import type { Dropped } from '@depesche/pipeline/ports'
import { expect, test } from 'vitest'
import { DESK } from '../lib/house.ts'

const NOW = Date.parse('2026-11-24T12:00:00Z')
const aged = (seconds: number, key = 'sda/a.txt'): Dropped => ({
  key,
  versionId: `v${seconds}`,
  at: new Date(NOW - seconds * 1000).toISOString(),
})

async function swept(left: readonly Dropped[]) {
  const sent: string[] = []
  const inbox = { list: async () => left, get: async () => undefined, delete: async () => {} }
  const resend = async ({ versionId }: Dropped) => void sent.push(versionId)
  return { ...(await sweep({ inbox, desks: [DESK], clock: () => NOW, resend })), versions: sent }
}

test('sweep() sends what is left again at the age of 2, 4, 8 … 64 minutes and each 64 from there on, so that nothing is lost and no queue fills', async () => {
  const ages = [0, 59, 119, 120, 179, 180, 239, 240, 300, 480, 540, 1920, 1980, 3840, 7680, 7740, 11520, 864_000, 864_060]
  expect((await swept(ages.map((age) => aged(age)))).versions).toEqual([
    'v120',
    'v179',
    'v240',
    'v480',
    'v1920',
    'v3840',
    'v7680',
    'v11520',
    'v864000',
  ])
})

test('sweep() sends what has no time at once, and tells what belongs to no desk or is too large to be taken in', async () => {
  const large = { ...aged(120, 'sda/video.mp4'), size: 33 * 1024 * 1024 }
  expect(await swept([{ key: 'sda/x', versionId: 'v' }, aged(120, 'nobody/x.txt'), aged(5, 'readme.txt'), large])).toEqual({
    sent: 1,
    strays: ['no-desk', 'no-desk', 'too-large'],
    versions: ['v'],
  })
})
