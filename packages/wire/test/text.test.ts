import { blockText, plain } from '@depesche/article/model'
import { describe, expect, it } from 'vitest'
import { embargoIn } from '../src/life/embargo-line.ts'
import type { Desk } from '../src/reader.ts'
import { read } from '../src/readers.ts'
import { creditIn } from '../src/text/agencies.ts'
import { cleanCharacters } from '../src/text/clean-characters.ts'
import { datelineIn } from '../src/text/dateline.ts'
import { decodeText } from '../src/text/decode-text.ts'
import { wallTime } from '../src/time/zoned.ts'

const desk: Desk = { name: 'sda', zone: 'Europe/Zurich', language: 'de' }
const readText = (text: string, received?: string) =>
  read({ name: 'x.txt', bytes: new TextEncoder().encode(text), ...(received && { received }) }, desk)
const kinds = (text: string) => readText(text).draft.content.blocks.map(({ kind }) => kind)
const bodyOf = (text: string) => readText(text).draft.content.blocks.map(blockText)
const headline = (text: string) => plain(readText(text).draft.content.headline)
const rules = (text: string, received?: string) => readText(text, received).notes.map(({ rule }) => rule)
const P = 'Die Gemeinde hat am Montag den Neubau der Brücke über die Saane beschlossen und will ihn im Mai beginnen.'
const Q = 'Der Bau kostet 2,3 Millionen Franken, wie der Gemeinderat am Abend nach der Sitzung mitgeteilt hat.'

describe('decodeText()', () => {
  const text = 'Zürich – «cœur»'
  const utf16 = Uint8Array.from([...text].flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]))
  it.each([
    ['UTF-8', new TextEncoder().encode(text)],
    ['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', Uint8Array.of(0xff, 0xfe, ...utf16)],
    ['UTF-16 BE with a mark', Uint8Array.of(0xfe, 0xff, ...Array.from(utf16, (_, index) => utf16[index ^ 1] ?? 0))],
    ['windows-1252', Uint8Array.of(0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68, 0x20, 0x96, 0x20, 0xab, 0x63, 0x9c, 0x75, 0x72, 0xbb)],
  ])('reads %s', (_, bytes) => expect(decodeText(bytes).text).toBe(text))

  it('reads UTF-16 without a mark', () => {
    const long = 'Die Gemeinde baut eine Brücke.'
    expect(decodeText(Uint8Array.from([...long].flatMap((char) => [char.charCodeAt(0), 0]))).text).toBe(long)
  })
})

describe('cleanCharacters()', () => {
  it.each([
    ['repairs mojibake', 'Ã¼ber â€œZÃ¼richâ€\u009d â€“ cÅ“ur', 'über “Zürich” – cœur'],
    ['leaves quotes after é, ß and Ä alone', 'Spaß» und café»… «Ä»', 'Spaß» und café»… «Ä»'],
    ['decodes entities once', '&uuml; &amp;lt; &#8211; &raquo; &unknown; AT&T', 'ü &lt; – » &unknown; AT&T'],
    ['makes line ends one', 'a\r\r\nb\r\nc\rd\u2028e', 'a\nb\nc\nd\ne'],
    ['takes soft hyphens and zero-width characters out', 'Bun\u00addes\u200brat\ufeff', 'Bundesrat'],
    ['makes every space an ordinary one', '48\u202f317\u00a0Fr.', '48 317 Fr.'],
    ['composes letters', 'Zu\u0308rich', 'Zürich'],
    ['takes control characters out', 'a\u0007b\u0085c', 'a b\nc'],
    ['makes the house’s quotes of << and >>', 'Er sagte: <<Nein>>. 3 << 4', 'Er sagte: «Nein». 3 << 4'],
  ])('%s', (_, source, expected) => expect(cleanCharacters(source).text).toBe(expected))

  it('names what it did', () => {
    expect(cleanCharacters('Ã¼ &amp; \u00ad').notes.map(({ rule }) => rule)).toEqual([
      'mojibake',
      'entities-decoded',
      'invisible-characters',
    ])
  })

  it('leaves an entity that is no character, with a Note', () => {
    expect(cleanCharacters('a &#0; b')).toMatchObject({ text: 'a &#0; b', notes: [{ rule: 'entity-unreadable' }] })
  })
})

describe('creditIn()', () => {
  it.each([
    ['SDA', 'SDA', ['sda'], [], []],
    ['sda/dpa', 'sda/dpa', ['sda', 'dpa'], ['dpa'], []],
    ['Keystone-SDA', 'Keystone-SDA', ['keystone-sda'], [], []],
    ['awp/sda', 'awp/sda', ['awp', 'sda'], ['awp'], []],
    ['ats afp', 'ats/afp', ['ats', 'afp'], ['afp'], []],
    ['SDA\\/cr jd', 'SDA', ['sda'], [], ['cr', 'jd']],
    ['sda/ceb', 'sda', ['sda'], [], ['ceb']],
    ['SDA/Blick', 'SDA/Blick', ['sda'], ['Blick'], []],
  ])('reads %s', (text, credit, agencies, foreign, authors) => expect(creditIn(text)).toEqual({ credit, agencies, foreign, authors }))

  it.each(['SP', 'VD', '39', 'syndicat', 'die SDA meldet es', 'SDA am Montag', ''])('does not take “%s” for one', (text) =>
    expect(creditIn(text)).toBeUndefined(),
  )
})

describe('datelineIn()', () => {
  it.each([
    ['BERN, 12. März (SDA) - Der Rat', { place: 'Bern', date: '12. März' }, ['sda'], 'Der Rat'],
    ['Genève (ats) Le Conseil', { place: 'Genève' }, ['ats'], 'Le Conseil'],
    ['Bern (sda) Der Rat', { place: 'Bern' }, ['sda'], 'Der Rat'],
    ['Turin (ats afp) Le fabricant', { place: 'Turin' }, ['ats', 'afp'], 'Le fabricant'],
    ['Tannwil BE (sda) Das Bad', { place: 'Tannwil', area: 'BE' }, ['sda'], 'Das Bad'],
    ['ST. GALLEN (Keystone-SDA) – Die Stadt', { place: 'St. Gallen' }, ['keystone-sda'], 'Die Stadt'],
    ['Bern/Genf (sda/dpa) Zwei Städte', { place: 'Bern/Genf' }, ['sda', 'dpa'], 'Zwei Städte'],
    ['Genève, 12 mars (ATS) - Le Conseil', { place: 'Genève', date: '12 mars' }, ['ats'], 'Le Conseil'],
    ['Geneva, March 12 (Reuters) - The council', { place: 'Geneva', date: 'March 12' }, ['reuters'], 'The council'],
    ['La Chaux-de-Fonds NE (ats) La ville', { place: 'La Chaux-de-Fonds', area: 'NE' }, ['ats'], 'La ville'],
    ['(sda) Der Rat', undefined, ['sda'], 'Der Rat'],
    ['Zürich (awp) - Die Bank', { place: 'Zürich' }, ['awp'], 'Die Bank'],
  ])('takes the dateline of “%s”', (text, dateline, agencies, rest) => {
    const found = datelineIn(text)
    expect([found?.dateline, found?.agencies, text.slice(found?.length)]).toEqual([dateline, agencies, rest])
  })

  it.each([
    'Bern (SP) Der Rat',
    'Kim Jong-un (39) wants more',
    'Der Rat sagte nichts. Bern (sda) meldete es',
    'Die Agentur gab es bekannt (sda) und schwieg',
    'BERN - Der Rat',
  ])('leaves “%s” alone', (text) => expect(datelineIn(text)).toBeUndefined())
})

describe('embargoIn()', () => {
  const at = (line: string, reference = '2031-03-10T10:00:00Z') => embargoIn(line, { zone: 'Europe/Zurich', reference })?.embargo
  it.each([
    ['SPERRFRIST 12.3. 06.00 Uhr', '2031-03-12T05:00:00Z'],
    ['Sperrfrist: 12. März 2031, 6 Uhr', '2031-03-12T05:00:00Z'],
    ['Sperrfrist bis Mittwoch, 12. März, 06.00 Uhr', '2031-03-12T05:00:00Z'],
    ['SPERRFRIST 0600', '2031-03-11T05:00:00Z'],
    ['Sperrfrist bis 30.3.2031, 02.30 Uhr', '2031-03-30T01:30:00Z'],
    ['Sperrfrist 26.10.2031 02.30 Uhr', '2031-10-26T01:30:00Z'],
    ['EMBARGO jusqu’à 18h30', '2031-03-10T17:30:00Z'],
    ["EMBARGO jusqu'au 12 mars à 6h00", '2031-03-12T05:00:00Z'],
    ['Sous embargo jusqu’au mercredi 12 mars 2031 06:00', '2031-03-12T05:00:00Z'],
    ['EMBARGO fino alle 06.00 del 12 marzo', '2031-03-12T05:00:00Z'],
    ['Embargoed until 12 July 2031 06:00 GMT', '2031-07-12T06:00:00Z'],
    ['EMBARGOED UNTIL 6 a.m. CET, March 12', '2031-03-12T05:00:00Z'],
    ['Embargoed until 2031-07-12 06:00', '2031-07-12T04:00:00Z'],
    ['Embargo: Sonntag, 6 Uhr', '2031-03-16T05:00:00Z'],
  ])('reads “%s”', (line, until) => expect(at(line)).toEqual({ until }))

  it.each([
    'Embargo: bis nach der Medienkonferenz',
    'SPERRFRIST aufgehoben',
    'Sperrfrist 12.3. 06.00 Uhr, für Radio 18.00 Uhr',
    'Sperrfrist 31.2.2031 06.00 Uhr',
    'Sperrfrist 12. März',
    'Sperrfrist Montag, 12. März 2031, 06.00 Uhr',
    'EMBARGO 25h00',
    'Embargoed until 12 July 06:00 EST',
    'Sperrfrist 12.9. 06.00 Uhr',
  ])('cannot read “%s” and says so', (line) => expect(at(line)).toEqual({ unreadable: line }))

  it('does not guess a year without knowing when the text arrived', () => {
    expect(embargoIn('SPERRFRIST 12.3. 06.00 Uhr', { zone: 'Europe/Zurich', reference: undefined })?.embargo).toEqual({
      unreadable: 'SPERRFRIST 12.3. 06.00 Uhr',
    })
  })

  it('finds none in other words', () => expect(at('Der Rat tagt um 6 Uhr')).toBeUndefined())
})

describe('editor’s lines', () => {
  const received = '2031-03-10T10:00:00Z'
  const withLine = (line: string) => readText(`${line}\n\nGemeinde baut Brücke\n\n${P}\n\n${Q} (sda)`, received)

  it.each([
    'KILL',
    'ANNULATION',
    'ANNULLAMENTO',
    'RÜCKRUF: Brücke',
    'Achtung Redaktionen: bitte Meldung von 10.00 nicht verwenden',
    'Prière de ne pas utiliser la dépêche sur le pont',
    'Attenzione redazioni: si prega di non utilizzare la notizia',
    'Please do not use the story on the bridge',
  ])('“%s” stops and asks', (line) => {
    const { draft, notes } = withLine(line)
    expect([draft.instruction, plain(draft.content.headline), draft.ednotes]).toEqual(['stop', 'Gemeinde baut Brücke', [line]])
    expect(notes.find(({ level }) => level === 'hold')?.rule).toBe('kill-without-identity')
  })

  it.each(['Korrektur im 2. Absatz: 3 statt 4', 'Berichtigung: Name', 'RECTIFICATIF', 'Correzione: 3 invece di 4', 'Corrected: name'])(
    '“%s” is a correction',
    (line) => {
      const { draft } = withLine(line)
      expect([draft.instruction, draft.ednotes]).toEqual(['rectify', [line]])
    },
  )

  it('a correction’s keyword comes off a headline and leaves it', () => {
    const { draft } = readText(`Korrektur: Gemeinde baut Brücke\n\n${P} ${Q}`)
    expect([draft.instruction, plain(draft.content.headline)]).toEqual(['rectify', 'Gemeinde baut Brücke'])
  })

  it.each([
    ['EIL', 2],
    ['+++ EILMELDUNG +++', 2],
    ['URGENT', 2],
    ['URGENTE', 2],
    ['FLASH', 1],
  ])('“%s” is urgency %i', (line, urgency) => expect(withLine(line).draft.urgency).toBe(urgency))

  it('an urgency’s keyword comes off a headline and leaves it', () => {
    const { draft } = readText(`EIL: Bundesrat tritt zurück\n\n${P}`)
    expect([draft.urgency, plain(draft.content.headline)]).toEqual([2, 'Bundesrat tritt zurück'])
  })

  it('a test marker comes off a headline and makes it a test', () => {
    const { draft } = readText(`***TEST*** Bundesrat tritt zurück\n\n${P}`)
    expect([draft.test, plain(draft.content.headline)]).toEqual([true, 'Bundesrat tritt zurück'])
  })

  it('an embargo is a fact and holds only if it cannot be read', () => {
    expect(withLine('SPERRFRIST 12.3. 06.00 Uhr').draft.embargo).toEqual({ until: '2031-03-12T05:00:00Z' })
    const vague = withLine('Embargo: bis zur Medienkonferenz')
    expect(vague.draft.embargo).toEqual({ unreadable: 'Embargo: bis zur Medienkonferenz' })
    expect(vague.notes.some(({ level }) => level === 'hold')).toBe(true)
  })

  it.each([
    'Embargo gegen Russland wird verlängert',
    'Kill Bill feiert Geburtstag in Locarno',
    'Korrektur an den Börsen hält an',
    'Correction boursière à Zurich',
    'Annulation du festival de Nyon',
    'Urgent besoin de bras dans les vignes',
    'Flash-Mob blockiert den Zürcher Bahnhof',
    'Achtung vor dem Gesetz nimmt ab',
    'Bitte die alte Brücke nicht verwenden, mahnt die Polizei',
  ])('the headline “%s” is none', (title) => {
    const { draft } = readText(`${title}\n\n${P}\n\n${Q}`)
    expect([plain(draft.content.headline), draft.instruction, draft.embargo, draft.urgency]).toEqual([title, 'new', undefined, undefined])
  })
})

describe('the headline', () => {
  it('is the first line', () => expect(headline(`Gemeinde baut Brücke\n\n${P}`)).toBe('Gemeinde baut Brücke'))
  it('is two wrapped lines', () => {
    expect(headline(`Gemeinde am Fluss baut nach langem Streit doch noch eine\nneue Brücke über die Saane\n\n${P}`)).toBe(
      'Gemeinde am Fluss baut nach langem Streit doch noch eine neue Brücke über die Saane',
    )
  })
  it('is the first line where no blank line stands below it', () => {
    const text = `Gemeinde baut Brücke\n${P}\n${Q}`
    expect([headline(text), bodyOf(text)]).toEqual(['Gemeinde baut Brücke', [P, Q]])
  })
  it('is missing where the text begins with its dateline, and the article is held', () => {
    expect([headline(`Bern (sda) ${P}\n\n${Q}`), rules(`Bern (sda) ${P}\n\n${Q}`)]).toEqual(['', expect.arrayContaining(['no-headline'])])
  })
  it('has a kicker above and a subheadline below', () => {
    const { content } = readText(`Verkehr\n\nGemeinde baut nach Streit eine Brücke\n\n${P}`).draft
    expect([plain(content.kicker ?? []), plain(content.headline)]).toEqual(['Verkehr', 'Gemeinde baut nach Streit eine Brücke'])
    expect(
      plain(readText(`Gemeinde baut nach Streit eine Brücke\n\nKosten von 2,3 Millionen\n\n${P}`).draft.content.subheadline ?? []),
    ).toBe('Kosten von 2,3 Millionen')
  })
})

describe('the body', () => {
  it('joins wrapped lines', () => {
    const text = `Titel der Meldung\n\n${P.replace('Brücke ', 'Brücke\n')}\n\n${Q.replace('wie ', 'wie\n')}`
    expect(bodyOf(text)).toEqual([P, Q])
  })
  it('keeps a paragraph for each line where lines are not wrapped', () => expect(bodyOf(`Titel der Meldung\n\n${P}\n${Q}`)).toEqual([P, Q]))
  it('keeps paragraphs of one short sentence', () =>
    expect(bodyOf(`Titel der Meldung\n\n${P}\n\nDas war knapp.\n\n${Q}`)).toEqual([P, 'Das war knapp.', Q]))
  it('marks the first paragraph as the lede', () =>
    expect(readText(`Titel der Meldung\n\n${P}\n\n${Q}`).draft.content.blocks[0]).toMatchObject({ kind: 'paragraph', lede: true }))
  it('reads a short line between paragraphs as a crosshead', () =>
    expect(kinds(`Titel der Meldung\n\n${P}\n\nKritik der Anwohner\n\n${Q}`)).toEqual(['paragraph', 'crosshead', 'paragraph']))
  it('reads a whole quotation between paragraphs as a crosshead', () =>
    expect(kinds(`Titel der Meldung\n\n${P}\n\n«Das ist zu viel»\n\n${Q}`)).toEqual(['paragraph', 'crosshead', 'paragraph']))
  it('keeps a short line at the end, with a Note', () => {
    const text = `Titel der Meldung\n\n${P}\n\nKritik der Anwohner`
    expect([kinds(text), rules(text)]).toEqual([['paragraph', 'paragraph'], expect.arrayContaining(['short-line'])])
  })
  it.each([
    ['- Brot\n- Käse', false],
    ['• Brot\n• Käse', false],
    ['1. Brot\n2. Käse', true],
  ])('reads %j as a list', (lines, ordered) => {
    const list = readText(`Titel der Meldung\n\n${P}\n\n${lines}\n\n${Q}`).draft.content.blocks[1]
    expect([list?.kind, list && 'ordered' in list && list.ordered, list && blockText(list)]).toEqual(['list', ordered, 'Brot\nKäse'])
  })
  it('does not read dates as a list', () =>
    expect(kinds(`Titel der Meldung\n\n${P}\n\n12. August: Abfahrt in Bern.\n14. August: Ankunft in Rom.\n\n${Q}`)).toEqual([
      'paragraph',
      'paragraph',
      'paragraph',
      'paragraph',
    ]))
  it('reads columns set by tabs or spaces as a table', () => {
    const table = (rows: string) => readText(`Titel der Meldung\n\n${P}\n\n${rows}\n\n${Q}`).draft.content.blocks[1]
    expect(table('Partei\tSitze\nSVP\t21\nSP\t13')).toMatchObject({ kind: 'table', headerRows: 1 })
    expect(table('Partei     Sitze\nSVP           21\nSP            13')).toMatchObject({ kind: 'table', headerRows: 1 })
    expect(table('Bern      1   2\nThun          5\nBiel      3   4')).toMatchObject({ kind: 'preformatted' })
  })
})

describe('the end of a story', () => {
  const signed = `Titel der Meldung\n\n${P}\n\n${Q} (SDA)`
  it('is the sign-off: what follows is dropped', () => {
    const { draft, notes } = readText(`${signed}\n\nUnser Team\n\nErika\n\nZur Startseite`)
    expect(draft.content.blocks.map(blockText)).toEqual([P, Q])
    expect(notes.filter(({ dropped }) => dropped).flatMap(({ text = '' }) => text.split('\n'))).toEqual([
      'Unser Team',
      'Erika',
      'Zur Startseite',
    ])
  })
  it('keeps what looks like story after the sign-off, with a Note', () => {
    const more = `${P} ${Q}`
    expect([bodyOf(`${signed}\n\n${more}\n\nErika`), rules(`${signed}\n\n${more}`)]).toEqual([
      [P, Q, more],
      expect.arrayContaining(['text-after-sign-off']),
    ])
  })
  it('is not a party in brackets', () =>
    expect(bodyOf(`Titel der Meldung\n\n${P}\n\nDas sagte Verena Hubschmied (SP)\n\n${Q}`).length).toBe(3))
  it.each([
    ['(SDA/DPA)', 'SDA/DPA', ['dpa']],
    ['(awp/sda)', 'awp/sda', ['awp']],
    ['(Keystone-SDA)', 'Keystone-SDA', []],
    ['sda/dpa', 'sda/dpa', ['dpa']],
  ])('reads the sign-off %s on a line of its own', (line, credit, sources) => {
    const { draft } = readText(`Titel der Meldung\n\n${P}\n\n${Q}\n\n${line}`)
    expect([draft.credit, draft.sources, draft.content.blocks.length]).toEqual([credit, sources, 2])
  })
  it('takes initials alone on the last line for the authors', () => {
    expect(readText(`Titel der Meldung\n\nZürich (awp) - ${P}\n\n${Q}\n\nmk/rw`).draft).toMatchObject({
      credit: 'awp',
      authors: ['mk', 'rw'],
    })
    expect(readText(`${signed}\n\n(rw)`).draft).toMatchObject({ credit: 'SDA', authors: ['rw'] })
  })
  it('says so where the source was written by a machine', () => {
    const { draft, notes } = readText(`Titel der Meldung\n\n${P}\n\n${Q}\n\nDieser Text wurde automatisch übersetzt.`)
    expect([draft.machineMade, draft.content.blocks.length, notes.some(({ rule }) => rule === 'machine-made')]).toEqual([true, 2, true])
  })
  it('takes the source line', () => {
    expect(readText(`${signed}\n\nQuelle: Blick`).draft.sources).toEqual(['Blick'])
    expect(readText(`Titel der Meldung\n\n${P}\n\nQuelle: sda/dpa`).draft).toMatchObject({ credit: 'sda/dpa', sources: ['dpa'] })
  })
})

describe('the language', () => {
  it.each([
    ['de', 'Die Regierung hat den Kredit für die Brücke gutgeheissen, wie sie am Montag mitteilte. Der Bau beginnt im Mai.'],
    ['fr', 'Le gouvernement a accepté le crédit pour le pont, a-t-il indiqué lundi. Les travaux commencent en mai.'],
    ['it', 'Il governo ha approvato il credito per il ponte, ha comunicato lunedì. I lavori cominciano in maggio.'],
    ['en', 'The government has approved the money for the bridge, it said on Monday. Work is to begin in May.'],
    ['es', 'El gobierno aprobó el crédito para el puente, según comunicó el lunes. Las obras empiezan en mayo.'],
    [
      'rm',
      "La regenza ha approvà il credit per la punt, ha ella communitgà glindesdi. Las lavurs cumenzan il matg e custan dus milliuns francs, sco quai ch'il chantun scriva.",
    ],
  ])('is %s by the text', (language, text) => expect(readText(`Titel\n\n${text}`).draft.language).toBe(language))

  it('is the desk’s where the text is names', () => {
    const { draft, notes } = readText(
      'Lausanne Genève Neuchâtel Fribourg\n\nSion Delémont Bellinzona Lugano Chur Basel Zürich Bern Thun Aarau Zug Schwyz Altdorf Glarus Herisau Frauenfeld Liestal Sarnen Stans',
    )
    expect([draft.language, notes.map(({ rule }) => rule)]).toEqual(['de', expect.arrayContaining(['language-of-desk'])])
  })
})

describe('wallTime()', () => {
  it('knows the summer time of Zurich', () =>
    expect(wallTime(Date.parse('2031-07-01T10:00:00Z'), 'Europe/Zurich')).toMatchObject({ hour: 12 }))
})

describe('a text in another language or in several', () => {
  it.each([
    [
      'Polish',
      'Rada miasta zdecydowała w poniedziałek o budowie nowego mostu. Prace rozpoczną się wiosną i potrwają dwa lata. Koszt wynosi dwa miliony franków. '.repeat(
        4,
      ),
    ],
    [
      'German and French',
      `${P} ${Q} Le conseil a décidé lundi de construire un nouveau pont sur la Sarine, et les travaux vont commencer en mai selon la commune. Le pont coûte deux millions de francs. `.repeat(
        2,
      ),
    ],
  ])('is held where it is %s', (_, text) =>
    expect(readText(`Titel 12\n\n${text}`).notes.find(({ level }) => level === 'hold')?.rule).toBe('language-unknown'),
  )
})

describe('short lines of a story', () => {
  it.each([
    ...[
      'Folgen',
      'Mehr über 80-Jährige',
      'Weitere Opfer aus Trümmern geborgen',
      'Teilen statt kaufen',
      'Video als Beweis',
      'Bilder zeigen Schaden, sagt Polizei',
      'Anzeige eingereicht',
      'Stand der Verhandlungen',
      'Kritik und Kommentare',
    ],
    ...[
      'Share of renewables rises',
      'Watch list extended',
      'Comments draw fire',
      'Print media under pressure',
      'Follow-up in May',
      'Related party deals',
      'Photo finish in Thun',
    ],
    ...['Publicité interdite', 'Partage équitable', 'Plus de trains', 'Images rares', 'Commentaires mitigés', 'Suite du procès'],
    ...['Pubblicità vietata', 'Più treni', 'Commenti critici', 'Foto rare', 'Condividere i costi'],
  ])('“%s” stays as a crosshead', (line) => {
    const { draft, notes } = readText(`Titel der Meldung\n\n${P}\n\n${line}\n\n${Q} (sda)`)
    expect([draft.content.blocks[1]?.kind, notes.filter(({ dropped }) => dropped)]).toEqual(['crosshead', []])
  })
})

describe('found on copy written by hand', () => {
  it('an agency with initials after a stroke, on a line of its own, is the sign-off', () => {
    const { draft } = readText(`Titel der Meldung\n\n${P}\n\n${Q}\n\n(SDA/rw lf)`)
    expect([draft.credit, draft.authors, draft.content.blocks.length]).toEqual(['SDA', ['rw', 'lf'], 2])
  })

  it('rows that begin with a number and stand in columns are a table, not a list', () => {
    const table = ['Team            Sp  Pkt', '1. YB           20  44', '2. Basel        20  41', '3. Lugano       20  38'].join('\n')
    const { draft } = readText(`Rangliste der Liga\n\n${table}\n\n${P} (sda)`)
    expect(draft.content.blocks[0]).toMatchObject({
      kind: 'table',
      rows: [[{}, {}, {}], {}, {}, {}].map(() => [expect.anything(), expect.anything(), expect.anything()]),
    })
  })

  it('a numbered list stays a list', () => {
    const { draft } = readText(`Titel der Meldung\n\n${P}\n\n1. Zuerst das Seil\n2. Dann der Steg\n\n${Q} (sda)`)
    expect(draft.content.blocks[1]).toMatchObject({
      kind: 'list',
      ordered: true,
      items: [[{ text: 'Zuerst das Seil' }], [{ text: 'Dann der Steg' }]],
    })
  })

  it('the dateline opens the first paragraph, also under a table', () => {
    const { draft } = readText(`Rangliste der Liga\n\nYB        20   44\nBasel     20   41\nLugano    20   38\n\nBern (sda) ${P}`)
    expect([draft.dateline?.place, draft.content.blocks[0]?.kind, draft.content.blocks[1]?.kind]).toEqual(['Bern', 'table', 'paragraph'])
  })
})
