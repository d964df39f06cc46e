import { readFileSync } from 'node:fs'
import { formatTable } from '@depesche/wire/formats'
import { expect, test } from 'vitest'

test('docs/formats.md has the table of the registry: every reader in its order, what it reads, and the identity', () => {
  const doc = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8')
  expect(doc).toContain(`\n${formatTable()}\n`)
})
