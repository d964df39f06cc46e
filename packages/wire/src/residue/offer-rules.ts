import type { ResidueRule } from './rule.ts'

/** What a site offers its readers beside the story: keywords, recordings, its app, a way to complain. */
export const offerRules: readonly ResidueRule[] = [
  {
    name: 'residue-keywords',
    reason: 'The page’s keywords.',
    where: 'alone',
    longest: 200,
    matches:
      /^\W{0,2}(?:tags?|keywords?|topics|filed under|schlagw(?:ort|orte|örter)|stichw(?:ort|orte|örter)|themen|mots-clés|thèmes|parole chiave|argomenti|rubrik|rubrique)\s?:\s(?:[\p{L}\d][\p{L}\d&' -]{1,30}(?:\s?[,|·•#]\s?|$)){1,12}$/iu,
    fires: { en: 'Tags: lake, ferry, night', de: 'Themen: Rhein, Fähre', fr: 'Mots-clés: lac, bac', it: 'Argomenti: lago, traghetto' },
    nearMiss: {
      en: 'Topics: the ministers spoke about prices, wages and the bridge at Chur.',
      de: 'Themen: Es ging um die Löhne, die Ferien und den neuen Gesamtarbeitsvertrag.',
      fr: 'Thèmes: il a été question des salaires, des vacances et du pont de Coire.',
      it: 'Argomenti: si è parlato di salari, di vacanze e del ponte di Coira.',
    },
  },
  {
    name: 'residue-listen',
    reason: 'A pointer to a recording.',
    where: 'alone',
    longest: 160,
    notFirst: true,
    matches:
      /^\W{0,3}(?:(?:watch|listen|podcast|zum hören|hören sie|jetzt hören|sehen sie|écouter?z?|à écouter|à voir|ascolta|guarda)\s?[:►▶]\s?[^.]{3,150}|(?:listen to|watch) (?:this|the) (?:article|story|podcast|episode|video)[^.]{0,60}|(?:artikel|beitrag) (?:anhören|vorlesen lassen)|écouter (?:l['’]article|le podcast)|ascolta (?:l['’]articolo|il podcast))$/iu,
    fires: {
      en: 'Listen: How the ferry learned to float',
      de: 'Artikel anhören',
      fr: 'À écouter: Le bac raconté par son capitaine',
      it: 'Ascolta il podcast',
    },
    nearMiss: {
      en: 'Listen to the river, the old captain said, and it tells you all.',
      de: 'Hören will die Gemeinde davon nichts mehr.',
      fr: 'Écouter les habitants, telle est la promesse du nouveau préfet.',
      it: 'Ascolta il vento e capirai, diceva il guardiano del faro.',
    },
  },
  {
    name: 'residue-feedback',
    reason: 'A way to write to the page’s makers.',
    where: 'alone',
    longest: 140,
    matches:
      /^\W{0,3}(?:(?:report|found|spotted) an? (?:error|mistake|typo)\??(?: .{0,60})?|fehler (?:gefunden|entdeckt)\??(?: .{0,60})?|fehler melden|(?:haben sie|hast du) (?:einen )?(?:hinweise?|fehler)[^.]{0,60}\?(?: .{0,60})?|signaler une erreur|une erreur dans cet article\s?\?(?: .{0,60})?|segnala un errore|hai (?:trovato|notato) un errore\s?\?(?: .{0,60})?|(?:click|tap) here(?: (?:to|for) [^.]{1,80})?|(?:hier klicken|cliquez ici|clicca qui)(?: (?:um|für|pour|per) [^.]{1,80})?|(?:download|get) (?:our|the) app.{0,40}|(?:jetzt )?(?:die )?app (?:herunterladen|laden|installieren)|téléchargez (?:notre|l['’])\s?app.{0,30}|scarica (?:la nostra|l['’])\s?app.{0,30})\W{0,2}$/iu,
    fires: {
      en: 'Click here to read the report',
      de: 'Fehler gefunden? Jetzt melden.',
      fr: 'Signaler une erreur',
      it: 'Scarica la nostra app',
    },
    nearMiss: {
      en: 'Found an error: the auditors say the bridge was paid for twice.',
      de: 'Fehler melden Angestellte künftig bei einer neutralen Stelle.',
      fr: 'Une erreur dans le calcul a coûté 12 millions de francs au canton.',
      it: 'Hai trovato lavoro, gli disse la madre al telefono.',
    },
  },
  {
    name: 'residue-paywall',
    reason: 'The page’s notice to subscribers.',
    where: 'alone',
    longest: 160,
    matches:
      /^\W{0,3}(?:(?:this (?:article|content|story) is )?(?:for|only for|reserved for|available to) (?:our )?subscribers(?: only)?|subscribers only|(?:dieser (?:artikel|inhalt|beitrag) ist )?(?:nur |exklusiv )?für (?:abonnenten|abonnentinnen und abonnenten|abonnierte)(?: verfügbar| zugänglich)?|(?:cet article est |contenu |article )?réservé(?:e)? (?:aux|à nos) abonnés|(?:questo articolo è |contenuto |articolo )?riservato agli abbonati)\W{0,3}$/iu,
    fires: {
      en: 'This article is for subscribers only',
      de: 'Dieser Artikel ist nur für Abonnenten',
      fr: 'Article réservé aux abonnés',
      it: 'Contenuto riservato agli abbonati',
    },
    nearMiss: {
      en: 'For subscribers of the old network nothing changes before May.',
      de: 'Für Abonnenten des Verkehrsverbunds bleibt der Preis gleich.',
      fr: 'Réservé aux abonnés jusqu’ici, le quai s’ouvre à tous les passagers.',
      it: 'Riservato agli abbonati fino a ieri, il parcheggio ora è di tutti.',
    },
  },
]
