import { plain, spansOf } from '@depesche/article/model'
import { MemoryTable } from '@depesche/pipeline/memory/table'
import { withMemory } from '@depesche/pipeline/with-memory'
import type { Engine } from '@depesche/translation/engine'
import { glossaryOf } from '@depesche/translation/glossary/glossary'
import type { Term } from '@depesche/translation/glossary/term'
import { withGlossary } from '@depesche/translation/with-glossary'
import { expect, test } from 'vitest'
import { testEngine } from '../lib/house.ts'

test('a changed glossary sends again the passages that its changed terms stand in, and no other', async () => {
  const asked: string[] = []
  const engine: Engine = {
    ...testEngine(),
    translate: async ({ segments }) => {
      asked.push(...segments.map(plain))
      return segments.map((spans) => ({ spans, notes: [] }))
    },
  }
  const table = new MemoryTable()
  const clock = () => 0
  const say = async (terms: readonly Term[], ...texts: readonly string[]) => {
    asked.length = 0
    const glossary = glossaryOf(terms, 'de')
    const around = withGlossary(withMemory(engine, { table, clock }), async () => glossary)
    const told = await around.translate({ from: 'de', to: 'fr', segments: texts.map((text) => spansOf(text)) })
    return told.map(({ spans }) => plain(spans))
  }
  const [party, council]: readonly Term[] = [
    { term: 'SVP', translation: 'UDC', kind: 'translate' },
    { term: 'Rat', translation: 'conseil', kind: 'translate' },
  ]
  const texts = ['die SVP', 'der Rat tagt', 'der Saal']
  expect(await say([party!, council!], 'die SVP sagt', ...texts.slice(1))).toEqual(['die UDC sagt', 'der conseil tagt', 'der Saal'])
  expect(asked).toHaveLength(3)
  const other: Term = { ...council!, translation: 'Conseil' }
  expect(await say([party!, other], 'die SVP sagt', ...texts.slice(1))).toEqual(['die UDC sagt', 'der Conseil tagt', 'der Saal'])
  expect(asked).toEqual(['der Rat tagt'])
  await say([other], 'die SVP sagt', ...texts.slice(1))
  expect(asked).toEqual(['die SVP sagt'])
})
