import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadCode } from './code.ts'
import { runOne } from './run-one.ts'

/** More with MODEL_SCHEDULES=100000; the first seed with MODEL_SEED. */
const schedules = Number(process.env.MODEL_SCHEDULES ?? 1_500)
const first = Number(process.env.MODEL_SEED ?? 1)
const src = fileURLToPath(new URL('../../packages/pipeline/src', import.meta.url))

describe('the ledger under random schedules', () => {
  for (const [twin, share] of [
    ['memory', 1],
    ['sqlite', 0.05],
  ] as const)
    test(`loses, doubles and leaks nothing in ${schedules * share} schedules from seed ${first}, on the ${twin} twin`, {
      timeout: 900_000,
    }, async () => {
      const code = await loadCode(src)
      const sum = { steps: 0, crashes: 0, pauses: 0, decisions: 0, replays: 0 }
      for (let seed = first; seed < first + schedules * share; seed++) {
        const ran = await runOne(code, seed, twin).catch((error: unknown) => {
          throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
        })
        sum.steps += ran.steps
        sum.crashes += ran.crashes
        sum.pauses += ran.pauses
        sum.decisions += ran.decisions
        sum.replays += Number(ran.replayed)
      }
      expect(sum.steps).toBeGreaterThan(schedules * share * 20)
      for (const many of [sum.crashes, sum.pauses, sum.decisions, sum.replays]) expect(many).toBeGreaterThan(0)
      console.log(JSON.stringify(sum))
    })
})
