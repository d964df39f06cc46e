/** Every newsml12, g2 and text sample of the agency's wire, to what a partner sees of it: alone, and all in any order. */

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { keys } from '@depesche/pipeline/keys'
import { getValue } from '@depesche/pipeline/ledger/items'
import type { UploadItem } from '@depesche/pipeline/ledger/shapes'
import { decide } from '@depesche/pipeline/steps/decide'
import { surveyArticle } from '@depesche/pipeline/survey'
import { readerOfProducts } from '@depesche/syndication/entitlement'
import type { Product } from '@depesche/syndication/product'
import { read } from '@depesche/wire/readers'
import { describe, expect, test } from 'vitest'
import { House, memoryTwin } from '../lib/house.ts'
import { Random } from '../model/random.ts'

const samples = fileURLToPath(new URL('../../../shared/reference/sda/samples', import.meta.url))
const here = existsSync(samples)
const LANGUAGES = ['de', 'fr', 'it']
const PRODUCT: Product = { name: 'all', title: 'All', filter: { types: ['text'] }, languages: LANGUAGES, grades: ['readable'] }
const PICTURES: Product = { ...PRODUCT, name: 'pictures', filter: { types: ['picture'] } }
const PARTNER = readerOfProducts('outlet', ['all', 'pictures'])

interface Expected {
  /** `out`: at once; `approved`: when a person lets it go; `never`: not even then */
  readonly partner: 'out' | 'approved' | 'never'
  readonly language: string
  /** part of the headline that its own language shows */
  readonly headline: string
  readonly pictures?: true
  /** what keeps it in at first */
  readonly held?: readonly string[]
}

const flash = 'g2/20261129_7310_flash'
const SAMPLES: Readonly<Record<string, Expected>> = {
  'newsml12/20180915150414206192000002010_brz027.xml': { partner: 'out', language: 'de', headline: 'Zumtal gewinnt' },
  'newsml12/20180915152733118192000002010_brz027.xml': { partner: 'out', language: 'de', headline: 'Zumtal gewinnt' },
  'newsml12/20180915154109871192000002010_brz027.xml': { partner: 'out', language: 'de', headline: 'Zumtal gewinnt' },
  'newsml12/20180915161955430192000002010_brz027.xml': { partner: 'out', language: 'de', headline: 'Zumthal gewinnt' },
  'newsml12/20180915145802061192000002010_phd9021.xml': {
    partner: 'out',
    language: 'de',
    headline: 'Annina Zumthal jubelt',
    pictures: true,
  },
  'newsml12/20181009104420512198051100007_brd061.xml': { partner: 'out', language: 'de', headline: 'Tannwil BE behält' },
  'newsml12/20181009111302744198051100007_brd062.xml': { partner: 'out', language: 'de', headline: 'Tannwil BE behält' },
  'newsml12/20180517101104339192000002010_brz014.xml': { partner: 'out', language: 'de', headline: 'EHC Tannwil holt' },
  'newsml12/20180517101859020192000002010_brz014.xml': { partner: 'never', language: 'de', headline: '', held: ['killed'] },
  'newsml12/20180324171235090198051100015_rdn118.xml': { partner: 'out', language: 'de', headline: 'Solothurner Jurahöhen' },
  'newsml12/20181105081121650198051100015_rdn101.xml': {
    partner: 'approved',
    language: 'de',
    headline: 'TERMINE DER WOCHE',
    held: ['doubt'],
  },
  'newsml12/20190612163011004192000002010_bsf118.xml': { partner: 'out', language: 'fr', headline: 'Un cygne bloque' },
  'g2/20270411_SH_KR_Results_de.xml': { partner: 'approved', language: 'de', headline: 'So setzt sich', held: ['withheld'] },
  'g2/20270411_SH_KR_Results_fr.xml': { partner: 'approved', language: 'fr', headline: 'SH: la nouvelle', held: ['withheld'] },
  'g2/20270411_SH_KR_Results_it.xml': { partner: 'approved', language: 'it', headline: 'La nuova composizione', held: ['withheld'] },
  [`${flash}_trend_de.xml`]: { partner: 'never', language: 'de', headline: '', held: ['withheld', 'test'] },
  [`${flash}_staendemehr_de.xml`]: { partner: 'approved', language: 'de', headline: 'Wanderweg-Initiative verfehlt', held: ['withheld'] },
  'g2/20261129_12h_7310_overview_de.xml': { partner: 'never', language: 'de', headline: '', held: ['withheld', 'test'] },
  'g2/20261129_13h_7310_overview_de.xml': { partner: 'approved', language: 'de', headline: 'Wanderweg-Initiative', held: ['withheld'] },
  'g2/20261129_16h_7310_final_overview_de.xml': { partner: 'approved', language: 'de', headline: 'Endergebnis', held: ['withheld'] },
  'text/bsd063.txt': { partner: 'out', language: 'de', headline: 'Entlaufenes Alpaka' },
  'text/bsf041.txt': { partner: 'out', language: 'fr', headline: 'Le fabricant de vélos' },
  'text/bsi019.txt': { partner: 'out', language: 'it', headline: 'Recuperata dopo 80 anni' },
}
const names = Object.keys(SAMPLES)
const bytesOf = (name: string) => readFileSync(`${samples}/${name}`)
const open = () => House.open(memoryTwin, [PRODUCT, PICTURES], { read })

async function put(house: House, name: string): Promise<string> {
  const upload = await house.put(bytesOf(name), `sda/${name.split('/')[1]}`)
  await house.settle(0)
  return idOf(house, upload)
}

async function idOf(house: House, upload: string): Promise<string> {
  return (await getValue<UploadItem>(house.twin.ports.table, keys.upload(upload)))?.assigned?.id ?? ''
}

async function seen(house: House, id: string, product = 'all'): Promise<readonly string[]> {
  return Promise.all(LANGUAGES.map((language) => house.item(language, id, product, PARTNER)))
}

describe.skipIf(!here)('a sample of the agency, alone,', () => {
  for (const [name, { partner, language, headline, pictures, held = [] }] of Object.entries(SAMPLES))
    test(`${name} ${{ out: 'goes out', approved: 'waits for a person', never: 'never goes out' }[partner]}`, async () => {
      const house = await open()
      const id = await put(house, name)
      const product = pictures ? 'pictures' : 'all'
      expect((await surveyArticle(house.twin.ports.table, id, house.now))?.closings).toEqual(held)
      expect((await seen(house, id, product)).every((item) => item === 'unknown')).toBe(partner !== 'out')
      // a person lets everything go that a person may
      await decide({ ports: house.twin.ports, observe: () => {} }, id, { kind: 'approve' }, 'anna')
      await house.settle()
      const items = await seen(house, id, product)
      if (partner === 'never') expect(items).toEqual(['unknown', 'unknown', 'unknown'])
      else expect(items[LANGUAGES.indexOf(language)]).toContain(headline)
      for (const other of LANGUAGES)
        if (partner !== 'never' && other !== language) expect(items[LANGUAGES.indexOf(other)]).toMatch(new RegExp(`^${other}:`))
      if (pictures) expect(await seen(house, id)).toEqual(['unknown', 'unknown', 'unknown'])
      await house.twin.close()
    })

  test('rdn118 goes out at 2018-03-25T04:00:29Z, the summer time of that date, and not a second before', async () => {
    const house = await open()
    house.now = Date.parse('2018-03-24T16:15:00Z')
    const id = await put(house, 'newsml12/20180324171235090198051100015_rdn118.xml')
    house.now = Date.parse('2018-03-25T04:00:28.999Z')
    await house.settle(0)
    expect(await seen(house, id)).toEqual(['unknown', 'unknown', 'unknown'])
    expect(await house.feed('de', 'all', PARTNER)).toEqual([])
    house.now = Date.parse('2018-03-25T04:00:29Z')
    expect((await seen(house, id))[0]).toBe('unknown') // nothing offers it before the feed follows
    await house.settle(1)
    expect((await seen(house, id))[0]).toContain('Solothurner Jurahöhen')
    expect((await house.feed('de', 'all', PARTNER)).map(({ event }) => event)).toEqual(['created'])
    await house.twin.close()
  })
})

describe.skipIf(!here)('all samples of the agency', () => {
  /** What partners see in the end of each article that arrived. */
  const end = async (order: readonly string[], settleBetween: boolean) => {
    const house = await open()
    const uploads: string[] = []
    for (const name of order) {
      uploads.push(await house.put(bytesOf(name), `sda/${name.split('/')[1]}`))
      if (settleBetween) await house.settle(0)
    }
    await house.settle()
    const ids = new Set<string>()
    for (const upload of uploads) ids.add(await idOf(house, upload))
    const articles = await Promise.all(
      [...ids].toSorted().map(async (id) => {
        const survey = await surveyArticle(house.twin.ports.table, id, house.now)
        const items = [...(await seen(house, id)), ...(await seen(house, id, 'pictures'))].map((item) =>
          item === 'gone' ? 'unknown' : item,
        )
        return [id, survey?.head.version, survey?.closings, items] as const
      }),
    )
    await house.twin.close()
    return articles
  }

  test('end the same in 40 random orders, some of them doubled, settled in between or not', { timeout: 120_000 }, async () => {
    const expected = await end(names, true)
    expect(expected).toHaveLength(18)
    const random = new Random(7)
    for (let round = 0; round < 40; round++) {
      const twice = names.filter(() => random.chance(0.2))
      expect(await end(random.shuffle([...names, ...twice]), random.chance(0.5))).toEqual(expected)
    }
  })
})
