import { rowOf } from '@depesche/cli/board-row'
import { closingLines } from '@depesche/cli/terminal/closings'
import { journalLines } from '@depesche/cli/terminal/journal'
import { toldText } from '@depesche/cli/terminal/told'
import { type JournalLine, readJournal } from '@depesche/pipeline/ledger/journal'
import type { UploadItem } from '@depesche/pipeline/ledger/shapes'
import { decide } from '@depesche/pipeline/steps/decide'
import { surveyArticle } from '@depesche/pipeline/survey'
import type { Product } from '@depesche/syndication/product'
import { EngineError } from '@depesche/translation/engine'
import { describe, expect, test } from 'vitest'
import { House, memoryTwin, PRODUCT, testEngine } from '../lib/house.ts'
import { copy, type TestCopy } from '../lib/wire.ts'

const at = (seconds: number, milliseconds = 0) => new Date(Date.UTC(2026, 2, 2, 10, 0, seconds, milliseconds)).toISOString()
const upload = 'abcdef0123456789abcdef0123456789'

/** A house with one article, and its ledger as a person sees it. */
async function openStory(more: Partial<TestCopy> = {}, products: readonly Product[] = [PRODUCT]) {
  const house = await House.open(memoryTwin, products)
  await house.put(copy({ headline: 'A bridge', ...more }), 'sda/a.json', { asId: 's' })
  await house.settle()
  const { table } = house.twin.ports
  const id = house.sightings.find((each) => each.kind === 'normalized')?.id ?? ''
  const survey = async () => (await surveyArticle(table, id, house.now))!
  const row = async () => rowOf({} as UploadItem, await survey(), products)
  return { house, id, table, survey, row, decide: (deed: Parameters<typeof decide>[2]) => decide(house.stations, id, deed, 'Anna') }
}

describe('journalLines()', () => {
  test('tells every kind of happening in words, oldest first', () => {
    const lines: readonly JournalLine[] = [
      { at: at(9), kind: 'decision', decision: 'd', actor: 'Anna', deed: { kind: 'kill', reason: 'It is not open.' } },
      { at: at(1), kind: 'version', version: 1, upload, instruction: 'new', headline: 'A bridge' },
      { at: at(2), kind: 'words', language: 'en', version: 1, edition: 0, grade: 'source', level: 'none' },
      { at: at(3), kind: 'words', language: 'fr', version: 1, edition: 0, grade: 'gist', level: 'hold', engine: 'Test 1' },
      { at: at(4), kind: 'failed', language: 'de', version: 1, reason: 'it takes no such text' },
      { at: at(5), kind: 'entry', product: 'all', language: 'en', epoch: 1, sequence: 7, event: 'created', version: 1, edition: 0 },
      { at: at(6), kind: 'duplicate', version: 1, upload },
      { at: at(7), kind: 'version', version: 3, upload, instruction: 'rectify', headline: 'Two bridges', why: 'there are two' },
      { at: at(8), kind: 'version', version: 2, upload, instruction: 'update', headline: 'Bridges', late: true },
    ]
    expect(journalLines(lines)).toEqual([
      '2026-03-02 10:00:01  version 1 arrived: “A bridge”',
      '2026-03-02 10:00:02  version 1 in its own words: en',
      '2026-03-02 10:00:03  version 1 translated by Test 1, gist, for a person: fr',
      '2026-03-02 10:00:04  not translated for good, version 1, it takes no such text: de',
      '2026-03-02 10:00:05  created in the feeds, version 1: all/en #7',
      '2026-03-02 10:00:06  version 1 came again (upload abcdef01): nothing to do',
      '2026-03-02 10:00:07  version 3 arrived, corrects what was wrong: “Two bridges” because: there are two',
      '2026-03-02 10:00:08  version 2 arrived late (a newer one was here), an update: “Bridges”',
      '2026-03-02 10:00:09  killed, partners are told: “It is not open.”, by Anna',
    ])
  })

  test('tells in one line what differs in its language or feed alone within a second', () => {
    const words = (language: string, second: number) =>
      ({ at: at(second, 5), kind: 'words', language, version: 1, edition: 0, grade: 'gist', level: 'none', engine: 'T' }) as const
    expect(journalLines([words('fr', 1), words('it', 1), words('de', 2)])).toEqual([
      '2026-03-02 10:00:01  version 1 translated by T, gist: fr, it',
      '2026-03-02 10:00:02  version 1 translated by T, gist: de',
    ])
  })

  test('puts what happened in one moment in the order of its causes, and shows control characters', async () => {
    const { table, id, decide } = await openStory({ headline: 'A \u001b[31mbridge' })
    await decide({ kind: 'hold', reason: 'a call is pending' })
    const lines = journalLines(await readJournal(table, id)).map((line) => line.slice(21))
    expect(lines[0]).toBe('version 1 arrived: “A \\x1b[31mbridge”')
    expect(lines.at(-1)).toBe('held (a call is pending), by Anna')
    expect(lines).toContain('created in the feeds, version 1: all/de #1, all/en #1, all/fr #1')
  })
})

describe('closingLines()', () => {
  test('says of each closing what lifts it', async () => {
    const { house, id, survey, decide } = await openStory({ withheld: true, doubt: 'odd-number' })
    await decide({ kind: 'hold' })
    await decide({ kind: 'embargo', until: '2026-03-04T10:00:00Z' })
    await decide({ kind: 'kill', reason: 'It is not open.' })
    await decide({ kind: 'expire', at: '2026-03-05T10:00:00Z' })
    expect(closingLines(await survey(), house.now)).toEqual([
      `HELD: killed (partners are told: “It is not open.”). depesche revive ${id}`,
      `HELD: held by the desk. depesche release ${id}`,
      `HELD: withheld by the source. depesche approve ${id}`,
      `HELD: embargoed until 2026-03-04T10:00:00Z. It ends by itself; now: depesche embargo ${id} --lift`,
      `HELD: in doubt (odd-number). depesche approve ${id}`,
      `expires at 2026-03-05T10:00:00Z. depesche expire ${id} --never`,
    ])
    expect(closingLines(await survey(), Date.parse('2026-03-06T10:00:00Z')).at(-1)).toMatch(/^expired at 2026-03-05T10:00:00Z and is out/)
  })

  test('asks for a time where nobody can read the embargo, and for the source where it may be a kill', async () => {
    const { house, id, survey } = await openStory({ embargo: { unreadable: 'frei für abends' }, instruction: 'stop', test: true })
    expect(closingLines(await survey(), house.now)).toEqual([
      `HELD: stopped: it looks like a kill and does not add up. Ask the source: depesche kill ${id} --reason …, or depesche release ${id}`,
      'HELD: a test. A test never goes out',
      `HELD: embargoed, and nobody can read until when: “frei für abends”. depesche embargo ${id} --until TIME, or --lift`,
    ])
  })
})

describe('rowOf()', () => {
  test('shows which translations wait for a person, and which a person has rejected', async () => {
    const { house, row, decide } = await openStory({}, [{ ...PRODUCT, person: { languages: ['fr', 'de'] } }])
    expect(await row()).toMatchObject({ out: ['en'], person: ['de', 'fr'], rejected: [], waiting: [], failed: [] })
    await decide({ kind: 'approve-language', language: 'fr', mark: { version: 1, edition: 0 } })
    await decide({ kind: 'reject', language: 'de', mark: { version: 1, edition: 0 } })
    await house.settle()
    expect(await row()).toMatchObject({ out: ['en', 'fr'], person: [], rejected: ['de'] })
  })

  test('shows a translation as out and for a person where one product sells it and another waits', async () => {
    const other = { ...PRODUCT, name: 'careful', languages: ['fr'], person: { grades: ['readable'] } }
    expect(await (await openStory({}, [PRODUCT, other])).row()).toMatchObject({ out: ['de', 'en', 'fr'], person: ['fr'] })
  })

  test('shows what waits for an engine and what has failed', async () => {
    const { house, row } = await openStory()
    house.engines = [
      testEngine({ can: (_, to) => to !== 'fr', fails: ({ to }) => (to === 'de' ? new EngineError('refused', 'no', false) : undefined) }),
    ]
    await house.put(copy({ headline: 'A bridge', paragraphs: ['Another text.'] }), 'sda/b.json', { asId: 's' })
    await house.settle()
    expect(await row()).toMatchObject({ out: ['en'], waiting: ['fr'], failed: ['de'] })
  })
})

test('toldText() tells what partners are told beside a headline', () => {
  const entry = { sequence: 1, id: 'a', version: 2, at: at(1) }
  const item = { headlines: [{ value: 'A bridge' }] }
  expect(toldText({ ...entry, event: 'created', item })).toBe('A bridge')
  expect(toldText({ ...entry, event: 'updated', item, correction: { kind: 'rectify' } })).toBe('A bridge (corrects what was wrong)')
  expect(toldText({ ...entry, event: 'updated', item, correction: { kind: 'update', reason: 'It has 3 arches.' } })).toBe(
    'A bridge (update: It has 3 arches.)',
  )
  expect(toldText({ ...entry, event: 'canceled', notice: 'This article has been withdrawn.' })).toBe('This article has been withdrawn.')
})
