import type { Desk } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import { describe, expect, it } from 'vitest'
import { g2Item } from './items.ts'

const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }
const readItem = (meta: string) => read({ name: 'x', bytes: new TextEncoder().encode(g2Item({ meta })) }, desk)
const checks = (meta: string) => readItem(meta).notes.flatMap(({ rule, level }) => (level === 'check' ? [rule] : []))

describe('expires of an item', () => {
  it.each([
    ['an instant', '<expires>2031-07-01T12:00:00+02:00</expires>', '2031-07-01T10:00:00Z'],
    ['a time without a zone in the desk’s', '<expires>2031-07-01T12:00:00</expires>', '2031-07-01T10:00:00Z'],
    ['a day, which must be over', '<expires>2031-07-01</expires>', '2031-07-01T22:00:00Z'],
    ['a day with its zone', '<expires>2031-12-31Z</expires>', '2032-01-01T00:00:00Z'],
    [
      'the earliest of several',
      '<expires>2031-07-02T12:00:00Z</expires><expires>2031-07-01T23:00:00-04:00</expires>',
      '2031-07-02T03:00:00Z',
    ],
    ['the one that can be read', '<expires>soon</expires><expires>2031-07-02T12:00:00Z</expires>', '2031-07-02T12:00:00Z'],
  ])('read() takes %s', (_, meta, expires) => expect(readItem(meta).draft.expires).toBe(expires))

  it.each(['soon', '2031-02-30', '2031-02-30T12:00:00', '2031-07-01T25:00:00', ''])(
    'read() lets “%s” go out for ever, with a Note to look at',
    (stamp) => {
      const { draft } = readItem(`<expires>${stamp}</expires>`)
      expect(['expires' in draft, checks(`<expires>${stamp}</expires>`)]).toEqual([false, ['expires-unreadable']])
    },
  )

  it('read() finds none where the item states none', () => {
    expect(['expires' in readItem('').draft, checks('')]).toEqual([false, []])
  })
})
