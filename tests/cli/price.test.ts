import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { depesche, newsroom, startUp, workFolder } from './depesche.ts'

const TEXT = 'The bridge is opened\n\nThe council of the town said so on Monday.\n\nThe works begin in spring.\n'

test('put --dry-run tells what would be sent and what it would cost, and uploads nothing', async () => {
  const folder = await workFolder({ ...newsroom, engines: { local: ['amazon'] }, amazon: { region: 'eu-central-1' } })
  await writeFile(join(folder, 'bridge.txt'), TEXT)
  await writeFile(join(folder, 'broken.xml'), '<newsMessage')
  const { code, out } = await depesche(folder, 'put', 'bridge.txt', 'broken.xml', '--desk', 'web', '--dry-run')
  expect(code).toBe(0)
  // headline, two paragraphs: 20 + 42 + 26 characters
  expect(out).toMatch(
    /bridge\.txt, en:\nlanguage +engine +characters +in the memory +price\nde +Amazon Translate +88 +0 +0\.0013 USD\nfr +Amazon Translate +88 +0 +0\.0013 USD\n/,
  )
  expect(out).toMatch(/broken\.xml: .*; nothing would be sent\n$/)
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
