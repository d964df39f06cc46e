import { CALLS_PER_LANGUAGE, limited } from '@depesche/engines/wrapped'
import type { Engine, Job } from '@depesche/translation/engine'
import { expect, test } from 'vitest'

/** An engine that waits until the test lets its calls go, and counts how many stand in it per language. */
function gated(): {
  readonly engine: Engine
  readonly inside: Map<string, number>
  readonly most: Map<string, number>
  readonly open: () => void
} {
  const inside = new Map<string, number>()
  const most = new Map<string, number>()
  let open = () => {}
  const gate = new Promise<void>((resolve) => {
    open = resolve
  })
  const count = (language: string, by: number) => {
    inside.set(language, (inside.get(language) ?? 0) + by)
    most.set(language, Math.max(most.get(language) ?? 0, inside.get(language) ?? 0))
  }
  const engine: Engine = {
    name: 'gated',
    label: 'gated',
    method: 'rules',
    offer: () => ({ grade: 'gist', route: 'x' }),
    directions: () => [],
    billed: undefined,
    translate: async ({ to, segments }: Job) => {
      count(to, 1)
      await gate
      count(to, -1)
      if (segments.length === 0) throw new Error('nothing to do')
      return segments.map((spans) => ({ spans, notes: [] }))
    },
    [Symbol.asyncDispose]: async () => {},
  }
  return { engine, inside, most, open }
}

test('limited() gives an engine so many calls per language at a time, one language holding up no other, and all get through', async () => {
  const { engine, inside, most, open } = gated()
  const bounded = limited(engine)
  const segments = [[{ text: 'x' }]]
  const job = (to: string) => bounded.translate({ from: 'en', to, segments })
  const calls = [...Array.from({ length: 3 * CALLS_PER_LANGUAGE }, () => job('fr')), job('es')]
  await new Promise((resolve) => setImmediate(resolve))
  expect([...inside]).toEqual([
    ['fr', CALLS_PER_LANGUAGE],
    ['es', 1],
  ])
  open()
  expect(await Promise.all(calls)).toHaveLength(3 * CALLS_PER_LANGUAGE + 1)
  expect(most.get('fr')).toBe(CALLS_PER_LANGUAGE)
})

test('limited() gives the place of a call that failed to the next one', async () => {
  const { engine, open } = gated()
  const bounded = limited(engine, 1)
  open()
  const failed = bounded.translate({ from: 'en', to: 'fr', segments: [] })
  const next = bounded.translate({ from: 'en', to: 'fr', segments: [[{ text: 'x' }]] })
  await expect(failed).rejects.toThrow('nothing to do')
  expect(await next).toHaveLength(1)
})
