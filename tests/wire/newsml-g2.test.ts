import { blockText, plain, Rejected } from '@depesche/article/model'
import { open, read } from '@depesche/wire/readers'
import { describe, expect, it, test } from 'vitest'
import { bytesOf, desk } from './hostile-uploads.ts'
import { referenceSources } from './word-sources.ts'

const NAR = 'http://iptc.org/std/nar/2006-10-01/'
const XHTML = 'http://www.w3.org/1999/xhtml'

interface Parts {
  readonly guid?: string
  readonly version?: string
  readonly meta?: string
  readonly about?: string
  readonly beside?: string
  readonly content?: string
}

const TEXT = `<inlineXML><html xmlns="${XHTML}"><body><p>Die Brücke ist gebaut.</p></body></html></inlineXML>`
const newsItem = ({
  guid = 'urn:newsml:x.example:20310102:a1',
  version = '1',
  meta = '',
  about = '',
  beside = '',
  content = TEXT,
}: Parts) =>
  `<newsItem xmlns="${NAR}" guid="${guid}" version="${version}" xml:lang="de"><itemMeta><itemClass qcode="ninat:text"/><provider><name>X</name></provider>${meta}</itemMeta><contentMeta><headline>Titel</headline>${about}</contentMeta>${beside}<contentSet>${content}</contentSet></newsItem>`
const readXml = (xml: string) => read({ name: 'x', bytes: bytesOf(xml) }, desk)
const readParts = (parts: Parts) => readXml(newsItem(parts))
const lines = (parts: Parts) => readParts(parts).draft.content.blocks.map(blockText)
const rules = (parts: Parts) => readParts(parts).notes.map(({ rule }) => rule)
/** What becomes of an upload: an article's headline or the rule by which it was refused, of each item of a message. */
function outcomes(xml: string | Uint8Array): readonly string[] {
  try {
    const bytes = typeof xml === 'string' ? bytesOf(xml) : xml
    const opened = open({ name: 'x', bytes }, desk)
    if ('parts' in opened) return opened.parts.flatMap(({ bytes }) => outcomes(bytes))
    return [plain(opened.draft.content.headline)]
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    return [error.rule]
  }
}

describe('a document of NewsML-G2', () => {
  it.each([
    [
      'with a prefix',
      newsItem({})
        .replaceAll(/<(\/?)(\w+)/g, '<$1n:$2')
        .replace('xmlns=', 'xmlns:n='),
    ],
    ['without a namespace', newsItem({}).replace(` xmlns="${NAR}"`, '')],
    ['after a comment and a DOCTYPE', `<!-- x --><!DOCTYPE newsItem>${newsItem({})}`],
    ['with its namespace in single quotes', newsItem({}).replace(`"${NAR}"`, `'${NAR}'`)],
  ])('%s is read', (_, xml) => expect(outcomes(xml)).toEqual(['Titel']))

  it('of another namespace is none', () => {
    expect(outcomes(newsItem({}).replace(NAR, 'http://other.example/'))).toEqual(['unknown-xml'])
  })

  const picture = `<newsItem xmlns="${NAR}" guid="p"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem>`
  const of = (...items: readonly string[]) =>
    `<n:newsMessage xmlns:n="${NAR}"><n:header/><n:itemSet>${items.join('\n')}</n:itemSet></n:newsMessage>`

  it('with a story, a picture, a package and a plan gives the story, and refuses each of the others by itself', () => {
    const [pack, plan] = [`<packageItem xmlns="${NAR}" guid="q"/>`, `<planningItem xmlns="${NAR}" guid="r"/>`]
    expect(outcomes(of(pack, newsItem({}), picture, plan))).toEqual(['g2-package', 'Titel', 'g2-picture', 'g2-planning'])
  })

  it('with one story alone is one article', () => expect(outcomes(of(newsItem({})))).toEqual(['Titel']))

  it('with no item is refused', () => {
    expect([outcomes(of()), outcomes(`<newsMessage xmlns="${NAR}"/>`)]).toEqual([['g2-empty'], ['g2-empty']])
  })

  it.each([
    ['video/mp4', 'g2-video'],
    ['audio/mpeg', 'g2-audio'],
    ['image/jpeg', 'g2-picture'],
  ])('whose class is not said is what its file of %s is', (type, rule) => {
    const xml = `<newsItem xmlns="${NAR}" guid="p"><contentSet><remoteContent href="a" contenttype="${type}"/></contentSet></newsItem>`
    expect(outcomes(xml)).toEqual([rule])
  })

  it('of the class of a picture that has a text is a story, with a Note', () => {
    expect(outcomes(newsItem({}).replace('ninat:text', 'ninat:picture'))).toEqual(['Titel'])
    expect(readXml(newsItem({}).replace('ninat:text', 'ninat:picture')).notes.map(({ rule }) => rule)).toContain('type-unknown')
  })

  it('without a guid is refused', () => expect(outcomes(newsItem({}).replace(/guid="[^"]*"/, ''))).toEqual(['g2-identity']))

  it('that the source takes back needs no text', () => {
    for (const status of ['canceled', 'withheld'])
      expect(outcomes(newsItem({ meta: `<pubStatus qcode="stat:${status}"/>`, content: '' }))).toEqual(['Titel'])
    expect(readParts({ meta: '<pubStatus qcode="stat:canceled"/>' }).draft.instruction).toBe('delete')
  })
})

describe('the text of an item', () => {
  const plainData = (text: string) => `<inlineData contenttype="text/plain">${text}</inlineData>`
  const xhtml = (text: string) => `<inlineXML><section xmlns="${XHTML}"><p>${text}</p></section></inlineXML>`

  it('is the best of its renditions, and the same in another is no other text', () => {
    const same = { content: plainData('Ein Satz.') + xhtml('Ein Satz.') }
    expect([lines(same), rules(same)]).toEqual([['Ein Satz.'], []])
    const other = { content: plainData('Noch ein Satz.') + xhtml('Ein Satz.') }
    expect([lines(other), rules(other)]).toEqual([['Ein Satz.'], expect.arrayContaining(['not-carried'])])
  })

  it.each([
    ['escaped HTML', '<inlineData contenttype="text/html">&lt;p&gt;Eins&lt;/p&gt;&lt;p&gt;Zwei&lt;/p&gt;</inlineData>', ['Eins', 'Zwei']],
    ['plain text', plainData('Eins ist gesagt.\n\nZwei ist gesagt.'), ['Eins ist gesagt.', 'Zwei ist gesagt.']],
    ['paragraphs in the standard’s own namespace', '<inlineXML><p>Eins</p><p>Zwei</p></inlineXML>', ['Eins', 'Zwei']],
    ['an empty rendition before it', `<inlineXML><html/></inlineXML>${xhtml('Eins')}`, ['Eins']],
  ])('may be %s', (_, content, expected) => expect(lines({ content })).toEqual(expected))

  it('keeps what stands in a table and in no cell', () => {
    const table = `<inlineXML><div xmlns="${XHTML}"><table>vorn<tr><td>a</td><tr><td>b</td></tr>hinten</tr><td>c</td></table></div></inlineXML>`
    expect(
      lines({ content: table })
        .join(' ')
        .match(/\p{L}+/gu)
        ?.toSorted(),
    ).toEqual(['a', 'b', 'c', 'hinten', 'vorn'])
  })

  it('that opens with the dateline loses it, wherever a dash parts them', () => {
    const opened = (dateline: string, text: string) => lines({ about: `<dateline>${dateline}</dateline>`, content: xhtml(text) })
    expect(opened('Kap Möwe (sb) -', 'Kap Möwe (sb) - Der Weg ist zu.')).toEqual(['Der Weg ist zu.'])
    expect(opened('Kap Möwe', 'Kap Möwe – Der Weg ist zu.')).toEqual(['Der Weg ist zu.'])
    expect(opened('Bern', 'Bern hat entschieden.')).toEqual(['Bern hat entschieden.'])
    expect(opened('Bern', 'Berner Wege sind lang.')).toEqual(['Berner Wege sind lang.'])
  })
})

describe('the life of an item', () => {
  const embargo = (parts: Parts) => readParts(parts).draft.embargo
  const six = '<embargoed>2031-01-02T06:00:00Z</embargoed>'

  test('an embargo without a value has no end', () => expect(embargo({ meta: '<embargoed/>' })).toEqual({ unreadable: '' }))

  test('of an embargo and a note to editors the later time holds', () => {
    expect(embargo({ meta: `${six}<edNote>Sperrfrist: 2. Januar 2031, 12.00 Uhr</edNote>` })).toEqual({ until: '2031-01-02T11:00:00Z' })
    expect(embargo({ meta: `${six}<edNote>Sperrfrist: 1. Januar 2031, 12.00 Uhr</edNote>` })).toEqual({ until: '2031-01-02T06:00:00Z' })
  })

  test('a note without a readable time does not outweigh a stated one, nor hide another note', () => {
    const unread = '<edNote>Sperrfrist: nach dem Essen</edNote>'
    expect(embargo({ meta: six + unread })).toEqual({ until: '2031-01-02T06:00:00Z' })
    expect(rules({ meta: six + unread })).toContain('embargo-note-unread')
    expect(embargo({ meta: `${six + unread}<edNote>Sperrfrist: 2. Januar 2031, 12.00 Uhr</edNote>` })).toEqual({
      until: '2031-01-02T11:00:00Z',
    })
    expect(embargo({ meta: unread })).toHaveProperty('unreadable')
  })

  it.each([
    ['<signal qcode="sig:correction"/>', '1', 'rectify'],
    ['<signal uri="http://cv.iptc.org/newscodes/signal/correction"/>', '2', 'rectify'],
    ['<signal qcode="sig:update"/>', '1', 'update'],
    ['', '3', 'update'],
    ['', '1', 'new'],
    ['<signal qcode="x:kill"/>', '1', 'stop'],
    ['<signal qcode="x:kill"/><pubStatus qcode="stat:canceled"/>', '1', 'delete'],
  ] as const)('%s in version %s: %s', (meta, version, instruction) => {
    expect(readParts({ meta, version }).draft.instruction).toBe(instruction)
  })

  test('a version that is no number holds it', () => {
    expect(readParts({ version: 'x' }).notes).toContainEqual(expect.objectContaining({ rule: 'version-unreadable', level: 'hold' }))
  })

  it.each([
    ['urn:newsml:dpa.com:20090101:250122-99-671785', '20250122', '99-671785'],
    ['urn:newsml:x.example:20310102:a1-b2', '20310102', 'a1-b2'],
    ['tag:x.example,2031:story-9', undefined, 'story-9'],
  ])('%s is known by its day and number', (guid, date, number) => {
    expect(readParts({ guid }).draft.identity).toEqual({ scheme: 'g2', value: guid, ...(date && { date }), number })
  })
})

describe('the facts of an item', () => {
  test('a name is the one in the item’s language, else the one without a language', () => {
    const about =
      '<subject qcode="a:1"><name xml:lang="en">one</name><name xml:lang="de-CH">eins</name></subject><subject qcode="a:2"><name xml:lang="fr">deux</name><name>zwei</name></subject>'
    expect(readParts({ about }).draft.subjects.map(({ name }) => name)).toEqual(['eins', 'zwei'])
    expect(rules({ about })).toContain('not-carried')
  })

  test('an assert gives a subject its kind and its name', () => {
    const about = '<subject qcode="a:1"/><subject literal="p"/>'
    const beside =
      '<assert qcode="a:1"><name>Verein</name><organisationDetails/></assert><assert literal="p"><name>Ida</name><personDetails/></assert>'
    expect(readParts({ about, beside }).draft).toMatchObject({
      subjects: [],
      organisations: [{ scheme: 'a', code: '1', name: 'Verein' }],
      people: [{ scheme: 'name', code: 'Ida', name: 'Ida' }],
    })
  })

  test('IPTC’s vocabularies have our names, by QCode or by URI', () => {
    const about =
      '<subject qcode="subj:15000000"/><subject uri="http://cv.iptc.org/newscodes/subjectcode/15000000"/><subject uri="http://cv.iptc.org/newscodes/mediatopic/20000385"/>'
    expect(readParts({ about }).draft.subjects).toEqual([
      { scheme: 'iptc', code: '15000000' },
      { scheme: 'medtop', code: '20000385' },
    ])
  })

  test('the place that it comes from is the dateline only where nothing else is', () => {
    const located = '<located qcode="g:1"><name>Vaulroux</name></located>'
    expect(readParts({ about: located }).draft).toMatchObject({ dateline: { place: 'Vaulroux' }, places: [{ scheme: 'g', code: '1' }] })
    expect(readParts({ about: `${located}<dateline>Kap Möwe (sb) -</dateline>` }).draft.dateline).toEqual({ place: 'Kap Möwe' })
  })

  test('one credit goes with the text', () => {
    const beside = '<rightsInfo><copyrightHolder><name>Halter</name></copyrightHolder></rightsInfo>'
    expect(readParts({ beside }).draft.credit).toBe('Halter')
    expect([
      readParts({ beside, about: '<creditline>Y</creditline>' }).draft.credit,
      rules({ beside, about: '<creditline>Y</creditline>' }),
    ]).toEqual(['Y', expect.arrayContaining(['credit-differs'])])
  })
})

describe('the examples of the standard', () => {
  const G2 = 'newsml-g2/examples'
  const ARTICLES = /LISTING_(?:1|2|22|27)_|facet-example-3|receiver-view/

  it.each(referenceSources(G2, '.xml').map((one) => [one.name, one] as const))(
    '%s is an article, or refused with the reason',
    (name, { bytes }) => {
      const found = outcomes(bytes)
      expect(found.every((one) => one.startsWith('g2-'))).toBe(!ARTICLES.test(name))
      if (!ARTICLES.test(name)) expect(found).toEqual(expected(name))
    },
  )

  function expected(name: string): unknown {
    if (/LISTING_24/.test(name)) return ['g2-package', ...Array(4).fill('g2-no-text')]
    const kinds: readonly (readonly [RegExp, string])[] = [
      [/Photo|photo/, 'g2-picture'],
      [/Video|ap_metadata/, 'g2-video'],
      [/Group_Set|_25_|_28_/, 'g2-fragment'],
      [/Package/, 'g2-package'],
      [/Concept|_14_/, 'g2-concept'],
      [/Knowledge/, 'g2-knowledge'],
      [/Catalog/, 'g2-catalog'],
      [/Set_of_Events/, 'g2-events'],
      [/Planning/, 'g2-planning'],
      [/_21_/, 'g2-data'],
    ]
    return [kinds.find(([pattern]) => pattern.test(name))?.[1] ?? 'g2-no-text']
  }
})
