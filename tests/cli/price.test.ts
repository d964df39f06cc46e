import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { depesche, newsroom, startUp, workFolder } from './depesche.ts'

const TEXT = 'The bridge is opened\n\nThe council of the town said so on Monday.\n\nThe works begin in spring.\n'

test('put --dry-run tells what would be sent and what it would cost, and uploads nothing', async () => {
  const folder = await workFolder({ ...newsroom, engines: { local: ['amazon'] }, amazon: { region: 'eu-central-1' } })
  await writeFile(join(folder, 'bridge.txt'), TEXT)
  await writeFile(join(folder, 'twice.txt'), TEXT.replace('Monday', 'Tuesday'))
  await writeFile(join(folder, 'broken.xml'), '<newsMessage')
  const { code, out } = await depesche(folder, 'put', 'bridge.txt', 'twice.txt', 'broken.xml', '--desk', 'web', '--dry-run')
  expect(code).toBe(0)
  // headline, two paragraphs: 20 + 42 + 26 characters
  expect(out).toMatch(
    /bridge\.txt, en:\nlanguage +engine +characters +in the memory +price\nde +Amazon Translate +88 +0 +0\.0013 USD\nfr +Amazon Translate +88 +0 +0\.0013 USD\n/,
  )
  // of the second upload the paragraph that is new
  expect(out).toMatch(/twice\.txt, en:\n.*\nde +Amazon Translate +43 +46 +0\.0006 USD\n/)
  expect(out).toMatch(/broken\.xml: .*; nothing would be sent\n/)
  expect(out).toMatch(/\ntogether: 262 characters to send, 92 in the memory or twice; price: 0\.0039 USD\n$/)
  expect(existsSync(join(folder, '.depesche'))).toBe(false)
})

test('put --dry-run knows what the memory has', async () => {
  const folder = await workFolder()
  const up = await startUp(folder)
  await writeFile(join(folder, 'bridge.txt'), TEXT)
  await depesche(folder, 'put', 'bridge.txt', '--desk', 'web')
  await up.says(/out +bridge-\S+ created in demo\/fr/)
  await writeFile(join(folder, 'bridge2.txt'), TEXT.replace('spring', 'autumn'))
  const { out } = await depesche(folder, 'put', 'bridge2.txt', '--desk', 'web', '--dry-run')
  expect(out).toMatch(/fr +\S.* +26 +62 +nothing\n/)
  expect((await depesche(folder, 'status')).out).not.toContain('bridge2')
  await up.stop()
}, 60_000)

test('run --dry-run tells what the whole job would send, in the languages that are asked for, and writes nothing', async () => {
  const folder = await workFolder({ ...newsroom, engines: { local: ['amazon'] }, amazon: { region: 'eu-central-1' } })
  await writeFile(join(folder, 'bridge.txt'), TEXT)
  const { code, out, err } = await depesche(folder, 'run', 'bridge.txt', 'none.txt', '--desk', 'web', '--to', 'es', '--dry-run')
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('none.txt') })
  expect(out).toContain('bridge.txt, en:')
  const found = await depesche(folder, 'run', 'bridge.txt', '--desk', 'web', '--to', 'es', '--dry-run')
  expect(found).toMatchObject({
    code: 0,
    err: '',
    out: expect.stringMatching(/^bridge\.txt, en:\n.*\nes +Amazon Translate +88 +0 +0\.0013 USD\n$/),
  })
  expect(existsSync(join(folder, '.depesche'))).toBe(false)
  expect(await depesche(folder, 'run', 'bridge.txt')).toMatchObject({ code: 2, err: expect.stringContaining('--out is missing') })
})

test('status tells what an article was sent, and what its correction was spared', async () => {
  const folder = await workFolder()
  const up = await startUp(folder)
  await writeFile(join(folder, 'bridge.txt'), TEXT)
  await depesche(folder, 'put', 'bridge.txt', '--desk', 'web', '--id', 'bridge')
  await up.says(/out +bridge-\S+ created in demo\/fr/)
  await writeFile(join(folder, 'bridge.txt'), TEXT.replace('spring', 'autumn'))
  await depesche(folder, 'put', 'bridge.txt', '--desk', 'web', '--id', 'bridge')
  const said = await up.says(/out +(bridge-\S+) updated in demo\/fr/)
  const { out } = await depesche(folder, 'status', /out +(bridge-\S+) updated/.exec(said)?.[1] ?? '')
  expect(out).toMatch(/fr +version 2 .* 26 +62 /)
  expect(out).toMatch(/version 2 translated by .*, 26 of 88 characters sent: /)
  await up.stop()
}, 60_000)
