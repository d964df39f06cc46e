import { EngineError } from '@depesche/translation/engine'
import { inChain } from '@depesche/translation/in-chain'
import { describe, expect, test } from 'vitest'
import { House, memoryTwin, testEngine } from '../lib/house.ts'
import { copy } from '../lib/wire.ts'

const HOUR_MS = 3_600_000

/** A house whose engine translates nothing into French before a time. */
async function openHouse() {
  const house = await House.open(memoryTwin)
  const until = house.now + HOUR_MS
  const engine = testEngine({
    fails: ({ to }) => (to === 'fr' && house.now < until ? new EngineError('down', 'it is down', true) : undefined),
  })
  house.engines = [engine]
  const pass = async (ms: number) => {
    for (const end = house.now + ms; house.now < end; ) await house.settle(1)
  }
  const put = (story: string) => house.put(copy({ story, version: 1, headline: story }), `sda/${story}.json`)
  return { house, engine, until, pass, put }
}

test('one language that fails for an hour leaves the others alone, and drains by itself', async () => {
  for (let round = 0; round < 5; round++) {
    const { house, until, pass, put } = await openHouse()
    for (const story of ['a', 'b', 'c']) {
      await put(story)
      await pass(5 * 60_000)
    }
    expect([(await house.feed('de')).length, (await house.feed('fr')).length]).toEqual([3, 0])
    await pass(until - house.now - 61_000)
    expect((await house.feed('fr')).length).toBe(0)
    await pass(30 * 60_000)
    expect((await house.feed('fr')).length).toBe(3)
    expect(house.sightings.filter(({ kind }) => kind === 'failed')).toEqual([])
    // however often the clock and the queue both bring it: one try after the other, at growing pauses
    expect(house.sightings.filter(({ kind }) => kind === 'retrying').length).toBeLessThan(3 * 16)
  }
})

describe('inChain()', () => {
  const DOWN = new EngineError('down', 'it is down', true)
  const open = () => {
    let [now, isDown] = [0, false]
    const first = { ...testEngine({ fails: ({ to }) => (isDown && to === 'fr' ? DOWN : undefined) }), name: 'first' }
    const second = { ...testEngine({ can: (_, to) => to !== 'it' }), name: 'second' }
    const chain = inChain([first, second], () => now)
    const takes = (to = 'fr') => chain.find((engine) => engine.offer('en', to))?.name
    const translate = (to = 'fr') => chain[0]!.translate({ from: 'en', to, segments: [[{ text: 'One' }]] })
    const set = (time: number, down: boolean) => {
      now = time
      isDown = down
    }
    return { takes, translate, set, chain }
  }

  test('after three failures in a row another engine takes the direction for a while, and no other direction', async () => {
    const { takes, translate, set } = open()
    set(0, true)
    for (const _ of [1, 2]) await expect(translate()).rejects.toThrow('down')
    expect(takes()).toBe('first')
    await expect(translate()).rejects.toThrow('down')
    expect([takes(), takes('de'), takes('it')]).toEqual(['second', 'first', 'first'])
    set(59_000, true)
    expect(takes()).toBe('second')
    set(61_000, true)
    expect(takes()).toBe('first')
  })

  test('one more failure then closes it for longer, one success opens it', async () => {
    const { takes, translate, set } = open()
    set(0, true)
    for (const _ of [1, 2, 3]) await expect(translate()).rejects.toThrow('down')
    set(61_000, true)
    await expect(translate()).rejects.toThrow('down')
    set(61_000 + 119_000, true)
    expect(takes()).toBe('second')
    set(61_000 + 121_000, false)
    await translate()
    for (const _ of [1, 2]) {
      set(200_000, true)
      await expect(translate()).rejects.toThrow('down')
      expect(takes()).toBe('first')
    }
  })

  test('is not closed where no other engine offers the direction, nor by a text that is at fault itself', async () => {
    const { takes, translate, set } = open()
    const refusing = { ...testEngine({ fails: () => new EngineError('too-long', 'too long', false) }), name: 'first' }
    const chain = inChain([refusing, testEngine()])
    for (const _ of [1, 2, 3, 4]) await expect(chain[0]!.translate({ from: 'en', to: 'fr', segments: [] })).rejects.toThrow('too long')
    expect(chain[0]!.offer('en', 'fr')).toBeDefined()
    set(0, true)
    for (const _ of [1, 2, 3]) await expect(translate()).rejects.toThrow('down')
    expect(takes('it')).toBe('first')
  })
})
