import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { blockText, type Draft, type Note, plain } from '@depesche/article/model'
import type { Desk, Reading } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import { describe, expect, it } from 'vitest'

/** The reference samples are not part of the repository; without them the cases count as skipped, and in CI they fail. */
const folder = resolve(import.meta.dirname, '../../../shared/reference/sda/samples')
const present = existsSync(folder)
const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }

interface Expected {
  readonly file: string
  readonly identity: string
  readonly number: string
  readonly version: number
  readonly language: string
  readonly headline: string
  readonly kicker?: string
  readonly short?: string
  readonly sub?: string
  readonly paragraphs: number
  readonly crossheads?: number
  /** rows and header rows of each table */
  readonly tables?: readonly (readonly [rows: number, header: number, columns: number])[]
  readonly dateline?: string
  readonly urgency?: number
  readonly instruction?: Draft['instruction']
  readonly embargo?: string
  readonly withheld?: boolean
  readonly test?: boolean
  readonly machineMade?: boolean
  readonly type?: Draft['type']
  readonly service: string
  readonly provider: string
  readonly sources?: readonly string[]
  readonly authors?: readonly string[]
  readonly ednotes?: readonly string[]
  readonly storyType?: string
  readonly slugline?: string
  readonly associations?: readonly string[]
  readonly created: string
  readonly holds?: readonly string[]
  /** Notes that must be there, by rule */
  readonly notes?: readonly string[]
  /** words that must stand in the text */
  readonly says?: readonly string[]
}

const chain = {
  number: 'brz027',
  identity: 'www.sda-ats.ch/20180915/brz027',
  language: 'de',
  kicker: 'Rollski',
  short: 'Zumthal siegt im Rollski-Sprint',
  paragraphs: 3,
  service: 'Si-Online D',
  provider: 'Si',
  sources: ['Si'],
  authors: ['lgr'],
  associations: ['phd9021', 'phd9022'],
  created: '2018-09-15T13:04:12Z',
  notes: ['dateline-no-place'],
  says: ['Solvåg'],
} as const
const pool = {
  number: 'brd061',
  identity: 'www.sda-ats.ch/20181009/brd061',
  language: 'de',
  headline: 'Tannwil BE behält sein Hallenbad',
  kicker: 'Gemeinden',
  short: 'Tannwiler wollen Hallenbad nicht verkaufen',
  paragraphs: 4,
  crossheads: 1,
  dateline: 'Tannwil BE',
  urgency: 4,
  service: 'sda-Online D',
  provider: 'sda',
  sources: ['sda'],
  authors: ['wbr', 'ot'],
  associations: ['phd1733'],
  created: '2018-10-09T08:44:18Z',
} as const
const finn = {
  number: 'brz014',
  identity: 'www.sda-ats.ch/20180517/brz014',
  language: 'de',
  headline: 'EHC Tannwil holt Finnen Korvenoja',
  kicker: 'Eishockey',
  short: 'Verteidiger Korvenoja nach Tannwil',
  paragraphs: 2,
  urgency: 4,
  service: 'Si-Online D',
  provider: 'Si',
  sources: ['Si'],
  authors: ['man'],
  associations: ['phd9007', 'phd9008'],
  created: '2018-05-17T08:11:02Z',
  notes: ['dateline-no-place'],
} as const

const newsml12: readonly Expected[] = [
  {
    ...chain,
    file: '20180915150414206192000002010_brz027.xml',
    version: 1,
    urgency: 4,
    headline: 'Zumtal gewinnt Rollski-Sprint in Hinterflüh',
  },
  {
    ...chain,
    file: '20180915152733118192000002010_brz027.xml',
    version: 2,
    urgency: 4,
    instruction: 'update',
    ednotes: ['ergänzt'],
    headline: 'Zumtal gewinnt Rollski-Sprint in Hinterflüh',
    says: ['2300', '0,4', '2,1'],
  },
  {
    ...chain,
    file: '20180915154109871192000002010_brz027.xml',
    version: 3,
    urgency: 3,
    instruction: 'update',
    ednotes: ['ergänzt'],
    headline: 'Zumtal gewinnt Rollski-Sprint in Hinterflüh',
  },
  {
    ...chain,
    file: '20180915161955430192000002010_brz027.xml',
    version: 4,
    urgency: 4,
    instruction: 'update',
    ednotes: ['ergänzt'],
    headline: 'Zumthal gewinnt Rollski-Sprint in Hinterflüh',
  },
  {
    file: '20180915145802061192000002010_phd9021.xml',
    identity: 'www.sda-ats.ch/20180915/phd9021',
    number: 'phd9021',
    version: 1,
    language: 'de',
    headline: 'Annina Zumthal jubelt im Ziel von Hinterflüh',
    paragraphs: 0,
    type: 'picture',
    service: 'Photo Dienst D',
    provider: 'key',
    sources: ['Keystone'],
    authors: [],
    created: '2018-09-15T12:40:10Z',
    notes: ['picture-file'],
  },
  { ...pool, file: '20181009104420512198051100007_brd061.xml', version: 1, says: ['24 Mio. Franken'] },
  {
    ...pool,
    file: '20181009111302744198051100007_brd062.xml',
    version: 2,
    instruction: 'rectify',
    ednotes: ['Berichtigt im 2. Absatz nach Lead: Sanierungskosten 2,4 statt 24 Mio. Franken'],
    says: ['2,4 Mio. Franken'],
  },
  { ...finn, file: '20180517101104339192000002010_brz014.xml', version: 1 },
  { ...finn, file: '20180517101859020192000002010_brz014.xml', version: 2, instruction: 'delete', ednotes: ['delete'] },
  {
    file: '20180324171235090198051100015_rdn118.xml',
    identity: 'www.sda-ats.ch/20180324/rdn118',
    number: 'rdn118',
    version: 1,
    language: 'de',
    headline: 'Solothurner Jurahöhen verlieren laut Studie ihre Trockenmauern',
    sub: 'Untersuchung empfiehlt jährlich 1,8 Millionen für den Unterhalt',
    kicker: 'Landschaft',
    paragraphs: 4,
    dateline: 'Solothurn SO',
    urgency: 3,
    embargo: '2018-03-25T04:00:29Z',
    service: 'Regionaldienst Nord',
    provider: 'sda',
    sources: ['sda'],
    authors: ['hj', 'pv'],
    ednotes: ['SPERRFRIST 0600'],
    created: '2018-03-24T16:12:35Z',
    notes: ['embargo-conflict'],
    says: ['1990', '812', '96,5', '24', '1,8 Mio. Fr.', "18'500", "350'000", '2050'],
  },
  {
    file: '20181105081121650198051100015_rdn101.xml',
    identity: 'www.sda-ats.ch/20181105/rdn101',
    number: 'rdn101',
    version: 1,
    language: 'de',
    headline: 'sda - TERMINE DER WOCHE - REGIONALDIENST NORD',
    kicker: 'Wochenprogramm',
    paragraphs: 0,
    dateline: 'Basel',
    urgency: 3,
    service: 'Regionaldienst Nord',
    provider: 'sda',
    sources: ['sda'],
    authors: ['pv', 'hj'],
    created: '2018-11-05T07:11:20Z',
    holds: ['no-text'],
  },
  {
    file: '20190612163011004192000002010_bsf118.xml',
    identity: 'www.sda-ats.ch/20190612/bsf118',
    number: 'bsf118',
    version: 1,
    language: 'fr',
    headline: 'Un cygne bloque le funiculaire de Vaulroux (VD)',
    kicker: 'Animaux',
    paragraphs: 3,
    dateline: 'Vaulroux VD',
    urgency: 4,
    storyType: 'news',
    service: 'Basisdienst F',
    provider: 'ats',
    sources: ['ats'],
    authors: ['cr', 'jd'],
    created: '2019-06-12T14:30:09Z',
    says: ['cœur', "à l'œuvre"],
  },
]

const robot = { version: 1, withheld: true, machineMade: true, provider: 'sda', notes: ['withheld', 'machine-made'] } as const
const council = {
  ...robot,
  paragraphs: 3,
  tables: [[8, 1, 5]],
  urgency: 3,
  storyType: 'tble',
  notes: [...robot.notes, 'empty-paragraph'],
  says: ["32'187", '-'],
} as const
const vote = {
  ...robot,
  language: 'de',
  dateline: 'Bern',
  service: 'bsd',
  slugline: 'vot Tabelle',
  urgency: 2,
  storyType: 'tble',
  paragraphs: 1,
} as const
const flash = {
  ...robot,
  language: 'de',
  dateline: 'Bern',
  service: 'bsd',
  slugline: 'Wanderwege',
  urgency: 1,
  storyType: 'flsh',
  paragraphs: 0,
} as const

const g2: readonly Expected[] = [
  {
    ...council,
    file: '20270411_SH_KR_Results_de.xml',
    identity: '20270411182207',
    number: '418230957716034',
    language: 'de',
    service: 'bsd',
    dateline: 'Schaffhausen',
    slugline: 'Kantonswahlen 2027 - SH KR END',
    headline: 'So setzt sich der Schaffhauser Kantonsrat neu zusammen',
    created: '2027-04-11T16:22:07Z',
  },
  {
    ...council,
    file: '20270411_SH_KR_Results_fr.xml',
    identity: '20270411182212',
    number: '730915528846201',
    language: 'fr',
    service: 'bsf',
    dateline: 'Schaffhouse',
    slugline: 'Cantonales - SH GC FIN',
    headline: 'SH: la nouvelle composition du Grand Conseil',
    created: '2027-04-11T16:22:12Z',
  },
  {
    ...council,
    file: '20270411_SH_KR_Results_it.xml',
    identity: '20270411182217',
    number: '265504183370992',
    language: 'it',
    service: 'bsi',
    dateline: 'Sciaffusa',
    slugline: 'Cantonali 2027 - SH GC END',
    headline: 'La nuova composizione del Gran Consiglio nel canton Sciaffusa',
    created: '2027-04-11T16:22:17Z',
  },
  {
    ...flash,
    file: '20261129_7310_flash_trend_de.xml',
    identity: '20261129120021904417260358113',
    number: '904417260358113',
    headline: 'Wanderweg-Initiative laut Trend klar angenommen',
    test: true,
    ednotes: ['DIES IST EIN TEST'],
    created: '2026-11-29T11:00:21Z',
    notes: ['test-marker', 'test'],
  },
  {
    ...flash,
    file: '20261129_7310_flash_staendemehr_de.xml',
    identity: '20261129154710118862093574440',
    number: '118862093574440',
    headline: 'Wanderweg-Initiative verfehlt Ständemehr',
    created: '2026-11-29T14:47:10Z',
  },
  {
    ...vote,
    file: '20261129_12h_7310_overview_de.xml',
    identity: '20261129125003540027719386625',
    number: '540027719386625',
    headline: 'Wanderweg-Initiative: Auszählung',
    test: true,
    tables: [
      [4, 1, 6],
      [5, 0, 1],
    ],
    created: '2026-11-29T11:50:03Z',
    says: ['1,5 Nein'],
  },
  {
    ...vote,
    file: '20261129_13h_7310_overview_de.xml',
    identity: '20261129135002877310446102958',
    number: '877310446102958',
    headline: 'Wanderweg-Initiative: Auszählung',
    tables: [
      [10, 1, 6],
      [5, 0, 1],
    ],
    created: '2026-11-29T12:50:02Z',
    says: ['3 Ja', '5,5 Nein'],
  },
  {
    ...vote,
    file: '20261129_16h_7310_final_overview_de.xml',
    identity: '20261129161238330195862704417',
    number: '330195862704417',
    headline: 'Wanderweg-Initiative: Endergebnis',
    tables: [
      [28, 1, 6],
      [3, 0, 1],
    ],
    created: '2026-11-29T15:12:38Z',
    says: ['1254104', '11 Ja'],
  },
]

const text: readonly Expected[] = [
  {
    file: 'bsd063.txt',
    identity: 'bsd/063/20181106',
    number: 'bsd063',
    version: 1,
    language: 'de',
    kicker: 'Tierpark ZH',
    slugline: 'Tierpark ZH',
    headline: 'Entlaufenes Alpaka nach drei Tagen am Zürichsee gefunden',
    paragraphs: 3,
    dateline: 'Zürich',
    urgency: 4,
    service: 'bsd',
    provider: 'sda',
    sources: ['sda'],
    authors: ['rw', 'lf'],
    created: '2018-11-06T15:42:00Z',
    says: ['«Es war müde, aber unverletzt»', "12'400 Franken"],
  },
  {
    file: 'bsf041.txt',
    identity: 'bsf/041/20190220',
    number: 'bsf041',
    version: 1,
    language: 'fr',
    kicker: 'Italie',
    slugline: 'Emploi - Italie',
    headline: 'Le fabricant de vélos Cicloverna supprime 430 emplois (syndicat)',
    paragraphs: 3,
    dateline: 'Turin',
    urgency: 3,
    service: 'bsf',
    provider: 'sda',
    sources: ['ats', 'afp'],
    authors: ['cr', 'jd'],
    created: '2019-02-20T08:15:00Z',
    says: ["d'euros (31,2 millions de francs)"],
  },
  {
    file: 'bsi019.txt',
    identity: 'bsi/019/20180212',
    number: 'bsi019',
    version: 1,
    language: 'it',
    kicker: 'Lago Ceresio',
    slugline: 'Lago Ceresio',
    headline: 'Recuperata dopo 80 anni la campana della chiesa di Sassonero',
    paragraphs: 3,
    dateline: 'Sassonero TI',
    urgency: 4,
    service: 'bsi',
    provider: 'sda',
    sources: ['ats'],
    authors: ['gm', 'bz'],
    created: '2018-02-12T10:08:00Z',
    notes: ['count-differs', 'quotes-replaced'],
    says: ['«Nessuno ci credeva più»', "45'000 franchi"],
  },
]

function readSample(format: string, file: string): Reading {
  return read({ name: file, bytes: readFileSync(resolve(folder, format, file)) }, desk)
}

function matches({ draft, notes }: Reading, want: Expected): void {
  const { content } = draft
  const of = (kind: string) => content.blocks.filter((block) => block.kind === kind)
  const said = (spans: typeof content.headline | undefined) => spans && plain(spans)
  expect.soft(draft.identity?.value).toContain(want.identity)
  expect.soft(draft.identity?.number).toBe(want.number)
  expect
    .soft([
      draft.version,
      draft.language,
      said(content.headline),
      said(content.kicker),
      said(content.shortHeadline),
      said(content.subheadline),
    ])
    .toEqual([want.version, want.language, want.headline, want.kicker, want.short, want.sub])
  expect.soft([of('paragraph').length, of('crosshead').length]).toEqual([want.paragraphs, want.crossheads ?? 0])
  const tables = content.blocks.flatMap((block) =>
    block.kind === 'table' ? [[block.rows.length, block.headerRows, block.rows[0]?.length]] : [],
  )
  expect.soft(tables).toEqual(want.tables ?? [])
  expect.soft([draft.dateline?.place, draft.dateline?.area].filter(Boolean).join(' ')).toBe(want.dateline ?? '')
  expect
    .soft([draft.instruction, draft.withheld, draft.test, draft.machineMade, draft.type])
    .toEqual([want.instruction ?? 'new', want.withheld ?? false, want.test ?? false, want.machineMade ?? false, want.type ?? 'text'])
  expect.soft(draft.embargo).toEqual(want.embargo === undefined ? undefined : { until: want.embargo })
  expect
    .soft([draft.urgency, draft.service, draft.provider, draft.slugline, draft.storyType, draft.created])
    .toEqual([want.urgency, want.service, want.provider, want.slugline, want.storyType, want.created])
  if (want.sources) expect.soft(draft.sources).toEqual(want.sources)
  expect.soft(draft.authors).toEqual(want.authors ?? [])
  if (want.ednotes) expect.soft(draft.ednotes).toEqual(want.ednotes)
  expect.soft(draft.associations.map(({ identity }) => identity.number)).toEqual(want.associations ?? [])
  const rules = (wanted: (note: Note) => boolean) => notes.filter(wanted).map(({ rule }) => rule)
  expect.soft(rules(({ level }) => level === 'hold')).toEqual(want.holds ?? [])
  expect.soft(rules(() => true)).toEqual(expect.arrayContaining([...(want.notes ?? [])]))
  const body = content.blocks.map(blockText).join('\n')
  for (const words of want.says ?? []) expect.soft(body).toContain(words)
  expect.soft(body).not.toMatch(/[\r\x00-\x08\x7f]| {2}| $/m)
}

describe('the reference samples', () => {
  it('are there when CI runs the tests', () => {
    expect(present || !process.env.CI).toBe(true)
  })
})

describe.skipIf(!present)('read() makes of the reference samples what the desk expects', () => {
  it.each(newsml12)('newsml12 $file', (want) => matches(readSample('newsml12', want.file), want))
  it.each(g2)('g2 $file', (want) => matches(readSample('g2', want.file), want))
  it.each(text)('text $file', (want) => matches(readSample('text', want.file), want))

  it('notices that headline and text spell the winner two ways, until the headline is mended', () => {
    const files = newsml12.filter(({ number }) => number === 'brz027').map(({ file }) => file)
    const noticed = files.map((file) => readSample('newsml12', file).notes.some(({ rule }) => rule === 'name-spelt-two-ways'))
    expect(noticed).toEqual([true, true, true, false])
  })

  it('shows the caption of a picture once, with its file', () => {
    const { draft } = readSample('newsml12', '20180915145802061192000002010_phd9021.xml')
    expect(draft.pictures).toEqual([{ href: '20180915145802077.jpg', width: 640, height: 480 }])
    expect(JSON.stringify(draft.content).split('jubelt').length).toBe(2)
    expect([draft.urgency, draft.dateline, draft.subjects]).toEqual([undefined, undefined, []])
  })

  it('keeps the cells of a robot table as they stand', () => {
    const { draft } = readSample('g2', '20270411_SH_KR_Results_de.xml')
    const table = draft.content.blocks.find((block) => block.kind === 'table')!
    const cells = table.rows.map((row) => row.map(plain))
    expect(draft.content.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'paragraph', 'table', 'paragraph'])
    expect(cells[0]?.[0]).toBe('')
    expect(cells.slice(1).map((row) => Number(row[1]))).toEqual([21, 13, 11, 6, 4, 3, 2])
    expect(cells[3]?.[2]).toBe('-')
  })

  it.each([
    [
      'bbw_18.08.2021.mrs',
      'de',
      'BBW meldet 1284 Kilometer gesperrte Bergwege',
      'Bergwege - Schweiz',
      '1284 Kilometer Bergwege gesperrt',
      'Bern',
      true,
    ],
    [
      'ofcm_18.08.2021.mrs',
      'fr',
      'En Suisse, 1284 kilomètres de sentiers de montagne fermés',
      'Sentiers',
      '1284 km de sentiers fermés',
      'Berne',
      true,
    ],
    [
      'ufsm_18.08.2021.mrs',
      'it',
      'In Svizzera chiusi 1284 chilometri di sentieri di montagna',
      'Sentieri',
      '1284 km di sentieri chiusi',
      'Berna',
      false,
    ],
  ] as const)('reads %s as a draft that is held', (file, language, headline, kicker, short, place, machineMade) => {
    const { draft, notes } = readSample('mars', file)
    const { content } = draft
    expect([draft.language, plain(content.headline), plain(content.kicker!), plain(content.shortHeadline!)]).toEqual([
      language,
      headline,
      kicker,
      short,
    ])
    expect([draft.dateline?.place, draft.machineMade, draft.urgency, draft.genre, draft.storyType]).toEqual([
      place,
      machineMade,
      4,
      'CUR',
      'news',
    ])
    expect(content.blocks.map((block) => [block.kind, block.kind === 'paragraph' && block.lede === true])).toEqual([
      ['paragraph', true],
      ['paragraph', false],
      ['paragraph', false],
    ])
    expect([draft.identity?.scheme, draft.version, draft.authors, draft.ednotes.length]).toEqual([
      'upload',
      undefined,
      ['fl'],
      Number(machineMade),
    ])
    expect(draft.subjects.map(({ code }) => code)).toEqual(['HUM', 'LIF'])
    expect(notes.filter(({ level }) => level === 'hold').map(({ rule }) => rule)).toEqual(['draft'])
    expect(notes.some(({ rule }) => rule === 'language-overruled')).toBe(file.startsWith('bbw'))
    expect(notes.some(({ rule }) => rule === 'sentence-broken')).toBe(file.startsWith('bbw'))
  })

  it('reads the article that started the project as a person does', () => {
    const bytes = readFileSync(resolve(folder, '../../seed/kim-putin.txt'))
    const { draft, notes } = read({ name: 'kim-putin.txt', bytes }, desk)
    const blocks = draft.content.blocks.map(blockText)
    expect(plain(draft.content.headline)).toBe('“Strategic cooperation”: Kim Jong-un wants to work more closely with Putin')
    expect(draft.content.blocks.map((block) => [block.kind, block.kind === 'paragraph' && block.lede === true])).toEqual([
      ['paragraph', true],
      ['paragraph', false],
      ['paragraph', false],
      ['paragraph', false],
    ])
    expect(blocks[0]).toMatch(/^Kim Jong-un wants to work .* conflict in Ukraine\.$/)
    expect(blocks[1]).toMatch(/^North Korean ruler Kim Jong-un \(39\) wants to expand .* consultation with Putin\.$/)
    expect(blocks[2]).toMatch(/^Against the backdrop of .* history of victory\.”$/)
    expect(blocks[3]).toMatch(/^Even after the Russian invasion .* relations with North Korea\.$/)
    expect([draft.credit, draft.sources, draft.language, draft.dateline, draft.created, draft.embargo]).toEqual([
      'SDA',
      ['Blick'],
      'en',
      undefined,
      undefined,
      undefined,
    ])
    const dropped = notes
      .filter((note) => note.dropped)
      .map(({ place, text: words }) => [place.line, words?.split('\n').length, words?.split('\n')[0]])
    expect(dropped).toEqual([
      [3, 1, 'class=”sc-29f61514-0 jbwksb”>'],
      [9, 1, 'Videos show life in North Korea'],
      [13, 10, 'More about North Korea'],
      [28, 2, 'follow:'],
      [31, 1, 'Amelia'],
      [33, 1, expect.stringMatching(/^I am Amelia James/)],
      [35, 1, 'Related Posts'],
    ])
    expect(notes.every(({ level }) => level === 'info')).toBe(true)
  })
})
