import { blockText, type Draft, plain } from '@depesche/article/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Desk } from '../src/reader.ts'
import { read } from '../src/readers.ts'
import { sentOf } from '../src/time/sent.ts'

const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }

interface Message {
  readonly header?: string
  readonly keywords?: string
  readonly head?: readonly string[]
  readonly body?: readonly string[]
  readonly below?: readonly string[]
  readonly trailer?: string
}

function message(parts: Message): string {
  const head = parts.head ?? ['Ein Titel =']
  const body = parts.body ?? ['Bern (dpa) - Die Gemeinde hat das so entschieden.']
  const lines = [...head, '', ...body.flatMap((paragraph) => [...wrap(paragraph), '']), ...(parts.below ?? ['dpa abc n1 xy']), '']
  return `\x01${parts.header ?? 'bdt0123 4 pl 41  dpa 0456'}\n\r\n${parts.keywords ?? 'Partei/Schweiz/'}\n\x02${lines.join('\n')}\n\x03${parts.trailer ?? '251037 Sep 31'}\n\x7f\x04\n`
}

function wrap(paragraph: string): readonly string[] {
  return paragraph.includes('\n') ? paragraph.split('\n') : (paragraph.match(/.{1,69}(?: |$)/g)?.map((line) => line.trimEnd()) ?? [])
}

const readBytes = (bytes: Uint8Array) => read({ name: 'x', bytes }, desk)
const readMessage = (parts: Message) => readBytes(new TextEncoder().encode(message(parts)))
const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))

describe('a message of IPTC 7901', () => {
  it('joins the lines of any paragraph and takes dateline and closing line off', () => {
    const word = fc.stringMatching(/^[a-zäöüéè]{2,12}$/)
    const paragraph = fc.array(word, { minLength: 12, maxLength: 60 }).map((words) => `Die ${words.join(' ')}.`)
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 5 }), (paragraphs) => {
        const [first = '', ...rest] = paragraphs
        const { draft } = readMessage({ body: [`Genf (dpa) - ${first}`, ...rest] })
        expect(draft.content.blocks.map(blockText)).toEqual(paragraphs)
        expect([draft.dateline, draft.sources, draft.credit, draft.authors]).toEqual([{ place: 'Genf' }, ['dpa'], 'dpa', ['abc', 'xy']])
      }),
      { numRuns: 300 },
    )
  })

  it('keeps the line ends that the writer meant', () => {
    const body = ['Bern (dpa) - Die Gemeinde hat das am Montag so entschieden, wie sie\nschrieb.\nRedaktion: Tel. 0000\nMail: x@y.example']
    expect(readMessage({ body }).draft.content.blocks.map(blockText)).toEqual([
      'Die Gemeinde hat das am Montag so entschieden, wie sie schrieb.',
      'Redaktion: Tel. 0000',
      'Mail: x@y.example',
    ])
  })

  it('reads the head: remarks over lines, headline over lines, byline, genre', () => {
    const head = [
      '(Achtung: Neu',
      'im dritten Absatz)',
      '(Interview)',
      'Ein langer Titel',
      'auf zwei Zeilen',
      'Von Ida Muster, dpa',
      '(Foto Archiv) =',
    ]
    const { draft } = readMessage({ head })
    expect([plain(draft.content.headline), draft.byline, draft.genre]).toEqual([
      'Ein langer Titel auf zwei Zeilen',
      'Von Ida Muster, dpa',
      'Interview',
    ])
    expect(draft.ednotes).toEqual(['Achtung: Neu im dritten Absatz', 'Foto Archiv'])
  })

  it('never publishes the notepad', () => {
    const below = [
      '# Notizblock',
      '',
      '## Kontakte',
      '- Autorin: Ida Muster, Tel.',
      '  0000',
      '- zwei',
      '',
      '* * * *',
      'nur intern',
      '',
      'dpa abc n1 xy',
    ]
    const { draft } = readMessage({ below })
    expect(draft.content.blocks.map(blockText)).toEqual(['Die Gemeinde hat das so entschieden.'])
    expect(draft.ednotes).toEqual(['Kontakte: Autorin: Ida Muster, Tel. 0000', 'Kontakte: zwei', 'nur intern'])
  })

  it.each<readonly [string, Message, Draft['instruction'], Draft['embargo']]>([
    ['a story', {}, 'new', undefined],
    ['a correction', { head: ['(Berichtigung: Zahl im ersten Absatz)', 'Ein Titel ='] }, 'rectify', undefined],
    [
      'a kill',
      { head: ['Streichung der Meldung «Ein Titel» ='], body: ['Bitte verwenden Sie die Meldung «Ein Titel» nicht.'] },
      'stop',
      undefined,
    ],
    [
      'an embargo in a remark',
      { head: ['(Sperrfrist: 26. September 2031, 06.00 Uhr)', 'Ein Titel ='] },
      'new',
      { until: '2031-09-26T04:00:00Z' },
    ],
    [
      'an embargo in the text',
      { body: ['Sperrfrist: 26.09.2031, 0600', 'Die Gemeinde hat das so entschieden.'] },
      'new',
      { until: '2031-09-26T04:00:00Z' },
    ],
    [
      'an embargo that cannot be read',
      { head: ['(Sperrfrist: Redebeginn)', 'Ein Titel ='] },
      'new',
      { unreadable: 'Sperrfrist: Redebeginn' },
    ],
  ])('reads %s', (_, parts, instruction, embargo) => {
    const { draft } = readMessage(parts)
    expect([draft.instruction, draft.embargo]).toEqual([instruction, embargo])
  })

  it('has no identity without a number or a time', () => {
    expect(readMessage({}).draft.identity).toEqual({ scheme: 'iptc7901', value: 'bdt/0123/20310925', date: '20310925', number: 'bdt0123' })
    expect(readMessage({ header: 'bdt0000 4 pl 41  dpa 0000' }).draft.identity).toBeUndefined()
    expect(readMessage({ trailer: '' }).draft.identity).toBeUndefined()
  })

  it.each([
    ['ISO-8859-1', latin('Züge \x96 \x80')],
    ['ISO-8859-15', latin('\x1b-bZüge \x96 \xa4')],
    ['DIN 66003', latin('\x1b(KZ}ge\x1b(B \x96 \x80')],
    ['UTF-8', new TextEncoder().encode('Züge – €')],
  ])('is read in %s', (_, headline) => {
    const [head = '', tail = ''] = message({ head: ['#'] }).split('#')
    const bytes = Uint8Array.of(...latin(head), ...headline, ...latin(` =${tail}`))
    expect(plain(readBytes(bytes).draft.content.headline)).toBe('Züge – €')
  })

  it('is read without control characters, with a Note', () => {
    const bare = message({}).replaceAll(/[\x01-\x04\x7f]/g, '')
    const { draft, notes } = readBytes(new TextEncoder().encode(bare))
    expect([draft.format, draft.content.blocks.map(blockText)]).toEqual(['iptc7901', ['Die Gemeinde hat das so entschieden.']])
    expect(notes.map(({ rule }) => rule)).toContain('control-bytes-lost')
  })

  it('says that it was cut off', () => {
    const cut = message({}).split('\x03')[0]!
    expect(readBytes(new TextEncoder().encode(cut)).notes.map(({ rule }) => rule)).toContain('end-missing')
  })

  it('is refused where a file holds several', () =>
    expect(() => readBytes(new TextEncoder().encode(message({}) + message({})))).toThrow(
      expect.objectContaining({ rule: 'several-articles' }),
    ))

  it('leaves the dispatches of the text wire to their own reader', () => {
    const dispatch = (keyword: string) =>
      `\x7f\x7f\r\n\x7f\x01bsd063 4 su 85   ${keyword} 99\r\n\r\nDorfleben\r\n\r\n\x02Dorf:\r\nEin Titel =\r\n\r\nBern (sda) Ein Satz. \r\n \r\n(SDA)\r\n\x03061642 nov 31\r\n\r\n\x04\r\n`
    for (const keyword of ['zhd', 'etf', 'gef']) {
      expect(readBytes(latin(dispatch(keyword))).draft.format).toBe('sda-text')
      expect(readBytes(latin(dispatch(keyword).replaceAll(/[\x7f\x04]/g, ''))).draft.format).toBe('sda-text')
    }
  })
})

describe('sentOf()', () => {
  it.each([
    ['251037 Sep 24', '2024-09-25T08:37:00Z', '20240925'],
    ['062130 Okt 24', '2024-10-06T19:30:00Z', '20241006'],
    ['311230Z DEC 24', '2024-12-31T12:30:00Z', '20241231'],
    ['311230 GMT December 2024', '2024-12-31T12:30:00Z', '20241231'],
    ['010100 mär. 25', '2025-03-01T00:00:00Z', '20250301'],
  ])('reads %s', (trailer, instant, date) => expect(sentOf(trailer, 'Europe/Zurich')).toEqual({ instant, date }))
  it.each(['311230 Feb 24', '251037 Foo 24', '251037', ''])('reads nothing of “%s”', (trailer) =>
    expect(sentOf(trailer, 'UTC')).toBeUndefined(),
  )
})
