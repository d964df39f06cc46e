import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseOf, fuzzedFormats, seedsOf } from './fuzz/cases.ts'
import { outcomeOf } from './fuzz/outcome.ts'

/** The whole: `npm run bench:fuzz`. */
const CASES = 400
const seed = (fc.readConfigureGlobal().seed ?? 1) % 1_000_000

describe('read() on damaged uploads', () => {
  it.each(fuzzedFormats)('gives a Reading that can go on its way, or Rejected: %s', (format) => {
    const seeds = seedsOf(format)
    const outcomes = new Map<string, number>()
    let structural = 0
    for (let number = 0; number < CASES; number++) {
      const one = caseOf(seeds, seed + number)
      if (one.structural) structural++
      try {
        const outcome = outcomeOf(one.bytes)
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      } catch (error) {
        throw new Error(`seed ${seed + number}`, { cause: error })
      }
    }
    expect(structural).toBeGreaterThan(CASES / 2)
    // neither is everything refused nor everything read
    expect(outcomes.get(format) ?? 0).toBeGreaterThan(CASES / 20)
    expect(outcomes.size).toBeGreaterThan(1)
  })
})
