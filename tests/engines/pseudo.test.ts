import { plain } from '@depesche/article/model'
import { createPseudo } from '@depesche/engines/pseudo'
import { expect, test } from 'vitest'
import { engineContract } from './contract.ts'

engineContract('pseudo', {
  create: createPseudo,
  from: 'en',
  to: 'fr',
  impossible: ['de', 'de-CH'],
  words: 'The lake rose',
  leftOver: () => [],
})

test('pseudo looks like no language and keeps what must survive', async () => {
  const text = 'Kim (39) wrote to {name}: 3,5 %, see a@b.ch or https://x.ch/about.'
  const [translated] = await createPseudo().translate({ from: 'en', to: 'fr', segments: [[{ text }]] })
  expect(plain(translated!.spans)).toBe('[fr: Kîm (39) wrôté tô {name}: 3,5 %, šéé a@b.ch ôr https://x.ch/about. ~~~]')
})

test('pseudo takes any direction, at grade "none", and says that it is no translation', () => {
  const engine = createPseudo()
  expect(engine.offer('de', 'rm')).toEqual({ grade: 'none', route: 'pseudo' })
  expect(engine.label).toContain('no translation')
  expect(engine.method).toBe('stand-in')
})
