import type { ResidueRule } from './rule.ts'

/** Buttons, boxes and banners of the page around the story. */
export const pageRules: readonly ResidueRule[] = [
  {
    name: 'residue-share',
    reason: 'A button to share or print the page.',
    where: 'alone',
    longest: 80,
    matches:
      /^\W{0,3}(?:share(?: (?:this|on|via|article|story|the article)\b.{0,40})?|tweet|retweet|print(?: this(?: article)?)?|email(?: this)?|copy link|bookmark|save|teilen|(?:artikel|beitrag) (?:teilen|drucken|merken|vorlesen|speichern)|auf \p{L}+ teilen|per (?:e-?mail|whatsapp) (?:teilen|versenden)|drucken|merken|link kopieren|partager(?: (?:sur|cet|l['’]article|par)\b.{0,40})?|imprimer|copier le lien|enregistrer|condividi(?: (?:su|l['’]articolo|via|questo)\b.{0,40})?|stampa(?: (?:l['’])?articolo)?|copia (?:il )?link|salva|facebook|twitter|whatsapp|linkedin|telegram|pinterest|e-?mail|messenger|threads|instagram)(?:[\s|·•,/]+(?:facebook|twitter|x|whatsapp|linkedin|telegram|pinterest|e-?mail|messenger|threads|instagram|print|drucken))*\W{0,3}$/iu,
    fires: { en: 'Share on Facebook', de: 'Artikel teilen', fr: 'Partager sur WhatsApp', it: 'Condividi l’articolo' },
    nearMiss: {
      en: 'Share prices in Zurich fell by three percent on Monday.',
      de: 'Teilen wollen sich die beiden Gemeinden künftig auch die Feuerwehr.',
      fr: 'Partager le lac avec les pêcheurs restera possible, assure le canton.',
      it: 'Stampa e televisione erano presenti con venti giornalisti.',
    },
  },
  {
    name: 'residue-follow',
    reason: 'An invitation to follow somebody.',
    where: 'list',
    longest: 80,
    notFirst: true,
    matches:
      /^\W{0,3}(?:follow(?:\sus|\sme|\s@\w+)?(?:\son\s.{1,40})?\s?:?|folge(?:n sie)? (?:uns|mir)(?: (?:auf|bei)\s.{1,40})?\s?:?|suivez[- ](?:nous|moi)(?: sur\s.{1,40})?\s?:?|suivre\s?:|seguici(?: (?:su|anche su)\s.{1,40})?\s?:?|segui\s?:)\W{0,2}$/iu,
    fires: { en: 'follow:\nHarriet', de: 'Folgen Sie uns auf Instagram', fr: 'Suivez-nous sur Facebook', it: 'Seguici su Telegram' },
    nearMiss: {
      en: 'Follow-up talks are planned for next Tuesday in Geneva.',
      de: 'Folgen hat der Entscheid vor allem für die Bergbahnen.',
      fr: 'Suivre la rivière jusqu’au pont, tel était le conseil du garde.',
      it: 'Segui la strada fino al ponte, gli aveva detto la guida.',
    },
  },
  {
    name: 'residue-newsletter',
    reason: 'An invitation to subscribe.',
    where: 'alone',
    longest: 200,
    matches:
      /^\W{0,3}(?:(?:subscribe|sign up)(?: (?:now|here|today|to (?:our|the)|for (?:our|the))\b.{0,120})?|newsletter|get (?:our|the) (?:daily |weekly )?newsletter.{0,80}|(?:jetzt |hier )?(?:den )?newsletter (?:abonnieren|bestellen|anmelden).{0,60}|(?:jetzt )?abonnieren(?: sie (?:unseren|jetzt|den)\b.{0,80})?|melden sie sich .{0,40}newsletter.{0,40}|(?:abonnez-vous|inscrivez-vous)(?: (?:à|maintenant|gratuitement)(?: .{0,100})?)?|s['’](?:abonner|inscrire)(?: (?:à la|maintenant)\b.{0,60})?|(?:iscriviti|abbonati|iscrivetevi)(?: (?:alla|ora|subito|qui)\b.{0,100})?)\s?[!.:]?$/iu,
    fires: {
      en: 'Sign up for our daily briefing!',
      de: 'Jetzt Newsletter abonnieren',
      fr: 'Abonnez-vous à notre newsletter',
      it: 'Iscriviti alla nostra newsletter',
    },
    nearMiss: {
      en: 'Subscribers lost 40 francs each when the paper closed.',
      de: 'Newsletter der Gemeinde wurden aus Versehen an alle Kantone verschickt.',
      fr: 'Abonnez-vous ou partez, a lancé le directeur aux lecteurs mécontents.',
      it: 'Iscriviti al corso, gli avevano consigliato i genitori nel 2019.',
    },
  },
  {
    name: 'residue-cookie',
    reason: 'A cookie banner.',
    where: 'alone',
    longest: 400,
    matches:
      /^\W{0,3}(?:(?:accept|allow|reject)(?: all)?(?: cookies)?|(?:we|this (?:site|website)) uses? cookies\b.{0,300}|cookie (?:settings|policy|preferences)|(?:alle )?cookies (?:akzeptieren|ablehnen|zulassen)|(?:wir|diese (?:web)?seite) (?:verwenden|verwendet|nutzen|nutzt|setzt) cookies\b.{0,300}|cookie-einstellungen|(?:tout )?(?:accepter|refuser)(?: (?:tous )?les cookies)?|(?:nous utilisons|ce site utilise) des cookies\b.{0,300}|(?:accetta|rifiuta)(?: tutti)?(?: i cookie)?|(?:questo sito utilizza|utilizziamo)(?: i)? cookie\b.{0,300})\W{0,3}$/iu,
    fires: {
      en: 'We use cookies to improve your visit.',
      de: 'Alle Cookies akzeptieren',
      fr: 'Ce site utilise des cookies.',
      it: 'Questo sito utilizza i cookie.',
    },
    nearMiss: {
      en: 'Accept all the losses now, the auditor urged the board on Friday.',
      de: 'Cookies aus Biel gewannen den ersten Preis der Messe.',
      fr: 'Refuser les cookies deviendra plus simple, promet la loi.',
      it: 'Accetta tutti i rischi chi parte senza guida, dice il soccorso alpino.',
    },
  },
  {
    name: 'residue-ad',
    reason: 'A mark of an advertisement.',
    where: 'alone',
    longest: 60,
    matches:
      /^\W{0,3}(?:advertisement|advertising|ad|ads|sponsored(?: content)?|promoted|paid (?:post|content)|werbung|anzeige|anzeigen|inserat|publireportage|gesponsert(?:er inhalt)?|publicité|annonce|contenu sponsorisé|sponsorisé|pubblicità|annuncio|contenuto sponsorizzato|sponsorizzato|story continues below|article continues after (?:this )?ad(?:vertisement)?|(?:der )?artikel (?:geht|wird) (?:unten|nach der werbung) weiter|la suite après (?:la|cette) publicité)\W{0,3}$/iu,
    fires: { en: 'Advertisement', de: 'Anzeige', fr: 'La suite après cette publicité', it: 'Pubblicità' },
    nearMiss: {
      en: 'Advertising revenue fell by a tenth, the publisher said.',
      de: 'Anzeige gegen unbekannt hat die Gemeinde am Montag erstattet.',
      fr: 'Annonce faite mardi: le pont restera fermé jusqu’en mai.',
      it: 'Pubblicità e sponsor coprono un terzo dei costi della festa.',
    },
  },
  {
    name: 'residue-comments',
    reason: 'The comment box of the page.',
    where: 'alone',
    longest: 90,
    notFirst: true,
    matches:
      /^\W{0,3}(?:(?:\d{1,5}\s|no\s)?comments?(?:\s?\(\d{1,5}\))?|(?:leave|post|add|write) a (?:comment|reply)|join the (?:conversation|discussion)|(?:\d{1,5}\s|keine\s)?kommentare?(?:\s?\(\d{1,5}\))?|kommentar (?:schreiben|verfassen|hinterlassen)|(?:jetzt )?(?:kommentieren|mitdiskutieren)|diskutieren sie mit|(?:\d{1,5}\s|aucun\s)?commentaires?(?:\s?\(\d{1,5}\))?|(?:laisser|écrire|ajouter) un commentaire|(?:\d{1,5}\s|nessun\s)?comment[oi](?:\s?\(\d{1,5}\))?|(?:lascia|scrivi|aggiungi) un commento|log in to comment|(?:zum )?kommentieren (?:bitte )?(?:anmelden|einloggen))\s?[!.:]?$/iu,
    fires: { en: 'Leave a comment', de: '12 Kommentare', fr: 'Laisser un commentaire', it: 'Commenti (3)' },
    nearMiss: {
      en: 'Comments from the minister were not to be had on Sunday.',
      de: 'Kommentare dazu wollte die Bank am Abend nicht abgeben.',
      fr: 'Commentaires et rumeurs ont accompagné le départ du chef.',
      it: 'Commenti non sono arrivati dal governo cantonale.',
    },
  },
  {
    name: 'residue-navigation',
    reason: 'A link of the page’s menu.',
    where: 'alone',
    longest: 60,
    matches:
      /^\W{0,3}(?:(?:home|homepage|startseite|accueil|pagina iniziale)(?:\s?[>›»/|]\s?[\p{L}\d &-]{1,30}){0,5}|back to (?:top|home|the homepage)|(?:skip|jump) to (?:main )?content|log ?in|sign in|log ?out|menu|next article|previous article|nach oben|zurück zur (?:startseite|übersicht)|zum (?:hauptinhalt|inhalt springen)|anmelden|einloggen|nächster artikel|vorheriger artikel|retour (?:en haut|à l['’]accueil)|aller au contenu|se connecter|article (?:suivant|précédent)|torna (?:su|alla home)|vai al contenuto|accedi|articolo (?:successivo|precedente)|(?:©|copyright)\s.{0,50}|all rights reserved|alle rechte vorbehalten|tous droits réservés|tutti i diritti riservati|impressum|datenschutz(?:erklärung)?|privacy policy|terms of (?:use|service)|mentions légales)\W{0,3}$/iu,
    fires: { en: 'Back to top', de: 'Zurück zur Startseite', fr: 'Retour en haut', it: 'Torna su' },
    nearMiss: {
      en: 'Back to top form, Ilaria Bernasca won by two seconds.',
      de: 'Anmelden können sich Interessierte bis Ende Mai bei der Gemeinde.',
      fr: 'Retour à l’école pour 40’000 enfants lundi dans le canton.',
      it: 'Torna su il prezzo del pane dopo due anni di calma.',
    },
  },
]
