import { articleId } from '@depesche/article/model'
import { keys } from '@depesche/pipeline/keys'
import type { Deed } from '@depesche/pipeline/ledger/decision'
import { readJournal } from '@depesche/pipeline/ledger/journal'
import { openWorks } from '@depesche/pipeline/ledger/work'
import { perform } from '@depesche/pipeline/perform'
import { planDecision } from '@depesche/pipeline/plan'
import { decide, Undecidable } from '@depesche/pipeline/steps/decide'
import { surveyArticle } from '@depesche/pipeline/survey'
import { readerOfProducts } from '@depesche/syndication/entitlement'
import type { Product } from '@depesche/syndication/product'
import { afterEach, describe, expect, test } from 'vitest'
import { House, memoryTwin, PRODUCT, sqliteTwin, testEngine } from '../lib/house.ts'
import { copy, type TestCopy } from '../lib/wire.ts'

const ID = articleId('sda', { scheme: 'desk', value: 'a', number: 'a' })
const SIGNED: Product = { ...PRODUCT, name: 'signed', person: { languages: ['fr'] } }
const SPORT: Product = { ...PRODUCT, name: 'sport', filter: { services: ['sport'] } }
const EVERYBODY = readerOfProducts('outlet', ['all', 'signed', 'sport'])

for (const [name, twin] of [
  ['memory', memoryTwin],
  ['SQLite', sqliteTwin],
] as const)
  describe(`decide() on the ${name} twin`, () => {
    let house: House
    afterEach(() => house.twin.close())

    const open = async (products: readonly Product[] = [PRODUCT]) => {
      house = await House.open(twin, products)
    }
    const put = async (given: Partial<TestCopy> = {}) => {
      await house.put(copy({ story: 'a', version: 1, headline: 'One', ...given }))
      await house.settle(0)
    }
    const does = async (deed: Deed, actor = 'anna') => {
      await decide({ ports: house.twin.ports, observe: () => {} }, ID, deed, actor)
    }
    const settled = async (deed: Deed) => {
      await does(deed)
      await house.settle(0)
    }
    const events = async (language = 'fr', product = 'all') => (await house.feed(language, product, EVERYBODY)).map(({ event }) => event)
    const item = (language = 'fr', product = 'all') => house.item(language, ID, product, EVERYBODY)
    const at = (ms: number) => new Date(house.now + ms).toISOString()

    test('closes every exit when a kill returns, before any feed has heard of it', async () => {
      await open()
      await put()
      await does({ kind: 'kill', reason: 'wrong person named' })
      for (const language of PRODUCT.languages) {
        expect(await item(language)).toBe('gone')
        const [entry] = await house.feed(language)
        expect(entry).toMatchObject({ event: 'canceled', notice: expect.stringContaining('wrong person named') })
        expect(entry).not.toHaveProperty('headline')
      }
    })

    test('cancels a killed article in every feed that carried it, and answers 404 where none did', async () => {
      await open([PRODUCT, SPORT])
      await put({ service: 'politics' })
      await settled({ kind: 'kill', reason: 'wrong' })
      expect(await events()).toEqual(['canceled', 'canceled'])
      expect(await item()).toBe('gone')
      expect(await events('fr', 'sport')).toEqual([])
      expect(await item('fr', 'sport')).toBe('unknown')
    })

    test('keeps a killed article in through newer versions until it is revived', async () => {
      await open()
      await put()
      await settled({ kind: 'kill', reason: 'wrong' })
      await put({ version: 2, headline: 'Two' })
      expect(await item()).toBe('gone')
      await settled({ kind: 'revive' })
      await house.settle()
      expect(await item()).toBe('fr:Two')
      expect((await events()).at(-1)).toBe('created')
    })

    test('does not translate what was killed, and translates it when it is revived', async () => {
      await open()
      house.engines = [testEngine({ can: () => false })]
      await put()
      await settled({ kind: 'kill', reason: 'wrong' })
      const engine = testEngine()
      house.engines = [engine]
      await house.settle(6)
      expect(engine.calls).toBe(0)
      await settled({ kind: 'revive' })
      await house.settle(6)
      expect(engine.calls).toBe(2)
      expect(await item()).toBe('fr:One')
    })

    test('holds without a word to partners, and tells them again on release', async () => {
      await open()
      await put()
      await settled({ kind: 'hold' })
      expect(await events()).toEqual(['closed'])
      expect(await item()).toBe('unknown')
      await settled({ kind: 'release' })
      expect(await events()).toEqual(['superseded', 'updated'])
      expect(await item()).toBe('fr:One')
    })

    test('lets go what a source withholds for the version that was seen, and not for the next', async () => {
      await open()
      await put({ withheld: true, doubt: 'no-text' })
      expect(await item()).toBe('unknown')
      await settled({ kind: 'approve' })
      expect(await item()).toBe('fr:One')
      await put({ version: 2, headline: 'Two', withheld: true })
      expect(await item()).toBe('unknown')
    })

    test('never lets a test go', async () => {
      await open()
      await put({ test: true, withheld: true })
      await settled({ kind: 'approve' })
      expect(await item()).toBe('unknown')
    })

    test('lets a stopped article go on release, and withdraws it on kill', async () => {
      await open()
      await put()
      await put({ version: 2, headline: 'One', instruction: 'stop' })
      expect(await item()).toBe('unknown')
      await settled({ kind: 'release' })
      expect(await item()).toBe('fr:One')
    })

    test('keeps a language for a person where the product asks for one, and nowhere else', async () => {
      await open([PRODUCT, SIGNED])
      await put()
      expect([await item('fr'), await item('fr', 'signed'), await item('en', 'signed')]).toEqual(['fr:One', 'unknown', 'One'])
      await settled({ kind: 'approve-language', language: 'fr', mark: { version: 1, edition: 0 } })
      expect(await item('fr', 'signed')).toBe('fr:One')
      const [entry] = await house.feed('fr', 'signed', EVERYBODY)
      expect(entry?.event).toBe('created')
    })

    test('takes a rejected language out of its feeds, alone, until a new version comes', async () => {
      await open()
      await put()
      await settled({ kind: 'reject', language: 'fr', mark: { version: 1, edition: 0 } })
      expect([await item('fr'), await item('de')]).toEqual(['gone', 'de:One'])
      expect(await events('fr')).toEqual(['superseded', 'removed'])
      await put({ version: 2, headline: 'Two' })
      expect([await item('fr'), await item('de')]).toEqual(['fr:Two', 'de:Two'])
    })

    test('tells readers of rejected words although the next version is held', async () => {
      await open()
      await put()
      await put({ version: 2, headline: 'Two', withheld: true })
      await settled({ kind: 'reject', language: 'fr', mark: { version: 1, edition: 0 } })
      expect((await events('fr')).at(-1)).toBe('removed')
    })

    test('an approval that comes after a newer version approves nothing', async () => {
      await open([PRODUCT, SIGNED])
      await put()
      await put({ version: 2, headline: 'Two' })
      await settled({ kind: 'approve-language', language: 'fr', mark: { version: 1, edition: 0 } })
      expect(await item('fr', 'signed')).toBe('unknown')
    })

    test('lets nothing out before an embargo ends, and everything at its instant', async () => {
      await open()
      await put({ embargo: { until: at(90_000) } })
      house.now += 89_999
      expect([await item(), await events()]).toEqual(['unknown', []])
      house.now += 1
      await house.settle(1)
      expect([await item(), await events()]).toEqual(['fr:One', ['created']])
    })

    for (const [what, moved] of [
      ['earlier', 30_000],
      ['later', 400_000],
    ] as const)
      test(`an embargo that a desk moves ${what} ends then, and not at its old instant`, async () => {
        await open()
        await put({ embargo: { until: at(200_000) } })
        const until = at(moved)
        await settled({ kind: 'embargo', until })
        const end = Date.parse(until)
        house.now = end - 1
        expect(await item()).toBe('unknown')
        house.now = end
        await house.settle(2)
        expect([await item(), await events()]).toEqual(['fr:One', ['created']])
        expect((await Array.fromAsync(openWorks(house.twin.ports.table))).length).toBeLessThanOrEqual(1)
        house.now += 600_000
        await house.settle(3)
        expect(await events()).toEqual(['created'])
        expect(await Array.fromAsync(openWorks(house.twin.ports.table))).toEqual([])
      })

    test('an embargo put on an article that is out closes it and tells its readers again at its end', async () => {
      await open()
      await put()
      await settled({ kind: 'embargo', until: at(60_000) })
      expect([await item(), await events()]).toEqual(['unknown', ['closed']])
      house.now += 60_000
      await house.settle(2)
      expect([await item(), await events()]).toEqual(['fr:One', ['superseded', 'updated']])
    })

    test('an update without an embargo keeps the running one, and one that a desk has lifted stays lifted', async () => {
      await open()
      await put({ embargo: { until: at(500_000) } })
      await put({ version: 2, headline: 'Two' })
      expect(await item()).toBe('unknown')
      await settled({ kind: 'embargo', until: null })
      await put({ version: 3, headline: 'Three' })
      expect(await item()).toBe('fr:Three')
    })

    test('an embargo that nobody understands holds until a desk gives its time', async () => {
      await open()
      await put({ embargo: { unreadable: 'after the speech' } })
      house.now += 86_400_000
      await house.settle()
      expect(await item()).toBe('unknown')
      await settled({ kind: 'embargo', until: at(50_000) })
      house.now += 50_000
      await house.settle(2)
      expect(await item()).toBe('fr:One')
    })

    test('a kill during an embargo stays when the embargo ends, and no feed ever names the article', async () => {
      await open()
      await put({ embargo: { until: at(60_000) } })
      await settled({ kind: 'kill', reason: 'wrong' })
      house.now += 120_000
      await house.settle(3)
      expect([await item(), await events()]).toEqual(['unknown', []])
    })

    test('an engine that must not see embargoed text gets it at the instant', async () => {
      house = new House(twin)
      const engine = testEngine()
      house.engines = [engine]
      Object.assign(house.stations, { embargoed: () => 'wait' })
      const { applyProducts } = await import('@depesche/pipeline/ledger/products')
      await applyProducts(house.twin.ports.table, [PRODUCT], 1)
      await put({ embargo: { until: at(100_000) } })
      await house.settle(1)
      expect(engine.calls).toBe(0)
      // work that waits for its instant is not late: the cloud's alarm of old work passes it over
      const works = (await Array.fromAsync(openWorks(house.twin.ports.table))).filter(({ value }) => value.message.language === 'fr')
      expect(works.length).toBeGreaterThan(0)
      expect(works.every(({ value }) => value.waiting?.to === 'fr')).toBe(true)
      house.now += 100_000
      await house.settle(3)
      expect(await item()).toBe('fr:One')
    })

    test('an article that expires leaves every feed at that instant', async () => {
      await open()
      await put({ expires: at(60_000) })
      expect(await item()).toBe('fr:One')
      house.now += 60_000
      expect(await item()).toBe('gone')
      await house.settle(2)
      expect((await events()).at(-1)).toBe('removed')
    })

    test('a correction that moves an article takes it out of one product and puts it into another', async () => {
      const politics: Product = { ...PRODUCT, name: 'signed', filter: { services: ['politics'] } }
      await open([SPORT, politics])
      await put({ service: 'sport' })
      await put({ version: 2, headline: 'Two', service: 'politics' })
      expect([await events('fr', 'sport'), await events('fr', 'signed')]).toEqual([['removed', 'removed'], ['created']])
    })

    test('a correction says its reason once per feed', async () => {
      await open()
      await put()
      await house.put(copy({ headline: 'Two', paragraphs: ['Other.'] }), 'sda/b.json', { replaces: ID, reason: 'The sum was wrong.' })
      await house.settle(0)
      const entries = await house.feed('fr')
      expect(entries.map(({ event }) => event)).toEqual(['superseded', 'updated'])
      expect(entries[1]?.correction).toEqual({ kind: 'update', reason: 'The sum was wrong.' })
    })

    test('a retried decision does not undo a later one', async () => {
      await open()
      await put()
      const io = { ports: house.twin.ports, observe: () => {} }
      const kill = await decide(io, ID, { kind: 'kill', reason: 'wrong' }, 'anna')
      await settled({ kind: 'revive' })
      const { carry } = await import('@depesche/pipeline/steps/decide')
      await carry(io, kill)
      await house.settle()
      expect(await item()).toBe('fr:One')
    })

    test('names its actor in the journal once, however often it is carried out', async () => {
      await open()
      await put()
      const io = { ports: house.twin.ports, observe: () => {} }
      const decision = await decide(io, ID, { kind: 'hold', reason: 'checking' }, 'anna')
      const { carry } = await import('@depesche/pipeline/steps/decide')
      await carry(io, decision)
      await house.settle()
      const journal = await readJournal(house.twin.ports.table, ID)
      expect(journal.filter(({ kind }) => kind === 'decision')).toMatchObject([
        { actor: 'anna', deed: { kind: 'hold', reason: 'checking' } },
      ])
      expect(journal.filter(({ kind }) => kind === 'version')).toHaveLength(1)
      expect(journal.filter(({ kind }) => kind === 'entry')).toHaveLength(3)
    })

    test('refuses an article that is not there', async () => {
      await open()
      await expect(does({ kind: 'hold' })).rejects.toThrow(Undecidable)
    })

    test('says before what it will touch, and why a deed changes nothing', async () => {
      await open()
      await put()
      const plan = (deed: Deed) => planDecision(house.twin.ports.table, ID, deed, house.now)
      expect(await plan({ kind: 'kill', reason: 'x' })).toMatchObject({
        before: [],
        after: ['killed'],
        touches: PRODUCT.languages.map(() => ({ says: 'created', becomes: 'canceled' })),
      })
      expect(await plan({ kind: 'hold' })).toMatchObject({ touches: PRODUCT.languages.map(() => ({ becomes: 'closed' })) })
      await does({ kind: 'embargo', until: at(90_000) })
      expect((await plan({ kind: 'hold' }))?.touches).toEqual([])
      await does({ kind: 'embargo', until: null })
      expect((await plan({ kind: 'revive' }))?.idle).toBe('it is not killed')
      expect((await plan({ kind: 'approve' }))?.idle).toContain('neither')
      expect(await events()).toEqual(['created'])
    })

    test('keeps the journal in the order of causes, also within one millisecond', async () => {
      await open()
      await put()
      const kinds = (await readJournal(house.twin.ports.table, ID)).map(({ kind }) => kind)
      expect(kinds).toEqual(['version', 'words', 'words', 'words', 'entry', 'entry', 'entry'])
    })

    test('a delete whose text is another one is a stop, and asks', async () => {
      await open()
      await put()
      await put({ version: 2, headline: 'Something else', instruction: 'delete' })
      const survey = await surveyArticle(house.twin.ports.table, ID, house.now)
      expect(survey?.closings).toEqual(['stopped', 'doubt'])
      expect(survey?.head.doubts).toContain('delete-changed-text')
      expect(await events()).toEqual(['closed'])
    })

    test('words that two workers make at the same time stand in the journal once', async () => {
      await open([{ ...PRODUCT, languages: ['fr'] }])
      let [inEngine, go] = [0, () => {}]
      const both = new Promise<void>((resolve) => {
        go = resolve
      })
      const engine = testEngine()
      const { translate } = engine
      const slow = async (job: Parameters<typeof translate>[0]) => {
        const isSecond = ++inEngine === 2
        if (isSecond) go()
        await both
        // the one is through before the other comes back
        if (isSecond) await new Promise((resolve) => setTimeout(resolve, 50))
        house.now += 1_000
        return translate(job)
      }
      house.engines = [{ ...engine, translate: slow }]
      await house.put(copy({ story: 'a', version: 1, headline: 'One' }))
      const take = async (station: string) => {
        for (let message = await house.twin.take(); message; message = await house.twin.take()) {
          if (message.station === station) return message
          await perform(house.stations, message)
        }
        throw new Error(`nothing for ${station}`)
      }
      const message = await take('translate')
      await Promise.all([perform(house.stations, message), perform(house.stations, message)])
      await house.settle()
      expect(inEngine).toBe(2)
      expect((await readJournal(house.twin.ports.table, ID)).filter(({ kind }) => kind === 'words')).toHaveLength(1)
    })

    test('a delete kills also when the text before it has been retired', async () => {
      await open()
      await put()
      const { documents } = house.twin.ports
      for (const key of await documents.list(`articles/${ID}/`, '', 10)) await documents.delete(key)
      await put({ version: 2, headline: 'Something else', instruction: 'delete' })
      expect(await events()).toEqual(['canceled', 'canceled'])
    })

    describe('a notice in words', () => {
      const notice = (given: Partial<NonNullable<TestCopy['notice']>>): TestCopy['notice'] => ({
        kind: 'kill',
        ids: [],
        identities: [],
        headlines: [],
        ...given,
      })
      const send = async (given: Partial<TestCopy>, key = 'sda/notice.json') => {
        house.now += 1_000
        const upload = await house.put(copy({ headline: 'KILL', instruction: 'stop', ...given }), key)
        await house.settle(0)
        return (await house.twin.ports.table.get(keys.upload(upload)))?.value as { readonly assigned?: { readonly id: string } }
      }

      for (const [how, given] of [
        ['our id', { ids: [ID] }],
        ['the provider’s number', { identities: [{ scheme: 'desk', value: 'a', number: 'a' }] }],
        ['its headline', { headlines: ['one '] }],
      ] as const)
        test(`that names one article by ${how} withdraws it, once`, async () => {
          await open()
          await put()
          const upload = await send({ notice: notice(given as Partial<NonNullable<TestCopy['notice']>>) })
          expect(upload.assigned?.id).toBe(ID)
          expect(await events()).toEqual(['canceled', 'canceled'])
          const decisions = (await readJournal(house.twin.ports.table, ID)).filter(({ kind }) => kind === 'decision')
          expect(decisions).toMatchObject([{ actor: 'notice notice.json', deed: { kind: 'kill' } }])
        })

      test('that names an article whose text has been retired withdraws it, and --replaces gives it a text again', async () => {
        await open()
        await put()
        const { documents } = house.twin.ports
        for (const key of await documents.list(`articles/${ID}/`, '', 10)) await documents.delete(key)
        await send({ notice: notice({ ids: [ID] }) })
        expect(await events()).toEqual(['canceled', 'canceled'])
        const short = { headline: 'In the text', paragraphs: ['read Tuesday.'], notice: notice({ kind: 'correction', ids: [ID] }) }
        expect((await send({ ...short, instruction: 'rectify' }, 'sda/short.json')).assigned?.id).not.toBe(ID)
        const foreign = await house.put(copy({ headline: 'Not yours' }), 'web/b.json', { replaces: ID })
        await house.settle(0)
        expect((await house.twin.ports.table.get(keys.upload(foreign)))?.value).toMatchObject({ state: 'rejected' })
        await house.put(copy({ headline: 'Anew', paragraphs: ['Other.'] }), 'sda/b.json', { replaces: ID })
        house.now += 5_000
        await settled({ kind: 'revive' })
        expect(await item()).toBe('fr:Anew')
      })

      test('that comes again after a revival does not kill again', async () => {
        await open()
        await put()
        const bytes = copy({ headline: 'KILL', instruction: 'stop', notice: notice({ ids: [ID] }) })
        const upload = await house.put(bytes, 'sda/notice.json')
        await house.settle(0)
        house.now += 5_000
        await settled({ kind: 'revive' })
        await house.twin.ports.queue.send({ station: 'normalize', cause: `normalize-${upload}`, upload })
        await house.settle()
        expect(await item()).toBe('fr:One')
      })

      test('that names none, or several, closes nothing and is held with the candidates', async () => {
        await open()
        await put()
        await house.put(copy({ story: 'b', version: 1, headline: 'One' }))
        await house.settle(0)
        for (const given of [{ headlines: ['Nobody knows'] }, { headlines: ['One'] }]) {
          const { assigned } = await send({ notice: notice(given) })
          const survey = await surveyArticle(house.twin.ports.table, assigned?.id ?? '', house.now)
          expect(survey?.head.doubts).toContain('notice-unresolved')
          expect(survey?.closings).toContain('doubt')
        }
        expect(await item()).toBe('fr:One')
      })

      test('of another desk withdraws nothing', async () => {
        await open()
        await put()
        await send({ notice: notice({ ids: [ID] }) }, 'web/notice.json')
        expect(await item()).toBe('fr:One')
      })

      test('that corrects in full text replaces the article it names, as a correction', async () => {
        await open()
        await put({ paragraphs: ['The bridge over the lake was opened on Monday by the mayor.'] })
        const text = ['The bridge over the lake was opened on Tuesday by the mayor.']
        const given = {
          headline: 'One',
          paragraphs: text,
          instruction: 'rectify' as const,
          notice: notice({ kind: 'correction', ids: [ID] }),
        }
        const { assigned } = await send(given)
        expect(assigned?.id).toBe(ID)
        const entries = await house.feed('fr')
        expect(entries.map(({ event }) => event)).toEqual(['superseded', 'updated'])
        expect(entries[1]).toMatchObject({ version: 2, correction: { kind: 'rectify' } })
      })

      test('that corrects in a few words is held: it would replace the story by a remark', async () => {
        await open()
        await put({ paragraphs: ['The bridge over the lake was opened on Monday by the mayor.'] })
        const given = { headline: 'In the second paragraph', paragraphs: ['read Tuesday.'], instruction: 'rectify' as const }
        const { assigned } = await send({ ...given, notice: notice({ kind: 'correction', ids: [ID] }) })
        expect(assigned?.id).not.toBe(ID)
        expect(await item()).toBe('fr:One')
      })
    })
  })
