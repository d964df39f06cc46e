import { articleId } from '@depesche/article/model'
import { keys } from '@depesche/pipeline/keys'
import { getValue } from '@depesche/pipeline/ledger/items'
import type { UploadItem } from '@depesche/pipeline/ledger/shapes'
import { replay } from '@depesche/pipeline/replay'
import { receive, uploadId } from '@depesche/pipeline/steps/receive'
import { surveyBoard } from '@depesche/pipeline/survey'
import { afterEach, describe, expect, test } from 'vitest'
import { Died, watched } from '../faults/writes.ts'
import { House, memoryTwin, PRODUCT, sqliteTwin } from '../lib/house.ts'
import { copies, type TestCopy } from '../lib/wire.ts'

const idOf = (story: string) => articleId('sda', { scheme: 'desk', value: story, number: story })
const story = (name: string, version = 1): TestCopy => ({
  story: name,
  version,
  headline: `${name} ${version}`,
  instruction: version > 1 ? 'update' : 'new',
})

for (const [name, twin] of [
  ['memory', memoryTwin],
  ['SQLite', sqliteTwin],
] as const)
  describe(`an upload of several articles on the ${name} twin`, () => {
    let house: House
    afterEach(() => house.twin.close())
    const open = async () => {
      house = await House.open(twin, [{ ...PRODUCT, languages: ['en', 'fr'] }])
    }
    /** What the board says, by upload, and what stands in a feed, by headline. */
    const board = async () => {
      const rows: string[] = []
      for await (const { upload } of surveyBoard(house.twin.ports.table, house.now + 1, 0))
        rows.push(`${upload.name}: ${upload.state}${upload.rejected ? ` (${upload.rejected.rule})` : ''}`)
      return rows.toSorted()
    }
    const feed = async () =>
      (await house.feed('fr'))
        .filter(({ event }) => event !== 'superseded')
        .map(({ event, id, version }) => `${event} ${id} ${version}`)
        .toSorted()

    test('is as many uploads, and one that cannot be read rejects nothing but itself', async () => {
      await open()
      await house.put(copies([story('a'), 'nothing', story('b')]), 'sda/all.json')
      await house.settle()
      expect(await board()).toEqual([
        'all.json (1 of 3: a 1): normalized',
        'all.json (2 of 3: odd): rejected (not-json)',
        'all.json (3 of 3: b 1): normalized',
        'all.json: unpacked',
      ])
      expect(await feed()).toEqual([`created ${idOf('a')} 1`, `created ${idOf('b')} 1`])
      // each is in the archive, whole, after the upload that held it
      const originals = (await house.twin.ports.documents.list('originals/', '', 100)).filter((key) => !key.includes('-envelope-'))
      expect(originals).toHaveLength(4)
      expect(originals.map((key) => /\.(\d{4})-[0-9a-f]{64}$/.exec(key)?.[1])).toEqual([undefined, '0001', '0002', '0003'])
    })

    test('brings the next versions of its articles, whatever their order', async () => {
      await open()
      await house.put(copies([story('a'), story('b')]), 'sda/one.json')
      await house.settle()
      await house.put(copies([story('b', 2), story('c'), story('a', 2)]), 'sda/two.json')
      await house.settle()
      expect(await feed()).toEqual([`created ${idOf('c')} 1`, `updated ${idOf('a')} 2`, `updated ${idOf('b')} 2`])
    })

    test('comes back from the archive, once', async () => {
      await open()
      await house.put(copies([story('a'), 'nothing', story('b')]), 'sda/all.json')
      await house.settle()
      const before = [await board(), await feed()]
      const { documents } = house.twin.ports
      const archive = await documents.list('originals/', '', 100)
      const other = await House.open(twin, [{ ...PRODUCT, languages: ['en', 'fr'] }])
      for (const key of archive) await other.twin.ports.documents.put(key, (await documents.get(key))!)
      other.now = house.now
      await house.twin.close()
      house = other
      for await (const { trouble } of replay(other.stations)) expect(trouble).toBeUndefined()
      await other.settle(4)
      expect([await board(), await feed()]).toEqual(before)
      expect(await other.twin.ports.documents.list('originals/', '', 100)).toEqual(archive)
    })

    test('is whole after a death at any of its writes', async () => {
      let writes = Number.POSITIVE_INFINITY
      for (let at = 1; at <= writes; at++) {
        await open()
        let count = 0
        const stations = house.stations
        const ports = watched(house.twin.ports, () => {
          if (++count === at) throw new Died('it died')
        })
        Object.assign(house, { stations: { ...stations, ports } })
        const dropped = house.inbox.drop('sda/all.json', copies([story('a'), story('b')]))
        await receive({ ...house.stations, inbox: house.inbox }, dropped).catch(unlessDied)
        await house.settle().catch(unlessDied)
        Object.assign(house, { stations })
        if (count < at) writes = count
        // its event comes again; where the upload has been taken in already, the clock alone drives it on
        await receive({ ...stations, inbox: house.inbox }, dropped)
        await house.settle(4)
        expect([at, await feed()]).toEqual([at, [`created ${idOf('a')} 1`, `created ${idOf('b')} 1`]])
        expect([at, (await board()).filter((row) => row.endsWith('normalized'))]).toEqual([
          at,
          ['all.json (1 of 2: a 1): normalized', 'all.json (2 of 2: b 1): normalized'],
        ])
        if (at < writes) await house.twin.close()
      }
      expect(writes).toBeGreaterThan(10)
    }, 60_000)

    test('is rejected with a wish that can mean only one, and when it holds too many', async () => {
      await open()
      const dropped = { key: 'sda/all.json', versionId: 'v1' }
      const inbox = { list: async () => [], get: async () => copies([story('a'), story('b')]), delete: async () => {} }
      await receive({ ports: house.twin.ports, inbox, desks: house.stations.desks, observe: () => {} }, dropped, { asId: 'mine' })
      await house.settle()
      const item = await getValue<UploadItem>(house.twin.ports.table, keys.upload(uploadId(dropped, { asId: 'mine' })))
      expect(item?.rejected).toMatchObject({ rule: 'wish-for-several', remedy: 'send that article alone' })
      await house.put(copies(Array.from({ length: 201 }, (_, index) => story(`s${index}`))), 'sda/many.json')
      await house.settle()
      expect((await board()).filter((row) => row.startsWith('many'))).toEqual(['many.json: rejected (too-many-articles)'])
    })
  })

function unlessDied(error: unknown): void {
  if (!(error instanceof Died)) throw error
}
