import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { depesche, samples, workFolder } from './depesche.ts'

const french = join(samples, 'french-wire.txt')
const web = join(samples, 'english-web-paste.txt')

test('normalize --json gives one object {article, notes} per file and line, and the same id as the pipeline', async () => {
  const folder = await workFolder()
  await writeFile(join(folder, 'broken.xml'), '<?xml version="1.0"?><NewsML><cut off')
  const { code, out, err } = await depesche(folder, 'normalize', web, 'broken.xml', french, 'missing', '--json')
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
  expect(lines).toHaveLength(2)
  for (const line of lines) expect(Object.keys(line)).toEqual(['article', 'notes'])
  expect(lines[0]).toMatchObject({
    article: { language: 'en', content: { headline: [{ text: 'Old lighthouse on Lake Morel to be lit again after 60 years' }] } },
    notes: expect.arrayContaining([expect.objectContaining({ dropped: true, text: expect.any(String), place: expect.any(Object) })]),
  })
  expect(lines[1]).toMatchObject({ article: { language: 'fr', desk: 'sda' } })
  expect(code).toBe(1)
  expect(err).toMatch(/^broken\.xml(?::\d+)?: .+\n {2}.+$/m)
  expect(err).toMatch(/^missing: there is no such file$/m)
  const { out: ran } = await depesche(folder, 'run', french, '--out', 'out')
  expect(ran).toContain(String((lines[1]?.article as { readonly id: string } | undefined)?.id))
})

test('normalize without --json shows the article and what was dropped, to a person', async () => {
  const folder = await workFolder()
  const { code, out, err } = await depesche(folder, 'normalize', web, french, '--desk', 'web')
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('Old lighthouse on Lake Morel')
  expect(out).toContain('sc-5b81d0e3-1') // the residue that was taken off, told
  expect(out).toMatch(/── .*french-wire\.txt/)
})
