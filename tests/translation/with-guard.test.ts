import { articleWhole } from '@depesche/api/article-whole'
import { type Span, spansOf } from '@depesche/article/model'
import type { Engine } from '@depesche/translation/engine'
import { withGuard } from '@depesche/translation/with-guard'
import { expect, test } from 'vitest'
import { House, memoryTwin, PRODUCT, testEngine } from '../lib/house.ts'
import { copy } from '../lib/wire.ts'

/** An engine that answers by a table, and with the source where it has nothing. */
function tableEngine(table: Readonly<Record<string, string>>, more: Partial<Engine> = {}): Engine {
  const answer = (spans: readonly Span[]) =>
    spansOf(table[spans.map(({ text }) => text).join('')] ?? spans.map(({ text }) => text).join(''))
  return { ...testEngine(), translate: async ({ segments }) => segments.map((spans) => ({ spans: answer(spans), notes: [] })), ...more }
}
const job = { from: 'en', to: 'fr', segments: [spansOf('The town spends 48,317 francs on 3 bridges.')] }
const wrong = { 'The town spends 48,317 francs on 3 bridges.': 'La ville dépense 43 817 francs pour 3 ponts.' }
const right = { 'The town spends 48,317 francs on 3 bridges.': "La ville dépense 48'317 francs pour 3 ponts." }

test('withGuard() makes a Note of what does not agree, none weighing more than check, and none of what does', async () => {
  const [doubted] = await withGuard(tableEngine(wrong)).translate(job)
  expect(doubted?.notes.map(({ level }) => level)).toEqual(['check'])
  expect(doubted?.notes[0]?.reason).toMatch(/48,317/)
  expect((await withGuard(tableEngine(right)).translate(job))[0]?.notes).toEqual([])
})

test('withGuard() compares nothing with a stand-in’s words', async () => {
  expect((await withGuard(tableEngine(wrong, { method: 'stand-in' })).translate(job))[0]?.notes).toEqual([])
})

for (const [level, shown] of [
  [undefined, 'La ville'],
  ['check', 'nothing'],
] as const)
  test(`a doubted translation ${level ? 'waits for a person where its product says so' : 'goes out flagged'}, and the desk reads why`, async () => {
    const product = { ...PRODUCT, languages: ['en', 'fr'], ...(level ? { person: { level } } : {}) }
    const house = await House.open(memoryTwin, [product])
    const [text = ''] = Object.keys(wrong)
    house.engines = [withGuard(tableEngine({ ...wrong, Town: 'La ville' }))]
    await house.put(copy({ story: 'a', version: 1, headline: 'Town', paragraphs: [text] }))
    await house.settle()
    const { id } = (await house.feed('en'))[0]!
    expect((await house.feed('fr'))[0]?.headline ?? 'nothing').toBe(shown)
    const whole = await articleWhole(house.twin.ports, id, house.now)
    expect(whole?.doubts).toEqual({
      fr: [expect.objectContaining({ level: 'check', place: { part: 'body', block: 0 }, reason: expect.stringMatching(/48,317/) })],
    })
  })
