import { plain } from '@depesche/article/model'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Segment } from '../src/engine.ts'
import { splitAtSentences } from '../src/split.ts'

const short = (limit: number) => (piece: Segment) => plain(piece).length <= limit

test('splitAtSentences() cuts at ends of sentences and keeps marks', () => {
  const segment: Segment = [{ text: 'One two. ' }, { text: 'Three', marks: [{ kind: 'strong' }] }, { text: ' four. Five six.' }]
  expect(splitAtSentences(segment, 'en', short(20))).toEqual([
    [{ text: 'One two. ' }],
    [{ text: 'Three', marks: [{ kind: 'strong' }] }, { text: ' four. ' }],
    [{ text: 'Five six.' }],
  ])
  expect(splitAtSentences(segment, 'en', short(100))).toEqual([segment])
  expect(splitAtSentences(segment, 'en', short(8))).toBeUndefined()
})

test('splitAtSentences() gives pieces that fit and join to the same text', () => {
  const sentence = fc.constantFrom('Yes. ', 'He said no. ', 'Über 3,5 % mehr! ', '“Why?” ')
  fc.assert(
    fc.property(fc.array(sentence, { minLength: 1, maxLength: 30 }), (sentences) => {
      const segment = sentences.map((text) => ({ text }))
      const pieces = splitAtSentences(segment, 'de', short(40))
      expect(pieces?.every(short(40))).toBe(true)
      expect(pieces?.map(plain).join('')).toBe(sentences.join(''))
    }),
  )
})
