import { articleId } from '@depesche/article/model'
import { describe, expect, it } from 'vitest'
import { labelledIn, quotedIn } from '../src/notice/headlines-quoted.ts'
import { identitiesNamed } from '../src/notice/identities-named.ts'
import { noticeOf } from '../src/notice/notice-of.ts'
import { wireNumbersIn } from '../src/notice/wire-numbers.ts'

const numbers = (text: string, service?: string) => wireNumbersIn(text, service).map((one) => `${one.service} ${one.number}`)

describe('wireNumbersIn()', () => {
  it.each([
    ['bsd063', 'bsd 063'],
    ['(bsd063)', 'bsd 063'],
    ['BSD063', 'bsd 063'],
    ['bsd 063', 'bsd 063'],
    ['bsd-063', 'bsd 063'],
    ['brz027,', 'brz 027'],
    ['phd9021', 'phd 9021'],
    ['rdn118.', 'rdn 118'],
    ['bsd Nr. 63', 'bsd 063'],
    ['bsf n° 41', 'bsf 041'],
    ['bsi numero 19', 'bsi 019'],
    ['www.sda-ats.ch/20310310/bsd063', 'bsd 063'],
  ])('takes “%s” for %s', (text, expected) => expect(numbers(`Die Meldung ${text} ist falsch`)).toEqual([expected]))

  it('takes “Meldung Nr. 63” only where the service is known', () =>
    expect([numbers('Die Meldung Nr. 63'), numbers('Die Meldung Nr. 63', 'bsd')]).toEqual([[], ['bsd 063']]))

  it.each([
    ...[
      'bis 120 Personen',
      'bei 300 Autos',
      'pro 100 Einwohner',
      'sur 200 pages',
      'par 100 voix',
      'but 200 people',
      'bus 731',
      'per 120 voti',
    ],
    ...['abb12', 'abb120', 'Abb063', 'xbsd063', 'bsd063x', 'bsd06', 'bsd06345', "bsd 300'000", 'bsd 1,5', '#svp063', 'SRF 2023', 'PSG2024'],
    ...['brd 1989', 'a.bsd063', 'user@bsd063', '20310310-bsd063-0123456789abcdef', 'Bsd063'],
  ])('finds no number in “%s”', (text) => expect(numbers(`Es ging um ${text} in Bern`)).toEqual([]))
})

describe('identitiesNamed()', () => {
  const days = (text: string, day: string | undefined) => [...new Set(identitiesNamed(text, { day }).map(({ date }) => date))]

  it.each([
    ['bsd063', ['20310311', '20310310']],
    ['bsd063 von gestern', ['20310310']],
    ['bsd063 von heute', ['20310311']],
    ['bsd063 vom Freitag', ['20310307']],
    ['bsd063 vom Dienstag, 16.42 Uhr', ['20310311']],
    ['bsd063 (5. März, 16.42 Uhr)', ['20310305']],
    ['bsd063 vom 5.3.', ['20310305']],
    ['bsd063 vom 31. Dezember', ['20301231']],
    ['bsd063 du 5 mars 2030', ['20300305']],
    ["bsd063 d'hier", ['20310310']],
    ['bsd063 de vendredi', ['20310307']],
    ['bsd063 di ieri', ['20310310']],
    ['bsd063 del 5 marzo', ['20310305']],
    ['bsd063 of March 5', ['20310305']],
    ['bsd063 from Friday', ['20310307']],
    ['Die Meldung vom Freitag (bsd063)', ['20310307']],
    ["Friday's story bsd063", ['20310307']],
    ['urn:newsml:www.sda-ats.ch:20310304:bsd063', ['20310304']],
    ['bsd063 ist falsch. Die Meldung bsd063 vom Freitag', ['20310307']],
    ['In bsd063 heisst es am Freitag', ['20310311', '20310310', '20310307']],
    ['bsd063 vom 31. Februar', ['20310311', '20310310']],
    ['bsd063 ist falsch, die Sitzung war im Mai', ['20310311', '20310310']],
  ])('reads the days of “%s”', (text, expected) => expect(days(text, '20310311')).toEqual(expected))

  it('knows no day where the notice has none, unless it names a whole date', () =>
    expect([identitiesNamed('bsd063 von gestern', { day: undefined }), days('bsd063 vom 5.3.2031', undefined)]).toEqual([[], ['20310305']]))

  it('names twenty numbers and no more', () => {
    const text = Array.from({ length: 50 }, (_, index) => `bsd${100 + index}`).join(' ')
    expect(new Set(identitiesNamed(text, { day: '20310311' }).map(({ number }) => number)).size).toBe(20)
  })
})

describe('quotedIn()', () => {
  it.each([
    '„Alpaka im See“',
    '«Alpaka im See»',
    '« Alpaka im See »',
    '“Alpaka im See”',
    '"Alpaka im See"',
    '‚Alpaka im See‘',
    "'Alpaka im See'",
    '‹Alpaka im See›',
    '„Alpaka im See"',
  ])('finds the headline in %s', (quoted) => expect(quotedIn(`Die Meldung ${quoted} ist falsch`)).toContain('Alpaka im See'))
  it('leaves a word alone', () => expect(quotedIn('Es heisst «Meier» und nicht «Maier»')).toEqual([]))
  it('keeps an apostrophe within a headline', () =>
    expect(quotedIn("La notizia 'L'alpaca è tornato' è errata")).toEqual(["L'alpaca è tornato"]))
})

describe('labelledIn()', () => {
  it.each(['Titel: Alpaka im See', 'Titre : «Alpaka im See»', 'Titolo: Alpaka im See (bsd063)', 'HEADLINE: "Alpaka im See"'])(
    'finds the headline in “%s”',
    (line) => expect(labelledIn(`x\n${line}\ny`)).toEqual(['Alpaka im See']),
  )
})

describe('noticeOf()', () => {
  it('finds our own ids, and no number within them', () => {
    const id = articleId('sda', { scheme: 'text', value: 'bsd/063/20310311', date: '20310311', number: 'bsd063' })
    const text = `KILL\n\n${id} und urn:x-depesche:${id}:de, nicht f-12 oder x${'0'.repeat(16)}`
    const notice = noticeOf({
      facts: { instruction: 'stop', ednotes: ['KILL'] },
      text,
      content: { headline: [], blocks: [] },
      day: '20310311',
    })
    expect(notice).toEqual({ kind: 'kill', ids: [id], identities: [], headlines: [] })
  })
})
