import { type Ceiling, giveBack, monthOf, reserve, spendOf, spentOn } from '@depesche/pipeline/ledger/spend'
import { surveyArticle } from '@depesche/pipeline/survey'
import { withinCeiling } from '@depesche/pipeline/within-ceiling'
import { type Engine, EngineError } from '@depesche/translation/engine'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { House, memoryTwin, sqliteTwin, testEngine } from '../lib/house.ts'
import { copy } from '../lib/wire.ts'

const NOON = Date.parse('2026-11-30T12:00:00Z')
const CEILING: Ceiling = { day: 1_000, month: 5_000 }

describe.each([
  ['memory', memoryTwin],
  ['SQLite', sqliteTwin],
] as const)('reserve() on %s', (_, twin) => {
  const open = () => twin(() => NOON)

  test('never lets many at the same time have more than the day or the month', async () => {
    const { ports, close } = open()
    const wishes = Array.from({ length: 64 }, (_, index) => 10 + index)
    const answers = await Promise.all(wishes.map((characters) => reserve(ports.table, 'amazon', characters, CEILING, NOON)))
    const granted = wishes.filter((_, index) => answers[index] === undefined).reduce((sum, each) => sum + each, 0)
    const spend = await spendOf(ports.table, 'amazon', '2026-11')
    expect(spend).toEqual({ month: granted, days: { '2026-11-30': granted } })
    expect(granted).toBeLessThanOrEqual(CEILING.day)
    // no smaller wish was refused for want of room that there was
    const smallest = Math.min(...wishes.filter((_, index) => answers[index] !== undefined))
    expect(granted + smallest).toBeGreaterThan(CEILING.day)
    await close()
  })

  test('counts as a plain sum by day and month does, whatever is asked, given back, and when', async () => {
    const step = fc.record({ characters: fc.nat(1_500), hours: fc.integer({ min: 0, max: 60 }), back: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { ports, close } = open()
        const sums = new Map<string, number>()
        const sum = (of: string) => sums.get(of) ?? 0
        let at = NOON
        for (const { characters, hours, back } of steps) {
          at += hours * 3_600_000
          const [day, month] = [new Date(at).toISOString().slice(0, 10), monthOf(at)]
          const fits = sum(day) + characters <= CEILING.day && sum(month) + characters <= CEILING.month
          const reached = await reserve(ports.table, 'amazon', characters, CEILING, at)
          expect(reached === undefined).toBe(fits)
          if (reached) expect(reached.again).toBeGreaterThan(at)
          if (!fits) continue
          const kept = back ? 0 : characters
          if (back) await giveBack(ports.table, 'amazon', characters, at)
          for (const each of [day, month]) sums.set(each, sum(each) + kept)
          const spend = await spendOf(ports.table, 'amazon', month)
          expect([spend.month, spentOn(spend, at)]).toEqual([sum(month), sum(day)])
        }
        await close()
      }),
      { numRuns: 40 },
    )
  })

  test('says which ceiling is reached and when it is not any more', async () => {
    const { ports, close } = open()
    expect(await reserve(ports.table, 'amazon', 1_000, CEILING, NOON)).toBeUndefined()
    expect(await reserve(ports.table, 'amazon', 1, CEILING, NOON)).toEqual({ period: 'day', again: Date.parse('2026-12-01T00:00:00Z') })
    expect(await reserve(ports.table, 'other', 1, CEILING, NOON)).toBeUndefined()
    expect(await reserve(ports.table, 'amazon', 1, { day: 9_999, month: 1_000 }, NOON)).toEqual({
      period: 'month',
      again: Date.parse('2026-12-01T00:00:00Z'),
    })
    await close()
  })
})

/** An engine that bills each letter of a job. */
function paidEngine(fails: () => EngineError | undefined = () => undefined): Engine & { calls: number } {
  const engine = testEngine({ fails })
  const billed: Engine['billed'] = ({ segments }) => segments.flat().reduce((sum, { text }) => sum + text.length, 0)
  return Object.assign(engine, { name: 'amazon', label: 'Amazon Translate', billed })
}

describe('an engine under a ceiling', () => {
  const text = { story: 's', version: 1, headline: 'Forty letters, counted one after another', paragraphs: ['x'.repeat(60)] }

  async function houseWith(ceiling: Ceiling, engine = paidEngine()) {
    const house = await House.open(memoryTwin)
    const { table } = house.twin.ports
    house.engines = [withinCeiling(engine, { table, clock: () => house.now }, ceiling)]
    const id = async () => {
      const sighting = house.sightings.find((each) => each.kind === 'normalized')
      return sighting?.kind === 'normalized' ? sighting.id : ''
    }
    const languages = async () => (await surveyArticle(table, await id()))?.languages ?? []
    return { house, engine, languages, table }
  }

  test('translates while there is room; then languages wait, visibly, and go out when the day is over', async () => {
    const { house, engine, languages, table } = await houseWith({ day: 150, month: 10_000 })
    await house.put(copy(text))
    await house.settle()
    expect(engine.calls).toBe(1)
    const waiting = (await languages()).filter(({ work }) => work !== undefined)
    expect(waiting).toMatchObject([{ work: { state: 'waiting', ceiling: 'day', reason: expect.stringContaining('150 characters a day') } }])
    expect(house.sightings.filter(({ kind }) => kind === 'ceiling')).not.toEqual([])
    expect(await house.feed('en')).toHaveLength(1)
    for (let hours = 0; hours < 60; hours++) {
      house.now += 1_200_000
      await house.settle(1)
    }
    expect((await languages()).map(({ language, out, work }) => [language, out?.version, work])).toEqual([
      ['de', 1, undefined],
      ['en', 1, undefined],
      ['fr', 1, undefined],
    ])
    expect(engine.calls).toBe(2)
    expect((await spendOf(table, 'amazon', '2026-03')).month).toBe(200)
    for (const language of ['en', 'fr', 'de']) expect(await house.feed(language)).toMatchObject([{ event: 'created', version: 1 }])
  })

  test('waits however often it looks: waiting is no failed try', async () => {
    const { house, engine, languages } = await houseWith({ day: 0, month: 0 })
    await house.put(copy(text))
    for (let looks = 0; looks < 40; looks++) {
      house.now += 1_000_000
      await house.settle(1)
    }
    expect(engine.calls).toBe(0)
    expect((await languages()).flatMap(({ work }) => work ?? []).map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  })

  test('goes on as soon as the ceiling is raised', async () => {
    const { house, languages, table } = await houseWith({ day: 0, month: 0 })
    await house.put(copy(text))
    await house.settle()
    house.engines = [withinCeiling(paidEngine(), { table, clock: () => house.now }, CEILING)]
    house.now += 960_000
    await house.settle()
    expect((await languages()).every(({ out, work }) => out?.version === 1 && work === undefined)).toBe(true)
  })

  test('gives back what the engine says was not billed, and no more', async () => {
    let fails = true
    const engine = paidEngine(() => (fails ? new EngineError('busy', 'later', true, undefined, 70) : undefined))
    const { house, table } = await houseWith({ day: 10_000, month: 10_000 }, engine)
    await house.put(copy(text))
    await house.settle(0)
    expect((await spendOf(table, 'amazon', '2026-03')).month).toBe(2 * 30)
    fails = false
    await house.settle(4)
    expect((await spendOf(table, 'amazon', '2026-03')).month).toBe(2 * 30 + 2 * 100)
  })

  test('an engine that bills nothing is not counted', async () => {
    const free = testEngine()
    expect(withinCeiling(free, { table: memoryTwin(() => 0).ports.table, clock: () => 0 }, { day: 0, month: 0 })).toBe(free)
  })
})
