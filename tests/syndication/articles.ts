import type { Article, Block } from '@depesche/article/model'
import type { Product } from '@depesche/syndication/product'
import type { Provenance } from '@depesche/syndication/rendition'

export const product: Product = {
  name: 'all',
  title: 'All',
  filter: {},
  languages: ['de', 'fr', 'it', 'en', 'es', 'ca', 'de-CH'],
  grades: ['publishable', 'readable', 'gist', 'none'],
}

/** Not one field more than an article must have. */
export const plainArticle: Article = {
  id: 'plain-0123456789abcdef',
  desk: 'web',
  identity: { scheme: 'upload', value: 'plain' },
  version: 1,
  notes: [],
  upload: 'u1',
  received: '2026-11-24T08:00:00.000Z',
  format: 'text-paste',
  language: 'en',
  content: { headline: [], blocks: [] },
  instruction: 'new',
  withheld: false,
  test: false,
  machineMade: false,
  type: 'text',
  sources: [],
  authors: [],
  ednotes: [],
  subjects: [],
  places: [],
  associations: [],
  pictures: [],
}

/** A block of every kind, with every mark. */
export const everyBlock: readonly Block[] = [
  {
    kind: 'paragraph',
    lede: true,
    spans: [
      { text: 'Plain, ' },
      { text: 'emphasis', marks: [{ kind: 'emphasis' }] },
      { text: ' both', marks: [{ kind: 'emphasis' }, { kind: 'strong' }] },
      { text: ' H' },
      { text: '2', marks: [{ kind: 'subscript' }] },
      { text: 'O m' },
      { text: '2', marks: [{ kind: 'superscript' }] },
    ],
  },
  { kind: 'crosshead', spans: [{ text: 'A crosshead & more' }] },
  { kind: 'list', ordered: false, items: [[{ text: 'one' }], [{ text: 'two\nlines' }]] },
  { kind: 'list', ordered: true, items: [[{ text: 'first' }], []] },
  {
    kind: 'table',
    headerRows: 1,
    rows: [
      [[{ text: 'Club' }], [{ text: 'Points' }]],
      [[{ text: 'YB' }], [{ text: '31' }]],
    ],
  },
  { kind: 'table', headerRows: 0, rows: [[[{ text: 'x' }], []]] },
  { kind: 'quotation', spans: [{ text: '“Said” <so>' }] },
  { kind: 'preformatted', text: '\n 1.  A   B\n 2.  C   D' },
  {
    kind: 'paragraph',
    spans: [
      { text: 'the page', marks: [{ kind: 'link', href: 'https://example.org/?a=1&b="2"' }] },
      { text: ' and a trap', marks: [{ kind: 'link', href: 'javascript:alert(1)' }] },
    ],
  },
]

/** Every field there is. */
export const fullArticle: Article = {
  ...plainArticle,
  id: '20261124-bsd012-0123456789abcdef',
  desk: 'sda',
  identity: { scheme: 'newsml12', value: 'urn:newsml:sda:20261124:bsd012', date: '20261124', number: 'bsd012' },
  version: 3,
  notes: [{ rule: 'residue-css', level: 'info', reason: 'dropped', place: { line: 2 }, text: 'secret note', dropped: true }],
  format: 'newsml12',
  language: 'de',
  content: {
    headline: [{ text: 'Der ' }, { text: 'Titel', marks: [{ kind: 'emphasis' }] }],
    subheadline: [{ text: 'Untertitel' }],
    kicker: [{ text: 'Spitzmarke' }],
    shortHeadline: [{ text: 'Kurz' }],
    blocks: everyBlock,
  },
  instruction: 'update',
  embargo: { until: '2026-11-24T09:00:00Z' },
  slugline: 'SPO/FUSSBALL',
  byline: 'Von Anna Muster',
  dateline: { place: 'Tannwil', area: 'BE', date: '24. November' },
  credit: 'SDA/DPA',
  provider: 'Keystone-SDA',
  sources: ['ATS', 'Blick'],
  authors: ['secret-author'],
  ednotes: ['secret-ednote'],
  service: 'bsd',
  urgency: 3,
  genre: 'Bericht',
  storyType: 'news',
  subjects: [
    { scheme: 'iptc', code: '15000000', name: 'Sport' },
    { scheme: 'sda', code: 'spo/<x>' },
  ],
  places: [{ scheme: 'iso', code: 'CH-BE', name: 'Bern' }],
  associations: [{ identity: { scheme: 'newsml12', value: 'urn:newsml:sda:20261124:pic001' } }],
  pictures: [{ href: 'pic001.jpg', width: 100, height: 50 }],
  created: '2026-11-24T07:00:00Z',
  versionCreated: '2026-11-24T07:30:00Z',
}

export const rules: Provenance = {
  engine: 'apertium',
  label: 'apertium 3.8.3',
  method: 'rules',
  route: 'fra-cat, cat-ita',
  grade: 'readable',
  at: '2026-11-24T08:00:01.000Z',
}
export const neural: Provenance = {
  ...rules,
  engine: 'amazon',
  label: 'Amazon Translate',
  method: 'neural',
  route: 'de-fr',
  grade: 'publishable',
}
export const pseudo: Provenance = {
  ...rules,
  engine: 'pseudo',
  label: 'pseudo (no translation)',
  method: 'stand-in',
  route: 'pseudo',
  grade: 'none',
}
