import { baseLanguage } from '@depesche/article/model'
import type { FormatEntry } from '../format.ts'

interface Words {
  readonly correction: string
  readonly corrects: string
  readonly update: string
  readonly withdrawn: string
  readonly killed: string
  readonly removed: string
}

const ENGLISH: Words = {
  correction: 'Correction',
  corrects: 'This version corrects an earlier one.',
  update: 'Update',
  withdrawn: 'Withdrawn',
  killed: 'This article has been withdrawn. Take it off your pages and delete your copies.',
  removed: 'This article is no longer part of this feed. Delete your copy.',
}
/** Romansh is left to English until somebody who speaks it has written it. */
const WORDS: Readonly<Record<string, Words>> = {
  ca: {
    correction: 'Correcció',
    corrects: 'Aquesta versió en corregeix una d’anterior.',
    update: 'Actualització',
    withdrawn: 'Retirat',
    killed: 'Aquest article ha estat retirat. Traieu-lo de les vostres pàgines i suprimiu-ne les còpies.',
    removed: 'Aquest article ja no forma part d’aquest canal. Suprimiu-ne la còpia.',
  },
  de: {
    correction: 'Berichtigung',
    corrects: 'Diese Fassung berichtigt eine frühere.',
    update: 'Aktualisierung',
    withdrawn: 'Zurückgezogen',
    killed: 'Dieser Artikel ist zurückgezogen. Nehmen Sie ihn von Ihren Seiten und löschen Sie Ihre Kopien.',
    removed: 'Dieser Artikel gehört nicht mehr zu diesem Feed. Löschen Sie Ihre Kopie.',
  },
  en: ENGLISH,
  es: {
    correction: 'Corrección',
    corrects: 'Esta versión corrige una anterior.',
    update: 'Actualización',
    withdrawn: 'Retirado',
    killed: 'Este artículo ha sido retirado. Quítelo de sus páginas y elimine sus copias.',
    removed: 'Este artículo ya no forma parte de este canal. Elimine su copia.',
  },
  fr: {
    correction: 'Correction',
    corrects: 'Cette version corrige une version précédente.',
    update: 'Mise à jour',
    withdrawn: 'Retiré',
    killed: 'Cet article est retiré. Enlevez-le de vos pages et supprimez vos copies.',
    removed: 'Cet article ne fait plus partie de ce flux. Supprimez votre copie.',
  },
  it: {
    correction: 'Rettifica',
    corrects: 'Questa versione ne corregge una precedente.',
    update: 'Aggiornamento',
    withdrawn: 'Ritirato',
    killed: 'Questo articolo è stato ritirato. Toglietelo dalle vostre pagine ed eliminate le vostre copie.',
    removed: 'Questo articolo non fa più parte di questo flusso. Eliminate la vostra copia.',
  },
  pt: {
    correction: 'Correção',
    corrects: 'Esta versão corrige uma anterior.',
    update: 'Atualização',
    withdrawn: 'Retirado',
    killed: 'Este artigo foi retirado. Tire-o das suas páginas e elimine as suas cópias.',
    removed: 'Este artigo já não faz parte deste canal. Elimine a sua cópia.',
  },
}
const wordsIn = (language: string): Words => WORDS[baseLanguage(language)] ?? ENGLISH

/** What a reader is told beside a corrected article: `Correction: 30 people came, not 300.` */
export function correctionWords(language: string, { kind, reason }: NonNullable<FormatEntry['correction']>): string {
  const { correction, corrects, update } = wordsIn(language)
  return kind === 'rectify' ? `${correction}: ${reason ?? corrects}` : [update, reason].filter((part) => part !== undefined).join(': ')
}

/** What a reader is told in place of an article that is gone: the notice of the desk where there is one. */
export function noticeWords(language: string, { event, notice }: Pick<FormatEntry, 'event' | 'notice'>): string {
  const { killed, removed } = wordsIn(language)
  return notice ?? (event === 'canceled' ? killed : removed)
}

/** The title of an article that is gone. It never says what the article was about. */
export function withdrawnTitle(language: string): string {
  return wordsIn(language).withdrawn
}
