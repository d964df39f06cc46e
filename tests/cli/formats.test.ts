import { readers } from '@depesche/wire/readers'
import { expect, test } from 'vitest'
import { depescheEach, workFolder } from './depesche.ts'

test('formats tells every reader, and what partners can have', async () => {
  const [said, json] = await depescheEach(await workFolder(), ['formats'], ['formats', '--json'])
  for (const { format } of readers) expect(said?.out).toContain(`\n${format}\n`)
  expect(said?.out).toMatch(/newsml-g2 +application\/xml +\.g2\n/)
  const rows = (json?.out ?? '').trim().split('\n')
  expect(rows.map((row) => (JSON.parse(row) as { readonly format: string }).format).slice(0, readers.length)).toEqual(
    readers.map(({ format }) => format),
  )
})
