import { Rejected } from '@depesche/article/model'
import type { Desk } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import { parseXml } from '@depesche/wire/xml/parse-xml'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goldenCases } from '../golden/cases.ts'

const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }
const bytesOf = (text: string) => new TextEncoder().encode(text)

/** A Reading or Rejected: anything else that is thrown means "retry", and a hostile file would be retried for ever. */
function outcome(bytes: Uint8Array): string {
  try {
    const { draft, notes } = read({ name: 'x', bytes }, desk)
    expect(JSON.stringify({ draft, notes }).length).toBeLessThan(60 * bytes.length + 20_000)
    return draft.format
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    expect(error.message.length).toBeLessThan(400)
    expect(error.remedy).not.toBe('')
    return error.rule
  }
}

const wire = (body: string, subset = '<!ENTITY % nitf SYSTEM "nitf-3-0.dtd"> %nitf; ') =>
  `<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE NewsML PUBLIC "x" "NewsML-1.2.dtd" [${subset}]><NewsML><NewsEnvelope><NewsService FormalName="SDA-ATS News Service"/></NewsEnvelope><NewsItem><Identification><NewsIdentifier><ProviderId>www.sda-ats.ch</ProviderId><DateId>20310101</DateId><NewsItemId>bsd001</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId></NewsIdentifier></Identification><NewsManagement><Status FormalName="Usable"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Titel</HeadLine></NewsLines><DescriptiveMetadata><Language FormalName="DE"/></DescriptiveMetadata><body.content>${body}</body.content></NewsComponent></NewsItem></NewsML>`

function rule(xml: string): string {
  return outcome(bytesOf(xml))
}

describe('parseXml() on hostile XML', () => {
  it('does not expand a billion laughs', () => {
    const subset = `<!ENTITY a "lol">${'bcdefghij'
      .split('')
      .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghij'[index]};`.repeat(10)}">`)
      .join('')}`
    expect(rule(wire('<p>&j;</p>', subset))).toBe('xml-entity')
  })

  it('fetches no external entity and refuses its use', () => {
    expect(rule(wire('<p>&x;</p>', '<!ENTITY x SYSTEM "file:///etc/passwd">'))).toBe('xml-entity')
    expect(rule(wire('<p>gut</p>', '<!ENTITY x SYSTEM "file:///etc/passwd"> <!ENTITY % y SYSTEM "http://127.0.0.1:1/"> %y;'))).toBe(
      'newsml12',
    )
  })

  it('skips a DOCTYPE with brackets, stops and quotes in its subset', () => {
    expect(rule(wire('<p>gut</p>', `<!-- ]> it's --> <!ENTITY b "]>"> <?pi ]> ?>`))).toBe('newsml12')
  })

  it('refuses nesting 10,000 deep', () => {
    expect(rule(wire(`${'<block>'.repeat(10_000)}x${'</block>'.repeat(10_000)}`))).toBe('xml-too-deep')
  })

  it('refuses 100,000 elements and an attribute of 1 MB', () => {
    expect(rule(wire('<p/>'.repeat(100_000)))).toBe('xml-too-many')
    expect(rule(wire(`<p class="${'x'.repeat(1_000_000)}">gut</p>`))).toBe('xml-attribute-too-long')
  })

  it('refuses a file that is cut off, naming the line', () => {
    const error = (() => {
      try {
        return parseXml('<a>\n<b>\n<c>')
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toMatchObject({ name: 'Rejected', rule: 'xml-broken', line: 3 })
  })

  it('keeps the attributes that a prototype has from leaking into the tree', () => {
    const { attributes } = parseXml('<a constructor="1" __proto__="2"/>')
    expect(Object.keys(attributes)).toContain('constructor')
    expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype)
  })
})

describe('read() on what is no article', () => {
  it.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['white space', bytesOf(' \r\n\t'), 'empty'],
    ['an unset value', bytesOf('NA'), 'unset'],
    ['a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16), 'not-text'],
    ['a PDF', bytesOf('%PDF-1.7\n%âãÏÓ'), 'not-text'],
    ['a zip archive', bytesOf('PK\x03\x04\x14\0'), 'not-text'],
    ['binary rubbish', Uint8Array.from({ length: 400 }, (_, index) => (index * 7) % 61), 'not-text'],
    ['XML of an unknown kind', bytesOf('<?xml version="1.0"?><rss version="2.0"><channel/></rss>'), 'unknown-xml'],
    [
      'NewsML that says nothing of itself',
      bytesOf('<NewsML><NewsItem><ProviderId>x.example</ProviderId></NewsItem></NewsML>'),
      'newsml12-identity',
    ],
    ['JSON', bytesOf('{"headline": "x"}'), 'unknown-json'],
    ['a web page without a story', bytesOf('<!DOCTYPE html><html><body><p>x</p></body></html>'), 'no-story'],
    ['figures alone', bytesOf('1 2 3 4'), 'no-letters'],
    ['more than 4 MB', new Uint8Array(4 * 1024 * 1024 + 1).fill(97), 'too-large'],
    ['a hundred thousand lines', bytesOf('x\n'.repeat(100_000)), 'too-many-lines'],
  ])('refuses %s', (_, bytes, expected) => expect(outcome(bytes)).toBe(expected))
})

describe('read() on any bytes', () => {
  it('gives a Reading or Rejected', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => void outcome(bytes)),
      { numRuns: 700 },
    )
  })

  it('gives a Reading or Rejected for golden sources with bytes changed, cut, doubled or put in', () => {
    const sources = goldenCases().map(({ upload }) => upload.bytes)
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      kind: fc.constantFrom('flip', 'cut', 'drop', 'double', 'insert'),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
    })
    const mutated = fc
      .tuple(fc.constantFrom(...sources), fc.array(change, { minLength: 1, maxLength: 4 }))
      .map(([source, changes]) => changes.reduce<Uint8Array>(mutate, source))
    fc.assert(
      fc.property(mutated, (bytes) => void outcome(bytes)),
      { numRuns: 1200 },
    )
  })

  it('is the same for the same bytes', () => {
    for (const { upload } of goldenCases()) expect(outcome(upload.bytes)).toBe(outcome(Uint8Array.from(upload.bytes)))
  })
})

function mutate(bytes: Uint8Array, { at, kind, bytes: extra }: { at: number; kind: string; bytes: Uint8Array }): Uint8Array {
  const index = Math.floor(at * bytes.length)
  const [before, after] = [bytes.subarray(0, index), bytes.subarray(index)]
  if (kind === 'cut') return before
  if (kind === 'flip') return Uint8Array.of(...before, ...extra, ...after.subarray(extra.length))
  if (kind === 'drop') return Uint8Array.of(...before, ...after.subarray(extra.length * 4))
  return Uint8Array.of(...before, ...(kind === 'double' ? after.subarray(0, 200) : extra), ...after)
}

describe('read() takes time in proportion to the size', () => {
  const pieces = [
    ' ',
    '\t',
    '<',
    '<<',
    '&',
    '&amp;',
    '(',
    '(SDA) ',
    '"',
    '. ',
    'a ',
    'A',
    '{',
    '}:;',
    '=”',
    '-',
    '\u00ad',
    'Ã¤',
    'www.',
    'More about ',
    '1. ',
    '[',
    '\\/',
    '+',
    '*',
    '12.3. ',
    'x\n',
    '- a\n',
    'Source: x\n',
    'Share\n',
    'EIL\n',
    'Videos show x\n\n',
    'a b\tc\n',
    'Bern (sda) x. (SDA)\n',
    'SPERRFRIST 0600\n',
    'KILL\n',
    'bsd063 ',
    'KILL bsd063, 5. März, von gestern, bsd 064 vom 6. März, 16.42 Uhr, brz027 von heute, phd9021 vom Montag um 06.00 Uhr\n',
    'Bitte die Meldung bsd063 nicht ',
    'Please withdraw the story is is is is is is is is is is\n',
    'Korrektur im Absatz muss soll muss soll: «a b» „c d“ statt «a b» Absatz muss korrigiert korrigiert heissen muss\n',
    '„',
    '«a b» ',
    '-0123456789abcdef ',
    '1-1.1:',
    'Titel: a b ',
  ]
  it.each(pieces)('a text of nothing but %j', (piece) => {
    const timed = (size: number) => {
      const bytes = bytesOf(`Titel\n\n${piece.repeat(Math.ceil(size / piece.length))}x\n`)
      const start = performance.now()
      outcome(bytes)
      return performance.now() - start
    }
    timed(20_000)
    const small = Math.max(timed(60_000), 20)
    // ten times the size: a quadratic step would cost a hundred times
    expect(timed(600_000)).toBeLessThan(small * 30)
  })
})
