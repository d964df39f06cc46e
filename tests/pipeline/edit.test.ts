import { articleId, plain } from '@depesche/article/model'
import { editDeeds, passagesOf, remarked } from '@depesche/pipeline/passages'
import { replay } from '@depesche/pipeline/replay'
import { decide } from '@depesche/pipeline/steps/decide'
import { withMemory } from '@depesche/pipeline/with-memory'
import { withPersonWords } from '@depesche/pipeline/with-person-words'
import { afterEach, describe, expect, test } from 'vitest'
import { Died, watched } from '../faults/writes.ts'
import { House, memoryTwin, PRODUCT, sqliteTwin, testEngine } from '../lib/house.ts'
import { copy } from '../lib/wire.ts'

const ID = articleId('sda', { scheme: 'desk', value: 'a', number: 'a' })
const OTHER = articleId('sda', { scheme: 'desk', value: 'b', number: 'b' })

for (const [name, twin] of [
  ['memory', memoryTwin],
  ['SQLite', sqliteTwin],
] as const)
  describe(`a person’s edit on the ${name} twin`, () => {
    let house: House
    afterEach(() => house.twin.close())

    const open = async () => {
      house = await House.open(twin, [{ ...PRODUCT, languages: ['en', 'fr'] }])
      house.engines = [withPersonWords(withMemory(testEngine(), house.twin.ports), house.twin.ports)]
    }
    const put = async (version: number, paragraphs: readonly string[], story = 'a') => {
      const instruction = version > 1 ? 'update' : 'new'
      await house.put(copy({ story, version, headline: `Head ${story}`, paragraphs, instruction }), `sda/${story}${version}.json`)
      await house.settle()
    }
    const edit = async (written: Readonly<Record<number, string>>, stations = house.stations) => {
      const stands = (await passagesOf(house.twin.ports, ID, 'fr'))!
      const deeds = editDeeds('fr', stands, new Map(Object.entries(written).map(([at, text]) => [Number(at), text])))
      for (const deed of deeds) await decide(stations, ID, deed, 'anna')
      return deeds
    }
    const words = async (id = ID) => (await passagesOf(house.twin.ports, id, 'fr'))?.passages.map(({ target }) => plain(target))

    test('goes out as a new edition, and survives the versions in which its source stands unchanged', async () => {
      await open()
      await put(1, ['One.', 'Two.'])
      expect(await words()).toEqual(['fr:Head a', 'fr:One.', 'fr:Two.'])
      await edit({ 1: 'Un.' })
      await house.settle()
      expect(await words()).toEqual(['fr:Head a', 'Un.', 'fr:Two.'])
      expect((await house.feed('fr')).map(({ event, version }) => `${event} ${version}`)).toEqual(['superseded 1', 'updated 1'])
      await put(2, ['One.', 'Two, corrected.', 'Three.'])
      expect(await words()).toEqual(['fr:Head a', 'Un.', 'fr:Two, corrected.', 'fr:Three.'])
      await put(3, ['One, corrected.', 'Two, corrected.'])
      expect(await words()).toEqual(['fr:Head a', 'fr:One, corrected.', 'fr:Two, corrected.'])
      await put(1, ['One.'], 'b')
      expect(await words(OTHER)).toEqual(['fr:Head b', 'Un.'])
    })

    test('is offered, with what has changed, on the passage whose source is another now, and as long as that one stands', async () => {
      await open()
      await put(1, ['One old paragraph of five words.', 'Two.'])
      await edit({ 1: 'Un vieux alinéa.', 2: 'Deux.' })
      await house.settle()
      const offers = async () => (await passagesOf(house.twin.ports, ID, 'fr'))?.passages.map(({ offered }) => offered?.words)
      expect(await offers()).toEqual([undefined, undefined, undefined])
      await put(2, ['Quite another one, longer than it.', 'One new paragraph of five words.', 'Two.'])
      expect(await words()).toEqual(['fr:Head a', 'fr:Quite another one, longer than it.', 'fr:One new paragraph of five words.', 'Deux.'])
      expect(await offers()).toEqual([undefined, undefined, 'Un vieux alinéa.', undefined])
      const offered = (await passagesOf(house.twin.ports, ID, 'fr'))?.passages[2]?.offered
      expect(offered?.reason).toContain('“One old paragraph …” has become “One new paragraph …”')
      // in the next version it has another place; what was offered once more is not lost
      await put(3, ['One new paragraph of five words.', 'Two, corrected at last.'])
      expect(await offers()).toEqual([undefined, 'Un vieux alinéa.', undefined])
      await edit({ 1: 'Un nouvel alinéa.' })
      await house.settle()
      expect(await offers()).toEqual([undefined, undefined, undefined])
      await put(4, ['One new paragraph of six small words.'])
      expect(await offers()).toEqual([undefined, 'Un nouvel alinéa.'])
    })

    test('a later edit of the same passage stands, and nothing changed is no deed', async () => {
      await open()
      await put(1, ['One.'])
      await edit({ 1: 'Un.' })
      await edit({ 1: 'Une.' })
      expect(await edit({ 0: 'fr:Head a', 1: 'Une.' })).toEqual([])
      await house.settle()
      expect(await words()).toEqual(['fr:Head a', 'Une.'])
      await put(2, ['One.', 'Two.'])
      expect(await words()).toEqual(['fr:Head a', 'Une.', 'fr:Two.'])
    })

    test('is rejected by itself: the edition that it changed is not taken for the same words', async () => {
      await open()
      await put(1, ['One.'])
      await edit({ 1: 'Un.' })
      await house.settle()
      const { mark } = (await passagesOf(house.twin.ports, ID, 'fr'))!
      await decide(house.stations, ID, { kind: 'reject', language: 'fr', mark: { ...mark, edition: mark.edition - 1 } }, 'anna')
      await house.settle()
      expect(await house.item('fr', ID)).toBe('fr:Head a')
      await decide(house.stations, ID, { kind: 'reject', language: 'fr', mark }, 'anna')
      await house.settle()
      expect(await house.item('fr', ID)).toBe('gone')
    })

    test('more than one decision takes is several, each of the edition before', async () => {
      await open()
      const paragraphs = Array.from({ length: 5 }, (_, index) => `Paragraph ${index}. ${'word '.repeat(150)}`)
      await put(1, paragraphs)
      const deeds = await edit(
        Object.fromEntries(paragraphs.map((_, index) => [index + 1, `Paragraphe ${index}. ${'mot '.repeat(200)}`.trim()])),
      )
      expect(deeds.length).toBeGreaterThan(1)
      await house.settle()
      expect((await words())?.slice(1).every((text) => text.startsWith('Paragraphe'))).toBe(true)
    })

    test('a crash after any of its writes heals', async () => {
      let writes = 1
      for (let at = 1_000; at > 0; at = at > writes ? writes : at - 1) {
        await open()
        await put(1, ['One.', 'Two.'])
        let count = 0
        const ports = watched(house.twin.ports, () => {
          if (++count === at) throw new Died('it died')
        })
        await edit({ 1: 'Un.' }, { ...house.stations, ports }).catch((error: unknown) => {
          if (!(error instanceof Died)) throw error
        })
        if (at === 1_000) writes = count
        await house.settle(4)
        expect([at, await words()]).toEqual([at, ['fr:Head a', 'Un.', 'fr:Two.']])
        if (at > 1) await house.twin.close()
      }
      expect(writes).toBeGreaterThan(5)
    })
  })

test('a replay brings an edit back, and the memory of it', async () => {
  const house = await House.open(memoryTwin, [{ ...PRODUCT, languages: ['en', 'fr'] }])
  house.engines = [withPersonWords(withMemory(testEngine(), house.twin.ports), house.twin.ports)]
  await house.put(copy({ story: 'a', version: 1, headline: 'Head a', paragraphs: ['One.'] }), 'sda/a1.json')
  await house.settle()
  const stands = (await passagesOf(house.twin.ports, ID, 'fr'))!
  for (const deed of editDeeds('fr', stands, new Map([[1, 'Un.']]))) await decide(house.stations, ID, deed, 'anna')
  await house.settle()
  const other = await House.open(memoryTwin, [{ ...PRODUCT, languages: ['en', 'fr'] }])
  other.engines = [withPersonWords(withMemory(testEngine(), other.twin.ports), other.twin.ports)]
  const { documents } = house.twin.ports
  for (const key of await documents.list('originals/', '', 1000)) await other.twin.ports.documents.put(key, (await documents.get(key))!)
  other.now = house.now
  for await (const { trouble } of replay(other.stations)) expect(trouble).toBeUndefined()
  await other.settle(4)
  const again = await passagesOf(other.twin.ports, ID, 'fr')
  expect(again?.passages.map(({ target }) => plain(target))).toEqual(['fr:Head a', 'Un.'])
  await other.put(copy({ story: 'a', version: 2, headline: 'Head a', paragraphs: ['One.', 'Two.'], instruction: 'update' }), 'sda/a2.json')
  await other.settle()
  expect((await passagesOf(other.twin.ports, ID, 'fr'))?.passages.map(({ target }) => plain(target))).toEqual([
    'fr:Head a',
    'Un.',
    'fr:Two.',
  ])
})

test('editDeeds() takes one line of whole characters, and no text for no change', () => {
  const stands = {
    from: 'en',
    mark: { version: 1, edition: 0 },
    passages: [{ at: 0, place: { part: 'headline' }, source: 'One', target: [{ text: 'Un' }] }],
  }
  const written = (text: string) =>
    editDeeds('fr', stands, new Map([[0, text]])).flatMap(({ passages }) => passages.map(({ spans }) => plain(spans)))
  expect(written(' Une\u0000\r\nchose\u0007 <b>\ud800 ')).toEqual(['Une chose <b>\ufffd'])
  for (const text of ['', ' \n ', 'Un', ' Un\n']) expect(written(text)).toEqual([])
})

test('remarked() keeps markup on words that still stand, in their order', () => {
  const strong = [{ kind: 'strong' }] as const
  const link = [{ kind: 'link', href: 'https://a.example' }] as const
  const before = [{ text: 'Le ' }, { text: 'maire', marks: strong }, { text: ' dit ' }, { text: 'non', marks: link }, { text: '.' }]
  expect(remarked(before, 'Le maire a dit non.')).toEqual([
    { text: 'Le ' },
    { text: 'maire', marks: strong },
    { text: ' a dit ' },
    { text: 'non', marks: link },
    { text: '.' },
  ])
  expect(remarked(before, 'La mairesse dit oui.')).toEqual([{ text: 'La ' }, { text: 'maire', marks: strong }, { text: 'sse dit oui.' }])
  expect(remarked(before, 'Autre chose.')).toEqual([{ text: 'Autre chose.' }])
})
