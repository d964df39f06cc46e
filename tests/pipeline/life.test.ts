import { articleId } from '@depesche/article/model'
import { openWorks, redriveWaiting } from '@depesche/pipeline/ledger/work'
import { receive } from '@depesche/pipeline/steps/receive'
import { surveyArticle } from '@depesche/pipeline/survey'
import { readerOfProducts } from '@depesche/syndication/entitlement'
import { EngineError } from '@depesche/translation/engine'
import { afterEach, describe, expect, test } from 'vitest'
import { House, memoryTwin, PRODUCT, sqliteTwin, testEngine } from '../lib/house.ts'
import { copy } from '../lib/wire.ts'

const idOf = (story: string, desk = 'sda') => articleId(desk, { scheme: 'desk', value: story, number: story })
const works = async (house: House) => (await Array.fromAsync(openWorks(house.twin.ports.table))).length

for (const [name, twin] of [
  ['memory', memoryTwin],
  ['SQLite', sqliteTwin],
] as const)
  describe(`on the ${name} twin`, () => {
    let house: House
    afterEach(() => house.twin.close())

    test('an upload goes out once in each language of its product, and no work stays open', async () => {
      house = await House.open(twin)
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      await house.settle()
      expect(await house.feed('en')).toMatchObject([{ sequence: 1, event: 'created', version: 1, headline: 'One' }])
      expect(await house.feed('fr')).toMatchObject([{ sequence: 1, event: 'created', version: 1, headline: 'fr:One' }])
      expect(await house.item('de', idOf('a'))).toBe('de:One')
      expect(await works(house)).toBe(0)
      expect(await house.inbox.list()).toEqual([])
    })

    test('the same upload twice changes nothing and is told as known', async () => {
      house = await House.open(twin)
      for (const _ of [1, 2]) await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      await house.settle()
      expect(await house.feed('fr')).toHaveLength(1)
      expect(house.sightings.filter(({ kind }) => kind === 'normalized')).toMatchObject([{ duplicate: false }, { duplicate: true }])
      expect(house.sightings.filter(({ kind }) => kind === 'translated')).toHaveLength(3)
    })

    test('a newer version is an update, and a reader from the beginning meets it once', async () => {
      house = await House.open(twin)
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      await house.settle()
      await house.put(copy({ story: 'a', version: 2, headline: 'Two', instruction: 'update' }))
      await house.settle()
      expect(await house.feed('fr')).toMatchObject([
        { sequence: 1, event: 'superseded', version: 1 },
        { sequence: 2, event: 'updated', version: 2, headline: 'fr:Two' },
      ])
    })

    test('an older version that comes late is kept and never shown', async () => {
      house = await House.open(twin)
      await house.put(copy({ story: 'a', version: 2, headline: 'Two' }))
      await house.settle()
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      await house.settle()
      expect(await house.feed('fr')).toMatchObject([{ event: 'created', version: 2 }])
      expect((await surveyArticle(house.twin.ports.table, idOf('a')))?.versions.map(({ version }) => version)).toEqual([1, 2])
      expect(await works(house)).toBe(0)
    })

    test('the same version with another text is rejected with a reason, and the first one stands', async () => {
      house = await House.open(twin)
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      await house.put(copy({ story: 'a', version: 1, headline: 'Another story' }))
      await house.settle()
      expect(house.sightings.find(({ kind }) => kind === 'rejected')).toMatchObject({ reason: expect.stringContaining('version 1') })
      expect(await house.item('en', idOf('a'))).toBe('One')
    })

    for (const [what, held] of Object.entries({
      withheld: { withheld: true },
      'a test': { test: true },
      embargoed: { embargo: { until: '2099-01-01T00:00:00Z' } },
      'under an embargo that nobody understands': { embargo: { unreadable: 'soon' } },
      'a delete': { instruction: 'delete' as const },
      'a delete that does not add up': { instruction: 'stop' as const },
      'in doubt': { doubt: 'no-text' },
    }))
      test(`an article that is ${what} leaves nowhere`, async () => {
        house = await House.open(twin)
        await house.put(copy({ story: 'a', version: 1, headline: 'Secret', ...held }))
        await house.settle()
        for (const language of PRODUCT.languages) {
          expect(await house.feed(language)).toEqual([])
          expect(await house.item(language, idOf('a'))).toBe('unknown')
        }
        expect((await surveyArticle(house.twin.ports.table, idOf('a')))?.closings).not.toEqual([])
        // but for whoever wakes it when a known embargo ends
        expect(await works(house)).toBe(what === 'embargoed' ? 1 : 0)
      })

    for (const [instruction, event, item] of [
      ['delete', 'canceled', 'gone'],
      ['rectify', 'closed', 'unknown'],
      ['stop', 'closed', 'unknown'],
    ] as const)
      test(`a ${instruction} of something that is out closes it at once, before anything else is done`, async () => {
        house = await House.open(twin)
        await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
        await house.settle()
        await house.put(copy({ story: 'a', version: 2, headline: 'One', instruction }))
        const message = await house.twin.take()
        const { perform } = await import('@depesche/pipeline/perform')
        if (message) await perform(house.stations, message)
        expect(await house.feed('fr')).toMatchObject([{ event }])
        expect(await house.item('fr', idOf('a'))).toBe(item)
        await house.settle()
        const events = (await house.feed('fr')).map((entry) => entry.event)
        expect(events).toEqual({ delete: ['canceled', 'canceled'], rectify: ['superseded', 'updated'], stop: ['closed'] }[instruction])
      })

    test('a delete that arrives before its article keeps it in', async () => {
      house = await House.open(twin)
      await house.put(copy({ story: 'a', version: 2, headline: 'One', instruction: 'delete' }))
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      await house.settle()
      expect(await house.feed('en')).toEqual([])
    })

    test('what was withheld and is usable in its next version is announced, also to a reader who saw it closed', async () => {
      house = await House.open(twin)
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      await house.settle()
      await house.put(copy({ story: 'a', version: 2, headline: 'Two', withheld: true }))
      await house.settle()
      expect(await house.feed('fr')).toMatchObject([{ event: 'closed' }])
      await house.put(copy({ story: 'a', version: 3, headline: 'Three' }))
      await house.settle()
      const page = await house.exits.page(
        readerOfProducts('x', ['all']),
        { product: 'all', language: 'fr' },
        { after: { epoch: 1, sequence: 1 }, limit: 10 },
      )
      const entries = typeof page === 'string' ? [] : page.entries
      expect(entries.at(-1)).toMatchObject({ event: 'updated', version: 3 })
      expect(entries.slice(0, -1).every(({ event }) => event === 'superseded')).toBe(true)
    })

    test('a correction that moves an article out of a product removes it there, with every language', async () => {
      const sport = { ...PRODUCT, name: 'sport', filter: { services: ['sport'] }, languages: ['en', 'fr'] }
      house = await House.open(twin, [PRODUCT, sport])
      await house.put(copy({ story: 'a', version: 1, headline: 'One', service: 'sport' }))
      await house.settle()
      await house.put(copy({ story: 'a', version: 2, headline: 'Two', service: 'politics' }))
      await house.settle()
      const partner = readerOfProducts('x', ['sport'])
      expect((await house.feed('fr', 'sport', partner)).at(-1)).toMatchObject({ event: 'removed' })
      expect(await house.item('fr', idOf('a'), 'sport', partner)).toBe('gone')
      expect((await house.feed('fr')).at(-1)).toMatchObject({ event: 'updated', version: 2 })
    })

    test('one language that fails leaves the others alone, is tried again and drains by itself', async () => {
      let down = true
      house = await House.open(twin)
      house.engines = [
        testEngine({ fails: ({ to }) => (down && to === 'fr' ? new EngineError('down', 'the engine is down', true) : undefined) }),
      ]
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      await house.settle(1)
      expect(await house.feed('de')).toHaveLength(1)
      expect(await house.feed('fr')).toHaveLength(0)
      down = false
      await house.settle(10)
      expect(await house.feed('fr')).toMatchObject([{ event: 'created' }])
      expect(await works(house)).toBe(0)
    })

    test('a language that fails for good is shown as failed, with the reason', async () => {
      house = await House.open(twin)
      house.engines = [testEngine({ fails: ({ to }) => (to === 'fr' ? new EngineError('refused', 'will not', false) : undefined) })]
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      await house.settle()
      const survey = await surveyArticle(house.twin.ports.table, idOf('a'))
      expect(survey?.languages.find(({ language }) => language === 'fr')?.work).toMatchObject({ state: 'failed', reason: 'will not' })
      expect(await works(house)).toBe(0)
    })

    test('a language without an engine waits, visibly, and goes on when one comes', async () => {
      house = await House.open(twin)
      house.engines = [testEngine({ can: (_, to) => to !== 'fr' })]
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      await house.settle()
      expect(house.sightings.filter(({ kind }) => kind === 'waiting')).toMatchObject([{ language: 'fr', from: 'en' }])
      expect(await works(house)).toBe(1)
      house.engines = [testEngine()]
      expect(await redriveWaiting(house.twin.ports, () => true)).toBe(1)
      await house.settle(0)
      expect(await house.feed('fr')).toMatchObject([{ event: 'created' }])
      expect(await works(house)).toBe(0)
    })

    test('a grade that the product does not let out stays in', async () => {
      house = await House.open(twin, [{ ...PRODUCT, grades: ['publishable'] }])
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      await house.settle()
      expect(await house.feed('fr')).toEqual([])
      expect(await house.feed('en')).toHaveLength(1)
    })

    test('what cannot be read is rejected with its reason and holds up nothing', async () => {
      house = await House.open(twin)
      await house.put(new TextEncoder().encode('not of this wire'), 'sda/bad.bin')
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      await house.settle()
      expect(house.sightings.find(({ kind }) => kind === 'rejected')).toMatchObject({ name: 'bad.bin', remedy: 'send JSON' })
      expect(await house.feed('en')).toHaveLength(1)
      expect(await works(house)).toBe(0)
      expect(await house.twin.ports.documents.list('rejected/', '', 10)).toHaveLength(1)
    })

    test('of uploads without an identity, a like text under the same name within a day is the next version', async () => {
      house = await House.open(twin)
      const text = ['The council met on Monday and spoke about the new bridge over the river for three hours.']
      await house.put(copy({ headline: 'Council meets', paragraphs: text }), 'web/council.txt')
      await house.settle(0)
      await house.put(copy({ headline: 'Council meets', paragraphs: [...text, 'It will meet again.'] }), 'web/council.txt')
      await house.settle(0)
      await house.put(copy({ headline: 'Council meets', paragraphs: text }), 'web/council.txt')
      await house.settle(0)
      const entries = await house.feed('en')
      expect(new Set(entries.map(({ id }) => id)).size).toBe(1)
      expect(entries.at(-1)).toMatchObject({ version: 3 }) // A, B, A: never by bytes alone
    })

    test('an unlike text under the same name is another article', async () => {
      house = await House.open(twin)
      await house.put(
        copy({ headline: 'Council meets', paragraphs: ['The council met on Monday and spoke about the bridge.'] }),
        'web/today.txt',
      )
      await house.settle(0)
      await house.put(
        copy({ headline: 'Frost tonight', paragraphs: ['Temperatures fall below zero in all valleys north of the Alps.'] }),
        'web/today.txt',
      )
      await house.settle(0)
      expect((await house.feed('en')).map(({ event }) => event)).toEqual(['created', 'created'])
    })

    test('nearly the same text under another name is a new article with a Note that names the other', async () => {
      house = await House.open(twin)
      const paragraphs = ['The council met on Monday and spoke about the new bridge over the river for three hours.']
      await house.put(copy({ headline: 'Council meets', paragraphs }), 'web/a.txt')
      await house.settle(0)
      const [first] = await house.feed('en')
      await house.put(copy({ headline: 'Council meets', paragraphs: [...paragraphs, 'It will meet again.'] }), 'web/b.txt')
      await house.settle(0)
      expect((await house.feed('en')).map(({ event }) => event)).toEqual(['created', 'created'])
      expect(house.sightings.findLast(({ kind }) => kind === 'normalized')).toMatchObject({
        notes: [{ rule: 'like-another', level: 'check', reason: expect.stringContaining(first?.id ?? '?') }],
      })
    })

    test('a partly alike text under the same name is held, and the desk is told how to decide', async () => {
      house = await House.open(twin)
      const shared = 'The council met on Monday and spoke about the bridge.'
      await house.put(
        copy({ headline: 'Council meets', paragraphs: [shared, 'Nobody objected to the plan of the engineers from the valley.'] }),
        'web/a.txt',
      )
      await house.settle(0)
      await house.put(
        copy({
          headline: 'Bridge is late',
          paragraphs: [shared, 'Snow and ice have stopped all work on both banks until further notice, say others.'],
        }),
        'web/a.txt',
      )
      await house.settle(0)
      expect(await house.feed('en')).toHaveLength(1)
      expect(house.sightings.findLast(({ kind }) => kind === 'normalized')).toMatchObject({
        closings: ['doubt'],
        notes: [{ rule: 'maybe-same-story' }],
      })
    })

    test('--replaces makes the next version of an article of the same desk, and of no other', async () => {
      house = await House.open(twin)
      await house.put(copy({ story: 'a', version: 7, headline: 'One' }))
      await house.settle(0)
      await house.put(copy({ headline: 'Quite another' }), 'sda/b.json', { replaces: idOf('a') })
      await house.put(copy({ headline: 'Not yours' }), 'web/b.json', { replaces: idOf('a') })
      await house.settle(0)
      expect((await house.feed('en')).at(-1)).toMatchObject({ id: idOf('a'), version: 8, headline: 'Quite another' })
      expect(house.sightings.find(({ kind }) => kind === 'rejected')).toMatchObject({
        reason: expect.stringContaining('belongs to desk sda'),
      })
    })

    test('the remedy for a rejected version works with the very same file', async () => {
      house = await House.open(twin)
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      await house.settle(0)
      const dropped = house.inbox.drop('sda/again.json', copy({ story: 'a', version: 1, headline: 'Another' }))
      const keep = { list: () => house.inbox.list(), get: () => house.inbox.get(dropped), delete: async () => {} }
      await receive({ ...house.stations, inbox: keep }, dropped)
      await house.settle(0)
      expect(house.sightings.filter(({ kind }) => kind === 'rejected')).toHaveLength(1)
      await receive({ ...house.stations, inbox: keep }, dropped, { replaces: idOf('a') })
      await house.settle(0)
      expect(await house.item('en', idOf('a'))).toBe('Another')
    })

    test('two desks with the same identity have two articles', async () => {
      house = await House.open(twin)
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }), 'sda/a.json')
      await house.put(copy({ story: 'a', version: 2, headline: 'Kill', instruction: 'delete' }), 'web/a.json')
      await house.settle()
      expect(await house.item('en', idOf('a', 'sda'))).toBe('One')
    })

    test('a partner without the product gets the same answer as for what does not exist', async () => {
      house = await House.open(twin)
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      await house.settle()
      const stranger = readerOfProducts('stranger', ['other'])
      expect(await house.exits.page(stranger, { product: 'all', language: 'en' }, { after: undefined, limit: 1 })).toBe('unknown')
      expect(await house.exits.open(stranger, { product: 'all', language: 'en' }, idOf('a'))).toBe('unknown')
      expect(await house.exits.open(stranger, { product: 'none', language: 'en' }, '../../HEAD')).toBe('unknown')
    })
  })
