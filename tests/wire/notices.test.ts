import { type Notice, plain } from '@depesche/article/model'
import type { Desk } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import { describe, expect, it } from 'vitest'
import { de } from './notices/de.ts'
import { en } from './notices/en.ts'
import { fr } from './notices/fr.ts'
import { it as italian } from './notices/it.ts'
import type { NoticeCase } from './notices/table.ts'

const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }
const received = '2031-03-11T10:00:00Z'
const readPaste = (text: string) => read({ name: 'x.txt', bytes: new TextEncoder().encode(text), received }, desk)
const named = (notice: Notice | undefined) => notice?.identities.map(({ scheme, value }) => `${scheme}:${value}`).sort()

function expected({ numbers = [], days = ['20310311', '20310310'] }: NoticeCase): readonly string[] {
  const all = numbers.flatMap((number) =>
    days.flatMap((day) => [`text:${number.slice(0, 3)}/${number.slice(3)}/${day}`, `newsml12:www.sda-ats.ch/${day}/${number}`]),
  )
  return all.sort()
}

describe('a remark on what was wrong', () => {
  it.each([
    'Korrektur im 2. Absatz: 2,4 statt 24 Millionen',
    'KORREKTUR: Im 2. Absatz muss es 2,4 Millionen heissen',
    'Berichtigung zur Meldung bsd063: 2,4 statt 24 Millionen',
    'Rectificatif à la dépêche bsf041: au 2e paragraphe, lire 2,4 millions',
    'Rettifica: nel secondo paragrafo 2,4 milioni invece di 24',
    'Correction to story bsd063: 2.4 million, not 24 million',
    'Correction: The bridge costs 2.4 million francs.',
  ])('read() keeps “%s” out of the text', (remark) => {
    const { draft } = readPaste(`${remark}\n\n${de.body}`)
    expect([draft.ednotes, draft.instruction, draft.content.headline, draft.content.blocks.length]).toEqual([[remark], 'rectify', [], 2])
  })

  it.each(['Korrektur: Bundesrat will nicht zahlen', 'Korrektur bsd063: Velo und Bahn in Thun', 'Correction: Not all is lost in Bern'])(
    'read() takes what follows the keyword in “%s” for the headline',
    (line) => expect(plain(readPaste(`${line}\n\n${de.body}`).draft.content.headline)).toBe(line.replace(/^.*?: /, '')),
  )
})

describe.each(Object.entries({ German: de, French: fr, Italian: italian, English: en }))('a notice in %s', (_, table) => {
  it.each(table.kills.map((one) => [one.text, one] as const))(
    'read() takes “%s” for a kill notice and finds what it names',
    (text, one) => {
      const { draft, notes } = readPaste(text)
      expect([draft.instruction, draft.notice?.kind]).toEqual(['stop', 'kill'])
      expect(named(draft.notice)).toEqual(expected(one))
      expect(draft.notice?.headlines).toEqual(expect.arrayContaining([...(one.headlines ?? [])]))
      expect(notes.filter(({ rule }) => rule === 'kill-without-identity').map(({ level }) => level)).toContain('hold')
    },
  )

  it.each(table.corrections.map((one) => [one.text, one] as const))(
    'read() takes “%s” for a correction and finds what it names',
    (text, one) => {
      const { draft, notes } = readPaste(text)
      expect([draft.instruction, draft.notice?.kind]).toEqual(['rectify', 'correction'])
      expect(named(draft.notice)).toEqual(expected(one))
      expect(draft.notice?.headlines).toEqual(expect.arrayContaining([...(one.headlines ?? [])]))
      if (text.endsWith(table.body)) {
        expect(draft.content.blocks.length).toBe(2)
        expect(draft.notice?.headlines).toContain(plain(draft.content.headline))
        expect([plain(draft.content.headline)]).toEqual(one.headlines ?? [expect.any(String)])
      }
      expect(notes.filter(({ rule }) => rule === 'correction-without-identity').map(({ level }) => level)).toContain('check')
    },
  )

  it.each(table.stories)('read() leaves “%s” a story', (title) => {
    const { draft } = readPaste(`${title}\n\n${table.body}`)
    expect([draft.instruction, draft.notice, plain(draft.content.headline), draft.content.blocks.length]).toEqual([
      'new',
      undefined,
      title,
      2,
    ])
  })

  it('has enough cases', () => {
    expect(Math.min(table.kills.length, table.corrections.length)).toBeGreaterThanOrEqual(12)
    expect(table.stories.length).toBeGreaterThanOrEqual(10)
  })
})
