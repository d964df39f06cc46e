import { blockText, plain, Rejected } from '@depesche/article/model'
import type { Desk, Reading } from '@depesche/wire/reader'
import { read } from '@depesche/wire/readers'
import { describe, expect, it } from 'vitest'

const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }

/** An item of ninjs with nothing in it but what a test is about. */
function item(fields: Readonly<Record<string, unknown>>): Reading {
  const whole = {
    uri: 'http://wire.example/items/7',
    type: 'text',
    headline: 'Gemeinde baut Brücke',
    body_text: 'Die Brücke ist gebaut.',
    ...fields,
  }
  return read({ name: 'x', bytes: new TextEncoder().encode(JSON.stringify(whole)) }, desk)
}

function refusal(fields: Readonly<Record<string, unknown>>): readonly [rule: string, message: string] {
  try {
    item(fields)
  } catch (error) {
    if (error instanceof Rejected) return [error.rule, error.message]
    throw error
  }
  return ['read', '']
}

const rules = ({ notes }: Reading) => notes.map(({ rule }) => rule)
const texts = ({ notes }: Reading, rule: string) => notes.filter((note) => note.rule === rule).map(({ text }) => text)
const body = ({ draft }: Reading) => draft.content.blocks.map(blockText)
const none = { headline: undefined, body_text: undefined }

describe('the body of a ninjs item', () => {
  it.each<readonly [string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ['1.x: XHTML before text', { body_text: 'Eins. Zwei.', body_xhtml: '<p>Eins.</p><p>Zwei.</p>' }, ['Eins.', 'Zwei.']],
    [
      '1.x: text alone',
      { body_text: 'Ein langer Absatz, der mit einem Punkt endet.\n\nEin zweiter langer Absatz.' },
      ['Ein langer Absatz, der mit einem Punkt endet.', 'Ein zweiter langer Absatz.'],
    ],
    ['1.x: HTML that nobody calls so', { body_text: undefined, body_main: '<p>Eins.</p><p>Zwei.</p>' }, ['Eins.', 'Zwei.']],
    [
      '2.x and 3.x: by media type',
      {
        body_text: undefined,
        bodies: [
          { role: 'main', contentType: 'text/plain', value: 'Eins. Zwei.' },
          { contenttype: 'application/xhtml+xml', value: '<p>Eins.</p><p>Zwei.</p>' },
        ],
      },
      ['Eins.', 'Zwei.'],
    ],
    [
      '3.x: one body without role or type',
      { body_text: undefined, bodies: [{ value: 'Die Brücke ist gebaut.' }] },
      ['Die Brücke ist gebaut.'],
    ],
    [
      'tags in what is called plain text are text',
      { body_text: undefined, bodies: [{ contentType: 'text/plain', value: 'Das Zeichen <b> macht fett.' }] },
      ['Das Zeichen <b> macht fett.'],
    ],
    [
      'an object where an array should be',
      { body_text: undefined, bodies: { role: 'main', value: 'Die Brücke ist gebaut.' } },
      ['Die Brücke ist gebaut.'],
    ],
  ])('%s', (_, fields, expected) => expect(body(item(fields))).toEqual(expected))

  it('is the one text in two forms, and tells of a body with other words', () => {
    const twice = item({ body_text: 'Eins ist eins.\nZwei ist zwei.', body_html: '<p>Eins ist <b>eins</b>.</p><p>Zwei ist zwei.</p>' })
    expect(rules(twice)).not.toContain('not-carried')
    const other = item({ body_text: 'Eins ist drei.', body_html: '<p>Eins ist eins.</p>' })
    expect(texts(other, 'not-carried')).toEqual(['Eins ist drei.'])
  })

  it.each(['summary', 'teaser', 'abstract', 'shortbody', 'tweet'])('is none in the role %s', (role) => {
    const reading = item({
      body_text: undefined,
      bodies: [
        { role, value: 'Kurz gesagt.' },
        { role: 'anything', value: 'Die Brücke ist gebaut.' },
      ],
    })
    expect([body(reading), texts(reading, 'not-carried')]).toEqual([['Die Brücke ist gebaut.'], ['Kurz gesagt.']])
  })

  it('is read as text where its media type is another one, with a Note', () => {
    const reading = item({ body_text: undefined, bodies: [{ contentType: 'text/markdown', value: 'Die Brücke ist gebaut.' }] })
    expect([body(reading), rules(reading)]).toEqual([['Die Brücke ist gebaut.'], expect.arrayContaining(['body-type'])])
  })

  it.each([
    ['BERN, 12. März (SDA) - Die Brücke ist nach langer Zeit gebaut.', { place: 'Bern', date: '12. März' }, 'SDA'],
    ['GROSSETO, Italy (AP) -- The trial of the captain has begun.', { place: 'Grosseto, Italy' }, 'AP'],
  ])('gives its dateline up: %j', (text, dateline, credit) => {
    const { draft, notes } = item({ body_text: text })
    expect([draft.dateline, draft.credit]).toEqual([dateline, credit])
    expect(draft.content.blocks.map(blockText).join()).toMatch(/^(?:Die|The)/)
    expect(notes.find(({ rule }) => rule === 'dateline')?.text).toBe(
      text.slice(0, text.indexOf(')') + 1) + (text.includes('--') ? ' --' : ' -'),
    )
  })
})

describe('the headlines of a ninjs item', () => {
  it.each([
    ['headline', { headline: 'Titel', headline_web: 'Anderer' }, 'Titel'],
    ['headline_main', { headline: undefined, headline_web: 'Anderer', headline_main: 'Titel' }, 'Titel'],
    ['the first, whatever its role', { headline: undefined, headline_kicker: 'Verkehr', headline_web: 'Titel' }, 'Titel'],
    [
      'role main',
      {
        headline: undefined,
        headlines: [
          { role: 'kicker', value: 'Verkehr' },
          { role: 'Main', value: 'Titel' },
        ],
      },
      'Titel',
    ],
    ['HTML', { headline: undefined, headlines: [{ contentType: 'text/html', value: '<p>Ti<b>tel</b> &amp; mehr</p>' }] }, 'Titel & mehr'],
    ['the title, with a Note', { headline: undefined, title: 'Titel' }, 'Titel'],
    ['a marker of tests', { headline: '***TEST*** Titel' }, 'Titel'],
  ])('%s', (_, fields, expected) => expect(plain(item(fields).draft.content.headline)).toBe(expected))

  it.each([
    ['subheadline', ['subheadline', 'sub', 'deck', 'standfirst', 'sub_title']],
    ['kicker', ['kicker', 'overline', 'catchword']],
    ['shortHeadline', ['short', 'short_headline', 'catchline']],
  ] as const)('%s by role: %j', (part, roles) => {
    for (const role of roles) {
      const [old, now, described] = [
        item({ [`headline_${role}`]: 'Zeile' }),
        item({ headlines: [{ role, value: 'Zeile' }] }),
        item({ descriptions: [{ role, value: 'Zeile' }] }),
      ]
      for (const { draft } of [old, now, described]) expect([role, plain(draft.content[part] ?? [])]).toEqual([role, 'Zeile'])
    }
  })

  it('says so where the title stands in, where a headline is a test, and where entities were left', () => {
    expect(rules(item({ headline: undefined, title: 'Titel' }))).toContain('headline-guessed')
    const test = item({ headline: '***TEST*** Titel' })
    expect([test.draft.test, rules(test)]).toEqual([true, expect.arrayContaining(['test-marker', 'test'])])
    expect(rules(item({ headline: 'Tom &amp; Jerry' }))).toContain('entities-in-text')
  })
})

describe('the life of a ninjs item', () => {
  it.each([
    ['3', 3, 'update'],
    [3, 3, 'update'],
    ['1', 1, 'new'],
    [undefined, undefined, 'new'],
    ['0', undefined, 'new'],
    ['1.2', undefined, 'new'],
    ['latest', undefined, 'new'],
    ['99999999', undefined, 'new'],
    ['-1', undefined, 'new'],
  ] as const)('version %j', (version, expected, instruction) => {
    const reading = item({ version })
    expect([reading.draft.version, reading.draft.instruction]).toEqual([expected, instruction])
    expect(rules(reading).includes('version-unread')).toBe(version !== undefined && expected === undefined)
  })

  it('a version of our own counts its editions', () => {
    const versions = ['3.1', '3.2', '10.1'].map((version) => item({ uri: 'urn:x-depesche:x-0123456789abcdef:de', version }).draft.version)
    expect(versions).toEqual([3001, 3002, 10001])
  })

  it.each([
    ['usable', 'new', false, []],
    ['canceled', 'delete', false, ['killed']],
    ['cancelled', 'delete', false, ['killed']],
    ['withheld', 'new', true, ['withheld']],
    ['gone', 'new', true, ['status-unknown']],
  ])('status %s', (status, instruction, withheld, expected) => {
    for (const key of ['pubstatus', 'pubStatus']) {
      const reading = item({ [key]: status })
      expect([reading.draft.instruction, reading.draft.withheld]).toEqual([instruction, withheld])
      expect(rules(reading).filter((rule) => rule !== 'language-guessed')).toEqual(expected)
    }
  })

  it('a kill needs neither headline nor text', () => {
    const { draft, notes } = item({ ...none, pubStatus: 'canceled' })
    expect([draft.instruction, draft.content, notes.filter(({ level }) => level === 'hold')]).toEqual([
      'delete',
      { headline: [], blocks: [] },
      [],
    ])
  })

  it.each([
    ['embargoed', '2031-07-01T06:00:00Z', { until: '2031-07-01T06:00:00Z' }],
    ['embargoedUntil', '2031-07-01T06:00:00+02:00', { until: '2031-07-01T04:00:00Z' }],
    ['embargoed', '2031-07-01T06:00:00', { until: '2031-07-01T04:00:00Z' }],
    ['embargoed', '2031-07-01', { unreadable: '2031-07-01' }],
    ['embargoed', 'Next Monday', { unreadable: 'Next Monday' }],
    ['embargoedUntil', '', { unreadable: '' }],
    ['embargoed', null, undefined],
  ])('%s %j', (key, stamp, embargo) => {
    const reading = item({ [key]: stamp })
    expect(reading.draft.embargo).toEqual(embargo)
    expect(reading.notes.some(({ level }) => level === 'hold')).toBe(embargo !== undefined && 'unreadable' in embargo)
  })

  it('is named by its uri; a person reads its last part', () => {
    const numbers = [
      'http://wire.example/items/31091140012',
      'urn:newsml:wire.example:20310911:council-44',
      'tag:wire.example,2031:abcd',
      'x',
    ].map((uri) => item({ uri }).draft.identity)
    expect(numbers.map((identity) => [identity?.scheme, identity?.number])).toEqual([
      ['ninjs', '31091140012'],
      ['ninjs', 'council-44'],
      ['ninjs', 'abcd'],
      ['ninjs', undefined],
    ])
    expect(numbers[1]?.value).toBe('urn:newsml:wire.example:20310911:council-44')
  })

  it('goes out of the feeds when it expires, and says when it is not whole', () => {
    const reading = item({
      expires: '2031-07-01T06:00:00Z',
      representationtype: 'incomplete',
      language: 'fr',
      body_text:
        'Die Brücke ist nach langer Zeit gebaut, und die Gemeinde hat sie am Montag mit einem Fest für alle eröffnet; es war nicht zu laut.',
    })
    expect([reading.draft.expires, reading.draft.language]).toEqual(['2031-07-01T06:00:00Z', 'de'])
    expect(rules(reading)).toEqual(expect.arrayContaining(['expires', 'incomplete', 'language-overruled']))
  })
})

describe('what is no story', () => {
  it.each([
    [{ type: 'picture' }, 'ninjs-picture', 'a picture'],
    [{ type: 'graphic' }, 'ninjs-graphic', 'a graphic'],
    [{ type: 'audio' }, 'ninjs-audio', 'a sound recording'],
    [{ type: 'video' }, 'ninjs-video', 'a film'],
    [{ type: 'package' }, 'ninjs-package', 'a package'],
    [{ type: 'composite', body_text: undefined }, 'ninjs-composite', 'a package'],
    [{ type: 'planning' }, 'ninjs-planning', 'no story in it yet'],
    [{ type: 'event' }, 'ninjs-event', 'no story in it yet'],
    [{ type: undefined, body_text: undefined, plannedCoverage: [{ uri: 'x' }] }, 'ninjs-planning', 'no story in it yet'],
    [none, 'ninjs-no-text', 'neither a headline nor a text'],
  ])('%j is refused in a desk’s words', (fields, rule, words) => {
    const [found, message] = refusal(fields)
    expect([found, message]).toEqual([rule, expect.stringContaining(words)])
  })

  it('a composite with a text of its own is a story, an unknown type one to look at', () => {
    expect(rules(item({ type: 'composite' }))).toContain('composite')
    expect(item({ type: 'Reportage' }).notes.find(({ rule }) => rule === 'type-unknown')?.level).toBe('check')
  })

  it('a headline alone is held', () => {
    expect(item({ body_text: undefined }).notes.find(({ rule }) => rule === 'no-text')?.level).toBe('hold')
  })
})

describe('the facts of a ninjs item', () => {
  it.each([
    [
      { scheme: 'http://cv.iptc.org/newscodes/mediatopic/', code: '20000337', name: 'Verkehr' },
      { scheme: 'medtop', code: '20000337', name: 'Verkehr' },
    ],
    [{ uri: 'http://cv.iptc.org/newscodes/subjectcode/15000000' }, { scheme: 'iptc', code: '15000000' }],
    [
      { scheme: 'http://www.wikidata.org/entity', code: 'Q42' },
      { scheme: 'uri', code: 'http://www.wikidata.org/entity/Q42' },
    ],
    [
      { code: 'http://www.wikidata.org/entity/Q42', name: 'X' },
      { scheme: 'uri', code: 'http://www.wikidata.org/entity/Q42', name: 'X' },
    ],
    [
      { scheme: 'house', code: 'a b' },
      { scheme: 'house', code: 'a b' },
    ],
    [{ literal: 'house:77' }, { scheme: 'house', code: '77' }],
    [{ literal: '84de12' }, { scheme: 'literal', code: '84de12' }],
    [{ name: 'Tannwil' }, { scheme: 'name', code: 'Tannwil', name: 'Tannwil' }],
    ['Tannwil', { scheme: 'name', code: 'Tannwil', name: 'Tannwil' }],
    [{ rel: 'about' }, undefined],
  ])('the concept %j', (written, expected) => {
    const list = expected === undefined ? [] : [expected]
    const { draft } = item({ subject: [written], places: [written, written], person: [written], organisations: [written] })
    expect([draft.subjects, draft.places, draft.people ?? [], draft.organisations ?? []]).toEqual([list, list, list, list])
  })

  it('keeps what is said to editors out of the text', () => {
    const { draft } = item({ ednote: 'Nur intern.\nDies ist ein Test.', usageTerms: 'Nur für Kunden.', copyrightnotice: '© Muster' })
    expect([draft.ednotes, draft.test]).toEqual([['Nur intern.\nDies ist ein Test.', 'Nur für Kunden.', '© Muster'], true])
    expect(JSON.stringify(draft.content)).not.toMatch(/intern|Kunden|Muster/)
  })

  it('knows who supplied the story from who was asked for it', () => {
    const { draft, notes } = item({
      infosource: [{ name: 'DHA' }, { name: 'Petra Probe', rel: 'Interview source' }, { name: 'Agentur', rel: 'provider' }],
    })
    expect([draft.sources, draft.provider]).toEqual([['DHA'], 'Agentur'])
    expect(notes.find(({ rule }) => rule === 'not-carried')?.text).toBe('Petra Probe')
  })

  it('takes the largest rendition of an associated picture, its caption and its credit', () => {
    const picture = {
      uri: 'x:p',
      type: 'picture',
      byline: 'Max',
      description_html: '<p>Die <i>Fähre</i></p>',
      renditions: { s: { href: 'https://x.example/s.jpg', width: 10 }, l: { href: 'https://x.example/l.jpg', width: 900, height: 600 } },
    }
    const { draft } = item({ associations: { main: picture, story: { uri: 'x:s', type: 'text', headline: 'Andere' } } })
    expect(draft.pictures).toEqual([{ href: 'https://x.example/l.jpg', width: 900, height: 600, caption: 'Die Fähre', credit: 'Max' }])
    expect(draft.associations.map(({ identity }) => identity.value)).toEqual(['x:p', 'x:s'])
  })

  it.each([
    [5, 5, false],
    ['1', 1, false],
    [0, undefined, true],
    [10, undefined, true],
    ['hoch', undefined, true],
  ])('urgency %j', (urgency, expected, doubted) => {
    const reading = item({ urgency })
    expect([reading.draft.urgency, rules(reading).includes('urgency-unreadable')]).toEqual([expected, doubted])
  })
})
