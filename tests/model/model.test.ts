import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadCode } from './code.ts'
import { runOne } from './run-one.ts'

/** More with MODEL_SCHEDULES=100000; the first seed with MODEL_SEED. */
const schedules = Number(process.env.MODEL_SCHEDULES ?? 1_500)
const first = Number(process.env.MODEL_SEED ?? 1)

describe('the ledger under random schedules', () => {
  test(`loses, doubles and leaks nothing in ${schedules} schedules from seed ${first}`, { timeout: 600_000 }, async () => {
    const code = await loadCode(fileURLToPath(new URL('../../packages/pipeline/src', import.meta.url)))
    let steps = 0
    for (let seed = first; seed < first + schedules; seed++)
      steps += await runOne(code, seed).catch((error: unknown) => {
        throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
      })
    expect(steps).toBeGreaterThan(schedules * 20)
    console.log(`${schedules} schedules, ${steps} port calls`)
  })
})
