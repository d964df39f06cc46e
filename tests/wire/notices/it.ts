import type { NoticeTable } from './table.ts'

const body =
  'Il comune di Sassonero ha deciso lunedì di costruire un nuovo ponte e vuole cominciare i lavori nel mese di maggio.\n\nIl ponte costa 2,4 milioni di franchi, ha comunicato il municipio. Il parlamento decide in autunno. (ATS)'

export const it: NoticeTable = {
  body,
  kills: [
    { text: 'La notizia bsi019 va considerata nulla.', numbers: ['bsi019'] },
    { text: 'Notizia da eliminare: bsi019', numbers: ['bsi019'] },
    { text: 'ANNULLARE: bsi019', numbers: ['bsi019'] },
    { text: 'RITIRATO: Cigno ferma il treno\n\nLa notizia è errata.', headlines: ['Cigno ferma il treno'] },
    { text: 'Si prega di non utilizzare la notizia bsi019, contiene un grave errore.', numbers: ['bsi019'] },
    {
      text: 'La notizia «Cigno ferma il treno» (bsi019) è annullata.\n\nLa polizia smentisce.',
      numbers: ['bsi019'],
      headlines: ['Cigno ferma il treno'],
    },
    { text: 'ANNULLAMENTO\n\nDispaccio bsi 019 di ieri', numbers: ['bsi019'], days: ['20310310'] },
    {
      text: 'Attenzione redazioni: la notizia bsi019 di lunedì è ritirata e non va pubblicata.',
      numbers: ['bsi019'],
      days: ['20310310'],
    },
    { text: 'NOTIZIA ANNULLATA\n\nTitolo: Cigno ferma il treno', headlines: ['Cigno ferma il treno'] },
    {
      text: 'Annullamento della notizia “Cigno ferma il treno” delle 09.14',
      headlines: ['Cigno ferma il treno'],
    },
    { text: 'Ritiriamo il dispaccio bsi019 del 5 marzo. Preghiamo di cancellarlo.', numbers: ['bsi019'], days: ['20310305'] },
    {
      text: 'Cari colleghi, vi preghiamo di eliminare l’articolo "Cigno ferma il treno" dai vostri siti.',
      headlines: ['Cigno ferma il treno'],
    },
    { text: 'KILL bsi019\n\nInformazione non confermata', numbers: ['bsi019'] },
    { text: 'Nota alle redazioni: non pubblicare la notizia bsi019, si prega di ignorarla.', numbers: ['bsi019'] },
    { text: 'Bellinzona (ats) La notizia bsi019 è stata ritirata. Da non utilizzare.', numbers: ['bsi019'] },
    {
      text: 'Notizia annullata - Cigno ferma il treno',
      headlines: ['Cigno ferma il treno'],
    },
    {
      text: 'Preghiamo di non pubblicare il dispaccio sul cigno che ha\nfermato un treno martedì mattina vicino a Sassonero (bsi019),\nperché contiene un errore.',
      numbers: ['bsi019'],
    },
  ],
  corrections: [
    { text: 'Nella notizia bsi019 è stato indicato un nome sbagliato. Quello corretto è Meier.', numbers: ['bsi019'] },
    { text: `CORREGGE bsi019\n\nCigno ferma il treno\n\n${body}`, numbers: ['bsi019'], headlines: ['Cigno ferma il treno'] },
    { text: `PRECISAZIONE: Cigno ferma il treno\n\n${body}`, headlines: ['Cigno ferma il treno'] },
    { text: `Cigno ferma il treno (rettifica)\n\n${body}`, headlines: ['Cigno ferma il treno'] },
    { text: `RETTIFICA: Cigno ferma il treno\n\n${body}`, headlines: ['Cigno ferma il treno'] },
    { text: `ERRATA CORRIGE: Cigno ferma il treno\n\n${body}`, headlines: ['Cigno ferma il treno'] },
    {
      text: 'Nella notizia bsi019 si legga 2,4 milioni invece di 24 milioni.',
      numbers: ['bsi019'],
    },
    {
      text: 'Errata corrige\n\nNella notizia «Cigno ferma il treno» (bsi019) di ieri va letto Sassonero.',
      numbers: ['bsi019'],
      days: ['20310310'],
      headlines: ['Cigno ferma il treno'],
    },
    { text: `CORREZIONE\n\nCigno ferma il treno\n\n${body}`, headlines: ['Cigno ferma il treno'] },
    {
      text: `Correzione nel titolo: cigno invece di oca\n\nCigno ferma il treno\n\n${body}`,
      headlines: ['Cigno ferma il treno'],
    },
    {
      text: `Corregge il secondo paragrafo\n\nCigno ferma il treno\n\n${body}`,
      headlines: ['Cigno ferma il treno'],
    },
    { text: `Rettifica della notizia bsi019: il ponte costa 2,4 milioni`, numbers: ['bsi019'] },
    { text: `VERSIONE CORRETTA\n\nCigno ferma il treno\n\n${body}`, headlines: ['Cigno ferma il treno'] },
    {
      text: `Si prega di leggere al secondo paragrafo 2,4 milioni anziché 24\n\nCigno ferma il treno\n\n${body}`,
      headlines: ['Cigno ferma il treno'],
    },
    { text: `ANNULLA E SOSTITUISCE bsi019\n\nCigno ferma il treno\n\n${body}`, numbers: ['bsi019'], headlines: ['Cigno ferma il treno'] },
    {
      text: 'Attenzione redazioni: si prega di correggere nella notizia bsi019 il nome del sindaco.',
      numbers: ['bsi019'],
    },
    { text: `Corretto: Cigno ferma il treno\n\n${body}`, headlines: ['Cigno ferma il treno'] },
  ],
  stories: [
    'Ritiro: Federer lascia',
    'Corretto il titolo della legge',
    'Annullata la gara di Wengen',
    'Richiamati alimenti per neonati',
    'Annullamento del concerto a Lugano',
    'ANNULLAMENTO DEL CONCERTO',
    'Il Tribunale federale annulla la sentenza',
    "L'articolo 12 della legge è annullato",
    'Il ritiro di Federer commuove il mondo',
    "L'UDC ritira l'iniziativa",
    'Ritirata la patente a un deputato',
    'Correzione in borsa: giù i titoli bancari',
    'Correzione dei conti del cantone',
    'Rettifica dei confini tra due comuni',
    'Si prega di non dare cibo ai cigni, avverte il comune',
    'Kill Bill compie gli anni a Locarno',
    'Il giornale ha ritirato la notizia, ha comunicato il direttore',
    "Il testo dell'iniziativa è ritirato",
    'Notizie false, annullati due processi',
  ],
}
