import { readOthers } from '@depesche/wire/newsml12/others/document'
import { read } from '@depesche/wire/readers'
import { parseXml } from '@depesche/wire/xml/parse-xml'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goldenCases } from '../golden/cases.ts'
import { anyDamage, BILLION_LAUGHS, bytesOf, damaged, desk, latin, looksAt, outcome } from './hostile-uploads.ts'

const TAGS =
  '<p> </p> <NewsItem> </NewsItem> <NewsComponent> <ContentItem> <DataContent> <NewsLines> <HeadLine/> <nitf> <html> <body> <![CDATA[ ]]> <!-- & <em/> <Topic Duid="a"/> <Encoding> <Update/> <table><tr>'.split(
    ' ',
  )

const newsml = (content: string, { subset = '', management = '', beside = '' } = {}) =>
  `<?xml version="1.0"?><!DOCTYPE NewsML SYSTEM "NewsML_1.2.dtd" [${subset}]><NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId><DateId>20310911</DateId><NewsItemId>a1</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId></NewsIdentifier></Identification><NewsManagement><Status FormalName="Usable"/>${management}</NewsManagement><NewsComponent><NewsLines><HeadLine>Titel</HeadLine></NewsLines>${beside}<ContentItem><DataContent>${content}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>`

describe('read() on hostile NewsML 1.2', () => {
  it.each([
    ['a billion laughs', newsml('<p>&j;</p>', { subset: BILLION_LAUGHS }), 'xml-entity'],
    ['an external entity', newsml('<p>&x;</p>', { subset: '<!ENTITY x SYSTEM "file:///etc/passwd">' }), 'xml-entity'],
    [
      'an external subset that nobody fetches',
      newsml('<p>gut</p>', { subset: '<!ENTITY % y SYSTEM "http://127.0.0.1:1/"> %y;' }),
      'newsml12',
    ],
    ['nesting 10,000 deep', newsml(`${'<div>'.repeat(10_000)}x${'</div>'.repeat(10_000)}`), 'xml-too-deep'],
    ['components 80 deep', newsml('<p>gut</p>', { beside: `${'<NewsComponent>'.repeat(80)}${'</NewsComponent>'.repeat(80)}` }), 'newsml12'],
    ['100,000 elements', newsml('<p/>'.repeat(100_000)), 'xml-too-many'],
    ['an attribute of 1 MB', newsml(`<p class="${'x'.repeat(1_000_000)}">gut</p>`), 'xml-attribute-too-long'],
    ['NUL in the text', newsml('<p>a\0b</p>'), 'not-text'],
    ['a lone surrogate by its number', newsml('<p>&#xD800;</p>'), 'xml-entity'],
    ['a file that is cut off', newsml('<p>gut</p>').slice(0, -20), 'xml-broken'],
    ['an encoding that is none', newsml('<p>gut</p>').replace('"1.0"', '"1.0" encoding="EBCDIC-US"'), 'xml-encoding'],
    ['30 MB of spaces', newsml(' '.repeat(30_000_000)), 'too-large'],
    ['4 MB of spaces', newsml(`<p>gut</p>${' '.repeat(4_000_000)}`), 'newsml12'],
    ['names of prototypes', newsml('<p toString="a b">gut</p><__proto__>x</__proto__><constructor/>'), 'newsml12'],
    ['a document of nothing', '<NewsML/>', 'newsml12-no-item'],
    ['an item of nothing', '<NewsML><NewsItem/></NewsML>', 'newsml12-identity'],
    ['an item in an item', newsml('<p>gut</p>', { beside: '<NewsItem/>' }), 'several-articles'],
    [
      'a correction of parts',
      newsml('', { management: '' }).replace(/<NewsComponent>.*<\/NewsComponent>/s, '<Update/>'),
      'newsml12-update',
    ],
  ])('survives %s', (_, xml, expected) => expect(outcome(bytesOf(xml))).toBe(expected))

  it('takes nested items apart in time, and refuses far too many', () => {
    const nested = (count: number) =>
      newsml('<p>gut</p>', { beside: '<NewsItem><NewsComponent>'.repeat(count) + '</NewsComponent></NewsItem>'.repeat(count) })
    expect(outcome(bytesOf(nested(40)))).toBe('several-articles')
    expect(outcome(bytesOf(nested(20_000)))).toBe('several-articles')
    const flat = newsml(`<p>${'x'.repeat(900_000)}</p>`, { beside: '<NewsItem/>'.repeat(20_000) })
    expect(outcome(bytesOf(flat))).toBe('several-articles')
    const around = `<NewsML><Catalog>${'x'.repeat(900_000)}</Catalog>${'<NewsItem/>'.repeat(20_000)}</NewsML>`
    expect(outcome(bytesOf(around))).toBe('too-many-articles')
  })

  it('reads bytes that are not in the encoding that is declared, and says so', () => {
    const bytes = latin(newsml('<p>Zürich</p>').replace('"1.0"', '"1.0" encoding="UTF-8"'))
    expect(read({ name: 'x', bytes }, desk).notes.map(({ rule }) => rule)).toContain('encoding-overruled')
  })

  it('leaves a file in letters out of the text and the Notes', () => {
    const beside = `<ContentItem><Encoding Notation="Base64"><DataContent>${'iVBORw0KGgo'.repeat(50_000)}</DataContent></Encoding></ContentItem>`
    const { draft, notes } = read({ name: 'x', bytes: bytesOf(newsml('<p>gut</p>', { beside })) }, desk)
    expect([draft.content.blocks.length, notes.some(({ rule }) => rule === 'encoded')]).toEqual([1, true])
    expect(JSON.stringify({ draft, notes }).length).toBeLessThan(5000)
  })

  it.each([
    ['Canceled', '<Status FormalName="Canceled"/>', 'delete', false],
    ['Withheld', '<Status FormalName="Withheld"/>', 'new', true],
  ])('takes an item whose Status is %s for what it is', (_, status, instruction, withheld) => {
    const xml = newsml('<p>gut</p>').replace('<Status FormalName="Usable"/>', status)
    const { draft } = read({ name: 'x', bytes: bytesOf(xml) }, desk)
    expect([draft.instruction, draft.withheld]).toEqual([instruction, withheld])
  })

  it('holds what will be something that we do not know, and what is embargoed without a time', () => {
    const change = '<StatusWillChange><FutureStatus FormalName="Archived"/><DateAndTime>20310912T060000Z</DateAndTime></StatusWillChange>'
    const rules = (xml: string) =>
      read({ name: 'x', bytes: bytesOf(xml) }, desk).notes.flatMap(({ level, rule }) => (level === 'hold' ? [rule] : []))
    expect(rules(newsml('<p>gut</p>', { management: change }))).toEqual(['status-will-change'])
    expect(rules(newsml('<p>gut</p>').replace('"Usable"', '"Embargoed"'))).toEqual(['embargo-unreadable'])
  })

  it.each([
    ['paragraphs', (size: number) => newsml('<p>ein <em>Wort</em></p>'.repeat(size))],
    [
      'components',
      (size: number) => newsml('<p>gut</p>', { beside: '<NewsComponent><Role FormalName="x"/></NewsComponent>'.repeat(size) }),
    ],
    [
      'contents',
      (size: number) => newsml('<p>gut</p>', { beside: '<ContentItem><DataContent>ein Wort</DataContent></ContentItem>'.repeat(size) }),
    ],
    [
      'pictures',
      (size: number) =>
        newsml('<p>gut</p>', { beside: '<NewsComponent><Role FormalName="Photo"/><ContentItem Href="a"/></NewsComponent>'.repeat(size) }),
    ],
    [
      'pictures in one group',
      (size: number) => {
        const photo = '<NewsComponent><NewsLines><HeadLine>ein Bild</HeadLine></NewsLines><ContentItem Href="a.jpg"/></NewsComponent>'
        return newsml('<p>gut</p>', { beside: `<NewsComponent><Role FormalName="Photos"/>${photo.repeat(size)}</NewsComponent>` })
      },
    ],
    ['pictures beside the text', (size: number) => newsml('<p>gut</p>', { beside: '<ContentItem Href="a.jpg"/>'.repeat(size) })],
    [
      'topics',
      (size: number) =>
        newsml('<p>gut</p>', {
          beside: `${'<TopicOccurrence Topic="#a"/>'.repeat(size)}<TopicSet>${'<Topic Duid="a"><Description>b c</Description></Topic>'.repeat(size)}</TopicSet>`,
        }),
    ],
    ['comments', (size: number) => newsml('<p>gut</p>', { management: '<Comment>ein Wort</Comment>'.repeat(size) })],
    ['text nobody carries', (size: number) => newsml('<p>gut</p>', { beside: '<x>ein Wort</x>'.repeat(size) })],
  ])('looks at each element a bounded number of times: %s', (_, content) => {
    // four times the document: a step that is quadratic looks sixteen times as often
    const looks = (size: number) => looksAt(parseXml(content(size)), readOthers)
    expect(looks(2000)).toBeLessThan(4.5 * looks(500))
  })
})

describe('read() on damaged NewsML 1.2', () => {
  const sources = goldenCases().filter(({ format, name }) => format === 'newsml12' || name.startsWith('newsml12-'))

  it('gives a Reading or Rejected, wherever it is cut off', () => {
    for (const { upload } of sources)
      for (let end = 1; end < upload.bytes.length - 10; end += 97) expect(outcome(upload.bytes.subarray(0, end))).not.toBe('newsml12')
  })

  it('gives a Reading or Rejected', () => {
    fc.assert(
      fc.property(fc.nat(sources.length - 1), fc.array(anyDamage, { minLength: 1, maxLength: 5 }), (index, changes) => {
        outcome(changes.reduce<Uint8Array>((bytes, one) => damaged(bytes, one, TAGS), sources[index]!.upload.bytes))
      }),
      { numRuns: 2500 },
    )
  })
})
