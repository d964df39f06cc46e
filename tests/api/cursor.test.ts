import { formatCursor, parseCursor } from '@depesche/api/cursor'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const number = (min: number) => fc.integer({ min, max: 999_999_999_999 })

test('parseCursor() reads back every cursor that formatCursor() writes', () => {
  fc.assert(
    fc.property(number(1), number(0), (epoch, sequence) => {
      expect(parseCursor(formatCursor({ epoch, sequence }))).toEqual({ epoch, sequence })
    }),
  )
})

test('parseCursor() takes a text only if it is exactly what formatCursor() writes', () => {
  const near = fc.stringMatching(/^[-+ ]?[0-9]{0,14}[.,]?[-+ ]?[0-9]{0,14}[ \n]?$/)
  fc.assert(
    fc.property(fc.oneof(near, fc.string({ unit: 'binary' })), (text) => {
      const cursor = parseCursor(text)
      if (cursor !== undefined) expect(formatCursor(cursor)).toBe(text)
    }),
    { numRuns: 3000 },
  )
})

test.each([
  '',
  '.',
  '1',
  '1.',
  '.1',
  '0.1',
  '01.1',
  '1.01',
  '1.1.1',
  '-1.1',
  '1.-1',
  '+1.1',
  '1e3.1',
  '1.1\n',
  ' 1.1',
  '١.١',
  '1.1234567890123',
  '1.0x1',
])('parseCursor() refuses %j', (text) => {
  expect(parseCursor(text)).toBeUndefined()
})
