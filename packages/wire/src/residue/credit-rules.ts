import type { ResidueRule } from './rule.ts'

/** Who made the page or its pictures, and when: facts of that page, not of the story. */
export const creditRules: readonly ResidueRule[] = [
  {
    name: 'residue-photo-credit',
    reason: 'A picture’s credit; the picture is not in the upload.',
    where: 'alone',
    longest: 90,
    // no `i` flag: names must have their capitals
    matches:
      /^\W{0,2}(?:(?:[Pp]hotos?|PHOTO|[Pp]icture|[Ii]mages?|IMAGE|[Bb]ild(?:er|quelle)?|BILD|[Ff]otos?|FOTO|[Ff]otografie|[Ii]mmagin[ei]|Symbolbild|Archivbild|Archivfoto|Symbolfoto|Illustration|Grafik|[Cc]redit|Fotocredit|Crédit(?: photo)?|Photo credit|Credito foto)\s?(?:by\s|\(Archiv\))?[:©]\s?(?:(?:\p{Lu}[\p{L}.'’-]*|via|von|de|di|by)(?:[\s/,|]{1,3}|$)){1,7}|(?:KEYSTONE|Keystone|Getty Images|GETTY IMAGES|IMAGO|Imago|Shutterstock|Unsplash|EPA)(?:\s?[/|]\s?\p{Lu}[\p{L}. -]{1,40}){0,3}|(?:Image|Photo|Picture) (?:source|caption|credit), [^\n]{2,70}|©\s?.{2,60})\W{0,2}$/u,
    fires: {
      en: 'Photo: Keystone/Anna Beispiel',
      de: 'Bild: KEYSTONE/Peter Muster',
      fr: 'Photo: Keystone',
      it: 'Foto: Ti-Press/Mario Esempio',
    },
    nearMiss: {
      en: 'Picture: that is what the painter calls his work, which costs 3000 francs.',
      de: 'Bild: So sah der Platz vor hundert Jahren aus, bevor der Bach kam.',
      fr: 'Photo: la pellicule revient à la mode dans les écoles d’art.',
      it: 'Foto: il concorso raccoglie duecento lavori di giovani ticinesi.',
    },
  },
  {
    name: 'residue-author-box',
    reason: 'The page’s box about an author.',
    where: 'alone',
    longest: 1000,
    notFirst: true,
    // no `i` flag: a name of two capitals follows, or it is a quotation
    matches:
      /^(?:I am|I['’]m|My name is|Ich bin|Mein Name ist|Je suis|Je m['’]appelle|Sono|Mi chiamo)\s(?:\p{Lu}[\p{L}.'’-]{1,30}\s){1,3}\p{Lu}[\p{L}.'’-]{1,30},?\s[^\n]{0,160}(?:journalist|author|editor|reporter|writer|blogger|[Aa]utor|[Rr]edaktor|[Rr]eporter|[Rr]edakteur|[Jj]ournalist|auteur|autrice|rédact|giornalista|autore|redatt)|^(?:About the [Aa]uthor|(?:Über|Zum|Zur) (?:den |die )?Autor(?:in)?|À propos de l['’]aut(?:eure?|rice)|L['’]aut(?:ore|rice)\s?:)\s?:?$/u,
    fires: {
      en: 'I am Harriet Example, a curious journalist who has written about rivers for six years.',
      de: 'Ich bin Erika Muster, Redaktorin mit einem Herz für Flüsse.',
      fr: 'Je suis Marie Exemple, journaliste et amoureuse des rivières.',
      it: 'Sono Maria Esempio, giornalista e amante dei fiumi.',
    },
    nearMiss: {
      en: 'I am a farmer, not a journalist, said Beat Ammannseder at the hearing.',
      de: 'Ich bin enttäuscht, sagte der Autor nach der Absage der Lesung.',
      fr: 'Je suis déçue, a confié la journaliste après le jugement.',
      it: 'Sono stato io a scrivere la lettera, ha ammesso il giornalista.',
    },
  },
  {
    name: 'residue-desk-line',
    reason: 'Who reported and edited, as an agency adds it below a story.',
    where: 'alone',
    longest: 200,
    notFirst: true,
    // no `i` flag: names have their capitals
    matches:
      /^\W{0,2}(?:(?:Reporting|Additional reporting|Writing|Editing|Compiled|Translated) by\s\p{Lu}[^\n]{1,160}|(?:Bericht|Text|Bearbeitung|Redaktion|Übersetzung)(?: von|:)\s\p{Lu}\p{L}+\s\p{Lu}\p{L}+(?:[,;]\s[^\n.]{1,120})?|(?:Reportage|Rédaction|Traduction)(?: de|:)?\s\p{Lu}\p{L}+\s\p{Lu}\p{L}+,\s(?:édité|rédigé|version)[^\n.]{1,100}|(?:Servizio|Redazione|Traduzione)(?: di|:)?\s\p{Lu}\p{L}+\s\p{Lu}\p{L}+(?:,\s(?:a cura|versione)[^\n.]{1,100})?|Our [Ss]tandards:\s[^\n]{1,100})\)?$/u,
    fires: {
      en: '(Reporting by Anna Example; Editing by Carl Sample)',
      de: '(Bericht von Anna Muster, redigiert von Carl Beispiel)',
      fr: '(Reportage Anna Exemple, édité par Carl Modèle)',
      it: '(Servizio di Anna Esempio, a cura di Carlo Modello)',
    },
    nearMiss: {
      en: 'Reporting by cantons has improved since 2019, the auditors found.',
      de: 'Text von 1848 wird neu aufgelegt: Die Bundesverfassung erscheint als Buch.',
      fr: 'Rédaction de la loi confiée au canton de Vaud, a dit la ministre.',
      it: 'Servizio di pronto soccorso chiuso per tre giorni a Faido.',
    },
  },
  {
    name: 'residue-published',
    reason: 'The page’s own date of publication.',
    where: 'alone',
    longest: 90,
    matches:
      /^\W{0,2}(?:(?:first )?(?:published|posted|updated|last (?:updated|modified)|publiziert|veröffentlicht|aktualisiert|erstellt|stand|publié|mis à jour|modifié|pubblicato|aggiornato)(?:\s(?:on|at|am|um|heute|gestern|le|à|il|alle|today|yesterday|aujourd['’]hui|hier|oggi|ieri)){0,2}\s?:?\s(?:\p{L}{5,10},?\s)?(?:(?:at|um|à|alle)\s)?(?:\d{1,2}\.?\s?(?:\p{L}{3,10}\.?|\d{1,2}\.)?,?\s?\d{4}|\p{L}{3,9}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\/\d{1,2}\/\d{4}|\d{4}-\d\d-\d\d|\d{1,2}[.:h]\d\d|\d{1,3}\s(?:hours?|minutes?|days?)\sago)|\d{1,2}\.\s?\d{1,2}\.\s?\d{4})(?:[\d\s.,:|–-]|uhr|am|pm|um|at|à|h|cest|cet|gmt|alle|ore){0,24}$/iu,
    fires: {
      en: 'Published on 4 May 2031, 10:22',
      de: 'Aktualisiert am 04.05.2031, 10:22 Uhr',
      fr: 'Publié le 4 mai 2031 à 10:22',
      it: 'Pubblicato il 4 maggio 2031 alle 10:22',
    },
    nearMiss: {
      en: 'Published in 1921 for the first time. The book has since sold 40,000 copies.',
      de: 'Veröffentlicht wurden die 312 Seiten erst nach dem Urteil.',
      fr: 'Publié mardi par le canton. Le rapport compte 48 pages.',
      it: 'Pubblicato martedì dal Cantone. Il rapporto conta 48 pagine.',
    },
  },
  {
    name: 'residue-read-time',
    reason: 'The page’s reading time.',
    where: 'alone',
    longest: 50,
    matches:
      /^\W{0,2}(?:(?:reading time|read time|lesezeit|lesedauer|temps de lecture|tempo di lettura|durée de lecture)\s?:?\s?(?:ca\.?\s|env\.?\s|circa\s)?\d{1,3}\s?(?:min\.?|minutes?|minuten?|minuti|minuto|sec\.?)?|\d{1,3}[\s-](?:min(?:ute)?s?\sread|min\.?\slesezeit|minuten lesezeit|min\.? de lecture|minutes de lecture|min\.? di lettura|minuti di lettura))\W{0,2}$/iu,
    fires: { en: '3 min read', de: 'Lesezeit: 3 Minuten', fr: 'Temps de lecture: 3 min', it: 'Tempo di lettura: 3 minuti' },
    nearMiss: {
      en: '3 minutes before the end Zumthal scored again.',
      de: 'Lesezeit in der Bibliothek ist künftig auch am Sonntag von 10 bis 16 Uhr.',
      fr: 'Temps de lecture réduit pour les juges, dossiers toujours plus longs.',
      it: '3 minuti di silenzio hanno aperto la seduta del Gran Consiglio.',
    },
  },
]
