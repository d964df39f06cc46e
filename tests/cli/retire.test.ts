import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeDataFolder, openStore } from '@depesche/local/node'
import type { DeskSettings } from '@depesche/pipeline/desks'
import { oneUpload } from '@depesche/pipeline/one-upload'
import { receive } from '@depesche/pipeline/steps/receive'
import { expect, test } from 'vitest'
import { depesche, depescheEach, newsroom, startUp, workFolder } from './depesche.ts'
import { idsOf, partnersView } from './wire.ts'

const DAY_MS = 86_400_000
const WEB: DeskSettings = { name: 'web', prefix: 'web', zone: 'Europe/Zurich', language: 'en' }
const story = (last: string) => `Bridge opened\n\nThe new bridge over the river was opened on Monday, and many came to see it.\n\n${last}\n`

/** Two versions of one story that came so many days ago. */
async function putOld(folder: string, days: number): Promise<void> {
  const data = join(folder, '.depesche')
  makeDataFolder(data)
  for (const [version, last] of ['Nobody objected to it.', 'The mayor, who came late, objected to it.'].entries()) {
    const { ports, close } = openStore(data, () => Date.now() - days * DAY_MS + version * 60_000)
    const dropped = { key: 'web/bridge.txt', versionId: String(version) }
    const inbox = oneUpload(dropped, Buffer.from(story(last)))
    await receive({ ports, inbox, desks: [WEB], observe: () => {} }, dropped)
    await close()
    const up = await startUp(folder)
    await up.stop()
  }
}

test('up and "retire" let go of what is older than the newsroom keeps, and partners get what they got', async () => {
  const folder = await workFolder()
  await putOld(folder, 3)
  const id =
    Object.values(await idsOf(folder))[0] ??
    (await depesche(folder, 'status', '--since', '7d', '--json')).out.match(/"id":"([^"]+)"/)?.[1] ??
    ''
  const up = await startUp(folder)
  const before = await partnersView(up, [id])
  await up.stop()
  const without = await depesche(folder, 'retire')
  expect(without).toMatchObject({ code: 2, err: expect.stringMatching(/keeps everything for ever\n.*keep: \{/) })
  await writeFile(
    join(folder, 'depesche.config.ts'),
    `export default ${JSON.stringify({ ...newsroom, keep: { versions: 1, originals: 1 } })}\n`,
  )
  const dry = await depesche(folder, 'retire', '--dry-run')
  expect(dry).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/would go: .* \(originals 1 day, versions 1 day\)/) })
  // two uploads with their envelopes, and the first version: its article, three languages, three output documents
  const documents = Number(/would go: (\d+) documents and 0 lines of journals and receipts/.exec(dry.out)?.[1])
  expect(documents).toBeGreaterThanOrEqual(11)
  const again = await startUp(folder)
  await again.says(`retired     ${documents} documents`)
  expect(await partnersView(again, [id])).toEqual(before)
  await again.stop()
  const [empty, kill] = await depescheEach(folder, ['retire'], ['kill', id, '--reason', 'It is wrong.', '--yes'])
  expect(empty?.out).toContain('nothing is older than is kept')
  expect(kill).toMatchObject({ code: 0, err: '' })
  const last = await startUp(folder)
  expect((await last.fetch(`/v1/feeds/demo/fr/items/${id}`)).status).toBe(410)
  await last.stop()
}, 120_000)
