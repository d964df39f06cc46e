import { articleId } from '@depesche/article/model'
import { MAX_ITEM_BYTES } from '@depesche/pipeline/ports'
import { surveyArticle } from '@depesche/pipeline/survey'
import { describe, expect, test } from 'vitest'
import { House, memoryTwin } from '../lib/house.ts'
import { copy, readTestCopy } from '../lib/wire.ts'

const wide = (count: number) => '語'.repeat(count)

describe('an upload with everything at its longest', () => {
  const read: typeof readTestCopy = (upload) => {
    const { draft } = readTestCopy(upload)
    const coded = Array.from({ length: 200 }, (_, n) => ({ scheme: wide(50), code: `${n}${wide(500)}` }))
    return {
      draft: {
        ...draft,
        identity: { scheme: 'desk', value: wide(300) },
        service: wide(1000),
        subjects: coded,
        places: coded,
        sources: coded.map(({ code }) => code),
        embargo: { unreadable: wide(5000) },
        content: { ...draft.content, headline: [{ text: wide(5000) }] },
      },
      notes: coded.map((_, n) => ({ rule: `rule-${n}-${'x'.repeat(100)}`, level: 'hold' as const, reason: wide(1000), place: {} })),
    }
  }

  test(`fits the table's ${MAX_ITEM_BYTES} bytes an item, and is held`, async () => {
    const house = await House.open(memoryTwin, undefined, { read })
    await house.put(copy({ headline: 'x' }), `sda/${wide(80)}.json`)
    await house.settle()
    const survey = await surveyArticle(house.twin.ports.table, articleId('sda', { scheme: 'desk', value: wide(300) }))
    expect(survey?.closings).toContain('doubt')
  })

  test('and a name, a wish and a reason of any length are rejected within the bounds too', async () => {
    const house = await House.open(memoryTwin)
    await house.put(new TextEncoder().encode('not of this wire'), `sda/${wide(5000)}.json`, { asId: wide(200) })
    await house.settle()
    expect(house.sightings.at(-1)).toMatchObject({ kind: 'rejected' })
  })
})
