import { blockText, type Draft, type Note, plain } from '@depesche/article/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Desk } from '../src/reader.ts'
import { read } from '../src/readers.ts'
import { wordsOf } from '../src/text/words.ts'
import { blocksIn } from '../src/xml/blocks.ts'
import { parseXml } from '../src/xml/parse-xml.ts'

const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }

interface Wire {
  readonly encoding?: string
  readonly service?: string
  readonly rev?: string
  readonly status?: string
  readonly management?: string
  readonly headline?: string
  readonly lines?: string
  readonly meta?: string
  readonly comment?: string
  readonly language?: string
  readonly body?: string
}

function newsml(wire: Wire): string {
  return `<?xml version="1.0" encoding="${wire.encoding ?? 'ISO-8859-15'}"?>
<!DOCTYPE NewsML PUBLIC "x" "NewsML-1.2.dtd" [<!ENTITY % nitf SYSTEM "nitf-3-0.dtd"> %nitf; ]>
<NewsML><NewsEnvelope><NewsService FormalName="SDA-ATS News Service"/><NewsProduct FormalName="${wire.service ?? 'Basisdienst D'}"/></NewsEnvelope><NewsItem>
<Identification><NewsIdentifier><ProviderId>www.sda-ats.ch</ProviderId><DateId>20310101</DateId><NewsItemId>bsd001</NewsItemId>${wire.rev ?? '<RevisionId PreviousRevision="0" Update="N">1</RevisionId>'}</NewsIdentifier></Identification>
<NewsManagement><ThisRevisionCreated>20310705T120000+0200</ThisRevisionCreated><Status FormalName="${wire.status ?? 'Usable'}"/>${wire.management ?? ''}</NewsManagement>
<NewsComponent><NewsLines><HeadLine>${wire.headline ?? 'Titel'}</HeadLine>${wire.lines ?? ''}</NewsLines><DescriptiveMetadata><Language FormalName="${wire.language ?? 'DE'}"/>${wire.meta ?? ''}</DescriptiveMetadata><NewsComponent><ContentItem>${wire.comment ? `<Comment>${wire.comment}</Comment>` : ''}<DataContent><nitf><body><body.content>${wire.body ?? '<p>Ein Satz.</p>'}</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>`
}

const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
const readWire = (wire: Wire) => read({ name: 'x', bytes: latin(newsml(wire)) }, desk)
const holds = (notes: readonly Note[]) => notes.filter(({ level }) => level === 'hold').map(({ rule }) => rule)
const rev = (version: number, update: string) => `<RevisionId PreviousRevision="${version - 1}" Update="${update}">${version}</RevisionId>`
const instruction = (name: string, status = 'Canceled') =>
  `<Instruction FormalName="${name}"><RevisionStatus><Status FormalName="${status}"/></RevisionStatus></Instruction>`

describe('the life cycle in NewsML 1.2', () => {
  it.each<readonly [string, Wire, Draft['instruction'], readonly string[]]>([
    ['no Instruction, 1N', {}, 'new', []],
    ['Update, 2N', { rev: rev(2, 'N'), management: instruction('Update', 'Update') }, 'update', []],
    ['Update with status Usable', { rev: rev(3, 'N'), management: instruction('Update', 'Usable') }, 'update', []],
    ['a later revision without Instruction', { rev: rev(2, 'N') }, 'update', []],
    ['Rectify, 2N', { rev: rev(2, 'N'), management: instruction('Rectify') }, 'rectify', []],
    ['Delete, 2A', { rev: rev(2, 'A'), management: instruction('Delete') }, 'delete', []],
    ['Delete in small letters', { rev: rev(2, 'A'), management: instruction('delete') }, 'delete', []],
    ['Rectify, 2A', { rev: rev(2, 'A'), management: instruction('Rectify') }, 'stop', ['instruction-ambiguous']],
    ['Delete, 2N', { rev: rev(2, 'N'), management: instruction('Delete') }, 'stop', ['instruction-ambiguous']],
    ['Canceled with an unknown Instruction', { rev: rev(2, 'N'), management: instruction('Foo') }, 'stop', ['instruction-ambiguous']],
    ['a Status Canceled without Instruction', { status: 'Canceled' }, 'stop', ['instruction-ambiguous']],
    ['an unknown Instruction', { rev: rev(2, 'N'), management: instruction('Foo', 'Usable') }, 'update', ['instruction-unknown']],
    ['management data only', { rev: rev(2, 'A'), management: instruction('Update', 'Update') }, 'update', ['management-only']],
    ['partial updates', { rev: rev(2, 'U'), management: instruction('Update', 'Update') }, 'update', ['partial-update']],
    ['no revision', { rev: ' ' }, 'new', ['revision-missing']],
  ])('reads %s', (_, wire, expected, held) => {
    const { draft, notes } = readWire(wire)
    expect([draft.instruction, holds(notes)]).toEqual([expected, held])
  })
})

const change = (stamp: string, future = 'Usable') =>
  `<StatusWillChange><FutureStatus FormalName="${future}"/>${stamp && `<DateAndTime>${stamp}</DateAndTime>`}</StatusWillChange>`

describe('the embargo in NewsML 1.2', () => {
  it.each<readonly [string, Wire, Draft['embargo'], readonly string[]]>([
    ['a summer time', { status: 'Embargoed', management: change('20310706T060000') }, { until: '2031-07-06T04:00:00Z' }, []],
    ['a winter time', { status: 'Embargoed', management: change('20311206T060000') }, { until: '2031-12-06T05:00:00Z' }, []],
    ['an offset', { status: 'Embargoed', management: change('20310706T060000+0100') }, { until: '2031-07-06T05:00:00Z' }, []],
    [
      'a later time in the Comment',
      { status: 'Embargoed', management: change('20310706T060000'), comment: 'SPERRFRIST 0700' },
      { until: '2031-07-06T05:00:00Z' },
      [],
    ],
    ['a time in the Comment alone: the next such time', { comment: 'SPERRFRIST 0600' }, { until: '2031-07-06T04:00:00Z' }, []],
    ['a time although the Status is Usable', { management: change('20310706T060000') }, { until: '2031-07-06T04:00:00Z' }, []],
    ['no time', { status: 'Embargoed' }, { unreadable: '' }, ['embargo-unreadable']],
    ['a time that is none', { status: 'Embargoed', management: change('Sonntag') }, { unreadable: 'Sonntag' }, ['embargo-unreadable']],
    [
      'words in the Comment',
      { status: 'Embargoed', management: change('20310706T060000'), comment: 'Sperrfrist bis Redebeginn' },
      { unreadable: 'Sperrfrist bis Redebeginn' },
      ['embargo-unreadable'],
    ],
    ['another change of status', { management: change('20310706T060000', 'Canceled') }, undefined, ['status-will-change']],
  ])('reads %s', (_, wire, embargo, held) => {
    const { draft, notes } = readWire(wire)
    expect([draft.embargo, holds(notes)]).toEqual([embargo, held])
  })
})

describe('the encoding of XML', () => {
  const headline = (bytes: Uint8Array) => plain(read({ name: 'x', bytes }, desk).draft.content.headline)
  it('is ISO-8859-15 as declared, byte by byte', () =>
    expect(headline(latin(newsml({ headline: '\xa4 \xa6\xa8\xb4\xb8\xbc\xbd\xbe' })))).toBe('€ ŠšŽžŒœŸ'))
  it('is windows-1252 where ISO-8859-1 is declared', () =>
    expect(headline(latin(newsml({ encoding: 'ISO-8859-1', headline: '\x84x\x93 \x96 \x80' })))).toBe('„x“ – €'))
  it('takes typographic quotes in ISO-8859-15 for what they are', () =>
    expect(headline(latin(newsml({ headline: '\x84x\x93 \xa4' })))).toBe('„x“ €'))
  it('is UTF-8 where the bytes say so, with a Note', () => {
    const { draft, notes } = read({ name: 'x', bytes: new TextEncoder().encode(newsml({ headline: 'Zürich' })) }, desk)
    expect([plain(draft.content.headline), notes.map(({ rule }) => rule)]).toEqual(['Zürich', ['encoding-overruled']])
  })
  it('is UTF-16 with a mark', () => {
    const text = `\ufeff${newsml({ encoding: 'UTF-16', headline: 'Zürich' })}`
    expect(headline(Uint8Array.from([...text].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8])))).toBe('Zürich')
  })
  it('is refused if it is not one that we read', () => expect(() => readWire({ encoding: 'EBCDIC-US' })).toThrow(/EBCDIC-US/))
})

describe('the facts of NewsML 1.2', () => {
  it('splits the canton off the dateline', () => {
    expect(readWire({ lines: '<DateLine>Vaulroux VD</DateLine>' }).draft.dateline).toEqual({ place: 'Vaulroux', area: 'VD' })
    expect(readWire({ lines: '<DateLine>Muster AB</DateLine>' }).draft.dateline).toEqual({ place: 'Muster AB' })
  })
  it('has no place where a sports item repeats its catchword', () => {
    const lines =
      '<DateLine>Curling</DateLine><NewsLine><NewsLineType FormalName="CatchWord"/><NewsLineText>Curling</NewsLineText></NewsLine>'
    expect(readWire({ service: 'Si-Online D', lines }).draft.dateline).toBeUndefined()
    expect(readWire({ lines }).draft.dateline).toEqual({ place: 'Curling' })
  })
  it('takes the language of the text where the tag is wrong', () => {
    const body =
      '<p>Die Gemeinde hat am Montag den Bau der Brücke beschlossen und will ihn im Mai beginnen, wie sie nach der Sitzung mitteilte.</p>'
    const { draft, notes } = readWire({ language: 'FR', body: body.replaceAll('ü', '&#252;') })
    expect([draft.language, notes.find(({ rule }) => rule === 'language-overruled')?.level]).toEqual(['de', 'check'])
  })
  it('keeps the tag where the text is names or a result', () => {
    const body =
      '<p>Lausanne Gen&#232;ve Neuch&#226;tel Fribourg Sion Bellinzona Lugano Basel Bern Thun Aarau Zug Schwyz Altdorf Glarus Herisau Liestal Sarnen Stans Chur Davos</p>'
    expect(readWire({ language: 'IT', body }).draft.language).toBe('it')
  })
  it('tells of a name that headline and text spell differently', () => {
    const rules = (headline: string) => readWire({ headline, body: '<p>Annina Zumthal gewinnt.</p>' }).notes.map(({ rule }) => rule)
    expect([rules('Zumtal gewinnt'), rules('Zumthal gewinnt')]).toEqual([['name-spelt-two-ways'], []])
  })
  it('says what it has no place for', () => {
    const lines = '<NewsLine><NewsLineType FormalName="Foo"/><NewsLineText>Bar</NewsLineText></NewsLine>'
    expect(readWire({ lines }).notes).toEqual([expect.objectContaining({ rule: 'news-line-unknown', text: 'Bar', dropped: true })])
    expect(readWire({ body: '<p>a</p></body.content><body.content><p>b</p>' }).notes).toEqual([
      expect.objectContaining({ rule: 'several-bodies' }),
    ])
  })
  it('is refused without an identity', () =>
    expect(() => read({ name: 'x', bytes: latin(newsml({}).replace('bsd001', '')) }, desk)).toThrow(/NewsItemId/))
})

describe('blocksIn()', () => {
  const blocks = (inner: string) => blocksIn(parseXml(`<body>${inner}</body>`))
  it('keeps inline markup in order', () => {
    const [block] = blocks('<p>a <em>b <strong>c</strong></em> <a href="https://x.example/">d</a><a href="javascript:x">e</a></p>').blocks
    expect(block).toEqual({
      kind: 'paragraph',
      spans: [
        { text: 'a ' },
        { text: 'b ', marks: [{ kind: 'emphasis' }] },
        { text: 'c', marks: [{ kind: 'emphasis' }, { kind: 'strong' }] },
        { text: ' ' },
        { text: 'd', marks: [{ kind: 'link', href: 'https://x.example/' }] },
        { text: 'e' },
      ],
    })
  })
  it('reads crossheads, lists, quotations and columns', () => {
    expect(blocks('<hl2>a</hl2><h3>b</h3><ul><li>c</li></ul><bq>d</bq><pre>e   1\n f  22</pre>').blocks).toEqual([
      { kind: 'crosshead', spans: [{ text: 'a' }] },
      { kind: 'crosshead', spans: [{ text: 'b' }] },
      { kind: 'list', ordered: false, items: [[{ text: 'c' }]] },
      { kind: 'quotation', spans: [{ text: 'd' }] },
      { kind: 'preformatted', text: 'e   1\n f  22' },
    ])
  })
  it('drops an empty paragraph with a Note that names its line', () =>
    expect(blocks('\n<p> \u00a0</p>')).toEqual({
      blocks: [],
      notes: [expect.objectContaining({ rule: 'empty-paragraph', place: { line: 2 } })],
    }))
  it('keeps text outside any element, with a Note', () =>
    expect(blocks('a<p>b</p>').notes).toEqual([expect.objectContaining({ rule: 'loose-text', text: 'a' })]))
  it.each([
    ['text in the first row above figures', '<tr><td>Kanton</td><td>Ja</td></tr><tr><td>Bern</td><td>12</td></tr>', 1],
    ['a year among words above figures', '<tr><td></td><td>Sitze 2027</td></tr><tr><td>SVP</td><td>12</td></tr>', 1],
    ['names alone', '<tr><td>Anna</td><td>Bern</td></tr><tr><td>Ida</td><td>Thun</td></tr>', 0],
    ['figures in the first row', '<tr><td>Bern</td><td>10</td></tr><tr><td>Thun</td><td>12</td></tr>', 0],
    ['one column', '<tr><td>Dafür: LU</td></tr><tr><td>1,5</td></tr>', 0],
    ['cells marked as headers', '<tr><th>Name</th><th>Ort</th></tr><tr><td>Ida</td><td>Thun</td></tr>', 1],
  ])('finds the header of a table with %s', (_, rows, headerRows) =>
    expect(blocks(`<table>${rows}</table>`).blocks).toMatchObject([{ kind: 'table', headerRows }]),
  )

  it('loses no word of any tree', () => {
    const name = fc.constantFrom(
      'p',
      'hl2',
      'h3',
      'table',
      'tbody',
      'tr',
      'td',
      'th',
      'caption',
      'ul',
      'li',
      'ol',
      'pre',
      'bq',
      'block',
      'media',
      'em',
      'a',
      'x',
    )
    const word = fc.constantFrom('Bern', 'cœur', 'più', '12', 'SP', ' ')
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5, depthIdentifier: 'tree' },
        word,
        fc
          .tuple(name, fc.array(tie('tree'), { maxLength: 4, depthIdentifier: 'tree' }))
          .map(([tag, inner]) => `<${tag}> ${inner.join(' ')} </${tag}>`),
      ),
    }))
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 6 }), (parts) => {
        const xml = parts.join(' ')
        const source = wordsOf(xml.replaceAll(/<[^>]*>/g, ' '))
        expect(wordsOf(blocks(xml).blocks.map(blockText).join('\n')).toSorted()).toEqual(source.toSorted())
      }),
      { numRuns: 800 },
    )
  })
})
