import { withOpaque } from '@depesche/engines/apertium/opaque'
import type { Pipeline } from '@depesche/engines/apertium/pipeline'
import { createPool } from '@depesche/engines/apertium/pool'
import { apertiumPackages, packagesFor, routeOf } from '@depesche/engines/apertium/routes'
import { describe, expect, test } from 'vitest'

describe('withOpaque()', () => {
  const opaque = (text: string) =>
    withOpaque([{ text, id: 0 }])
      .filter((run) => run.opaque)
      .map((run) => run.text)

  test('cuts out numbers with a unit or a separator', () => {
    const text = "3,5%, 3,5 %, CHF 1'200.50, €50, 20°C, 15:00 Uhr am 12.05.2024, 1 200 000 km², +1,2, -5%, 5–0, 80 km/h, 300 ha."
    expect(opaque(text)).toEqual([
      '3,5%',
      '3,5 %',
      "CHF 1'200.50",
      '€50',
      '20°C',
      '15:00',
      '12.05.2024',
      '1 200 000 km²',
      '+1,2',
      '-5%',
      '5–0',
      '80 km/h',
      '300 ha',
    ])
  })

  test('leaves plain whole numbers, and digits in words', () => {
    expect(opaque('39 Jahre, 2024, G20, COVID-19, 12-year-old, 1er, 20th, 5 metres.')).toEqual([])
  })

  test('cuts out addresses without the punctuation after them', () => {
    expect(opaque('Siehe https://x.ch/a(b)?c=d#e, admin.ch/x; a.b@c-d.ch. (www.example.com) @desk #Klima!')).toEqual([
      'https://x.ch/a(b)?c=d#e',
      'admin.ch/x',
      'a.b@c-d.ch',
      'www.example.com',
      '@desk',
      '#Klima',
    ])
  })

  test('keeps marks and every character', () => {
    const runs = [
      { text: 'um 3,5 % auf ', id: 0 },
      { text: 'x.ch', id: 2 },
    ]
    expect(withOpaque(runs)).toEqual([
      { text: 'um ', id: 0 },
      { text: '3,5 %', id: 0, opaque: true },
      { text: ' auf ', id: 0 },
      { text: 'x.ch', id: 2, opaque: true },
    ])
  })
})

describe('routeOf()', () => {
  const have = new Set(['eng-spa', 'fr-es', 'es-fr', 'spa-ita', 'fra-cat', 'cat-ita', 'es-pt', 'es-pt_BR'])
  test('takes a direct pair, else two over a hub; there is no German and no Romansh', () => {
    expect(routeOf(have, 'fr', 'es')).toEqual({ modes: ['fr-es'], grade: 'readable' })
    expect(routeOf(have, 'fr-CH', 'es')).toEqual({ modes: ['fr-es'], grade: 'readable' })
    expect(routeOf(have, 'en', 'es')).toEqual({ modes: ['eng-spa'], grade: 'gist' })
    expect(routeOf(have, 'fr', 'it')).toEqual({ modes: ['fr-es', 'spa-ita'], grade: 'gist' })
    expect(routeOf(have, 'es', 'pt-BR')).toEqual({ modes: ['es-pt_BR'], grade: 'readable' })
    expect(routeOf(have, 'es', 'pt-PT')).toEqual({ modes: ['es-pt'], grade: 'readable' })
    for (const [from, to] of [
      ['de', 'fr'],
      ['rm', 'it'],
      ['fr', 'de'],
      ['fr', 'fr-CH'],
    ] as const)
      expect(routeOf(have, from, to)).toBeUndefined()
  })
})

test('packagesFor() names the fewest packages for the directions', () => {
  expect(
    packagesFor([
      ['fr', 'es'],
      ['es', 'fr'],
    ]),
  ).toEqual(['apertium-fr-es'])
  expect(
    packagesFor([
      ['fr', 'it'],
      ['en', 'es'],
      ['de', 'fr'],
    ]),
  ).toEqual(['apertium-eng-spa', 'apertium-fr-es', 'apertium-spa-ita'])
  expect(Object.keys(apertiumPackages).every((name) => /^apertium-[a-z]+-[a-z]+$/.test(name))).toBe(true)
})

describe('createPool()', () => {
  function world(limit: number) {
    const events: string[] = []
    const dead = new Set<string>()
    const start = async (mode: string): Promise<Pipeline> => {
      events.push(`+${mode}`)
      dead.delete(mode)
      return { send: async (text) => text, alive: () => !dead.has(mode), pid: undefined, close: async () => void events.push(`-${mode}`) }
    }
    return { events, dead, pool: createPool({ start, limit, idleMs: 60_000 }) }
  }
  const nothing = async () => {}

  test('ends the least recently used idle pipeline to make room', async () => {
    const { events, pool } = world(2)
    for (const mode of ['a', 'b', 'a', 'c']) await pool.use(mode, nothing)
    expect(events).toEqual(['+a', '+b', '-b', '+c'])
    await pool[Symbol.asyncDispose]()
    expect(events.slice(4).sort()).toEqual(['-a', '-c'])
  })

  test('waits for room while all are busy', async () => {
    const { events, pool } = world(1)
    const { promise, resolve } = Promise.withResolvers<void>()
    const busy = pool.use('a', () => promise)
    const next = pool.use('b', nothing)
    await pool.use('a', nothing)
    expect(events).toEqual(['+a'])
    resolve()
    await Promise.all([busy, next])
    expect(events).toEqual(['+a', '-a', '+b'])
  })

  test('starts a pipeline anew that died, and one that did not start', async () => {
    const { events, dead, pool } = world(1)
    await pool.use('a', nothing)
    dead.add('a')
    await pool.use('a', nothing)
    expect(events).toEqual(['+a', '+a'])
    let tries = 0
    const failing = createPool({ start: async () => Promise.reject(new Error(`no ${++tries}`)), limit: 1, idleMs: 1 })
    await expect(failing.use('a', nothing)).rejects.toThrow('no 1')
    await expect(failing.use('a', nothing)).rejects.toThrow('no 2')
  })
})
