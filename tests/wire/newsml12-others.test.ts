import { blockText, type Draft, type Note, plain, Rejected } from '@depesche/article/model'
import type { Several } from '@depesche/wire/reader'
import { open, read } from '@depesche/wire/readers'
import { describe, expect, it, test } from 'vitest'
import { bytesOf, desk } from './hostile-uploads.ts'

const LINES = '<NewsLines><HeadLine>Titel</HeadLine></NewsLines>'
const USABLE = '<Status FormalName="Usable"/>'

interface Parts {
  readonly management?: string
  readonly date?: string
  readonly identifier?: string
  readonly item?: string
}

/** A NewsItem of an agency that does not exist. */
const itemOf = (component: string, { management = USABLE, date = '20310911', identifier = '', item = 'a1' }: Parts = {}) =>
  `<NewsItem><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId><DateId>${date}</DateId><NewsItemId>${item}</NewsItemId><RevisionId PreviousRevision="0" Update="N">1</RevisionId>${identifier}</NewsIdentifier></Identification><NewsManagement>${management}</NewsManagement>${component}</NewsItem>`
const newsml = (component: string, parts: Parts = {}) => `<?xml version="1.0"?><NewsML>${itemOf(component, parts)}</NewsML>`
const content = (data: string) => `<ContentItem><DataContent>${data}</DataContent></ContentItem>`
const component = (inner: string, role?: string, attributes = '') =>
  `<NewsComponent${attributes}>${role === undefined ? '' : `<Role FormalName="${role}"/>`}${inner}</NewsComponent>`
const story = (data: string, lines = LINES) => component(`${lines}${content(data)}`)
const photo = (href: string, width = 800) =>
  `<ContentItem Href="${href}"><MediaType FormalName="Photo"/><Characteristics><Property FormalName="Width" Value="${width}"/></Characteristics></ContentItem>`

const reading = (xml: string) => read({ name: 'x.xml', bytes: bytesOf(xml) }, desk)
const textIn = ({ content: { blocks } }: Draft) => blocks.map(blockText)
const rules = (notes: readonly Note[]) => notes.map(({ rule }) => rule)
const refusal = (xml: string) => {
  try {
    return reading(xml).draft.format
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    return error.rule
  }
}

const TWO = ['Die Brücke ist gebaut.', 'Sie trägt auch Züge.']
const XHTML = `<p>${TWO[0]}</p><p>${TWO[1]}</p>`
const NITF = `<nitf><body><body.head><hedline><hl1>Kopf</hl1></hedline></body.head><body.content>${XHTML}</body.content></body></nitf>`
const escaped = (text: string) => text.replaceAll('<', '&lt;')

describe('read() finds the text of NewsML 1.2', () => {
  it.each([
    ['in XHTML without a root', XHTML],
    ['in a page', `<html><head><title>Titel</title></head><body>${XHTML}</body></html>`],
    [
      'in a page of another namespace',
      `<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:body><h:p>${TWO[0]}</h:p><h:p>${TWO[1]}</h:p></h:body></h:html>`,
    ],
    ['in an envelope', `<InlineXML>${XHTML}</InlineXML>`],
    ['in a page in an envelope', `<InlineXML><html><body>${XHTML}</body></html></InlineXML>`],
    ['in NITF', NITF],
    ['in NITF in an envelope', `<x><y>${NITF}</y></x>`],
    ['in the body of a NITF', `<body><body.content>${XHTML}</body.content></body>`],
    ['in the content of a NITF', `<body.content>${XHTML}</body.content>`],
    ['in NITF in CDATA', `<![CDATA[<?xml version="1.0"?>${NITF}]]>`],
    ['in HTML in CDATA', `<![CDATA[${XHTML}]]>`],
    ['in escaped HTML', escaped(XHTML)],
    ['in plain text', TWO.join('\n\n')],
  ])('%s', (_, data) => {
    const { draft, notes } = reading(newsml(story(data)))
    expect(textIn(draft)).toEqual(TWO)
    expect(plain(draft.content.headline)).toBe('Titel')
    expect(rules(notes)).not.toContain('not-carried')
  })

  it.each([
    ['plain text', TWO.join('\n\n')],
    ['HTML', XHTML],
  ])('in letters of Base64 that are %s', (_, text) => {
    const letters = Buffer.from(text).toString('base64')
    const encoded = `<ContentItem><Encoding Notation="Base64"><DataContent>${letters}</DataContent></Encoding></ContentItem>`
    const { draft, notes } = reading(newsml(component(`${LINES}${encoded}`)))
    expect(textIn(draft)).toEqual(TWO)
    expect(rules(notes)).not.toContain('not-carried')
  })

  it('in several contents side by side, one after another', () => {
    const { draft, notes } = reading(newsml(component(`${LINES}${content(`<p>${TWO[0]}</p>`)}${content(`<p>${TWO[1]}</p>`)}`)))
    expect(textIn(draft)).toEqual(TWO)
    expect(rules(notes)).toContain('several-bodies')
  })

  it('in the richest of equivalents, and says nothing twice', () => {
    const plainly = content(TWO.join('\n\n'))
    const { draft, notes } = reading(newsml(component(`${LINES}${plainly}${content(XHTML)}`, undefined, ' EquivalentsList="yes"')))
    expect(textIn(draft)).toEqual(TWO)
    expect(rules(notes)).not.toContain('not-carried')
  })

  it('by its role, and not in the main part of what supports it', () => {
    const box = component(component(content('<p>Ein Kasten.</p>'), 'Main'), 'Supporting')
    const { draft, notes } = reading(newsml(component(`${LINES}${box}${component(content(XHTML))}`)))
    expect(textIn(draft)).toEqual(TWO)
    expect(notes.filter(({ dropped }) => dropped).map(({ text }) => text)).toEqual(['Ein Kasten.'])
    expect(rules(notes)).toContain('other-texts')
  })

  it('in the desk’s language, if the item says none', () => {
    const in_ = (tag: string, headline: string, text: string) =>
      component(`<NewsLines><HeadLine>${headline}</HeadLine></NewsLines>${content(`<p>${text}</p>`)}`, undefined, ` xml:lang="${tag}"`)
    const both = component(
      `${in_('en', 'Bridge', 'The bridge is built.')}${in_('de', 'Brücke', TWO[0]!)}`,
      undefined,
      ' EquivalentsList="yes"',
    )
    const { draft } = reading(newsml(both))
    expect([plain(draft.content.headline), textIn(draft), draft.language]).toEqual(['Brücke', [TWO[0]], 'de'])
  })

  it('beside a picture in the same component', () => {
    const { draft } = reading(newsml(component(`${LINES}${component(`${content(XHTML)}${photo('a.jpg')}${photo('b.jpg')}`)}`)))
    expect([textIn(draft), draft.pictures.map(({ href }) => href)]).toEqual([TWO, ['a.jpg', 'b.jpg']])
  })
})

test('read() takes each picture of NewsML 1.2 once, with its own caption, in its widest size', () => {
  const one = (name: string) =>
    component(
      `<NewsLines><HeadLine>Bild ${name}</HeadLine><CreditLine>Ida/${name}</CreditLine></NewsLines>${component(photo(`${name}-small.jpg`, 200), 'Thumbnail')}${component(photo(`${name}.jpg`), 'HighDef')}`,
      'Photo',
    )
  const { draft } = reading(newsml(component(`${LINES}${component(content(XHTML), 'Main')}${component(one('a') + one('b'), 'Photos')}`)))
  expect(draft.pictures).toEqual([
    { href: 'a.jpg', width: 800, caption: 'Bild a', credit: 'Ida/a' },
    { href: 'b.jpg', width: 800, caption: 'Bild b', credit: 'Ida/b' },
  ])
})

test('read() takes the text’s sources of NewsML 1.2, not its pictures’', () => {
  const sources = (name: string) => `<AdministrativeMetadata><Source><Party FormalName="${name}"/></Source></AdministrativeMetadata>`
  const { draft } = reading(
    newsml(component(`${LINES}${sources('abc')}${content(XHTML)}${component(`${sources('xyz')}${photo('a.jpg')}`, 'Photo')}`)),
  )
  expect(draft.sources).toEqual(['abc'])
})

test('read() takes the line of NewsML 1.2 in the language of the text', () => {
  const lines = '<NewsLines><HeadLine xml:lang="en">Bridge</HeadLine><HeadLine xml:lang="de">Brücke</HeadLine></NewsLines>'
  const { draft, notes } = reading(newsml(component(`${lines}${content(XHTML)}`, undefined, ' xml:lang="de"')))
  expect(plain(draft.content.headline)).toBe('Brücke')
  expect(notes.find(({ rule }) => rule === 'not-carried')?.text).toBe('Bridge')
})

describe('read() of NewsML 1.2 keeps in what may not go out yet', () => {
  const change = (status: string, then: string, time = '20310912T060000+0200') =>
    `<Status FormalName="${status}"/><StatusWillChange><FutureStatus FormalName="${then}"/><DateAndTime>${time}</DateAndTime></StatusWillChange>`
  const UNTIL = { until: '2031-09-12T04:00:00Z' }

  it.each(['Embargoed', 'Withheld', 'Usable'])('a change of %s to Usable is an embargo', (status) => {
    const { draft } = reading(newsml(story(XHTML), { management: change(status, 'Usable') }))
    expect([draft.embargo, draft.withheld, draft.expires]).toEqual([UNTIL, false, undefined])
  })

  it.each(['Canceled', 'Withheld'])('a change of Usable to %s is the item’s end', (then) => {
    const { draft, notes } = reading(newsml(story(XHTML), { management: change('Usable', then) }))
    expect([draft.embargo, draft.expires]).toEqual([undefined, UNTIL.until])
    expect(notes.some(({ level }) => level === 'hold')).toBe(false)
  })

  it.each([
    ['a change at no time', change('Embargoed', 'Usable', 'soon'), 'embargo-unreadable'],
    ['a change to what we do not know', change('Usable', 'Archived'), 'status-will-change'],
    ['an end at no time', change('Usable', 'Canceled', 'soon'), 'status-will-change'],
    ['what is withheld and then something else', change('Embargoed', 'Canceled'), 'status-will-change'],
  ])('%s holds it', (_, management, rule) => {
    const { notes } = reading(newsml(story(XHTML), { management }))
    expect(notes.filter(({ level }) => level === 'hold').map((note) => note.rule)).toContain(rule)
  })

  const embargo = 'Sperrfrist: 12.9.2031, 06.00 Uhr'

  it.each([
    ['a comment', story(XHTML, `<Comment>${embargo}</Comment>${LINES}`)],
    [
      'a line to editors',
      story(
        XHTML,
        `<NewsLines><HeadLine>Titel</HeadLine><NewsLine><NewsLineType FormalName="AdvisoryLine"/><NewsLineText>${embargo}</NewsLineText></NewsLine></NewsLines>`,
      ),
    ],
  ])('an embargo in %s counts', (_, xml) => {
    const { draft } = reading(newsml(xml))
    expect([draft.embargo, draft.ednotes]).toEqual([UNTIL, [embargo]])
    const { draft: later } = reading(newsml(xml, { management: '<Status FormalName="Embargoed"/>' }))
    expect(later.embargo).toEqual(UNTIL)
    const { draft: both } = reading(newsml(xml, { management: change('Embargoed', 'Usable', '20310913T060000Z') }))
    expect(both.embargo).toEqual({ until: '2031-09-13T06:00:00Z' })
  })

  it('a comment on an embargo of the story is none', () => {
    const { draft } = reading(newsml(story(XHTML, `<Comment>Adds reaction to the trade embargo against the island</Comment>${LINES}`)))
    expect(draft.embargo).toBeUndefined()
  })
})

test('read() takes a day with a time in the identifiers of NewsML 1.2, and an identifier without its letter', () => {
  const date = '20310911T165325Z'
  const identifier = `<PublicIdentifier>urn:newsml:wire.example:${date}:a1:1</PublicIdentifier>`
  const management = `${USABLE}<AssociatedWith NewsItem="urn:newsml:wire.example:${date}:a0:1"/>`
  const { draft, notes } = reading(newsml(story(XHTML), { date, identifier, management }))
  expect(draft.identity).toEqual({ scheme: 'newsml12', value: `wire.example/${date}/a1`, date: '20310911', number: 'a1' })
  expect(draft.associations.map(({ identity }) => identity.value)).toEqual([`wire.example/${date}/a0`])
  expect(rules(notes)).not.toContain('identifier-differs')
})

test.each([
  ['its properties', '<Metadata><MetadataType FormalName="x"/><Property FormalName="Mood" Value="sehr heiter"/></Metadata>', 'sehr heiter'],
  [
    'as what it is provided, in an attribute',
    '<AdministrativeMetadata><Source ProvidedAs="pool copy"/></AdministrativeMetadata>',
    'pool copy',
  ],
])('read() tells %s', (_, metadata, text) => {
  const { notes } = reading(newsml(story(XHTML, `${LINES}${metadata}`)))
  expect(notes.filter(({ rule }) => rule === 'not-carried').map((note) => note.text)).toEqual([text])
})

describe('read() refuses what is no story in NewsML 1.2', () => {
  it.each([
    ['a package of references', component(`${LINES}<NewsItemRef NewsItem="urn:newsml:wire.example:20310911:b1:1N"/>`), 'newsml12-package'],
    ['an item of nothing', '', 'newsml12-empty'],
    [
      'an item of topics',
      '<TopicSet FormalName="x"><Topic Duid="t"><TopicType FormalName="Person"/></Topic></TopicSet>',
      'newsml12-topics',
    ],
    ['parts of an earlier item', '<Update IdRef="x"><Replace DuidRef="a"/></Update>', 'newsml12-update'],
    ['a picture', component(`${LINES}${photo('a.jpg')}`), 'newsml12-media'],
    [
      'a picture by its format',
      component(`${LINES}<ContentItem Href="a"><Format FormalName="JPEG Baseline"/></ContentItem>`),
      'newsml12-media',
    ],
    ['a picture by its name', component(`${LINES}<ContentItem Href="a.jpg"/>`), 'newsml12-media'],
    ['a film', component(`${LINES}<ContentItem Href="a"><MediaType FormalName="Video"/></ContentItem>`), 'newsml12-media'],
    ['neither headline nor text', component(''), 'newsml12-no-text'],
  ])('%s', (_, xml, rule) => expect(refusal(newsml(xml))).toBe(rule))

  it('but holds a headline alone, and takes a kill without anything', () => {
    const { notes } = reading(newsml(component(LINES)))
    expect(notes.filter(({ level }) => level === 'hold').map(({ rule }) => rule)).toEqual(['no-text'])
    expect(reading(newsml('', { management: '<Status FormalName="Canceled"/>' })).draft.instruction).toBe('delete')
  })
})

test('open() takes items out of a component of another: each is read by itself, and what is left is a package', () => {
  const inner = (item: string) => itemOf(story(`<p>Die Geschichte ${item}.</p>`), { item })
  const xml = newsml(component(`${LINES}${inner('b1')}${component(inner('b2'))}`))
  const { parts } = open({ name: 'x.xml', bytes: bytesOf(xml) }, desk) as Several
  const read_ = parts.map(({ bytes }) => {
    const text = new TextDecoder().decode(bytes)
    const rule = refusal(text)
    return rule === 'newsml12' ? textIn(reading(text).draft).join() : rule
  })
  expect(read_).toEqual(['newsml12-package', 'Die Geschichte b1.', 'Die Geschichte b2.'])
})
