import type { Desk } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import { instantOf, type WallTime, wallTime, zonedOf } from '@depesche/wire/time/zoned'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { g2Item, newsml12Item } from './items.ts'

const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }
const P = 'Die Gemeinde hat am Montag den Neubau der Brücke über die Saane beschlossen und will ihn im Mai beginnen.'
const readSource = (source: string, received?: string) =>
  read({ name: 'x', bytes: new TextEncoder().encode(source), ...(received && { received }) }, desk)
const readLine = (line: string, received = '2031-03-10T10:00:00Z') => readSource(`${line}\n\nGemeinde baut Brücke\n\n${P} (sda)`, received)
const said = ({ draft, notes }: ReturnType<typeof readSource>) => [
  draft.embargo,
  notes.filter(({ rule, level }) => rule === 'embargo-ambiguous-hour' && level === 'check').length,
]

/** Last Sundays of March and October, and days around them, in Europe/Zurich. */
const HOURS = [
  ['an hour that does not exist', '2031-03-30', '02.30', '2031-03-30T01:30:00Z', 1],
  ['an hour that comes twice', '2031-10-26', '02.30', '2031-10-26T01:30:00Z', 1],
  ['the hour before the clock goes forward', '2031-03-30', '01.30', '2031-03-30T00:30:00Z', 0],
  ['the hour after the clock goes forward', '2031-03-30', '03.00', '2031-03-30T01:00:00Z', 0],
  ['the hour before the clock goes back', '2031-10-26', '01.59', '2031-10-25T23:59:00Z', 0],
  ['the hour after the clock goes back', '2031-10-26', '03.00', '2031-10-26T02:00:00Z', 0],
  ['a summer day', '2031-07-06', '06.00', '2031-07-06T04:00:00Z', 0],
  ['a winter day', '2031-01-05', '06.00', '2031-01-05T05:00:00Z', 0],
] as const

describe('an embargo without a zone', () => {
  it.each(HOURS)('read() takes the later reading of %s in StatusWillChange', (_, day, time, until, doubts) => {
    const stamp = `${day.replaceAll('-', '')}T${time.replace('.', '')}00`
    expect(said(readSource(newsml12Item({ embargo: stamp })))).toEqual([{ until }, doubts])
  })

  it.each(HOURS)('read() takes the later reading of %s in embargoed', (_, day, time, until, doubts) => {
    expect(said(readSource(g2Item({ meta: `<embargoed>${day}T${time.replace('.', ':')}:00</embargoed>` })))).toEqual([{ until }, doubts])
  })

  it.each(HOURS)('read() takes the later reading of %s in a line of the text', (_, day, time, until, doubts) => {
    expect(said(readLine(`Sperrfrist: ${day.split('-').toReversed().join('.')}, ${time} Uhr`))).toEqual([{ until }, doubts])
  })

  it.each([
    'Sperrfrist: Sonntag, 30. März 2031, 02.30 Uhr',
    'SPERRFRIST bis 30.3.2031 0230',
    'Achtung Redaktionen: Sperrfrist Sonntag, 30. März, 02.30 Uhr',
    'Nicht vor Sonntag, 30. März 2031, 02.30 Uhr veröffentlichen',
    'Embargo: dimanche 30 mars 2031 à 02h30',
    "Sous embargo jusqu'au 30 mars 2031, 2h30",
    'À ne pas publier avant le dimanche 30 mars 2031 à 2h30',
    'Avis aux rédactions: embargo jusqu’au 30 mars 2031, 02h30',
    'Embargo fino a domenica 30 marzo 2031, ore 02.30',
    'Sotto embargo fino al 30 marzo 2031 alle 02.30',
    'Da non pubblicare prima delle 02.30 di domenica 30 marzo 2031',
    'EMBARGOED UNTIL 02:30 on Sunday, March 30, 2031',
    'Embargo: 30 March 2031, 2.30 a.m.',
    'Not for publication before 02:30 on 30 March 2031',
    'Note to editors: embargoed until Sunday, 30 March 2031, 02:30',
  ])('read() reads “%s” and says that the hour does not exist', (line) =>
    expect(said(readLine(line))).toEqual([{ until: '2031-03-30T01:30:00Z' }, 1]),
  )

  it('read() leaves an offset or a zone that is named alone', () => {
    expect(said(readSource(newsml12Item({ embargo: '20311026T023000+0200' })))).toEqual([{ until: '2031-10-26T00:30:00Z' }, 0])
    expect(said(readLine('Embargo: 26 October 2031, 02:30 UTC'))).toEqual([{ until: '2031-10-26T02:30:00Z' }, 0])
  })

  it('read() reads the weekday of an embargo in the zone that the line names', () =>
    expect(readLine('Embargo: Tuesday, 4 March 2031, 23:30 UTC').draft.embargo).toEqual({ until: '2031-03-04T23:30:00Z' }))

  it('read() does not pass over the short Sunday on which the clock goes forward', () => {
    expect(readLine('Sperrfrist: 06.00 Uhr', '2031-03-29T22:45:00Z').draft.embargo).toEqual({ until: '2031-03-30T04:00:00Z' })
    expect(readLine('Sperrfrist: Sonntag, 06.00 Uhr', '2031-03-29T22:45:00Z').draft.embargo).toEqual({ until: '2031-03-30T04:00:00Z' })
  })

  it('read() takes the later of a stamp and a comment, and says that its hour comes twice', () => {
    const { draft, notes } = readSource(newsml12Item({ embargo: '20311026T020000', comment: 'SPERRFRIST 0230' }))
    expect([draft.embargo, notes.filter(({ level }) => level === 'check').map(({ rule }) => rule)]).toEqual([
      { until: '2031-10-26T01:30:00Z' },
      ['embargo-conflict', 'embargo-ambiguous-hour'],
    ])
  })
})

describe('an embargo that cannot be understood', () => {
  it.each([
    ['Sperrfrist: bis zum Ende der Medienkonferenz', 'ende medienkonferenz'],
    ['SPERRFRIST: 30. März 2031', 'no time of day'],
    ['Sperrfrist: Montag, 30. März 2031, 06.00 Uhr', 'weekday'],
    ['Sperrfrist: 31. Februar 2031, 06.00 Uhr', 'no calendar'],
    ['Sperrfrist: 30. März 2031, 25.00 Uhr', 'no calendar'],
    ['Sperrfrist: 30. November, 06.00 Uhr', 'no year'],
    ['Achtung Redaktionen: Die Sperrfrist ist aufgehoben', 'aufgehoben'],
    ["Embargo: jusqu'à la fin de la séance", 'fin séance'],
    ['Attention, rédactions: embargo levé à 06h00', 'levé'],
    ['Embargo: fino alla conferenza stampa', 'conferenza stampa'],
    ['Attenzione redazioni: embargo fino alla fine della seduta', 'seduta'],
    ['EMBARGO: until delivery of the speech', 'delivery speech'],
    ['Note to editors: not for publication before the vote', 'vote'],
  ])('read() holds “%s” and says why', (line, why) => {
    const { draft, notes } = readLine(line)
    expect(draft.embargo).toHaveProperty('unreadable')
    expect(notes.find(({ rule }) => rule === 'embargo-unreadable')).toMatchObject({ level: 'hold', reason: expect.stringContaining(why) })
  })

  it('read() says that the time of sending is not known', () => {
    const { draft, notes } = readSource(`Sperrfrist: 30. März, 06.00 Uhr\n\nGemeinde baut Brücke\n\n${P} (sda)`)
    expect([draft.embargo, notes.find(({ level }) => level === 'hold')?.reason]).toEqual([
      { unreadable: 'Sperrfrist: 30. März, 06.00 Uhr' },
      expect.stringContaining('not known'),
    ])
  })

  it.each(['Do not use before bedtime, doctors say', 'Embargo gegen Russland wird verlängert', 'Non utilizzare prima di guidare'])(
    'read() leaves the headline “%s” alone',
    (title) => expect(readSource(`${title}\n\n${P} ${P}`).draft.embargo).toBeUndefined(),
  )
})

describe('zonedOf()', () => {
  const zone = fc.constantFrom('Europe/Zurich', 'America/New_York', 'Australia/Lord_Howe', 'UTC', 'Asia/Kathmandu')
  const day = fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2036-12-31T23:59:59Z'), noInvalidDate: true })
  /** nights on which the clocks of one of the zones change, and any other time */
  const change = fc
    .tuple(
      fc.constantFrom('2031-03-30', '2031-10-26', '2031-03-09', '2031-11-02', '2031-10-05', '2031-04-06'),
      fc.integer({ min: 0, max: 4 * 3600 - 1 }),
    )
    .map(([date, second]) => new Date(Date.parse(`${date}T00:00:00Z`) + second * 1000))
  const wall = fc.oneof(day, change).map(
    (date): WallTime => ({
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
    }),
  )
  const naive = (time: WallTime) => Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second)
  /** Every instant of two days whose clock shows the time, found by asking each quarter of an hour: offsets are multiples of one. */
  const shown = (time: WallTime, where: string) =>
    Array.from({ length: 4 * 48 + 1 }, (_, index) => naive(time) + (index - 96) * 15 * 60_000).filter(
      (instant) => naive(wallTime(instant, where)) === naive(time),
    )

  it('gives the last instant at which a clock shows the time, or in a gap one after it', () => {
    fc.assert(
      fc.property(wall, zone, (time, where) => {
        const { instant, odd } = zonedOf(time, where)!
        const at = Date.parse(instant)
        const all = shown(time, where)
        expect(odd).toBe(all.length === 0 ? 'never' : all.length > 1 ? 'twice' : undefined)
        if (all.length > 0) expect(at).toBe(Math.max(...all))
        // after the gap: the clock shows more than was stated, and never showed it before
        else expect(naive(wallTime(at, where))).toBeGreaterThan(naive(time))
        expect(instantOf(time, where)).toBe(instant)
      }),
      { numRuns: 400 },
    )
  })
})
