import { retryAfterIn } from '@depesche/webhooks/retry-after'
import { describe, expect, test } from 'vitest'

const NOW = Date.parse('1994-11-06T08:49:37.000Z')

describe('retryAfterIn()', () => {
  test.each([
    ['0', 0],
    ['120', 120],
    [' 120 ', 120],
    ['31536000', 31_536_000],
    ['Sun, 06 Nov 1994 08:50:07 GMT', 30],
    ['Sunday, 06-Nov-94 08:50:07 GMT', 30],
    ['Sun Nov  6 08:50:07 1994', 30],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
    ['Sat, 05 Nov 1994 08:49:37 GMT', 0],
  ])('reads %j as %i seconds', (header, seconds) => {
    expect(retryAfterIn(header, NOW)).toBe(seconds)
  })

  test('counts a part of a second as a whole one', () => {
    expect(retryAfterIn('Sun, 06 Nov 1994 08:49:38 GMT', NOW + 1)).toBe(1)
  })

  test.each([
    undefined,
    '',
    ' ',
    '-5',
    '+5',
    '1.5',
    '1e3',
    '0x10',
    '٣',
    'soon',
    '9'.repeat(400),
    '120, 60',
    'Nov 2026',
    '1994-11-06T09:00:00Z',
    'Sun, 06 Nov 1994',
  ])('finds none in %j', (header) => {
    expect(retryAfterIn(header, NOW)).toBeUndefined()
  })

  test.each(['Sun, 99 Nov 1994 08:49:37 GMT', 'Sun, 06 Xxx 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 99:49:37 GMT'])(
    'finds none in %j',
    (header) => {
      expect(retryAfterIn(header, NOW)).toBeUndefined()
    },
  )
})
