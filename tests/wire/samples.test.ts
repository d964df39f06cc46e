import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { plain, worst } from '@depesche/article/model'
import { describe as describeArticle } from '@depesche/wire/describe'
import type { Desk } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import { describe, expect, it } from 'vitest'

const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }
const reading = (file: string) => read({ name: file, bytes: readFileSync(resolve(import.meta.dirname, '../../samples', file)) }, desk)

describe('the shipped samples', () => {
  it.each([
    ['english-web-paste.txt', 'text-paste', 'en', 'SDA', ['Morel Courier'], ['paragraph', 'paragraph', 'paragraph', 'paragraph']],
    ['french-wire.txt', 'sda-text', 'fr', 'SDA', ['ats'], ['paragraph', 'paragraph', 'paragraph', 'paragraph']],
    ['german-newsml12.xml', 'newsml12', 'de', 'sda', ['sda'], ['paragraph', 'paragraph', 'crosshead', 'paragraph', 'paragraph']],
  ])('%s is plainly usable', (file, format, language, credit, sources, kinds) => {
    const { draft, notes } = reading(file)
    expect([draft.format, draft.language, draft.credit, draft.sources, draft.content.blocks.map(({ kind }) => kind)]).toEqual([
      format,
      language,
      credit,
      sources,
      kinds,
    ])
    expect([draft.instruction, draft.withheld, draft.test, draft.embargo]).toEqual(['new', false, false, undefined])
    expect(worst(notes) ?? 'info').toBe('info')
  })

  it('describe() shows a sample as a person reads it, and what was left out of it and why', () => {
    const { draft, notes } = reading('english-web-paste.txt')
    const shown = describeArticle(draft, notes)
    expect(
      shown.startsWith(
        `${plain(draft.content.headline)}\n\n[article in en, read as text-paste]\n[credit SDA, source Morel Courier]\n\nThe lighthouse at Cape Morel`,
      ),
    ).toBe(true)
    expect(shown).toContain(
      '  line 9    A pointer to a video or gallery on the page.\n            | Videos show the lamp turning for the first time\n',
    )
    expect(shown.split('\n').every((line) => line.length <= 100)).toBe(true)
  })

  it('describe() sets the columns of a table', () => {
    const { draft, notes } = read(
      { name: 'x', bytes: new TextEncoder().encode('Titel der Meldung\n\nDie Zahlen:\n\nOrt\tSitze\nBern\t7\nThun\t12\n') },
      desk,
    )
    expect(describeArticle(draft, notes)).toContain('Ort   Sitze\n----  -----\nBern      7\nThun     12\n')
  })
})
