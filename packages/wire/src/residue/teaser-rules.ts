import type { ResidueRule } from './rule.ts'

/** Pointers to other stories. */
export const teaserRules: readonly ResidueRule[] = [
  {
    name: 'residue-video-teaser',
    reason: 'A pointer to a video or gallery on the page.',
    where: 'alone',
    longest: 90,
    notFirst: true,
    // a clause with its stop or a comma is a sentence of the story
    matches:
      /^(?:(?:videos?|pictures?|photos?|images?|footage|a video)\s(?:shows?|of)\s[^.,;:!?]+|(?:video|bilder|fotos|ein video|videos|aufnahmen)\s(?:zeigen|zeigt)\s[^.,;:!?]+|(?:des |une |les )?(?:vidéos?|images?|photos?)\s(?:montrent|montre)\s[^.,;:!?]+|(?:un |il |i |le )?(?:video|immagini|foto)\s(?:mostrano|mostra)\s[^.,;:!?]+|(?:(?:watch|see)\s(?:the\s)?(?:video|gallery|pictures|photos)|(?:zum|zur)\s(?:video|bildstrecke|galerie)|(?:hier\s)?(?:das|im)\svideo|voir\sla\s(?:vidéo|galerie)|regardez\sla\svidéo|en\s(?:vidéo|images)|guarda\s(?:il\svideo|la\sgalleria|le\sfoto))\b[^.,;]{0,40})$/i,
    fires: {
      en: 'Videos show daily life on the border',
      de: 'Video zeigt Erdrutsch im Val Lumnezia',
      fr: 'Des images montrent la crue du Rhône',
      it: 'Il video mostra la piena del Ticino',
    },
    nearMiss: {
      en: 'Videos show soldiers leaving the village, the ministry said.',
      de: 'Video zeigt nach Angaben der Polizei den Hergang der Tat.',
      fr: 'Des images montrent la toiture effondrée, a indiqué la police.',
      it: 'Le immagini mostrano due persone in fuga, ha detto il procuratore.',
    },
  },
  {
    name: 'residue-related',
    reason: 'A list of other stories.',
    where: 'list',
    longest: 80,
    notFirst: true,
    matches:
      /^(?:more (?:stories|news|coverage|like this)|mehr zum thema|mehr dazu|zum thema|weitere (?:artikel|meldungen|beiträge|themen|nachrichten|news)|das könnte (?:sie|dich) (?:auch )?interessieren|plus d['’](?:articles|actualités?|infos)|(?:sur|dans) le même (?:sujet|thème)|à lire (?:aussi|également)|ces articles (?:pourraient|peuvent) vous intéresser|altri articoli|sullo stesso (?:tema|argomento)|potrebbe interessarti(?: anche)?|articoli correlati|articles liés|articles? similaires?|verwandte (?:artikel|themen)|related (?:posts?|articles?|stories|content|topics|news|links|coverage)|you (?:may|might) also like|recommended(?: for you| stories)?|most (?:read|popular|viewed)|top stories|trending(?: now)?|meistgelesen(?:e artikel)?|am meisten gelesen|les plus lus|(?:i )?più letti)\s?:?$/iu,
    fires: {
      en: 'Related Posts',
      de: 'Mehr zum Thema\nFähre fährt auch nachts\nKapitänin mit neunzehn',
      fr: 'Sur le même sujet\nLe bac du Rhin circule aussi la nuit\nCapitaine à dix-neuf ans',
      it: 'Articoli correlati\nIl traghetto viaggia anche di notte\nCapitana a diciannove anni',
    },
    nearMiss: {
      en: 'More stories of this kind will follow, the archivist said on Monday.',
      de: 'Mehr zum Schutz der Moore verlangt die Kommission vom Bundesrat.',
      fr: 'Sur le même sujet, la ministre avait promis une loi avant l’été.',
      it: 'Altri articoli della legge restano invece in vigore fino a maggio.',
    },
  },
  {
    name: 'residue-more-about',
    reason: 'A list of other stories.',
    where: 'list',
    longest: 80,
    notFirst: true,
    needsList: true,
    matches:
      /^(?:more\s(?:about|on|from)\s[^.,;!?]{1,60}|(?:mehr|weitere\s\p{L}{3,20})\s(?:zum|zur|zu|über|aus|von)\s[^.,;!?]{1,50}|plus\s(?:sur|de)\s[^.,;!?]{1,50}|(?:di\s)?più\ssu\s[^.,;!?]{1,50})\s?:?$/iu,
    fires: {
      en: 'More about the Rhine ferry\nFerry on the Rhine to run at night\nA captain of nineteen\nHow the cable holds',
      de: 'Mehr zur Rheinfähre\nFähre fährt auch nachts\nKapitänin mit neunzehn',
      fr: 'Plus sur le bac du Rhin\nLe bac du Rhin circule aussi la nuit\nCapitaine à dix-neuf ans',
      it: 'Più su traghetti e laghi\nIl traghetto viaggia anche di notte\nCapitana a diciannove anni',
    },
    nearMiss: {
      en: 'More from the north than from the south',
      de: 'Mehr über 80-Jährige in den Dörfern',
      fr: 'Plus sur le terrain que dans les bureaux, la ministre a visité trois vallées.',
      it: 'Più su che giù, il mercato ha chiuso in rialzo.',
    },
  },
  {
    name: 'residue-read-also-list',
    reason: 'Pointers to other stories.',
    where: 'list',
    longest: 60,
    matches:
      /^\W{0,3}(?:read (?:also|more|next)|also read|see also|lesen sie (?:auch|dazu|mehr)|lies (?:auch|mehr)|siehe auch|lire (?:aussi|également)|lisez aussi|voir aussi|leggi (?:anche|di più)|leggete anche|vedi anche)\s?:$/iu,
    fires: {
      en: 'Read also:\nFerry on the Rhine to run at night\nA captain of nineteen',
      de: 'Lesen Sie auch:\nFähre fährt künftig auch nachts',
      fr: 'Lire aussi:\nLe bac du Rhin circule aussi la nuit',
      it: 'Leggi anche:\nIl traghetto viaggia anche di notte',
    },
    nearMiss: {
      en: 'Read also means reading aloud: the pupils of Thun do it daily.',
      de: 'Siehe auch die Statuten: so antwortete der Verein auf die Frage.',
      fr: 'Lire aussi longtemps que possible: la devise de la libraire.',
      it: 'Leggi anche severe: il Cantone vuole multe più alte.',
    },
  },
  {
    name: 'residue-read-also',
    reason: 'A pointer to another story.',
    where: 'line',
    longest: 200,
    matches:
      /^\W{0,3}(?:read (?:also|more|next)|also read|see also|don['’]t miss|lesen sie (?:auch|hier|dazu|mehr)|lies (?:auch|hier|mehr)|auch interessant|siehe auch|lire (?:aussi|également)|lisez aussi|voir aussi|à découvrir|leggi (?:anche|di più|tutto)|leggete anche|vedi anche|da leggere)(?:\s?[:>»→-].{0,180}|\s?\.{0,3}|\s(?:on|auf|sur|su)\s[\w.]{3,40})$/iu,
    fires: {
      en: 'Read also: Ferry on the Rhine to run at night',
      de: 'Lesen Sie auch: Fähre fährt künftig auch nachts',
      fr: 'Lire aussi: Le bac du Rhin circule aussi la nuit',
      it: 'Leggi anche: Il traghetto viaggia anche di notte',
    },
    nearMiss: {
      en: 'Read more slowly, the teacher told the class of nine-year-olds.',
      de: 'Lesen Sie mehr Bücher, riet die Bibliothekarin den Eltern.',
      fr: 'Lire plus reste un luxe pour beaucoup, selon une étude publiée mardi.',
      it: 'Leggi di più e parla di meno, diceva spesso il maestro.',
    },
  },
  {
    name: 'residue-read-on',
    reason: 'A button that opens the rest of the page.',
    where: 'alone',
    longest: 60,
    matches:
      /^\W{0,3}(?:continue reading|keep reading|read (?:the )?(?:full|whole) (?:article|story)|show more|load more|view all|(?:jetzt )?weiterlesen|mehr (?:anzeigen|laden|lesen)|ganzen artikel lesen|zum artikel|(?:lire|afficher|voir) (?:la suite|plus|l['’]article(?: complet)?|tout)|(?:continua a leggere|mostra altro|vedi tutto|carica altro))\W{0,3}$/i,
    fires: { en: 'Continue reading', de: 'Mehr anzeigen', fr: 'Lire la suite', it: 'Continua a leggere' },
    nearMiss: {
      en: 'Continue reading the signs, the guide told them, and turned back.',
      de: 'Mehr lesen die Jungen, seit das Handy im Unterricht verboten ist.',
      fr: 'Voir plus loin que la saison, c’est le but du nouveau directeur.',
      it: 'Continua a leggere ogni giorno il bollettino, ha detto il guardiano.',
    },
  },
]
