import { writeFileSync } from 'node:fs'
import { Rejected } from '@depesche/article/model'
import type { Upload } from '@depesche/wire/reader'
import { read, readers } from '@depesche/wire/readers'
import { describe, expect, it } from 'vitest'
import { desk, goldenCases } from './cases.ts'

const cases = goldenCases()
/** `GOLDEN=write npx vitest run tests/golden` writes what is there now; read the difference before you commit it. Never in CI. */
const writing = process.env.GOLDEN === 'write' && !process.env.CI

describe('golden cases', () => {
  it.each(cases.map((one) => [`${one.format}/${one.name}`, one] as const))('read() reads %s as expected', (_, one) => {
    const actual = reading(one.upload)
    if (writing) writeFileSync(one.expectedPath, `${JSON.stringify(actual, undefined, 2)}\n`)
    else expect(actual).toEqual(one.expected)
  })

  it.each(cases.map((one) => [`${one.format}/${one.name}`, one] as const))(
    'read() picks the reader of %s by its content',
    (_, { format, upload }) => {
      const misnamed = { ...upload, name: 'x.jpg' }
      const result = reading(misnamed)
      if ('draft' in result) expect((result.draft as { format: string }).format).toBe(format)
      else expect(format).toBe('rejected')
    },
  )

  it.each(readers.map(({ format }) => format))('the reader %s has two golden cases or more', (format) => {
    expect(cases.filter((one) => one.format === format).length).toBeGreaterThanOrEqual(2)
  })
})

/** The Reading as it is stored, or what the desk is told of a rejected file. */
function reading(upload: Upload): Record<string, unknown> {
  try {
    return JSON.parse(JSON.stringify(read(upload, desk))) as Record<string, unknown>
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    return { rejected: error.rule, reason: error.message, remedy: error.remedy, ...(error.line !== undefined && { line: error.line }) }
  }
}
