import { expect, test } from 'vitest'
import { choose } from '../src/choose.ts'
import type { Engine, Grade } from '../src/engine.ts'

const engine = (name: string, grade: Grade, ...taken: readonly string[]): Engine => ({
  name,
  label: name,
  method: 'stand-in',
  offer: (from, to) => (taken.includes(`${from}-${to}`) ? { grade, route: `${from}${to}` } : undefined),
  directions: () => [],
  billed: undefined,
  translate: async () => [],
  [Symbol.asyncDispose]: async () => {},
})

test('choose() takes the first engine in order that can, even when a later one is better', () => {
  const engines = [engine('first', 'gist', 'fr-es'), engine('second', 'publishable', 'fr-es', 'de-fr')]
  expect(choose(engines, 'fr', 'es')).toMatchObject({ engine: { name: 'first' }, offer: { grade: 'gist', route: 'fres' } })
  expect(choose(engines, 'de', 'fr')).toMatchObject({ engine: { name: 'second' } })
  expect(choose(engines, 'de', 'rm')).toBeUndefined()
})
