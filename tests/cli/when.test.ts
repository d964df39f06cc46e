import { PassThrough } from 'node:stream'
import { confirm } from '@depesche/cli/confirm'
import { whenOf, zoneOf } from '@depesche/cli/when'
import { expect, test } from 'vitest'

const now = Date.parse('2026-11-24T12:00:00Z')
const zurich = (text: string) => whenOf(text, 'Europe/Zurich', now, '--until')

test.for([
  ['2026-11-24T18:00', '2026-11-24T17:00:00Z'],
  ['2026-11-24 18:00', '2026-11-24T17:00:00Z'],
  ['2026-07-01 18:00:30', '2026-07-01T16:00:30Z'],
  ['18:00', '2026-11-24T17:00:00Z'],
  ['13:00', '2026-11-25T12:00:00Z'],
  ['9:30', '2026-11-25T08:30:00Z'],
  ['+90m', '2026-11-24T13:30:00Z'],
  [' +2h ', '2026-11-24T14:00:00Z'],
  ['2026-11-24T18:00-05:00', '2026-11-24T23:00:00Z'],
  ['2026-11-24T18:00:00Z', '2026-11-24T18:00:00Z'],
] as const)('whenOf() takes "%s" of a desk in Zurich for %s', ([text, instant]) => {
  expect(zurich(text)).toMatchObject({ instant })
  expect(zurich(text).note).toBeUndefined()
})

test('whenOf() takes the next such time on the last day of a year and over a clock change', () => {
  expect(whenOf('08:00', 'Europe/Zurich', Date.parse('2026-12-31T12:00:00Z'), '--at').instant).toBe('2027-01-01T07:00:00Z')
  expect(whenOf('08:00', 'Europe/Zurich', Date.parse('2027-03-27T12:00:00Z'), '--at').instant).toBe('2027-03-28T06:00:00Z')
})

test('whenOf() takes the later instant where the clocks show a time twice or never, and says so', () => {
  expect(zurich('2027-10-31 02:30')).toMatchObject({ instant: '2027-10-31T01:30:00Z', note: expect.stringContaining('twice') })
  expect(zurich('2027-03-28 02:30')).toMatchObject({ instant: '2027-03-28T01:30:00Z', note: expect.stringContaining('forward') })
  expect(whenOf('2027-04-04 01:45', 'Australia/Lord_Howe', now, '--at').note).toContain('twice')
})

test('whenOf() tells the instant in the zone and in UTC', () => {
  expect(zurich('18:00').words).toBe('2026-11-24 18:00 Europe/Zurich (2026-11-24 17:00 UTC)')
  expect(whenOf('2026-11-24T18:00Z', undefined, now, '--at').words).toBe('2026-11-24 18:00 UTC')
})

test.for(['', 'tomorrow', '25:00', '18:60', '2026-02-31 18:00', '2026-11-24', '2026-11-24T18:00+1', '+0.5h', '+5d', '18'])(
  'whenOf() takes "%s" for no time',
  (text) => {
    expect(() => zurich(text)).toThrow(/is not a time/)
  },
)

test('whenOf() needs a zone for a time without one, and for no other', () => {
  expect(() => whenOf('18:00', undefined, now, '--at')).toThrow(/needs a time zone/)
  expect(whenOf('+1h', undefined, now, '--at').instant).toBe('2026-11-24T13:00:00Z')
})

test('zoneOf() takes the zone that is given, and none that there is not', async () => {
  expect(await zoneOf({ zone: 'america/new_york' }, 'web')).toBe('America/New_York')
  await expect(zoneOf({ zone: 'Mars' }, 'web')).rejects.toThrow(/not a time zone/)
  expect(await zoneOf({ config: 'depesche.config.ts' }, 'nobody')).toBeUndefined()
})

/** A terminal with somebody at it who types that. */
function terminal(typed: string, end = true) {
  const input = Object.assign(new PassThrough(), { isTTY: true })
  const output = Object.assign(new PassThrough(), { isTTY: true })
  if (end) input.end(typed)
  else input.write(typed)
  return { input, output, shown: () => String(output.read() ?? '') }
}

test.for([
  ['y\n', true],
  ['YES\n', true],
  ['n\n', false],
  ['\n', false],
  ['yesterday\n', false],
] as const)('confirm() asks, and %j means %s', async ([typed, goes]) => {
  const { input, output, shown } = terminal(typed, false)
  expect(await confirm({ input, output })).toBe(goes)
  expect(shown()).toContain('go on? [y/N] ')
})

test('confirm() takes an end of input for no, asks nothing with --yes, and nobody where there is no terminal', async () => {
  expect(await confirm(terminal(''))).toBe(false)
  const quiet = terminal('')
  expect(await confirm({ ...quiet, yes: true })).toBe(true)
  expect(quiet.shown()).toBe('')
  const pipe = { input: new PassThrough(), output: new PassThrough() }
  await expect(confirm(pipe)).rejects.toMatchObject({ exitCode: 2, remedy: expect.stringContaining('--yes') })
})
