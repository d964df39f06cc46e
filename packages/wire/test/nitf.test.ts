import { blockText, type Draft, type Note, plain } from '@depesche/article/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutTags } from '../src/nitf/escaped-html.ts'
import type { Desk } from '../src/reader.ts'
import { read } from '../src/readers.ts'
import { escapeBareAmpersands } from '../src/xml/bare-ampersands.ts'
import { at, elements } from '../src/xml/element.ts'
import { notCarried } from '../src/xml/not-carried.ts'
import { parseXml } from '../src/xml/parse-xml.ts'
import { tracked } from '../src/xml/tracked.ts'

const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }

interface Parts {
  readonly root?: string
  readonly head?: string
  readonly status?: string
  readonly id?: string
  readonly docdata?: string
  readonly bodyHead?: string
  readonly content?: string
  readonly end?: string
}

function document(parts: Parts): string {
  const docId = parts.id ?? '<doc-id regsrc="probe.example" id-string="a-1"/>'
  const status = parts.status === undefined ? '' : ` management-status="${parts.status}"`
  return `<nitf${parts.root ?? ''}><head>${parts.head ?? ''}<docdata${status}>${docId}<date.issue norm="20310705T120000+0200"/>${parts.docdata ?? ''}</docdata></head>
<body><body.head>${parts.bodyHead ?? '<hedline><hl1>Tannwil behält sein Bad</hl1></hedline>'}</body.head><body.content>${parts.content ?? '<p>Die Gemeinde hat das am Montag nach der Sitzung so entschieden.</p>'}</body.content><body.end>${parts.end ?? ''}</body.end></body></nitf>`
}

const readParts = (parts: Parts) => read({ name: 'x', bytes: new TextEncoder().encode(document(parts)) }, desk)
const texts = (parts: Parts) => readParts(parts).draft.content.blocks.map(blockText)
const holds = (notes: readonly Note[]) => notes.filter(({ level }) => level === 'hold').map(({ rule }) => rule)

describe('the life cycle in NITF', () => {
  it.each<readonly [string, Parts, Draft['instruction'], boolean]>([
    ['a first version', {}, 'new', false],
    ['a later version', { docdata: '<du-key key="a" version="2"/>' }, 'update', false],
    ['a later generation', { docdata: '<du-key key="a" generation="4"/>' }, 'update', false],
    ['a correction of this document', { docdata: '<correction info="Zahl" id-string="a-1"/>' }, 'rectify', false],
    ['a correction that names none', { docdata: '<correction info="Zahl"/>' }, 'rectify', false],
    ['a correction of another', { docdata: '<correction id-string="b-2" regsrc="probe.example"/>' }, 'rectify', false],
    ['the status canceled', { status: 'canceled' }, 'delete', false],
    ['the status withheld', { status: 'withheld' }, 'new', true],
    ['an editor’s kill', { docdata: '<ed-msg info="KILL"/>' }, 'stop', false],
  ])('reads %s', (_, parts, instruction, withheld) => {
    const { draft } = readParts(parts)
    expect([draft.instruction, draft.withheld]).toEqual([instruction, withheld])
  })

  it('names the other document that it corrects or withdraws', () => {
    const correction = readParts({ docdata: '<correction id-string="b-2" regsrc="probe.example"/>' }).draft.notice
    expect(correction).toMatchObject({ kind: 'correction', identities: [{ scheme: 'nitf', value: 'probe.example/b-2' }] })
    const xml = document({}).replace('<docdata>', '<docdata management-doc-idref="b-2" management-idref-status="canceled">')
    const kill = read({ name: 'x', bytes: new TextEncoder().encode(xml) }, desk).draft
    expect([kill.instruction, kill.notice?.kind, kill.notice?.identities[0]?.value]).toEqual(['stop', 'kill', 'probe.example/b-2'])
  })

  it.each<readonly [string, Parts, Draft['embargo'], readonly string[]]>([
    ['no release', {}, undefined, []],
    ['a release before the issue', { docdata: '<date.release norm="20310705T110000+0200"/>' }, undefined, []],
    ['a release behind the issue', { docdata: '<date.release norm="20310706T060000"/>' }, { until: '2031-07-06T04:00:00Z' }, []],
    [
      'a release with the status embargoed, before the issue',
      { status: 'embargoed', docdata: '<date.release norm="20310705T110000+0200"/>' },
      { until: '2031-07-05T09:00:00Z' },
      [],
    ],
    ['the day of the issue', { docdata: '<date.release norm="20310705"/>' }, undefined, []],
    ['a day alone', { docdata: '<date.release norm="20311206"/>' }, { until: '2031-12-05T23:00:00Z' }, []],
    ['a release that cannot be read', { docdata: '<date.release norm="soon"/>' }, { unreadable: 'soon' }, ['embargo-unreadable']],
    ['the status alone', { status: 'embargoed' }, { unreadable: '' }, ['embargo-unreadable']],
    ['an editor’s line', { docdata: '<ed-msg info="Sperrfrist: 6. Juli 2031, 06.00 Uhr"/>' }, { until: '2031-07-06T04:00:00Z' }, []],
  ])('reads the embargo of %s', (_, parts, embargo, held) => {
    const { draft, notes } = readParts(parts)
    expect([draft.embargo, holds(notes)]).toEqual([embargo, held])
  })

  it('takes the day of expiry as over when it ends', () =>
    expect(readParts({ docdata: '<date.expire norm="20310801"/>' }).draft.expires).toBe('2031-08-01T22:00:00Z'))
})

describe('the identity in NITF', () => {
  const identity = (id: string) => readParts({ id }).draft.identity
  it('is registry and identifier, without a version’s time', () => {
    expect(identity('<doc-id regsrc="r" id-string="x-1-22"/>')).toEqual({ scheme: 'nitf', value: 'r/x-1-22', number: 'x-1-22' })
    expect(identity('<doc-id regsrc="r" id-string="x-1-22:1562753522000"/>')).toEqual(identity('<doc-id regsrc="r" id-string="x-1-22"/>'))
    expect(identity('<doc-id id-string="x"/>')?.value).toBe('x')
  })
  it('is the dated key where there is no identifier, and else none', () => {
    expect(readParts({ id: '<du-key key="k-9" version="1"/>' }).draft.identity?.value).toBe('k-9')
    expect(readParts({ id: '' }).notes).toContainEqual(expect.objectContaining({ rule: 'nitf-identity', level: 'check' }))
  })
})

describe('the text of NITF', () => {
  it('is published of notes and taglines only where they are publishable advisories', () => {
    const parts = {
      bodyHead:
        '<hedline><hl1>Titel</hl1></hedline><note type="npa"><p>intern eins</p></note><note><p>intern zwei</p></note><note type="pa"><p>offen</p></note>',
      content: '<p>Text.<note type="npa">intern drei</note></p><ul><li>Punkt <note>intern vier</note></li></ul>',
      end: '<tagline type="npa">intern fünf</tagline><tagline type="pa">Mitarbeit: Ida Muster</tagline><tagline>(dpa/im)</tagline>',
    }
    const { draft } = readParts(parts)
    expect(draft.content.blocks.map(blockText)).toEqual(['offen', 'Text.', 'Punkt', 'Mitarbeit: Ida Muster'])
    expect(draft.ednotes).toEqual(['intern eins', 'intern zwei', 'intern drei', 'intern vier', 'intern fünf'])
    expect([draft.credit, draft.authors]).toEqual(['dpa', ['im']])
  })
  it('has no abstract, unless there is no other text; a Note has it', () => {
    const bodyHead = '<hedline><hl1>Titel</hl1></hedline><abstract><p>Kurz gesagt.</p></abstract>'
    const parted = readParts({ bodyHead, content: '<p>Lang gesagt.</p>' })
    expect(parted.draft.content.blocks.map(blockText)).toEqual(['Lang gesagt.'])
    expect(parted.notes).toContainEqual(expect.objectContaining({ rule: 'teaser', text: 'Kurz gesagt.', dropped: true }))
    expect(readParts({ bodyHead, content: '<p>Kurz gesagt.</p>' }).notes.map(({ rule }) => rule)).not.toContain('teaser')
    expect(texts({ bodyHead: bodyHead.replaceAll(/<\/?p>/g, ''), content: '' })).toEqual(['Kurz gesagt.'])
  })
  it('has no dateline of a date alone', () =>
    expect(
      readParts({ bodyHead: '<hedline><hl1>Titel</hl1></hedline><dateline><story.date>20310705T120000</story.date></dateline>' }).draft
        .dateline,
    ).toBeUndefined())
  it('is read of HTML in CDATA, as some writers have it', () =>
    expect(texts({ content: '<![CDATA[<p>eins</p><p>zwei <b>und</b> drei</p>]]>' })).toEqual(['eins', 'zwei und drei']))
  it.each([
    ['a paragraph in a paragraph', '<p>eins <p>zwei</p> drei</p>', ['eins', 'zwei', 'drei']],
    ['bare text with inline markup and blank lines', 'eins <em>und</em> mehr\n\nzwei<p>drei</p>', ['eins und mehr', 'zwei', 'drei']],
    ['CDATA', '<p><![CDATA[eins & zwei]]></p>', ['eins & zwei']],
    ['escaped HTML', '<p>&lt;p&gt;eins&lt;/p&gt; &lt;b&gt;zwei&lt;/b&gt;</p>', ['eins zwei']],
    ['a picture in a paragraph', '<p>eins <media media-type="image"><media-caption>Bild</media-caption></media> zwei</p>', ['eins zwei']],
    ['a footnote', '<p>eins<fn><body.content><p>zwei</p></body.content></fn> drei</p>', ['eins drei', 'zwei']],
    ['a quotation with its source', '<bq><block><p>eins</p></block><credit>zwei</credit></bq>', ['eins\nzwei']],
    ['terms', '<dl><dt>eins</dt><dd>zwei</dd><dd>drei</dd></dl>', ['eins: zwei\ndrei']],
    ['a table in its wrapping', '<nitf-table id="t"><table><tr><td>eins</td><td>2</td></tr></table></nitf-table>', ['eins\t2']],
    ['a line of a block', '<block><byline>Von <person>Ida</person></byline><p>eins</p></block>', ['Von Ida', 'eins']],
  ])('is read of %s', (_, content, expected) => expect(texts({ content })).toEqual(expected))

  it('is refused in capitals, with the reason', () =>
    expect(() => read({ name: 'x', bytes: new TextEncoder().encode('<NITF><BODY/></NITF>') }, desk)).toThrow(/small letters/))
  it('is refused as SGML, with its line', () =>
    expect(() => readParts({ content: '<p>eins\n<p>zwei' })).toThrow(expect.objectContaining({ rule: 'xml-broken', line: 3 })))
  it('takes headline, test marker and dateline from where they stand', () => {
    const bodyHead =
      '<hedline><hl1>***TEST*** Titel</hl1><hl2>Unter</hl2></hedline><dateline><location>Tannwil BE</location>, <story.date>5. Juli</story.date> (sda) -</dateline>'
    const { draft } = readParts({ bodyHead })
    expect([plain(draft.content.headline), plain(draft.content.subheadline ?? []), draft.test]).toEqual(['Titel', 'Unter', true])
    expect([draft.dateline, draft.sources]).toEqual([{ place: 'Tannwil', area: 'BE', date: '5. Juli' }, ['sda']])
  })
  it('is read in the language of the text where the tag is wrong', () => {
    const content =
      '<p>Die Gemeinde hat am Montag den Bau der Brücke beschlossen und will ihn im Mai beginnen, wie sie nach der Sitzung mitteilte.</p>'
    const { draft, notes } = readParts({ root: ' xml:lang="fr"', content })
    expect([draft.language, notes.some(({ rule }) => rule === 'language-overruled')]).toEqual(['de', true])
  })
})

describe('notCarried()', () => {
  const left = (xml: string, take: (account: ReturnType<typeof tracked>) => void = () => undefined, codes: readonly string[] = []) => {
    const account = tracked(parseXml(xml))
    take(account)
    return notCarried(account, new Set(codes)).map(({ reason, text }) => [/“(.*)”/.exec(reason)?.[1], text])
  }
  it('tells of texts and attributes by their path', () =>
    expect(left('<a b="c d"><e>f <g>h</g> i</e></a>')).toEqual([
      ['a@b', 'c d'],
      ['a/e', 'f h i'],
    ]))
  it('tells nothing of what was taken, nor of what says the same', () => {
    const xml = '<a b="c d" x="c d"><e>f g</e><h>f  g</h><i>j</i></a>'
    expect(left(xml, (account) => void [account.attribute(account.root, 'b'), account.text(at(account.root, 'e'))])).toEqual([['a/i', 'j']])
  })
  it('tells nothing of codes, numbers, times and addresses', () =>
    expect(
      left('<a k="code" w="Wort" u="urn:x:y" t="20310101T120000Z" n="12,5"><b>12</b><c>https://x.example/a</c></a>', undefined, ['k']),
    ).toEqual([['a@w', 'Wort']]))
  it('tells of what an element below a taken one was left out for', () =>
    expect(left('<a><b>eins</b><note>zwei</note></a>', (account) => void account.whole(account.root, new Set(['note'])))).toEqual([
      ['a/note', 'zwei'],
    ]))
  it('puts like places together and never writes thousands of Notes', () => {
    const many = Array.from(
      { length: 3000 },
      (_, index) => `<x${index % 100}>wort${'a'.repeat(1 + (index % 7))} n${'b'.repeat(index % 1000)}</x${index % 100}>`,
    )
    const account = tracked(parseXml(`<a>${many.join('')}</a>`))
    const notes = notCarried(account, new Set())
    expect(notes.length).toBeLessThanOrEqual(41)
    const told = new Set(notes.flatMap(({ text }) => (text ?? '').split('\n')).map((line) => line.replace(/^a\/x\d+: /, '')))
    expect(elements(account.root).filter((one) => !told.has(one.children[0] as string))).toEqual([])
  })
})

describe('escapeBareAmpersands()', () => {
  it('leaves references, CDATA, comments and instructions alone', () => {
    const text = '<?p a&b?><!-- a&b --><a x="?a=1&b=2&amp;c=3&#228;&#xe4;"><![CDATA[a&b]]>A&B &</a>'
    expect(escapeBareAmpersands(text).text).toBe(
      '<?p a&b?><!-- a&b --><a x="?a=1&amp;b=2&amp;c=3&#228;&#xe4;"><![CDATA[a&b]]>A&amp;B &amp;</a>',
    )
  })
  it('changes no text in which every ampersand is a reference', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('&amp;', '&#38;', 'a', '<b>', '<![CDATA[&]]>', ' '), { maxLength: 30 }),
        (parts) => void expect(escapeBareAmpersands(parts.join('')).text).toBe(parts.join('')),
      ),
      { numRuns: 300 },
    ))
})

describe('withoutTags()', () => {
  it('leaves text alone that has no tags of HTML', () => {
    const element = parseXml('<p>a &lt; b und &lt;Ort&gt;</p>')
    expect(withoutTags(element)).toEqual({ element, notes: [] })
  })
})
