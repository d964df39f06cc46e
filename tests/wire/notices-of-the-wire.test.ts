import { plain } from '@depesche/article/model'
import type { Desk } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import { describe, expect, it } from 'vitest'

const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }

interface Dispatch {
  readonly header?: string
  /** lines between the control bytes 02 and 03 */
  readonly lines: readonly string[]
  readonly trailer?: string
}

function readDispatch({ header = 'bsd070 1 su 30   zhd', lines, trailer = '111100 mar 31' }: Dispatch) {
  const text = lines.map((line) => `${line} \r\n`).join('')
  const source = `\x7f\x7f\r\n\x7f\x01${header} ${text.length}\r\n\r\nTierpark\r\n\r\n\x02${text}\x03${trailer}\r\n\r\n\x04\r\n`
  const bytes = Uint8Array.from(source, (char) => char.charCodeAt(0))
  return read({ name: 'x', bytes, received: '2031-03-20T10:00:00Z' }, desk)
}

const story = [
  '',
  '   Bern (sda) Ein Alpaka hat am Montag den ganzen See durchschwommen,',
  'wie die Kantonspolizei am Dienstag mitteilte. Das Tier ist wohlauf.',
  '',
  '(SDA\\/rw lf)',
]
const values = ({ draft }: ReturnType<typeof readDispatch>) => draft.notice?.identities.map(({ value }) => value)

describe('a notice in the text wire', () => {
  it('read() finds a kill notice whose sentence is wrapped, and the day of sending and the one before', () => {
    const reading = readDispatch({
      lines: [
        'Tierpark:',
        'Alpaka-Meldung =',
        '',
        '   Bern (sda) Bitte verwenden Sie die Meldung bsd063 ueber ein',
        'schwimmendes Alpaka nicht. Der Vorfall hat sich nicht ereignet.',
      ],
    })
    expect(reading.draft.notice?.kind).toBe('kill')
    expect(values(reading)).toEqual([
      'bsd/063/20310311',
      'www.sda-ats.ch/20310311/bsd063',
      'bsd/063/20310310',
      'www.sda-ats.ch/20310310/bsd063',
    ])
    expect(reading.draft.identity?.value).toBe('bsd/070/20310311')
  })

  it('read() finds a kill keyword before the sign that ends a headline', () => {
    const reading = readDispatch({
      lines: ['Tierpark:', 'MELDUNG BSD063 ZUR\xdcCKGEZOGEN =', '', '   Bern (sda) Eine neue Fassung folgt.'],
    })
    expect([reading.draft.instruction, values(reading)?.[0]]).toEqual(['stop', 'bsd/063/20310311'])
  })

  it('read() does not take the number of the notice for what it is about', () => {
    const reading = readDispatch({ lines: ['Tierpark:', 'KILL =', '', '   (bsd070) Die Meldung bsd063 ist falsch.'] })
    expect(values(reading)?.filter((value) => value.startsWith('bsd/070'))).toEqual(['bsd/070/20310310'])
  })

  it('read() reads “Meldung Nr. 63” with the service of the notice', () => {
    const reading = readDispatch({ lines: ['Tierpark:', 'KILL =', '', '   Bitte die Meldung Nr. 63 von gestern nicht verwenden.'] })
    expect(values(reading)).toEqual(['bsd/063/20310310', 'www.sda-ats.ch/20310310/bsd063'])
  })

  it('read() takes the day of arrival where the time of sending cannot be read', () => {
    const reading = readDispatch({ trailer: '', lines: ['Tierpark:', 'KILL =', '', '   Bitte die Meldung bsd063 nicht verwenden.'] })
    expect(values(reading)?.[0]).toBe('bsd/063/20310320')
  })

  it('read() keeps the headline of a correction whose keyword is its slug line', () => {
    const { draft } = readDispatch({ lines: ['Tiere', 'Berichtigung:', 'Alpaka schwimmt in Bern \xfcber den ganzen See =', ...story] })
    expect([draft.instruction, plain(draft.content.headline), draft.slugline]).toEqual([
      'rectify',
      'Alpaka schwimmt in Bern über den ganzen See',
      'Tiere',
    ])
    expect(draft.notice).toMatchObject({ kind: 'correction', headlines: ['Alpaka schwimmt in Bern über den ganzen See'] })
  })

  it('read() keeps the whole headline of a correction that is wrapped', () => {
    const { draft } = readDispatch({
      lines: ['Tiere:', 'Korrektur: Alpaka schwimmt in Bern nach drei Tagen der Suche', '\xfcber den ganzen See =', ...story],
    })
    const headline = 'Alpaka schwimmt in Bern nach drei Tagen der Suche über den ganzen See'
    expect([draft.instruction, plain(draft.content.headline), draft.notice?.headlines]).toEqual(['rectify', headline, [headline]])
    expect(draft.content.blocks.length).toBe(1)
  })

  it('read() keeps the headline below a correction’s remark and the story below it', () => {
    const { draft } = readDispatch({
      lines: ['Tiere:', 'Korrektur im 1. Absatz: Montag statt Sonntag', 'Alpaka schwimmt \xfcber den See =', ...story],
    })
    expect([draft.instruction, plain(draft.content.headline), draft.content.blocks.length]).toEqual([
      'rectify',
      'Alpaka schwimmt über den See',
      1,
    ])
  })

  it('read() takes a wrapped note to editors off as a whole', () => {
    const { draft } = readDispatch({
      lines: [
        'Tiere:',
        'Alpaka schwimmt \xfcber den See =',
        '',
        'Hinweis an die Redaktionen: Die Polizei informiert um 14.00 Uhr',
        'erneut. Ein weiterer Bericht folgt gegen 15.00 Uhr.',
        ...story,
      ],
    })
    expect([draft.notice, draft.ednotes.length, draft.content.blocks.length]).toEqual([undefined, 1, 1])
  })
})
