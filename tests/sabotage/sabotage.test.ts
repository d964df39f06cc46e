import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { faults } from './faults.ts'
import { caught, copies, planted } from './plant.ts'

afterAll(() => rmSync(copies, { recursive: true, force: true }))

describe('the model catches', () => {
  for (const [index, fault] of faults.entries())
    test(fault.name, { timeout: 300_000 }, async () => {
      expect(await caught(planted(fault, index), fault)).toBeDefined()
    })
})
