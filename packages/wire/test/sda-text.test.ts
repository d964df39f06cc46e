import { blockText, plain } from '@depesche/article/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Desk } from '../src/reader.ts'
import { read } from '../src/readers.ts'
import { sentOf } from '../src/sda-text/header.ts'

const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }
const wrap = (text: string) => text.match(/.{1,66}(?: |$)/g)?.map((line) => `${line.trimEnd()} `) ?? []

interface Dispatch {
  readonly slugs?: readonly string[]
  readonly title?: string
  readonly paragraphs?: readonly string[]
  readonly signOff?: string
  readonly trailer?: string
  readonly characters?: number
}

function dispatch({
  slugs = ['Dorf:'],
  title = 'Ein Titel =',
  paragraphs = ['Bern (sda) Ein Satz.'],
  signOff = '(SDA\\/cr jd)',
  trailer = '061642 nov 31',
  characters,
}: Dispatch): string {
  const lines = [...slugs, title, '', ...paragraphs.flatMap((text) => [...wrap(text), ' ']), signOff, ' ']
  const text = lines.map((line) => `${line}\r\n`).join('')
  return `\x7f\x7f\r\n\x7f\x01bsd063 4 su 85   zhd ${characters ?? text.length}\r\n\r\nDorfleben\r\n\r\n\x02${text}\x03${trailer}\r\n\r\n\x04\r\n`
}

const readText = (source: string) => read({ name: 'x', bytes: Uint8Array.from(source, (char) => char.charCodeAt(0)) }, desk)
const rules = (source: string) =>
  readText(source)
    .notes.filter(({ level }) => level !== 'info')
    .map(({ rule }) => rule)

describe('the text wire', () => {
  it('joins the lines of any paragraph and takes dateline and sign-off off', () => {
    const word = fc.stringMatching(/^[a-zäöüéè]{2,12}$/)
    const paragraph = fc.array(word, { minLength: 12, maxLength: 60 }).map((words) => `Die ${words.join(' ')}.`)
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 5 }), (paragraphs) => {
        const [first = '', ...rest] = paragraphs
        const { draft } = readText(dispatch({ paragraphs: [`Genf GE (sda afp) ${first}`, ...rest] }))
        expect(draft.content.blocks.map(blockText)).toEqual(paragraphs)
        expect([draft.dateline, draft.sources, draft.credit, draft.authors]).toEqual([
          { place: 'Genf', area: 'GE' },
          ['sda', 'afp'],
          'SDA',
          ['cr', 'jd'],
        ])
      }),
      { numRuns: 300 },
    )
  })

  it('takes slug lines and the sign after the headline off', () => {
    const { draft } = readText(dispatch({ slugs: ['Politik', 'Dorf:'], title: 'Zwei Zeilen mit: Doppelpunkt\r\nund Rest =' }))
    expect([draft.slugline, plain(draft.content.headline), plain(draft.content.kicker ?? [])]).toEqual([
      'Politik - Dorf',
      'Zwei Zeilen mit: Doppelpunkt und Rest',
      'Dorfleben',
    ])
  })

  it('is usable when the header’s count is exact, and says so when it is not', () => {
    expect([rules(dispatch({})), rules(dispatch({ characters: 1 }))]).toEqual([[], ['count-differs']])
  })

  it('says when the headline has no end', () => expect(rules(dispatch({ title: 'Ein Titel' }))).toEqual(['headline-end']))
  it('says when the time of sending cannot be read', () => expect(rules(dispatch({ trailer: '' }))).toEqual(['sent-unreadable']))

  it('is read without its control bytes, with a Note', () => {
    const { draft, notes } = readText(dispatch({}).replaceAll(/[\x01-\x04\x7f]/g, ''))
    expect([draft.format, draft.identity?.value, plain(draft.content.headline), draft.content.blocks.map(blockText)]).toEqual([
      'sda-text',
      'bsd/063/20311106',
      'Ein Titel',
      ['Ein Satz.'],
    ])
    expect(notes.some(({ rule }) => rule === 'control-bytes-lost')).toBe(true)
  })
})

describe('sentOf()', () => {
  it.each([
    ['061642 nov 18', '2018-11-06T15:42:00Z', '20181106'],
    ['200915 feb 19', '2019-02-20T08:15:00Z', '20190220'],
    ['010030 jul 19', '2019-06-30T22:30:00Z', '20190701'],
    ['311200 dez 19', '2019-12-31T11:00:00Z', '20191231'],
  ])('reads %s as day, hour and minute in Swiss time', (trailer, instant, date) => expect(sentOf(trailer)).toEqual({ instant, date }))
  it.each(['', '321200 nov 18', '062542 nov 18', '061642 foo 18'])('does not read “%s”', (trailer) =>
    expect(sentOf(trailer)).toBeUndefined(),
  )
})
