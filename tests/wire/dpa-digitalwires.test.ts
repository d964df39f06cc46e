import { blockText, plain, Rejected } from '@depesche/article/model'
import type { Desk, Reading } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import { describe, expect, it } from 'vitest'

const desk: Desk = { name: 'x', zone: 'Europe/Zurich', language: 'de' }

/** An entry with nothing in it but what a test is about. */
function entry(fields: Readonly<Record<string, unknown>>): Reading {
  const whole = {
    format: 'digitalwires@0.9.1',
    type: 'composite',
    urn: 'urn:newsml:dpa.com:20090101:310911-99-120034',
    version_created: '2031-09-11T12:00:00+02:00',
    version: 1,
    pubstatus: 'usable',
    signal: null,
    embargoed: null,
    language: 'de',
    headline: 'Gemeinde baut Brücke',
    article_html: '<section class="main"><p>Die Brücke ist gebaut.</p></section>',
    notepad: null,
    ednotes: [],
    associations: [],
    categories: [],
    ...fields,
  }
  return read({ name: 'x', bytes: new TextEncoder().encode(JSON.stringify(whole)) }, desk)
}

function refusal(fields: Readonly<Record<string, unknown>>): string {
  try {
    entry(fields)
  } catch (error) {
    if (error instanceof Rejected) return error.rule
    throw error
  }
  return 'read'
}

const rules = ({ notes }: Reading) => notes.map(({ rule }) => rule)
const texts = ({ draft }: Reading) => draft.content.blocks.map(blockText)
const role = (name: string, ednote: string) => ({ role: `dpaednoterole:${name}`, ednote, is_publishable: true })

describe('the identity of an entry', () => {
  it.each([
    ['urn:newsml:dpa.com:20090101:310911-99-120034', 'urn:newsml:dpa.com:20090101:310911-99-120034', '20310911', '99-120034'],
    ['urn:newsml:dpa.com:20090101:310911-99-120034:3', 'urn:newsml:dpa.com:20090101:310911-99-120034', '20310911', '99-120034'],
    ['urn:newsml:dpa.com:20090101:310911-99-120034:12U', 'urn:newsml:dpa.com:20090101:310911-99-120034', '20310911', '99-120034'],
    ['urn:newsml:dpa.com:20090101:dsv:text:ERG_MUSTER', 'urn:newsml:dpa.com:20090101:dsv:text:ERG_MUSTER', undefined, 'ERG_MUSTER'],
    [
      'urn:newsml:ap.org:20230101:cd1ee53edee0df1bf00de01b044366b4',
      'urn:newsml:ap.org:20230101:cd1ee53edee0df1bf00de01b044366b4',
      undefined,
      'cd1ee53edee0df1bf00de01b044366b4',
    ],
    ['urn:newsml:dpa.com:20090101:319911-99-1', 'urn:newsml:dpa.com:20090101:319911-99-1', undefined, '319911-99-1'],
  ])('%s', (urn, value, date, number) => {
    const { identity } = entry({ urn }).draft
    expect([identity?.scheme, identity?.value, identity?.date, identity?.number]).toEqual(['dpa', value, date, number])
  })
})

describe('the life of an entry', () => {
  it.each([
    [1, null, 'usable', 'new', false],
    [2, null, 'usable', 'update', false],
    [1, 'sig:update', 'usable', 'update', false],
    [3, 'sig:correction', 'usable', 'rectify', false],
    [3, 'sig:correction', 'canceled', 'delete', false],
    [1, null, 'withheld', 'new', true],
    [1, null, null, 'new', false],
  ])('version %i, signal %s, status %s', (version, signal, pubstatus, instruction, withheld) => {
    const { draft } = entry({ version, signal, pubstatus })
    expect([draft.version, draft.instruction, draft.withheld]).toEqual([version, instruction, withheld])
  })

  it('a kill needs no text', () => {
    const { draft, notes } = entry({ pubstatus: 'canceled', article_html: null, headline: null })
    expect([draft.instruction, notes.filter(({ level }) => level === 'hold')]).toEqual(['delete', []])
  })

  it('a signal or a version that is not known is doubted', () => {
    expect(rules(entry({ signal: 'sig:other' }))).toContain('signal-unknown')
    const { draft, notes } = entry({ version: 'neu' })
    expect([draft.version, notes.find(({ rule }) => rule === 'version-unreadable')?.level]).toEqual([undefined, 'hold'])
  })

  it('says what a correction corrects', () => {
    const { notes } = entry({ signal: 'sig:correction', ednotes: [role('correction', 'Vier statt drei.')] })
    expect(notes.find(({ rule }) => rule === 'corrected')?.text).toBe('Vier statt drei.')
  })

  it.each([
    ['2031-09-11T19:00:00+02:00', [], { until: '2031-09-11T17:00:00Z' }, false],
    ['2031-09-11T19:00:00', [role('embargo', 'Bis Mitternacht')], { until: '2031-09-11T17:00:00Z' }, false],
    [null, [role('embargo', 'Sperrfrist: 11.09.2031, 19.00 Uhr')], { until: '2031-09-11T17:00:00Z' }, false],
    [null, [role('embargo', 'Bitte die Sperrfrist der Rede beachten')], { unreadable: 'Bitte die Sperrfrist der Rede beachten' }, true],
    ['bald', [], { unreadable: 'bald' }, true],
    [null, [], undefined, false],
  ])('embargoed %j, notes %j', (embargoed, ednotes, expected, held) => {
    const { draft, notes } = entry({ embargoed, ednotes })
    expect(draft.embargo).toEqual(expected)
    expect(notes.some(({ level }) => level === 'hold')).toBe(held)
  })
})

describe('the text of an entry', () => {
  it('ends with its infobox, and has neither links beside it nor what is said to editors', () => {
    const reading = entry({
      infobox_html: '<section class="infobox"><h2>Zahlen</h2><p>Baujahr: 1984</p></section>',
      linkbox_html: '<section class="linkbox"><ul><li><a href="https://x.example/">Seite der Betreiberin</a></li></ul></section>',
      notepad: {
        header_html: '<header><h3>Notizblock</h3></header>',
        public_html: '<section><h4>Hinweise</h4><ul><li>Öffentlich für Redaktionen</li></ul></section>',
        nonpublic_html: '<section><p>Geheim</p><ul><li>Telefon 1</li></ul></section>',
      },
      ednotes: [role('editorialnote', 'Öffentlich für Redaktionen'), role('closingline', 'dpa ab n1 cd')],
      usageterms: 'Nur für Kunden',
    })
    expect(reading.draft.content.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'crosshead', 'paragraph'])
    expect(texts(reading)).toEqual(['Die Brücke ist gebaut.', 'Zahlen', 'Baujahr: 1984'])
    expect(reading.draft.ednotes).toEqual(['Hinweise\nÖffentlich für Redaktionen', 'Geheim\nTelefon 1', 'dpa ab n1 cd', 'Nur für Kunden'])
    expect(rules(reading)).toEqual(expect.arrayContaining(['infobox', 'linkbox', 'notepad']))
  })

  it.each([
    ['Peine (dpa/lni) - ', 'Die Brücke ist gebaut.', { place: 'Peine' }, ['dpa']],
    [
      'MADRID, 21 Nov. 2031 (Europa Press) -',
      'MADRID, 21 Nov. 2031 (Europa Press) - Die Brücke ist gebaut.',
      { place: 'Madrid', date: '21 Nov. 2031' },
      ['Europa Press'],
    ],
    [
      'New York (dpa) - ',
      '<span class="dateline">New York <span class="credit">(dpa)</span> - </span>Die Brücke ist gebaut.',
      { place: 'New York' },
      ['dpa'],
    ],
    [null, 'Bern (dpa) - Die Brücke ist gebaut.', { place: 'Bern' }, ['dpa']],
    [null, 'Die Brücke ist gebaut.', undefined, []],
  ])('dateline %j over %j', (dateline, html, expected, sources) => {
    const reading = entry({ dateline, article_html: `<section class="main"><p>${html}</p></section>` })
    expect([reading.draft.dateline, reading.draft.sources, texts(reading)]).toEqual([expected, sources, ['Die Brücke ist gebaut.']])
  })

  it('leaves out empty paragraphs and what other pages show, and keeps pictures as references', () => {
    const reading = entry({
      article_html:
        '<section class="main"><p></p><p>Die Brücke ist gebaut.</p><dnl-youtubeembed src="https://x.example/v"></dnl-youtubeembed><dnl-image ref="urn:x:1" caption="Die Brücke" creditline="Muster/dpa"></dnl-image></section>',
    })
    expect([texts(reading), reading.draft.pictures]).toEqual([
      ['Die Brücke ist gebaut.'],
      [{ href: 'urn:x:1', caption: 'Die Brücke', credit: 'Muster/dpa' }],
    ])
    expect(rules(reading)).toEqual(expect.arrayContaining(['empty-paragraph', 'embed-dropped']))
  })

  it('has a kicker and a subheadline; a teaser is none of it, unless it repeats the headline', () => {
    const { draft, notes } = entry({ kicker: 'Verkehr', subhead: 'Nach langer Zeit', teaser: 'Wer darüber fährt.' })
    expect([plain(draft.content.kicker ?? []), plain(draft.content.subheadline ?? [])]).toEqual(['Verkehr', 'Nach langer Zeit'])
    expect(notes.find(({ rule }) => rule === 'teaser')?.text).toBe('Wer darüber fährt.')
    expect(rules(entry({ teaser: 'Gemeinde baut Brücke' }))).not.toContain('teaser')
  })
})

describe('an entry that is no story', () => {
  const empty = '<section class="main"><p></p></section>'
  it.each([
    [{ article_html: null, associations: [{ type: 'image', urn: 'x' }] }, 'dpa-picture'],
    [{ article_html: empty, associations: [{ type: 'audio', urn: 'x' }] }, 'dpa-audio'],
    [{ article_html: null, associations: [{ type: 'video', urn: 'x' }] }, 'dpa-video'],
    [{ article_html: null, headline: null }, 'dpa-no-text'],
  ])('%j is refused', (fields, rule) => expect(refusal(fields)).toBe(rule))

  it('a headline alone is held', () => {
    expect(entry({ article_html: null }).notes.find(({ rule }) => rule === 'no-text')?.level).toBe('hold')
  })

  it('is recognised by its keys, too', () => {
    expect(entry({ format: undefined, dpasubject_names: [] }).draft.format).toBe('dpa-digitalwires')
    expect(refusal({ format: 'other@1' })).toBe('unknown-json')
  })
})

describe('the categories of an entry', () => {
  it('become subjects, places, people, sources, authors, genre and service', () => {
    const category = (type: string, name: string | null, qcode: string | null = null) => ({ type: `dnltype:${type}`, name, qcode })
    const { draft, notes } = entry({
      categories: [
        category('wire', 'bdt', 'dpasrv:bdt'),
        category('wire', 'bbr', 'dpasrv:bbr'),
        category('creator', 'muster.erika'),
        category('contributor', 'muster.erika', 'dpa-ad:muster.erika'),
        category('infosource', null),
        category('infosource', 'AP', 'dpacprh:ap'),
        category('dpasubject', 'Verkehr', 'medtop:20000337'),
        category('desk', 'vm', 'dpacat:vm'),
        category('keyword', 'Fähren'),
        category('geosubject', 'Deutschland', 'dpacountry:1'),
        category('person', 'Urs Beispiel'),
        category('genre', 'Meldung', 'dpatextgenre:1'),
        category('located', 'New Delhi'),
        category('provider', 'dpa', 'dnlprov:dpa'),
        category('rubric', 'weblines.x', 'dnlpath:weblines.x'),
        category('scope', 'deutsch', 'dpaaudience:deu'),
      ],
      keyword_names: ['Fähren'],
      rubric_names: ['weblines.x'],
      poi_names: [null],
    })
    expect(draft).toMatchObject({
      service: 'bdt',
      authors: ['muster.erika'],
      sources: ['AP'],
      subjects: [
        { scheme: 'medtop', code: '20000337', name: 'Verkehr' },
        { scheme: 'dpacat', code: 'vm', name: 'vm' },
        { scheme: 'keyword', code: 'Fähren', name: 'Fähren' },
      ],
      places: [{ scheme: 'dpacountry', code: '1', name: 'Deutschland' }],
      people: [{ scheme: 'name', code: 'Urs Beispiel', name: 'Urs Beispiel' }],
      genre: 'Meldung',
      dateline: { place: 'New Delhi' },
      provider: 'dpa',
    })
    expect(notes.filter(({ rule }) => rule === 'not-carried').map(({ text }) => text)).toEqual(['deutsch'])
  })

  it('pictures that go with it are references with caption and credit', () => {
    const { draft } = entry({
      associations: [
        {
          type: 'image',
          urn: 'urn:x:1',
          headline: 'Titel',
          caption: 'Die Brücke',
          creditline: 'Muster/dpa',
          renditions: [{ width: 2048, height: null, url: 'https://x.example/1.jpeg' }],
        },
        { type: 'audio', urn: 'urn:x:2', renditions: [{ url: 'https://x.example/2.mp3' }] },
      ],
    })
    expect(draft.associations.map(({ identity }) => identity)).toEqual([
      { scheme: 'dpa', value: 'urn:x:1' },
      { scheme: 'dpa', value: 'urn:x:2' },
    ])
    expect(draft.pictures).toEqual([{ href: 'https://x.example/1.jpeg', width: 2048, caption: 'Die Brücke', credit: 'Muster/dpa' }])
  })
})
