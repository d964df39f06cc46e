import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Block, blockText, type Draft, plain } from '@depesche/article/model'
import type { Desk } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import { describe, expect, it } from 'vitest'

/** dpa's stories as JSON, IPTC 7901 and NITF; not part of the repository. Without them the cases are skipped, and in CI they fail. */
const folder = resolve(import.meta.dirname, '../../../shared/reference/dpa')
const present = existsSync(folder)
if (!present && process.env.CI === 'true') throw new Error('../shared/reference is not there')
const desk: Desk = { name: 'dpa', zone: 'Europe/Berlin', language: 'de' }

interface Story {
  readonly headline: string
  readonly teaser: string | null
  readonly dateline: string | null
  readonly byline: string | null
  readonly kicker: string | null
  readonly article_html: string
}

const storyOf = (file: string) => JSON.parse(readFileSync(resolve(folder, file), 'utf8')) as Story
const draftOf = (file: string): Draft => read({ name: file, bytes: readFileSync(resolve(folder, file)) }, desk).draft

const folded = (text: string) => text.replaceAll(/[\s\u00a0]+/g, ' ').trim()

/** The lines of the JSON's text: paragraphs, headings, items, rows, and what a line break parts. */
function linesOfHtml(html: string): readonly string[] {
  const lines = html.replaceAll(/<br\s*\/?>|<\/(?:p|h\d|li|tr|div)>/g, '\n').replaceAll(/<\/td>/g, ' ')
  const bare = lines
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
  return bare
    .split('\n')
    .map(folded)
    .filter((line) => line !== '')
}

const linesOf = (blocks: readonly Block[]) => blocks.flatMap((block) => blockText(block).split('\n').map(folded))

/** `London (dpa) - ` */
const placeOf = (dateline: string | null) => /^([^(]+?)\s*\(/.exec(dateline ?? '')?.[1]

describe.skipIf(!present)('a story of dpa in IPTC 7901 and in JSON', () => {
  it.each(['eil', 'nsb-n1', 'dw-1', 'spe-tab', 'lesestuecke', 'tvo-pol'])('%s has the same headline, dateline and byline', (name) => {
    const { story, draft } = both(name)
    expect(plain(draft.content.headline)).toBe(folded(story.headline))
    expect(draft.dateline?.place).toBe(placeOf(story.dateline))
    expect(draft.byline).toBe(story.byline ?? undefined)
  })

  it.each(['eil', 'nsb-n1', 'dw-1', 'spe-tab', 'lesestuecke'])('%s has the same lines, the teaser above them', (name) => {
    const { wire, json } = both(name)
    expect(wire).toEqual(json)
  })

  it('tvo-pol has the same words; nine line ends are lost in the wrapping, and an item alone keeps its mark', () => {
    const { wire, json } = both('tvo-pol')
    expect(wire.map(withoutMark).join(' ')).toBe(json.join(' '))
    const different = wire.filter((line) => !json.includes(line))
    const marked = different.filter((line) => json.includes(withoutMark(line)))
    const joined = different.filter((line) => !marked.includes(line))
    expect([marked.length, joined.length]).toEqual([6, 8])
    expect(marked.every((line) => line.startsWith('* '))).toBe(true)
    expect(json.length - wire.length).toBe(9)
  })

  const withoutMark = (line: string) => line.replace(/^\* /, '')
  const both = (name: string) => {
    const [story, draft] = [storyOf(`iptc7901/input/${name}.json`), draftOf(`iptc7901/output/${name}.iptc`)]
    const teaser = story.teaser === null ? [] : [folded(story.teaser)]
    return { story, draft, wire: linesOf(draft.content.blocks), json: [...teaser, ...linesOfHtml(story.article_html)] }
  }
})

describe.skipIf(!present)('a story of dpa in NITF and in JSON', () => {
  it.each([
    ['nitf-infoline.xml', 'infoline'],
    ['transformed-infoline.xml', 'infoline'],
    ['nitf-starline.xml', 'starline'],
    ['transformed-starline.xml', 'starline'],
  ])('%s is the same', (file, name) => {
    const [story, draft] = [storyOf(`nitf/input-${name}.json`), draftOf(`nitf/${file}`)]
    expect(plain(draft.content.headline)).toBe(story.headline)
    // what the JSON has for a kicker is a short headline in this NITF
    expect(plain(draft.content.shortHeadline ?? [])).toBe(story.kicker)
    const links = file.endsWith('starline.xml') ? ['Filmfest Emden'] : []
    // links stand below the text
    expect(linesOf(draft.content.blocks)).toEqual([...linesOfHtml(story.article_html), ...links])
    // dpa's converter drops dateline and byline
    const original = file.startsWith('nitf-')
    expect(draft.dateline?.place).toBe(original ? placeOf(story.dateline) : undefined)
    expect(draft.byline).toBe(original ? (story.byline ?? undefined) : undefined)
  })
})
