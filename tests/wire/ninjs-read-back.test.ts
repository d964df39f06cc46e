import { type Article, type Content, plain } from '@depesche/article/model'
import { ninjs as written } from '@depesche/syndication/ninjs'
import type { Provenance } from '@depesche/syndication/rendition'
import { withLede } from '@depesche/wire/life/wire-content'
import type { Desk, Reading } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { content } from '../../packages/translation/test/arbitraries.ts'
import { fullArticle, neural, plainArticle, product, rules } from '../syndication/articles.ts'
import { asHtmlShows } from './as-html-shows.ts'

const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }

/** Written as our own ninjs and read again. */
function readBack(article: Article, provenance?: Provenance, edition = 1): Reading {
  const input = { article, articleHash: 'f'.repeat(64), product, language: article.language, edition, content: article.content }
  const item = written(provenance ? { ...input, provenance } : input)
  return read({ name: 'x', bytes: new TextEncoder().encode(JSON.stringify(item)) }, desk)
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
const lineOf = (spans: Content['headline'] | undefined) => oneLine(plain(spans ?? []))

describe('our own ninjs, read back', () => {
  it('gives the same headlines, paragraphs, marks, lists and tables', () => {
    fc.assert(
      fc.property(content, (original) => {
        fc.pre(lineOf(original.headline) !== '')
        const { draft } = readBack({ ...plainArticle, content: original })
        expect(draft.content.blocks).toEqual(withLede(asHtmlShows(original.blocks)))
        for (const part of ['headline', 'subheadline', 'kicker', 'shortHeadline'] as const)
          expect(lineOf(draft.content[part])).toBe(lineOf(original[part]))
      }),
      { numRuns: 600 },
    )
  })

  it('has no Note about the body: none of it is lost or doubted', () => {
    fc.assert(
      fc.property(content, (original) => {
        fc.pre(lineOf(original.headline) !== '')
        const { notes } = readBack({ ...plainArticle, content: original })
        expect(
          notes.filter(
            ({ rule, reason }) =>
              /^(?:html-unread|html-comment|struck-out|flattened|link-dropped|caption)$/.test(rule) || /bodies/.test(reason),
          ),
        ).toEqual([])
      }),
    )
  })

  it('gives the facts that ninjs has', () => {
    const people = [{ scheme: 'wire', code: 'p-7', name: 'Anna Muster' }]
    const organisations = [{ scheme: 'name', code: 'FC Tannwil', name: 'FC Tannwil' }]
    const { draft } = readBack(
      {
        ...fullArticle,
        people,
        organisations,
        subjects: [
          ...fullArticle.subjects,
          { scheme: 'medtop', code: '20000337', name: 'Verkehr' },
          { scheme: 'uri', code: 'https://x.example/a' },
        ],
      },
      undefined,
      2,
    )
    expect(draft).toMatchObject({
      format: 'ninjs',
      identity: { scheme: 'ninjs', value: 'urn:x-depesche:20261124-bsd012-0123456789abcdef:de' },
      version: 3002,
      language: 'de',
      slugline: 'SPO/FUSSBALL',
      byline: 'Von Anna Muster',
      dateline: { place: 'Tannwil' },
      credit: 'SDA/DPA',
      provider: 'Keystone-SDA',
      sources: ['ATS', 'Blick'],
      urgency: 3,
      genre: 'Bericht',
      subjects: [
        { scheme: 'iptc', code: '15000000', name: 'Sport' },
        { scheme: 'sda', code: 'spo/<x>' },
        { scheme: 'medtop', code: '20000337', name: 'Verkehr' },
        { scheme: 'uri', code: 'https://x.example/a' },
      ],
      places: fullArticle.places,
      people,
      organisations,
      created: fullArticle.created,
      machineMade: false,
      withheld: false,
    })
    expect(JSON.stringify(draft)).not.toContain('secret')
  })

  it.each([
    ['a neural translation', neural, false, true, 'check'],
    ['a translation by rules', rules, false, true, 'check'],
    ['a robot’s source', undefined, true, true, 'info'],
    ['words of people', undefined, false, false, undefined],
  ])('says of %s whether a machine made it', (_, provenance, robot, machineMade, level) => {
    const { draft, notes } = readBack({ ...fullArticle, machineMade: robot }, provenance)
    expect(draft.machineMade).toBe(machineMade)
    expect(notes.find(({ rule }) => rule === 'machine-made')?.level).toBe(level)
  })
})
