import type { NoticeTable } from './table.ts'

const body =
  'Der Gemeinderat von Tannwil hat am Montag den Bau einer neuen Brücke beschlossen und will im Mai damit beginnen.\n\nDie Brücke kostet 2,4 Millionen Franken, wie der Rat mitteilte. Das Parlament entscheidet im Herbst. (SDA)'

export const de: NoticeTable = {
  body,
  kills: [
    { text: 'Meldung «Alpaka im See» (bsd063) bitte nicht verwenden!', numbers: ['bsd063'], headlines: ['Alpaka im See'] },
    { text: 'Meldung «Alpaka im See» bitte löschen', headlines: ['Alpaka im See'] },
    { text: 'ACHTUNG: Meldung bsd063 wird annulliert!', numbers: ['bsd063'] },
    { text: 'bsd063 ist annulliert', numbers: ['bsd063'] },
    {
      text: 'Die Meldung bsd063 wird zurückgezogen, da der Vorfall gemäss Polizei nicht stattgefunden hat.',
      numbers: ['bsd063'],
    },
    { text: 'Betreff: WG: KILL bsd063\n\nBitte beachten.', numbers: ['bsd063'] },
    { text: 'MELDUNG ZURÜCKGEZOGEN\n\nDie Meldung bsd063 enthält einen schweren Fehler. Eine neue Fassung folgt.', numbers: ['bsd063'] },
    {
      text: 'Bitte verwenden Sie die Meldung «Alpaka schwimmt über den See» (bsd063) nicht. Sie beruht auf einer falschen Angabe.',
      numbers: ['bsd063'],
      headlines: ['Alpaka schwimmt über den See'],
    },
    {
      text: 'RÜCKRUF: Alpaka schwimmt über den See\n\nDie Meldung vom Dienstag, 09.14 Uhr, ist falsch.',
      headlines: ['Alpaka schwimmt über den See'],
    },
    {
      text: 'Rückruf der Meldung bsd 063 von gestern\n\nDie Polizei hat ihre Angaben widerrufen.',
      numbers: ['bsd063'],
      days: ['20310310'],
    },
    {
      text: 'Achtung Redaktionen: Die Meldung brz027 vom Montag, 10. März, ist ungültig und darf nicht mehr verwendet werden.',
      numbers: ['brz027'],
      days: ['20310310'],
    },
    { text: 'KILL\n\nbsd063 Alpaka schwimmt über den See\n\nDer Vorfall hat sich nicht ereignet.', numbers: ['bsd063'] },
    {
      text: 'Die Meldung «Alpaka schwimmt über den See» von 09.14 Uhr wird zurückgezogen.\n\nGrund: Der Besitzer dementiert.',
      headlines: ['Alpaka schwimmt über den See'],
    },
    {
      text: 'Liebe Kolleginnen und Kollegen, bitte die Meldung „Alpaka schwimmt über den See“ (bsd063) sofort löschen. Danke, der Dienst',
      numbers: ['bsd063'],
      headlines: ['Alpaka schwimmt über den See'],
    },
    { text: 'Wir ziehen die Meldung bsd063 zurück. Bitte nicht publizieren.', numbers: ['bsd063'] },
    {
      text: 'Meldung annulliert\n\nTitel: Alpaka schwimmt über den See\nNummer: bsd063\nGrund: Quelle nicht bestätigt',
      numbers: ['bsd063'],
      headlines: ['Alpaka schwimmt über den See'],
    },
    {
      text: 'Bern (sda) Bitte die Meldung bsd063 vom 5. März nicht weiterverbreiten. Sie ist gegenstandslos.',
      numbers: ['bsd063'],
      days: ['20310305'],
    },
    {
      text: 'STORNO bsd063\n\nDie Meldung ging irrtümlich auf den Draht.',
      numbers: ['bsd063'],
    },
    {
      text: 'Hinweis an die Redaktionen: Der Bericht "Alpaka schwimmt über den See" ist zu löschen; er verletzt eine Sperrfrist.',
      headlines: ['Alpaka schwimmt über den See'],
    },
    {
      text: '+++ SDA-MELDUNG ZURÜCKGEZOGEN: Alpaka schwimmt über den See (bsd063) +++',
      numbers: ['bsd063'],
      headlines: ['Alpaka schwimmt über den See'],
    },
    {
      text: 'Bitte verwenden Sie die am Dienstagmorgen verbreitete Meldung\nüber ein entlaufenes Alpaka am See (bsd063) nicht, da sie auf\neiner Verwechslung beruht.',
      numbers: ['bsd063'],
    },
  ],
  corrections: [
    { text: 'Achtung: Korrektur in bsd063: 2,4 statt 24 Millionen', numbers: ['bsd063'] },
    { text: 'Bitte korrigieren Sie in der Meldung bsd063 den Namen: Meier statt Maier.', numbers: ['bsd063'] },
    { text: 'In der Meldung bsd063 muss es heissen: Der Flug ist annulliert (nicht: verspätet).', numbers: ['bsd063'] },
    { text: 'Die Meldung bsd063 enthielt einen Fehler. Richtig ist: 2,4 Millionen.', numbers: ['bsd063'] },
    { text: `Korrektur bsd063: Gericht annulliert Wahl\n\n${body}`, numbers: ['bsd063'], headlines: ['Gericht annulliert Wahl'] },
    { text: `Korr.: Alpaka schwimmt über den See\n\n${body}`, headlines: ['Alpaka schwimmt über den See'] },
    { text: `Alpaka schwimmt über den See (korrigiert)\n\n${body}`, headlines: ['Alpaka schwimmt über den See'] },
    { text: `Alpaka schwimmt über den See - KORREKTUR\n\n${body}`, headlines: ['Alpaka schwimmt über den See'] },
    {
      text: `Korrektur: Alpaka schwimmt nach drei Tagen der Suche doch noch\nüber den See und wird gerettet\n\n${body}`,
      headlines: ['Alpaka schwimmt nach drei Tagen der Suche doch noch über den See und wird gerettet'],
    },
    { text: `KORREKTUR: Alpaka schwimmt über den See\n\n${body}`, headlines: ['Alpaka schwimmt über den See'] },
    {
      text: `BERICHTIGUNG\n\nIn der Meldung bsd063 muss es im 2. Absatz heissen: 2,4 Millionen Franken (nicht 24).\n\nAlpaka schwimmt über den See\n\n${body}`,
      numbers: ['bsd063'],
      headlines: ['Alpaka schwimmt über den See'],
    },
    {
      text: `Korrigiert wird im zweiten Absatz die Zahl: 2,4 statt 24 Millionen\n\nAlpaka schwimmt über den See\n\n${body}`,
      headlines: ['Alpaka schwimmt über den See'],
    },
    {
      text: 'Berichtigung zur Meldung «Alpaka schwimmt über den See» (bsd063): Der Besitzer heisst Meier.',
      numbers: ['bsd063'],
      headlines: ['Alpaka schwimmt über den See'],
    },
    {
      text: `Achtung Redaktionen: Im 2. Absatz muss es richtig 2,4 Millionen heissen\n\nAlpaka schwimmt über den See\n\n${body}`,
      headlines: ['Alpaka schwimmt über den See'],
    },
    { text: `Korrektur bsd063: Alpaka schwimmt über den See\n\n${body}`, numbers: ['bsd063'], headlines: ['Alpaka schwimmt über den See'] },
    {
      text: `(Korrigiert) Alpaka schwimmt über den See\n\n${body}`,
      headlines: ['Alpaka schwimmt über den See'],
    },
    {
      text: `KORRIGIERTE FASSUNG\n\nAlpaka schwimmt über den See\n\n${body}`,
      headlines: ['Alpaka schwimmt über den See'],
    },
    {
      text: `Korrektur im Titel: Alpaka statt Lama\n\nAlpaka schwimmt über den See\n\n${body}`,
      headlines: ['Alpaka schwimmt über den See'],
    },
    {
      text: 'Im ersten Absatz der Meldung bsd063 von gestern muss es «Tannwil» statt «Tannwald» heissen.',
      numbers: ['bsd063'],
      days: ['20310310'],
    },
    {
      text: `Berichtigt im Lead: Name der Gemeinde\n\nAlpaka schwimmt über den See\n\n${body}`,
      headlines: ['Alpaka schwimmt über den See'],
    },
    { text: `Diese Fassung ersetzt die Meldung bsd063\n\nAlpaka schwimmt über den See\n\n${body}`, numbers: ['bsd063'] },
    {
      text: `RICHTIGSTELLUNG: Alpaka schwimmt doch nicht über den See\n\n${body}`,
      headlines: ['Alpaka schwimmt doch nicht über den See'],
    },
  ],
  stories: [
    'Der Text ist gestrichen: Verfassung neu ohne Präambel',
    'Streichung des Artikels 12 verlangt',
    'Storno-Welle bei Reisebüros',
    'Rektor korrigiert Noten: nicht alle bestehen',
    'Bundesrat korrigiert Bericht im zweiten Absatz',
    'Bei 300 Flügen ist der Start annulliert',
    'Zug SBB 500 ist gestrichen',
    'Rückruf: bei 300 Autos versagt die Bremse',
    'Bitte löschen Sie Ihren Beitrag, heisst es auf der Website',
    'Rückruf von Babynahrung wegen Metallsplittern',
    'RÜCKRUF VON BABYNAHRUNG',
    'Hersteller ruft 12 000 Autos zurück',
    'Kill Bill feiert Geburtstag in Locarno',
    'Nationalrat zieht Initiative zurück',
    'Bundesgericht annulliert Urteil des Obergerichts',
    'Meldungen über Wölfe nehmen zu',
    'Zeitung zieht Artikel über Minister zurück und entschuldigt sich',
    'Korrektur an den Börsen hält an',
    'Korrektur am Aktienmarkt: Anleger verlieren Milliarden',
    'Korrekturen am Budget gefordert',
    'Berichtigung des Grundbuchs dauert Jahre',
    'Bitte Produkt nicht mehr verwenden: Coop warnt vor Pfanne',
    'Artikel 12 des Gesetzes wird gestrichen',
    'Bericht über Geheimdienst wird zurückgezogen, sagte der Minister',
    'Sperrung des Gotthards: Bitte Route nicht benutzen',
    'Storniert und vergessen: Reisende warten auf Geld',
    'Gericht: Text im Abstimmungsbüchlein muss geändert werden',
    'Im zweiten Absatz des Artikels soll es neu «Kantone» heissen, sagte die Kommission',
  ],
}
